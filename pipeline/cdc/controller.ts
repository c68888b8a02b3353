import { messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { ReplicationReader } from '#platform/postgres/replication.ts';
import type { MirroredTable } from '#warehouse/index.ts';
import { type ControlStore, WHOLE } from './control-store.ts';
import { MIRRORED_TABLES } from './mapping.ts';

export interface ControllerOptions {
  store: ControlStore;
  reader: Pick<ReplicationReader, 'start' | 'stop' | 'status'>;
  /** Tables that the warehouse holds a finished load of. */
  loadedTables(): Promise<MirroredTable[]>;
  /**
   * Loads tables beside the running stream, by name and reason.
   * @returns those of them that have to be loaded once more
   */
  load(tables: ReadonlyMap<MirroredTable, string>, signal: AbortSignal): Promise<MirroredTable[]>;
  logger: Logger;
}

/** Carries out what operators want: pauses and resumes, and loads tables that need it. */
export interface Controller {
  start(): void;
  stop(): Promise<void>;
  /** Tables whose changes are passed over now. */
  skips: ReadonlySet<MirroredTable>;
  paused(): boolean;
  /** Nothing waits to be loaded, and it is known that nothing does. */
  settled(): boolean;
}

const LOOK_EVERY_MS = 1_000;

export function createController(options: ControllerOptions): Controller {
  const { store, reader, logger } = options;
  const skips = new Set<MirroredTable>();
  /** Tables to be loaded, and why. */
  const due = new Map<MirroredTable, string>();
  let running = false;
  let checkedLoads = false;
  let stopped = true;
  let looking: Promise<void> | undefined;
  let wake: () => void = () => undefined;
  let loading: { done: Promise<void>; abort: AbortController } | undefined;

  async function endLoad(): Promise<void> {
    loading?.abort.abort(new Error('The load was stopped.'));
    await loading?.done;
  }

  // The wish is written down as a state before it is followed: a crash in between must not lose what was skipped.
  async function pause(table: MirroredTable, isPaused: boolean): Promise<void> {
    if (!isPaused) {
      if (due.has(table)) await endLoad();
      due.delete(table);
      await store.setState(table, 'PAUSED');
      logger.info({ table }, 'replication of a table paused');
    }
    skips.add(table);
  }

  async function needLoad(table: MirroredTable, reason: string): Promise<void> {
    await store.beginLoad(table, reason);
    due.set(table, reason);
  }

  async function follow(): Promise<void> {
    // What a load that ends meanwhile has settled would look unsettled in the rows read before.
    const wasLoading = loading !== undefined;
    const rows = await store.read();
    const whole = rows.get(WHOLE);
    if (whole?.wanted === 'PAUSE') {
      if (running) {
        await endLoad();
        await reader.stop();
        running = false;
      }
      if (whole.state !== 'PAUSED') await store.setState(WHOLE, 'PAUSED');
      return;
    }
    for (const table of MIRRORED_TABLES) {
      const row = rows.get(table);
      const reason = row?.loadReason ?? 'REQUESTED';
      if (row?.wanted === 'PAUSE') {
        await pause(table, row.state === 'PAUSED');
        continue;
      }
      if (row?.state === 'PAUSED') await needLoad(table, 'RESUMED');
      else if (row?.state === 'LOADING' && !wasLoading) due.set(table, reason);
      else if (row?.resyncRequestedAt && !wasLoading) await needLoad(table, 'REQUESTED');
      skips.delete(table);
    }
    if (!running) {
      reader.start();
      running = true;
      if (whole?.state === 'PAUSED') await store.setState(WHOLE, 'FOLLOWING');
    }
    if (reader.status().running && !loading) await startLoad();
  }

  async function startLoad(): Promise<void> {
    if (!checkedLoads) {
      const loaded = new Set(await options.loadedTables());
      for (const table of MIRRORED_TABLES)
        if (!loaded.has(table) && !due.has(table) && !skips.has(table)) await needLoad(table, 'ADDED');
      checkedLoads = true;
    }
    if (due.size === 0) return;
    const tables = new Map(due);
    const abort = new AbortController();
    const done = options
      .load(tables, abort.signal)
      .then((again) => {
        for (const table of tables.keys()) if (!again.includes(table)) due.delete(table);
      })
      .catch(async (error: unknown) => {
        if (abort.signal.aborted) return;
        logger.warn({ err: error, tables: [...tables.keys()] }, 'tables could not be loaded; tried again');
        for (const table of tables.keys())
          await store.setError(table, messageOf(error)).catch(() => undefined);
      })
      .finally(() => {
        loading = undefined;
      });
    loading = { done, abort };
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await follow();
      } catch (error) {
        logger.warn({ err: error }, 'what operators want of replication could not be read');
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_EVERY_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  return {
    skips,
    start() {
      if (!stopped) return;
      stopped = false;
      looking = run();
    },
    async stop() {
      stopped = true;
      wake();
      await looking;
      await endLoad();
      await reader.stop();
      running = false;
    },
    paused: () => !running,
    settled: () => checkedLoads && due.size === 0 && !loading,
  };
}
