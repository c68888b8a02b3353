import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { Lsn } from './lsn.ts';
import { EPOCH_MICROS, type Message, PgoutputDecoder } from './pgoutput.ts';

/** What the server sends on a replication connection. */
export interface StreamHandlers {
  /** A decoded message of the output plugin. */
  onMessage(message: Message): void;
  /** The server's word on where it is: everything before `walEnd` that concerns us has been sent. */
  onKeepalive(walEnd: Lsn, replyRequested: boolean): void;
  /** The connection is gone, for good: this instance cannot be used again. */
  onEnd(error: Error | undefined): void;
}

/** The part of pg's connection that carries COPY data; not in its types. */
interface CopyConnection {
  stream: Duplex;
  on(event: 'copyData', listener: (message: { chunk: Buffer }) => void): void;
  sendCopyFromChunk(chunk: Buffer): void;
}

/** Values as the text PostgreSQL prints. */
const asText = (value: unknown): unknown => value;

/** One replication connection: opened, streamed from once, ended, and never reconnected. */
export class ReplicationConnection {
  readonly #client: pg.Client;
  readonly #handlers: StreamHandlers;
  readonly #decoder = new PgoutputDecoder();
  #streaming = false;
  #ended = false;

  constructor(connectionString: string, applicationName: string, handlers: StreamHandlers) {
    this.#handlers = handlers;
    const config: pg.ClientConfig & { replication: 'database' } = {
      connectionString,
      application_name: applicationName,
      replication: 'database',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      options:
        '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c extra_float_digits=3 -c bytea_output=hex',
    };
    this.#client = new pg.Client(config);
    this.#client.on('error', (error) => this.#finish(error));
    this.#client.on('end', () => this.#finish(undefined));
  }

  get #connection(): CopyConnection {
    return (this.#client as unknown as { connection: CopyConnection }).connection;
  }

  async connect(): Promise<void> {
    await this.#client.connect();
  }

  /** Runs a statement or replication command; only before `stream`. */
  async query(text: string): Promise<Record<string, string | null>[]> {
    const result = await this.#client.query<Record<string, string | null>>({
      text,
      types: { getTypeParser: () => asText } as unknown as pg.CustomTypesConfig,
    });
    return result.rows;
  }

  /** Begins to stream from where the slot was acknowledged last. */
  stream(slot: string, publication: string): void {
    this.#streaming = true;
    this.#connection.on('copyData', ({ chunk }) => {
      try {
        this.#receive(chunk);
      } catch (error) {
        this.#finish(error instanceof Error ? error : new Error(String(error)));
      }
    });
    // From 0/0: the server itself knows what was acknowledged last.
    const command = `START_REPLICATION SLOT "${slot}" LOGICAL 0/0 (proto_version '1', publication_names '"${publication}"')`;
    this.#client.query(command).then(
      () => this.#finish(undefined),
      (error: Error) => this.#finish(error),
    );
  }

  #receive(chunk: Buffer): void {
    if (this.#ended) return;
    if (chunk[0] === 0x6b) {
      this.#handlers.onKeepalive(chunk.readBigUInt64BE(1), chunk[17] === 1);
    } else if (chunk[0] === 0x77) {
      const message = this.#decoder.decode(chunk.subarray(25));
      if (message) this.#handlers.onMessage(message);
    }
  }

  /**
   * Tells the server that everything before `position` is safe with us; it will not send that again.
   * @param ask whether it should answer with a keepalive at once
   */
  acknowledge(position: Lsn, ask = false): void {
    if (!this.#streaming || this.#ended) return;
    const status = Buffer.alloc(34);
    status[0] = 0x72;
    status.writeBigUInt64BE(position, 1);
    status.writeBigUInt64BE(position, 9);
    status.writeBigUInt64BE(position, 17);
    status.writeBigUInt64BE(BigInt(Date.now()) * 1000n - EPOCH_MICROS, 25);
    status[33] = ask ? 1 : 0;
    this.#connection.sendCopyFromChunk(status);
  }

  /** Stops and continues reading from the socket; the server then waits. */
  pause(paused: boolean): void {
    if (this.#ended) return;
    if (paused) this.#connection.stream.pause();
    else this.#connection.stream.resume();
  }

  #finish(error: Error | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    // A goodbye lets the server free the slot at once; where it does not get through, the socket goes anyway.
    this.#connection.stream.resume();
    this.#client.end().catch(() => undefined);
    setTimeout(() => this.#connection.stream.destroy(), 1_000).unref();
    this.#handlers.onEnd(error);
  }

  /** Lets go of the connection; `onEnd` is told. */
  close(error?: Error): void {
    this.#finish(error);
  }
}
