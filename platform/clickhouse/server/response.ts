import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createGzip, type Gzip } from 'node:zlib';
import type { EngineError } from './errors.ts';
import { statusOf } from './errors.ts';

const CONTENT_TYPES: Record<string, string> = {
  JSON: 'application/json; charset=UTF-8',
  JSONCompact: 'application/json; charset=UTF-8',
  JSONEachRow: 'application/x-ndjson; charset=UTF-8',
  JSONCompactEachRow: 'application/x-ndjson; charset=UTF-8',
  CSV: 'text/csv; charset=UTF-8; header=absent',
  CSVWithNames: 'text/csv; charset=UTF-8; header=present',
};

/** Text by which a client finds an exception at the end of a response that had begun well. */
const EXCEPTION_TAG = 'merchantgraphxtag';

/** Counters of ClickHouse's summary header; they are strings there. */
export function summary(counts: {
  readRows?: number;
  readBytes?: number;
  writtenRows?: number;
  writtenBytes?: number;
  elapsedNs?: number;
}): string {
  return JSON.stringify({
    read_rows: String(counts.readRows ?? 0),
    read_bytes: String(counts.readBytes ?? 0),
    written_rows: String(counts.writtenRows ?? 0),
    written_bytes: String(counts.writtenBytes ?? 0),
    total_rows_to_read: '0',
    result_rows: '0',
    result_bytes: '0',
    elapsed_ns: String(Math.round(counts.elapsedNs ?? 0)),
  });
}

/** One answer, whose headers go out with its first byte, so that an early error still gets its status. */
export class Answer {
  readonly #response: ServerResponse;
  readonly #headers: Record<string, string>;
  readonly #compress: boolean;
  #gzip: Gzip | undefined;
  #begun = false;

  constructor(response: ServerResponse, queryId: string, compress: boolean) {
    this.#response = response;
    this.#compress = compress;
    this.#headers = {
      'X-ClickHouse-Query-Id': queryId,
      'X-ClickHouse-Server-Display-Name': 'merchantgraph',
      'X-ClickHouse-Timezone': 'UTC',
      'X-ClickHouse-Exception-Tag': EXCEPTION_TAG,
    };
  }

  /** Sends status and headers. */
  begin(format: string, summaryHeader: string): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#response.writeHead(200, {
      ...this.#headers,
      'Content-Type': CONTENT_TYPES[format] ?? 'text/tab-separated-values; charset=UTF-8',
      'X-ClickHouse-Format': format,
      'X-ClickHouse-Summary': summaryHeader,
      ...(this.#compress ? { 'Content-Encoding': 'gzip' } : {}),
    });
    if (!this.#compress) return;
    this.#gzip = createGzip({ level: 1 });
    this.#gzip.pipe(this.#response);
  }

  /** Writes a piece of the result and waits while the client does not read. */
  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const sink = this.#gzip ?? this.#response;
    if (!sink.write(bytes)) await once(sink, 'drain', { signal });
  }

  /** @param bytes the last piece, or all of it */
  end(bytes?: Uint8Array): void {
    (this.#gzip ?? this.#response).end(bytes);
  }

  /** Answers with an error; once the result has begun, in the way ClickHouse appends one to it. */
  fail(error: EngineError): void {
    const text = `${error.toString()}\n`;
    if (!this.#begun) {
      this.#response.writeHead(statusOf(error), {
        ...this.#headers,
        'Content-Type': 'text/plain; charset=UTF-8',
        'X-ClickHouse-Exception-Code': String(error.code),
      });
      this.#response.end(text);
      return;
    }
    const sink = this.#gzip ?? this.#response;
    const length = Buffer.byteLength(text);
    sink.end(
      `\r\n__exception__\r\n${EXCEPTION_TAG}\r\n${text}${length} ${EXCEPTION_TAG}\r\n__exception__\r\n`,
    );
  }
}
