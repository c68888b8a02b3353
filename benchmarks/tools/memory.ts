import { readFile } from 'node:fs/promises';
import { type ProcessEntry, treeOf } from '../../tests/faults/processes.ts';

/** A process and the memory it has, in bytes. */
export interface MemoryOf extends ProcessEntry {
  /** What the product calls it: gateway, worker, postgres ... */
  role: string;
  /** All pages it has mapped, shared ones counted in full. */
  rss: number;
  /** Its proportional share: pages that n processes have in common count for one n-th. Adds up over processes. */
  pss: number;
}

const ROLES: readonly [RegExp, string][] = [
  [/^postgres: (.*)/, 'backend'],
  [/\bengine postgres\b/, 'postgres guardian'],
  [/\bengine clickhouse\b/, 'clickhouse'],
  [/postgres -D\b|\/postgres\b.* -D /, 'postgres'],
  [/\bgateway\b/, 'gateway'],
  [/\bworker\b/, 'worker'],
  [/\bstart\b/, 'supervisor'],
];

/** The role of a process of the product by its command line. */
export function roleOf(command: string): string {
  for (const [pattern, role] of ROLES) {
    const match = pattern.exec(command);
    if (match)
      return match[1] ? `postgres: ${match[1].replace(/\d+\.\d+\.\d+\.\d+\(\d+\).*/, '').trim()}` : role;
  }
  return command.slice(0, 40);
}

const kilobytes = (text: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;

/** The memory of a process and all its descendants. */
export async function memoryOf(root: number): Promise<MemoryOf[]> {
  const found: MemoryOf[] = [];
  for (const entry of await treeOf([root])) {
    const text = await readFile(`/proc/${entry.pid}/smaps_rollup`, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    found.push({
      ...entry,
      role: roleOf(entry.command),
      rss: kilobytes(text, 'Rss'),
      pss: kilobytes(text, 'Pss'),
    });
  }
  return found;
}

/** CPU seconds that a process and all its descendants have used, by process id. */
export async function cpuOf(root: number): Promise<Map<number, number>> {
  return new Map((await treeOf([root])).map(({ pid, ticks }) => [pid, ticks / 100]));
}

/** The largest resident memory of a process so far, in bytes. */
export async function peakOf(pid: number): Promise<number> {
  return kilobytes(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''), 'VmHWM');
}
