import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A ClickHouse server in a child process, for tests. */
export interface ClickHouseChild {
  url: string;
  password: string;
  pid: number;
  /** Ends the process: `SIGTERM` politely, `SIGKILL` as a crash would. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/**
 * Starts the server on a data folder, in a process of its own, as a deployment does.
 * @param port a free one when 0
 */
export async function startClickHouseChild(
  dataDir: string,
  secret = 'secret',
  port = 0,
): Promise<ClickHouseChild> {
  const script = fileURLToPath(new URL('./child.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, dataDir, secret, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
  });
  const { stdout } = child;
  if (!stdout) throw new Error('the child has no standard output');
  const exited = once(child, 'exit');
  const url = await Promise.race([
    once(createInterface({ input: stdout }), 'line').then(([line]) => String(line)),
    exited.then(([code]) => Promise.reject(new Error(`the ClickHouse child ended with ${code}`))),
  ]);
  return {
    url,
    password: secret,
    pid: child.pid ?? -1,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}
