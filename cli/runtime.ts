import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const schema = z.object({
  /** The process that owns the engines. */
  pid: z.number(),
  /** When that process started, as the kernel tells it, so that a reused process id is not taken for it. */
  startedAt: z.string(),
  postgres: z.object({ port: z.number() }),
  clickhouse: z.object({ url: z.string() }),
});

/** Where the engines of a data folder are, while they run. Holds no secret, but is private all the same. */
export type Runtime = z.infer<typeof schema>;

const fileOf = (dataDir: string): string => path.join(dataDir, 'runtime.json');

/** When a process started, in clock ticks since boot; empty where the system does not tell. */
export async function processStart(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in parentheses may hold spaces; the fields after it are plain.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

export async function isRunning(pid: number, startedAt: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startedAt === '' || (await processStart(pid)) === startedAt;
}

/** The engines that run on this folder now, or undefined. */
export async function readRuntime(dataDir: string): Promise<Runtime | undefined> {
  const text = await readFile(fileOf(dataDir), 'utf8').catch(() => undefined);
  if (!text) return undefined;
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success) return undefined;
  return (await isRunning(parsed.data.pid, parsed.data.startedAt)) ? parsed.data : undefined;
}

export async function writeRuntime(
  dataDir: string,
  runtime: Omit<Runtime, 'pid' | 'startedAt'>,
): Promise<void> {
  const file = fileOf(dataDir);
  const body: Runtime = { ...runtime, pid: process.pid, startedAt: await processStart(process.pid) };
  await writeFile(`${file}.new`, JSON.stringify(body, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

export const removeRuntime = (dataDir: string): Promise<void> => rm(fileOf(dataDir), { force: true });

/** A lock on a data folder that ends with the process that holds it. */
export interface FolderLock {
  release(): Promise<void>;
}

/** @returns undefined when another living process holds the folder */
export async function lockFolder(dataDir: string): Promise<FolderLock | undefined> {
  const file = path.join(dataDir, 'lock');
  const mine = JSON.stringify({ pid: process.pid, startedAt: await processStart(process.pid) });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await writeFile(file, mine, { mode: 0o600, flag: 'wx' });
      return { release: () => rm(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = z
      .object({ pid: z.number(), startedAt: z.string() })
      .safeParse(JSON.parse((await readFile(file, 'utf8').catch(() => 'null')) || 'null'));
    if (holder.success && (await isRunning(holder.data.pid, holder.data.startedAt))) return undefined;
    await rm(file, { force: true });
  }
  return undefined;
}
