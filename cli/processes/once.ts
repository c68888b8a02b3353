import { spawn } from 'node:child_process';
import { childEnvironment } from '../environment.ts';

/**
 * Runs a command of this program to its end, in a process of its own whose memory goes with it.
 * @returns the JSON object it printed last
 * @throws with what it said when it fails
 */
export function runOnce(args: string[]): Promise<unknown> {
  const main = process.argv[1];
  if (!main) throw new Error('The path of this program is not known.');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
      env: childEnvironment({}),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // It has no channel that would tell it: it must not outlive us.
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', end);
      const text = Buffer.concat(out).toString('utf8').trim();
      if (code !== 0) {
        reject(
          new Error(`merchantgraph ${args[0]} failed: ${Buffer.concat(err).toString('utf8').trim() || text}`),
        );
      } else {
        resolve(JSON.parse(text.split('\n').at(-1) ?? 'null'));
      }
    });
  });
}
