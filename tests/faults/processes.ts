import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { processesOf } from '../fixtures/processes.ts';

const BIN = fileURLToPath(new URL('../../cli/bin.mjs', import.meta.url));

/** A process as /proc shows it. */
export interface ProcessEntry {
  pid: number;
  parent: number;
  /** Its command line, arguments separated by spaces. */
  command: string;
  /** CPU time it has used, in clock ticks of 10 ms. */
  ticks: number;
}

async function readEntry(pid: number): Promise<ProcessEntry | undefined> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The name in parentheses may hold spaces; the fields after it are plain.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    return {
      pid,
      parent: Number(fields[1]),
      command: command.replaceAll('\0', ' ').trim(),
      ticks: Number(fields[11]) + Number(fields[12]),
    };
  } catch {
    return undefined;
  }
}

/** Every living process of this machine. */
async function listProcesses(): Promise<ProcessEntry[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  return (await Promise.all(pids.map(readEntry))).filter((entry) => entry !== undefined);
}

/** The given processes with all their descendants, parents first. */
export async function treeOf(roots: readonly number[]): Promise<ProcessEntry[]> {
  const all = await listProcesses();
  const found = all.filter((entry) => roots.includes(entry.pid));
  for (let at = 0; at < found.length; at += 1) {
    const { pid } = found[at] ?? { pid: -1 };
    found.push(...all.filter((entry) => entry.parent === pid && !found.includes(entry)));
  }
  return found;
}

/**
 * Kills everything that has to do with a data folder, as a power cut would: every process, none of them asked.
 * @returns how many processes were killed
 * @throws when one of them lives on
 */
export async function killAll(dataDir: string): Promise<number> {
  const killed = new Set<number>();
  for (let round = 0; round < 100; round += 1) {
    const targets = processesOf(dataDir);
    if (targets.length === 0) return killed.size;
    for (const { pid } of targets) {
      killed.add(pid);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // ended by itself meanwhile
      }
    }
    await sleep(20);
  }
  throw new Error(`Some processes did not end: ${[...killed].join(', ')}`);
}

/** A command of the product that runs now. */
export interface Command {
  process: ChildProcess;
  /** What it printed last, or why it failed; never rejects. */
  done: Promise<{ result?: Record<string, unknown>; failure?: string }>;
}

/** Starts `merchantgraph <args> --json` on a data folder. */
export function startCommand(args: readonly string[], dataDir: string): Command {
  const child = spawn(process.execPath, [BIN, ...args, '--json'], {
    env: { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'error', MERCHANTGRAPH_DATA: path.resolve(dataDir) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
  const done = new Promise<{ result?: Record<string, unknown>; failure?: string }>((resolve) => {
    child.once('error', (error) => resolve({ failure: error.message }));
    child.once('close', (code, signal) => {
      const last = out.join('').trim().split('\n').at(-1) ?? '';
      if (code === 0) resolve({ result: JSON.parse(last) });
      else resolve({ failure: `${signal ?? `exit ${code}`}: ${err.join('').trim() || last}` });
    });
  });
  return { process: child, done };
}

/** Runs a command to its end. @throws with what it said when it fails */
export async function runCommand(args: readonly string[], dataDir: string): Promise<Record<string, unknown>> {
  const { result, failure } = await startCommand(args, dataDir).done;
  if (!result) throw new Error(`merchantgraph ${args.join(' ')}: ${failure}`);
  return result;
}
