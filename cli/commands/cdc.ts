import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { ControlledName, ControlStore, TableState, Wanted } from '../../pipeline/cdc/index.ts';
import type { Deployment } from '../deployment.ts';
import { readSettings } from '../environment.ts';
import { bringMirrorUpToDate } from '../mirror.ts';
import { findMerchant } from '../operator.ts';
import { createOutput, type Output } from '../output.ts';
import { withDeployment } from '../with-deployment.ts';
import { describeOverview } from './cdc-text.ts';

interface Options {
  table?: string;
  json?: boolean;
}

const WAIT_MS = 20_000;
const LOAD_WAIT_MS = 600_000;
const LIST_LIMIT = 100;

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return value;
};

const load = () => import('../../pipeline/cdc/index.ts');

async function control({ db }: Deployment): Promise<ControlStore> {
  const { createControlStore, CDC_SLOT } = await load();
  return createControlStore({ pool: db.pools.worker, slot: CDC_SLOT });
}

/** The table an option names. @throws naming those there are */
async function tableOf(name: string): Promise<ControlledName> {
  const { MIRRORED_TABLES } = await load();
  const table = MIRRORED_TABLES.find((candidate) => candidate === name);
  if (!table) throw new Error(`--table: "${name}" is not mirrored; there are ${MIRRORED_TABLES.join(', ')}.`);
  return table;
}

/** Waits until the worker has done what was asked. @returns false when it does not answer in time */
async function awaitState(
  store: ControlStore,
  tables: readonly ControlledName[],
  state: TableState,
  timeoutMs: number,
): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(200)) {
    const rows = await store.read();
    const isDone = tables.every((table) => {
      const row = rows.get(table);
      return (row?.state ?? 'FOLLOWING') === state && !row?.resyncRequestedAt;
    });
    if (isDone) return true;
  }
  return false;
}

async function change(options: Options, wanted: Wanted): Promise<void> {
  const output = createOutput(options.json ?? false);
  const { WHOLE } = await load();
  const table = options.table ? await tableOf(options.table) : WHOLE;
  await withDeployment(readSettings(), 'cdc', async (deployment) => {
    const store = await control(deployment);
    await store.want([table], wanted);
    const state = wanted === 'PAUSE' ? 'PAUSED' : 'FOLLOWING';
    // Where this command started the engines there is no worker to wait for: it hears of it when it starts.
    const isDone =
      deployment.engines.children.length === 0 && (await awaitState(store, [table], state, WAIT_MS));
    const name = table === WHOLE ? 'Replication' : `Replication of ${table}`;
    const done = wanted === 'PAUSE' ? 'is paused' : 'follows again';
    const later = wanted === 'PAUSE' ? 'will be paused' : 'will follow again';
    output.result(
      { table, wanted, done: isDone },
      `${name} ${isDone ? done : `${later} as soon as a worker runs or has caught up`}.`,
    );
  });
}

async function resync(options: Options): Promise<void> {
  const output = createOutput(options.json ?? false);
  const { MIRRORED_TABLES } = await load();
  const tables = options.table ? [await tableOf(options.table)] : [...MIRRORED_TABLES];
  await withDeployment(readSettings(), 'cdc', async (deployment) => {
    const store = await control(deployment);
    await store.requestResync(tables);
    if (deployment.engines.children.length > 0) await bringMirrorUpToDate(deployment, output);
    const isDone = await output.step('Loading', () => awaitState(store, tables, 'FOLLOWING', LOAD_WAIT_MS));
    const rows = await store.read();
    const loaded = Object.fromEntries(tables.map((table) => [table, rows.get(table)?.loadedRows ?? null]));
    output.result(
      { tables, done: isDone, loaded },
      isDone
        ? tables.map((table) => `${table.padEnd(14)} ${loaded[table] ?? 0} rows`).join('\n')
        : 'It was asked for, but not done in time: is a table paused, or no worker running? See "merchantgraph cdc status".',
    );
    if (!isDone) process.exitCode = 1;
  });
}

async function withReplay<T>(
  { db, warehouse, replicationUrl }: Deployment,
  run: (replay: import('../../pipeline/cdc/replay.ts').Replay) => Promise<T>,
): Promise<T> {
  const { CDC_SLOT } = await load();
  const { createReplay } = await import('../../pipeline/cdc/replay.ts');
  const { openSource } = await import('../../pipeline/cdc/source.ts');
  const source = await openSource(replicationUrl, 'merchantgraph_replay');
  try {
    return await run(createReplay({ pool: db.pools.worker, source, warehouse, slot: CDC_SLOT }));
  } finally {
    await source.end();
  }
}

async function reconcile(
  options: { merchant?: string; json?: boolean },
  output: Output,
  deployment: Deployment,
): Promise<void> {
  const { db, warehouse, logger, replicationUrl, engines } = deployment;
  const { createReconciler } = await import('../../pipeline/reconcile/index.ts');
  const merchant = options.merchant ? await findMerchant(db, options.merchant) : undefined;
  const reconciler = createReconciler({
    connectionString: replicationUrl,
    pool: db.pools.worker,
    warehouse,
    logger,
  });
  const run = () =>
    output.step('Comparing', () => reconciler.run(merchant ? { merchantIds: [merchant.id] } : {}));
  // A comparison needs a mirror that follows.
  const { withMirror } = await import('../mirror.ts');
  const summary = engines.children.length > 0 ? await withMirror(deployment, run) : await run();
  output.result(
    { ...summary },
    summary.skipped
      ? `Nothing was compared: ${summary.skipped}.`
      : `${summary.merchants} merchants, ${summary.rows} rows in ${summary.cells} days and tables compared: ${summary.differences} differences, ${summary.repaired} repaired, ${summary.unsettled} changing all the time, in ${(summary.durationMs / 1000).toFixed(1)} s.`,
  );
  if (summary.skipped || summary.repaired < summary.differences) process.exitCode = 1;
}

export function registerCdc(program: Command): void {
  const cdc = program.command('cdc').description('replication from PostgreSQL to ClickHouse');
  const json = '--json';
  const jsonText = 'print one JSON object last';
  const tableOption = '--table <name>';

  cdc
    .command('status')
    .description('how far the mirror is, table by table, and what PostgreSQL keeps for it')
    .option(json, jsonText)
    .action(async (options: Options) => {
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'cdc', async ({ db }) => {
        const { readCdcOverview } = await import('../../pipeline/cdc/overview.ts');
        const overview = await readCdcOverview({ pool: db.pools.worker });
        output.result({ ...overview }, describeOverview(overview));
      });
    });

  cdc
    .command('pause')
    .description('stop following, everything or one table; PostgreSQL keeps its log for the rest')
    .option(tableOption, 'only this one')
    .option(json, jsonText)
    .action((options: Options) => change(options, 'PAUSE'));

  cdc
    .command('resume')
    .description('follow again; a table that was paused alone is loaded anew, beside the stream')
    .option(tableOption, 'only this one')
    .option(json, jsonText)
    .action((options: Options) => change(options, 'FOLLOW'));

  cdc
    .command('resync')
    .description('load tables anew from a snapshot, without emptying them, while the stream goes on')
    .option(tableOption, 'only this one')
    .option(json, jsonText)
    .action(resync);

  cdc
    .command('poison')
    .description('rows that ClickHouse could not take, and why')
    .option('--limit <n>', 'how many at most', whole, LIST_LIMIT)
    .option(json, jsonText)
    .action(async (options: { limit: number; json?: boolean }) => {
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'cdc', async (deployment) => {
        const rows = await withReplay(deployment, (replay) => replay.list({ limit: options.limit }));
        output.result(
          { rows: rows.map(({ commitLsn, ...row }) => ({ ...row, commitLsn: commitLsn.toString() })) },
          rows.length === 0
            ? 'No row is set aside.'
            : rows.map((row) => `${row.id}  ${row.table} ${row.rowId}\n  ${row.reason}`).join('\n'),
        );
      });
    });

  cdc
    .command('replay [id]')
    .description('try rows that were set aside again: one, or all')
    .option('--limit <n>', 'how many at most', whole, 10_000)
    .option(json, jsonText)
    .action(async (id: string | undefined, options: { limit: number; json?: boolean }) => {
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'cdc', async (deployment) => {
        const outcome = await withReplay(deployment, (replay) =>
          replay.run({ limit: options.limit, ...(id ? { id } : {}) }),
        );
        output.result(
          { replayed: outcome.REPLAYED, superseded: outcome.SUPERSEDED, refused: outcome.REFUSED },
          `${outcome.REPLAYED} written, ${outcome.SUPERSEDED} void because the row has changed since, ${outcome.REFUSED} refused again.`,
        );
        if (outcome.REFUSED > 0) process.exitCode = 1;
      });
    });

  cdc
    .command('reconcile')
    .description('hold ClickHouse against PostgreSQL now, and repair what differs')
    .option('--merchant <id or slug>', 'only this one')
    .option(json, jsonText)
    .action(async (options: { merchant?: string; json?: boolean }) => {
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'cdc', (deployment) => reconcile(options, output, deployment));
    });
}
