import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drainPending, Session } from 'chdb';
import type { Logger } from '#platform/log/index.ts';
import { asEngineError, EngineError } from './errors.ts';
import { identifier, literal } from './sql.ts';

/** What a connection is for: readers cannot write, and the one writer keeps writes in the order they came. */
export type Role = 'reader' | 'writer';

/** Statement-independent part of a request that a connection has to take on before it runs the statement. */
export interface Scope {
  database: string;
  /** Bound parameters, name to value, in ClickHouse's escaped (TSV) form, as they come in `param_x`. */
  parameters: Record<string, string>;
  /** Names the statement refers to. */
  required: readonly string[];
  /** Settings that cannot be part of the statement's text. */
  settings: Record<string, string>;
}

/** A connection lent to one request. */
export interface Lease {
  session: Session;
  /** Gives the connection back. `damaged` replaces it by a new one. */
  release(damaged?: boolean): void;
}

export interface EngineMetrics {
  readers: number;
  busyReaders: number;
  writerBusy: boolean;
  /** Statements that wait for a connection. */
  waiting: number;
}

export interface EngineOptions {
  dataDir: string;
  readers: number;
  /** Statements that may wait for a connection before new ones are refused with code 202. */
  maxWaiting: number;
  logger: Logger;
}

/**
 * The engine's server settings. Its defaults expect a machine of its own: caches of gigabytes and pools of hundreds of
 * threads. Here it shares two cores and 1.5 GB with everything else.
 */
const CONFIG = `<clickhouse>
  <max_server_memory_usage>900000000</max_server_memory_usage>
  <mark_cache_size>33554432</mark_cache_size>
  <index_mark_cache_size>1048576</index_mark_cache_size>
  <primary_index_cache_size>33554432</primary_index_cache_size>
  <query_condition_cache_size>1048576</query_condition_cache_size>
  <compiled_expression_cache_size>8388608</compiled_expression_cache_size>
  <mmap_cache_size>64</mmap_cache_size>
  <background_pool_size>2</background_pool_size>
  <merge_tree>
    <old_parts_lifetime>30</old_parts_lifetime>
    <max_bytes_to_merge_at_max_space_in_pool>4294967296</max_bytes_to_merge_at_max_space_in_pool>
    <merge_max_block_size>4096</merge_max_block_size>
    <fsync_after_insert>1</fsync_after_insert>
    <fsync_part_directory>1</fsync_part_directory>
  </merge_tree>
</clickhouse>
`;

const ARGUMENTS = [
  '--max_threads=2',
  // Parsing a chunk on several threads costs memory and, on two cores, wins nothing.
  '--input_format_parallel_parsing=0',
  '--max_memory_usage=600000000',
  '--max_bytes_before_external_group_by=200000000',
  '--max_bytes_before_external_sort=200000000',
  // A chunk of a streamed result is one block: small blocks bound what a slow reader holds.
  '--max_block_size=16384',
];

/** A connection and what its session remembers between statements. */
interface Connection {
  role: Role;
  session: Session;
  database: string;
  /** Parameters that an earlier statement left set: a session cannot forget one. */
  stale: Set<string>;
}

interface Waiter {
  give(connection: Connection): void;
}

/** The engine (one per data folder and process) and its connections. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #configFile: string;
  readonly #idle: Record<Role, Connection[]> = { reader: [], writer: [] };
  readonly #waiting: Record<Role, Waiter[]> = { reader: [], writer: [] };
  readonly #all = new Set<Connection>();
  readonly #control: Session;
  #closed = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    mkdirSync(options.dataDir, { recursive: true });
    // The engine reads its settings from a file; it is ours, and it is written anew at every start.
    this.#configFile = path.join(options.dataDir, '.server.xml');
    writeFileSync(this.#configFile, CONFIG, { mode: 0o600 });
    this.#control = this.#session();
    this.#idle.writer.push(this.#connect('writer'));
    for (let i = 0; i < options.readers; i += 1) this.#idle.reader.push(this.#connect('reader'));
  }

  #session(): Session {
    return new Session(this.#options.dataDir, {
      connectionArgs: [`--config-file=${this.#configFile}`, ...ARGUMENTS],
    });
  }

  #connect(role: Role): Connection {
    const session = this.#session();
    // 2 forbids writes, DDL and changing this very setting, and still allows the other settings.
    if (role === 'reader') session.query('SET readonly = 2');
    const connection = { role, session, database: 'default', stale: new Set<string>() };
    this.#all.add(connection);
    return connection;
  }

  metrics(): EngineMetrics {
    return {
      readers: this.#options.readers,
      busyReaders: this.#options.readers - this.#idle.reader.length,
      writerBusy: this.#idle.writer.length === 0,
      waiting: this.#waiting.reader.length + this.#waiting.writer.length,
    };
  }

  /**
   * Lends a connection with the scope taken on. Waits in a bounded queue while all are busy; `signal` leaves it.
   * @throws EngineError 202 when too many wait, and whatever the engine says to the scope (unknown database...)
   */
  async acquire(role: Role, scope: Scope, signal: AbortSignal): Promise<Lease> {
    const connection = await this.#take(role, signal);
    let returned = false;
    const release = (damaged = false): void => {
      if (returned) return;
      returned = true;
      this.#giveBack(connection, damaged);
    };
    try {
      await this.#enter(connection, scope);
    } catch (error) {
      // Half of the settings may have been taken on.
      release(Object.keys(scope.settings).length > 0);
      throw asEngineError(error);
    }
    const names = Object.keys(scope.settings);
    if (names.length === 0) return { session: connection.session, release };
    return {
      session: connection.session,
      release: (damaged = false) => {
        if (damaged) return release(true);
        const reset = `SET ${names.map((name) => `${identifier(name)} = DEFAULT`).join(', ')}`;
        connection.session.queryAsync(reset).then(
          () => release(),
          (error: unknown) => {
            this.#options.logger.warn(
              { err: error },
              'settings could not be reset; the connection is replaced',
            );
            release(true);
          },
        );
      },
    };
  }

  #take(role: Role, signal: AbortSignal): Promise<Connection> {
    if (this.#closed) throw new EngineError(236, 'ABORTED', 'The server is shutting down.');
    if (signal.aborted) throw new EngineError(394, 'QUERY_WAS_CANCELLED', 'The client went away.');
    const free = this.#idle[role].pop();
    if (free) return Promise.resolve(free);
    const { reader, writer } = this.#waiting;
    if (reader.length + writer.length >= this.#options.maxWaiting) {
      throw new EngineError(
        202,
        'TOO_MANY_SIMULTANEOUS_QUERIES',
        `Too many simultaneous queries: ${this.#options.maxWaiting} wait already.`,
      );
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting[role].splice(this.#waiting[role].indexOf(waiter), 1);
        reject(new EngineError(394, 'QUERY_WAS_CANCELLED', 'The client went away.'));
      };
      const waiter: Waiter = {
        give(connection) {
          signal.removeEventListener('abort', leave);
          resolve(connection);
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting[role].push(waiter);
    });
  }

  #giveBack(connection: Connection, damaged: boolean): void {
    let next = connection;
    if (damaged) {
      this.#all.delete(connection);
      connection.session.close();
      if (this.#closed) return;
      next = this.#connect(connection.role);
    }
    const waiter = this.#waiting[connection.role].shift();
    if (waiter) waiter.give(next);
    else this.#idle[connection.role].push(next);
  }

  /** Brings a connection's session to the request's database, parameters and settings. */
  async #enter(connection: Connection, scope: Scope): Promise<void> {
    const { session } = connection;
    const given = Object.entries(scope.parameters);
    // A value that an earlier request bound must not answer for one that this request forgot.
    const missing = scope.required.find((name) => !(name in scope.parameters) && connection.stale.has(name));
    if (missing !== undefined) {
      throw new EngineError(456, 'UNKNOWN_QUERY_PARAMETER', `Substitution \`${missing}\` is not set.`);
    }
    if (connection.database !== scope.database) {
      await session.queryAsync(`USE ${identifier(scope.database)}`);
      connection.database = scope.database;
    }
    if (given.length > 0) {
      for (const [name] of given) connection.stale.add(name);
      const values = given.map(([name, value]) => `${identifier(`param_${name}`)} = ${literal(value)}`);
      await session.queryAsync(`SET ${values.join(', ')}`);
    }
    const settings = Object.entries(scope.settings);
    if (settings.length > 0) {
      await session.queryAsync(
        `SET ${settings.map(([name, value]) => `${identifier(name)} = ${literal(value)}`).join(', ')}`,
      );
    }
  }

  /** Ends the statements whose `log_comment` is `marker`. Returns at once; they fail with code 394. */
  async kill(marker: string): Promise<void> {
    // A cancelled KILL would be nobody's loss: the statement then runs to its end.
    await this.#control
      .queryAsync(`KILL QUERY WHERE Settings['log_comment'] = ${literal(marker)} ASYNC FORMAT Null`)
      .catch((error: unknown) =>
        this.#options.logger.warn({ err: error }, 'statement could not be cancelled'),
      );
  }

  /** Waits for what runs, then closes every connection and lets go of the folder. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const role of ['reader', 'writer'] as const) this.#waiting[role].length = 0;
    await this.#control
      .queryAsync('KILL QUERY WHERE query_id != queryID() ASYNC FORMAT Null')
      .catch(() => undefined);
    await drainPending();
    for (const connection of this.#all) connection.session.close();
    this.#control.close();
    rmSync(this.#configFile, { force: true });
  }
}
