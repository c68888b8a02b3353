import { spawn } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '#platform/postgres/embedded.ts';
import { readEndpoints } from '../../cli/endpoints.ts';
import { processesOf } from '../fixtures/processes.ts';
import {
  BIN,
  environmentOf,
  freshFolder,
  type Product,
  request,
  runCli,
  startProduct,
  tryCli,
} from '../fixtures/product.ts';
import { until } from '../fixtures/wait.ts';

/** What Ctrl-C is given, by the issue. */
const STOP_MS = 5_000;

const health = async (product: Product): Promise<{ status: number; missing: string[] }> => {
  const response = await fetch(product.endpoints.health);
  return { status: response.status, missing: (await response.json()).missing };
};
const ready = (product: Product) =>
  until('the product to be ready again', async () => (await health(product)).status === 200, 15_000);

describe('the life of a product', () => {
  let dataDir: string;
  let product: Product;
  beforeAll(async () => {
    dataDir = await freshFolder();
    product = await startProduct({ dataDir, demo: false });
  }, 60_000);
  afterAll(async () => {
    await product?.dispose();
  }, 30_000);

  test('endpoints.json has what scripts rely on, and nobody else can read it', async () => {
    const { graphql, ws, dashboard, health: page, metrics, demo } = await readEndpoints(dataDir);
    const { port } = new URL(graphql);
    expect([graphql, ws, dashboard, page, metrics]).toEqual([
      `http://127.0.0.1:${port}/graphql`,
      `ws://127.0.0.1:${port}/graphql`,
      `http://127.0.0.1:${port}/`,
      `http://127.0.0.1:${port}/health/ready`,
      `http://127.0.0.1:${port}/metrics`,
    ]);
    expect(demo).toBeUndefined();
    for (const file of ['endpoints.json', 'runtime.json', 'secret']) {
      expect((await stat(path.join(dataDir, file))).mode & 0o077, file).toBe(0);
    }
  });

  test('a second start on its folder is refused in plain words, and harms nothing', async () => {
    // PostgreSQL's own come and go.
    const programs = (): number[] =>
      processesOf(dataDir).flatMap(({ pid, command }) => (command.includes(BIN) ? [pid] : []));
    const before = programs();
    const { code, stderr } = await tryCli(['start', '--no-demo'], dataDir);
    expect(code).not.toBe(0);
    expect(stderr.trim()).toBe(
      `The data folder ${dataDir} is in use by another merchantgraph process. Stop it, or choose another folder with MERCHANTGRAPH_DATA.`,
    );
    expect(await health(product)).toEqual({ status: 200, missing: [] });
    expect(programs()).toEqual(before);
  });

  test('a port that is taken is named, with what to do, and nothing is left running', async () => {
    const other = await freshFolder();
    const { port } = new URL(product.endpoints.graphql);
    const { code, stderr } = await tryCli(['start', '--no-demo'], other, { PORT: port });
    expect(code).not.toBe(0);
    expect(stderr).toContain(
      `Port ${port} on 127.0.0.1 is taken by another program. Set PORT to a free one.`,
    );
    expect(processesOf(other)).toEqual([]);
    await rm(other, { recursive: true, force: true });
  }, 60_000);

  test.each([
    ['clickhouse', (command: string) => command.includes('engine clickhouse')],
    ['postgresql', (command: string) => command.includes('engine postgres')],
  ])(
    'a killed %s is named as missing, and comes back by itself',
    async (name, isIt) => {
      const engine = processesOf(dataDir).find(({ command }) => isIt(command));
      if (!engine) throw new Error(`There is no process for ${name}.`);
      const [gateway] = processesOf(dataDir).filter(({ command }) => command.endsWith(' gateway'));
      if (name === 'clickhouse') process.kill(engine.pid, 'SIGSTOP');
      else process.kill(engine.pid, 'SIGKILL');
      const answer = await until(`${name} to be missed`, async () => {
        const now = await health(product);
        return now.status === 503 && now;
      });
      expect(answer.missing).toEqual([name]);
      if (name === 'clickhouse') process.kill(engine.pid, 'SIGKILL');
      await ready(product);
      // What depends on it goes on too, in the process it had.
      const created = await product.cli([
        ...[
          'merchant',
          'create',
          '--name',
          `After ${name}`,
          '--timezone',
          'Europe/London',
          '--currency',
          'GBP',
        ],
      ]);
      const summary = await product.cli(['insights', 'generate', '--as-of', '2024-01-01']);
      expect(summary).toMatchObject({ failures: 0 });
      const trend = await request(
        product.endpoints.graphql,
        `{ merchant(id: "${created.id}") { salesTrend(from: "2024-01-01", to: "2024-01-02") { totals { orders } } } }`,
        {},
        { authorization: `Bearer ${created.apiKey}` },
      );
      expect(trend.errors).toEqual([]);
      expect(trend.data.merchant.salesTrend.totals.orders).toBe(0);
      expect(processesOf(dataDir).map(({ pid }) => pid)).toContain(gateway?.pid);
    },
    60_000,
  );

  test('a killed gateway or worker is started again where it was', async () => {
    const pidsOf = (name: string): number[] =>
      processesOf(dataDir).flatMap(({ pid, command }) => (command.endsWith(` ${name}`) ? [pid] : []));
    for (const name of ['gateway', 'worker']) {
      const [pid] = pidsOf(name);
      if (!pid) throw new Error(`There is no ${name}.`);
      process.kill(pid, 'SIGKILL');
      await until(`another ${name}`, () => pidsOf(name).some((other) => other !== pid));
    }
    await ready(product);
    expect(await product.cli(['insights', 'generate'])).toMatchObject({ failures: 0 });
  }, 60_000);

  test('two copies with a port and a folder of their own run side by side', async () => {
    const port = String(await freePort());
    const second = await startProduct({ demo: false, env: { PORT: port } });
    try {
      expect(second.endpoints.graphql).toBe(`http://127.0.0.1:${port}/graphql`);
      await second.cli([
        'merchant',
        'create',
        '--name',
        'Only there',
        '--timezone',
        'UTC',
        '--currency',
        'EUR',
      ]);
      const names = async (of: Product) =>
        ((await of.cli(['merchant', 'list'])).merchants as { name: string }[]).map(({ name }) => name);
      expect(await names(second)).toEqual(['Only there']);
      expect(await names(product)).not.toContain('Only there');
      expect([await health(product), await health(second)].map(({ status }) => status)).toEqual([200, 200]);
    } finally {
      await second.dispose();
    }
    expect(processesOf(second.dataDir)).toEqual([]);
    expect((await health(product)).status).toBe(200);
  }, 60_000);

  test('Ctrl-C ends every process within five seconds, open connections or not', async () => {
    const socket = new WebSocket(product.endpoints.ws, 'graphql-transport-ws');
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const started = performance.now();
    await product.interrupt();
    await until('the end of every process', () => processesOf(dataDir).length === 0, 100);
    expect(performance.now() - started).toBeLessThan(STOP_MS);
    expect(product.process.exitCode).toBe(0);
  });

  test('a command on a stopped product starts the engines, and stops them after itself', async () => {
    const { merchants } = await runCli(['merchant', 'list'], dataDir);
    expect((merchants as { slug: string }[]).map(({ slug }) => slug)).toContain('after-clickhouse');
    expect(processesOf(dataDir)).toEqual([]);
  }, 60_000);

  test.each([
    [300, 'SIGINT', false],
    [900, 'SIGINT', true],
    [2_200, 'SIGINT', false],
    [4_000, 'SIGINT', false],
    [900, 'SIGKILL', true],
    [2_500, 'SIGKILL', false],
  ] as const)(
    '%i ms after the start a %s leaves nothing behind either (on a new folder: %s)',
    async (afterMs, signal, isNew) => {
      const folder = isNew ? await freshFolder() : dataDir;
      const child = spawn(process.execPath, [BIN, 'start'], {
        env: environmentOf(folder),
        stdio: 'ignore',
        detached: true,
      });
      await sleep(afterMs);
      const started = performance.now();
      if (signal === 'SIGINT') process.kill(-Number(child.pid), signal);
      else child.kill(signal);
      await until('the end of every process', () => processesOf(folder).length === 0, STOP_MS * 4);
      if (signal === 'SIGINT') expect(performance.now() - started).toBeLessThan(STOP_MS);
      if (isNew) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    30_000,
  );

  test('after all that, the same data is there', async () => {
    product = await startProduct({ dataDir, demo: false });
    const { merchants } = await product.cli(['merchant', 'list']);
    expect((merchants as { slug: string }[]).map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['after-clickhouse', 'after-postgresql']),
    );
    expect(await readFile(path.join(dataDir, 'endpoints.json'), 'utf8')).toContain(product.endpoints.graphql);
    expect(product.seconds).toBeLessThan(30);
  }, 60_000);
});
