import { type ChildProcess, fork } from 'node:child_process';
import { childEnvironment } from '../environment.ts';

/** A process of the product that runs beside this one and ends with it. */
export interface Child {
  name: string;
  process: ChildProcess;
  /** What it said when it was ready. */
  ready: unknown;
  /** Settles when it has ended. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Asks it to stop, and kills it after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

interface ReadyMessage {
  ready?: unknown;
  failed?: string;
}

/**
 * Starts `merchantgraph <args>` as a child and waits until it says it is ready. The child ends when our end of its
 * channel closes, so that a killed parent leaves none behind.
 * @throws with the child's own words when it cannot start
 */
export async function startChild(options: {
  name: string;
  args: string[];
  env?: Record<string, string>;
  /** A group of its own, so that Ctrl-C reaches it only through us. */
  detached?: boolean;
  /** Upper bound of its JavaScript heap in MB. */
  heapMb?: number;
  /** Upper bound of half its young generation in MB: small where batches come and go whole. */
  youngMb?: number;
  readyTimeoutMs?: number;
}): Promise<Child> {
  const main = process.argv[1];
  if (!main) throw new Error('The path of this program is not known.');
  const child = fork(main, options.args, {
    env: childEnvironment(options.env ?? {}),
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      ...(options.heapMb ? [`--max-old-space-size=${options.heapMb}`] : []),
      ...(options.youngMb ? [`--max-semi-space-size=${options.youngMb}`] : []),
    ],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: options.detached ?? false,
  });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const ready = await new Promise<unknown>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(
        new Error(`${options.name} was not ready within ${(options.readyTimeoutMs ?? 60_000) / 1000} s.`),
      );
    }, options.readyTimeoutMs ?? 60_000);
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      act();
    };
    const onMessage = (message: ReadyMessage): void => {
      const { failed } = message;
      if (failed !== undefined) settle(() => reject(new Error(`${options.name}: ${failed}`)));
      else if ('ready' in message) settle(() => resolve(message.ready));
    };
    child.on('message', onMessage);
    child.once('error', (error) => settle(() => reject(error)));
    void exited.then(({ code, signal }) =>
      settle(() => reject(new Error(`${options.name} ended at its start (${signal ?? `exit ${code}`}).`))),
    );
  });
  return {
    name: options.name,
    process: child,
    ready,
    exited,
    async stop(graceMs) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/**
 * Runs the long-lived part of a process: says it is ready, waits for a signal (or, as a child, for its parent's end),
 * closes, exits.
 */
export async function serve(options: {
  start: () => Promise<{ ready: unknown; close: (graceMs: number) => Promise<void> }>;
  graceMs?: number;
}): Promise<never> {
  const graceMs = options.graceMs ?? 3_000;
  let stop: (reason: string) => void = () => undefined;
  const stopped = new Promise<string>((resolve) => {
    stop = (reason) => {
      // Whatever starting or closing waits for, the process does not outlive its grace.
      setTimeout(() => process.exit(1), graceMs + 500).unref();
      resolve(reason);
    };
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  if (process.channel) process.on('disconnect', () => stop('disconnect'));
  let running: Awaited<ReturnType<typeof options.start>>;
  try {
    running = await options.start();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (process.send) process.send({ failed: message });
    else process.stderr.write(`${message}\n`);
    process.exit(1);
  }
  // A parent that is gone hears nothing, and its channel would throw.
  if (process.connected) process.send?.({ ready: running.ready });
  else if (!process.send) process.stdout.write(`${JSON.stringify({ ready: running.ready })}\n`);
  await stopped;
  await running.close(graceMs);
  process.exit(0);
}
