import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { freePort } from '#platform/postgres/embedded.ts';
import { type DemoAccess, demoSchema, readDemo, writeDemo } from '../commands/demo-access.ts';
import { type Endpoints, writeEndpoints } from '../endpoints.ts';
import { openEngines } from '../engines.ts';
import type { Settings } from '../environment.ts';
import { createOutput, type Output } from '../output.ts';
import { type Child, startChild } from './child.ts';
import { runOnce } from './once.ts';

const listening = z.object({ url: z.string(), wsUrl: z.string() });

function describe(endpoints: Endpoints, seconds: string): string {
  const lines = [
    '',
    `MerchantGraph is ready (${seconds} s).`,
    '',
    `  Dashboard   ${endpoints.dashboard}`,
    `  GraphQL     ${endpoints.graphql}   (open it in a browser for Sandbox)`,
    `  WebSocket   ${endpoints.ws}`,
    `  Health      ${endpoints.health}`,
    `  Metrics     ${endpoints.metrics}`,
  ];
  if (endpoints.demo) {
    lines.push(
      '',
      `  Sign in     ${endpoints.demo.email}  /  ${endpoints.demo.password}`,
      `  API key     ${endpoints.demo.apiKey}`,
    );
  }
  lines.push('', 'Ctrl-C stops it.', '');
  return lines.join('\n');
}

/** A process that is started again when it ends by itself. */
function supervise(
  start: () => Promise<Child>,
  first: Child,
  stopping: AbortSignal,
  say: (text: string) => void,
): () => Child {
  let child = first;
  void (async () => {
    for (let wait = 500; !stopping.aborted; ) {
      const { code, signal } = await child.exited;
      if (stopping.aborted) return;
      say(`The ${child.name} ended (${signal ?? `exit ${code}`}); starting it again.`);
      const next = await start().catch(() => undefined);
      if (next) {
        child = next;
        wait = 500;
      } else {
        await sleep(wait);
        wait = Math.min(wait * 2, 10_000);
      }
    }
  })();
  return () => child;
}

/** Demo merchants the first time: their history, its way into ClickHouse, and what the nightly job finds in it. */
async function prepareDemo(settings: Settings, step: Output['step']): Promise<DemoAccess | undefined> {
  const known = await readDemo(settings.dataDir);
  if (known) return known;
  const answer = await step('Creating the demo merchants', () => runOnce(['demo', '--json']));
  const { demo } = z.object({ demo: demoSchema }).parse(answer);
  await step('Looking at their numbers', () => runOnce(['insights', 'generate', '--json']));
  // Last: a start that is killed before this does all of it again, which adds only what is missing.
  await writeDemo(settings.dataDir, demo);
  return demo;
}

async function startProduct(
  settings: Settings,
  options: { demo: boolean },
  output: Output,
  stopping: AbortSignal,
) {
  const say = (text: string): void => output.line(text);
  const interrupted = new Promise<never>((_, reject) => {
    stopping.addEventListener('abort', () => reject(new Error('Interrupted.')), { once: true });
  });
  interrupted.catch(() => undefined);
  // Nothing of the start is waited for after Ctrl-C: children that are not there yet end with this process.
  const step = <T>(name: string, run: () => Promise<T>): Promise<T> =>
    Promise.race([output.step(name, run), interrupted]);
  const engines = await step('Starting PostgreSQL and ClickHouse', () =>
    openEngines(settings, { exclusive: true, onRestart: (name) => say(`${name} ended; starting it again.`) }),
  );
  const closers: (() => Promise<void>)[] = [() => engines.close()];
  try {
    // In a process of its own: the migrator takes a hundred megabytes that this one would keep as long as it runs.
    await step('Preparing the databases', () => runOnce(['migrate', '--json']));

    // Chosen before anybody starts: the worker writes links to the gateway, and clients of one that was started again
    // come back to where they were.
    const env = { PORT: String(settings.port || (await freePort())) };
    const startWorker = (): Promise<Child> =>
      startChild({ name: 'worker', args: ['worker'], heapMb: 320, youngMb: 8, env });
    const startGateway = (): Promise<Child> =>
      startChild({ name: 'gateway', args: ['gateway'], heapMb: 320, env });
    const [worker, gateway] = await step('Starting gateway and worker', async () => {
      const both = await Promise.allSettled([startWorker(), startGateway()]);
      const failed = both.find((result) => result.status === 'rejected');
      for (const result of both)
        if (result.status === 'fulfilled') closers.unshift(() => result.value.stop(3_000));
      if (failed) throw failed.reason;
      return both.map((result) => (result as PromiseFulfilledResult<Child>).value) as [Child, Child];
    });
    const { url, wsUrl } = listening.parse(gateway.ready);
    const children = [
      supervise(startWorker, worker, stopping, say),
      supervise(startGateway, gateway, stopping, say),
    ];
    closers.splice(0, 2, async () => {
      await Promise.all(children.map((child) => child().stop(3_000)));
    });
    const demo = options.demo ? await prepareDemo(settings, step) : undefined;
    const endpoints: Endpoints = {
      graphql: `${url}/graphql`,
      ws: wsUrl,
      dashboard: `${url}/`,
      health: `${url}/health/ready`,
      metrics: `${url}/metrics`,
      ...(demo ? { demo } : {}),
    };
    await writeEndpoints(settings.dataDir, endpoints);
    return { endpoints, closers };
  } catch (error) {
    for (const close of closers) await close();
    throw error;
  }
}

/** `npm start`: supervises the engines, the gateway and the worker until it is told to stop. */
export async function runStart(
  settings: Settings,
  options: { demo: boolean; json?: boolean },
): Promise<void> {
  const output = createOutput(options.json ?? false);
  const stopping = new AbortController();
  const signalled = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => {
      output.line('Stopping ...');
      // Ctrl-C must end everything within five seconds, whatever hangs.
      setTimeout(() => process.exit(1), 4_800).unref();
      resolve();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  if (process.channel) process.on('disconnect', () => stopping.abort());
  const product = await startProduct(settings, options, output, stopping.signal);
  const seconds = process.uptime().toFixed(1);
  output.result({ ...product.endpoints, seconds: Number(seconds) }, describe(product.endpoints, seconds));
  await signalled;
  for (const close of product.closers) await close();
  process.exit(0);
}
