import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, type Readable } from 'node:stream';
import type { Logger } from '#platform/log/index.ts';
import { Engine, type EngineMetrics, type Lease } from './server/engine.ts';
import { asEngineError, EngineError } from './server/errors.ts';
import { insertBody } from './server/insert.ts';
import { authenticate, type HttpQuery, openBody, readAll, readQuery } from './server/request.ts';
import { Answer, summary } from './server/response.ts';
import { inspect, type Statement } from './server/sql.ts';

export interface ClickHouseServerOptions {
  /** Folder of the engine's data. The engine locks it: a second process on the same folder fails to start. */
  dataDir: string;
  host?: string;
  /** 0 takes a free port. */
  port?: number;
  /** What a client has to give as its key (password); any user name goes. */
  secret: string;
  /** Connections for reading; one more is for writing. */
  readers?: number;
  /** Statements that may wait for a connection; more are refused with ClickHouse's code 202. */
  maxWaiting?: number;
  logger: Logger;
}

export interface ClickHouseServer {
  /** `http://host:port`, without the secret. */
  url: string;
  /** Connections in use and statements that wait for one. */
  metrics(): EngineMetrics;
  /** Stops listening, ends what runs, and lets go of the data folder. */
  close(): Promise<void>;
}

/** Statements that change nothing: any reader may run them. */
const READS = new Set(['SELECT', 'WITH', 'SHOW', 'DESCRIBE', 'DESC', 'EXISTS', 'EXPLAIN', '(']);
/** Formats that can be sent block by block; every other one has a head or an end and is rendered whole. */
const STREAMED = new Set([
  'JSONEachRow',
  'JSONCompactEachRow',
  'JSONStringsEachRow',
  'TabSeparated',
  'TSV',
  'CSV',
]);
const MAX_URL_BYTES = 4 * 1024 * 1024;
const STATEMENT_LIMIT_BYTES = 16 * 1024 * 1024;
/** A result that has to be rendered whole may not be larger. */
const WHOLE_RESULT_BYTES = 64 * 1024 * 1024;

interface Job {
  request: HttpQuery;
  statement: Statement;
  /** Rows of an INSERT. */
  data: Readable | undefined;
  /**
   * Its `log_comment`, by which it can be killed. A comment in the text would not do: the engine lists a statement with
   * parameters as it has understood it, without comments.
   */
  marker: string;
  answer: Answer;
  signal: AbortSignal;
}

/** Joins `?query=` and the body as ClickHouse does; the rows of an INSERT stay a stream. */
async function readStatement(request: HttpQuery, body: Readable): Promise<Pick<Job, 'statement' | 'data'>> {
  const head = request.query === undefined ? undefined : inspect(request.query);
  if (head?.insert && head.insert.dataOffset >= (request.query ?? '').length)
    return { statement: head, data: body };
  const rest = await readAll(body, STATEMENT_LIMIT_BYTES);
  const text =
    request.query === undefined ? rest.toString('utf8') : `${request.query}\n${rest.toString('utf8')}`;
  const statement = inspect(text);
  if (!statement.insert) return { statement, data: undefined };
  const data = new PassThrough();
  data.end(Buffer.from(text.slice(statement.insert.dataOffset), 'utf8'));
  return { statement, data };
}

async function runInsert(job: Job, lease: Lease): Promise<void> {
  const { insert } = job.statement;
  if (!insert || !job.data) return;
  const started = performance.now();
  const written = await insertBody(lease.session, insert, job.request.settings, job.data);
  const elapsedNs = (performance.now() - started) * 1e6;
  job.answer.begin(
    'TabSeparated',
    summary({ writtenRows: written.rows, writtenBytes: written.bytes, readRows: written.rows, elapsedNs }),
  );
  job.answer.end();
}

/** The statement with its format and settings in its text, where they end with it. */
function readText(job: Job, format: string, extra: Record<string, string>): string {
  const named = job.statement.format === undefined ? `\nFORMAT ${format}` : '';
  const settings = Object.entries({ ...extra, ...job.request.settings, log_comment: job.marker }).map(
    ([name, value]) => `${name} = '${value.replace(/[\\']/g, (char) => `\\${char}`)}'`,
  );
  return `${job.statement.text}${named}\nSETTINGS ${settings.join(', ')}`;
}

async function runRead(job: Job, lease: Lease): Promise<void> {
  const format = job.statement.format ?? job.request.defaultFormat ?? 'TabSeparated';
  if (!/^[A-Za-z0-9_]+$/.test(format))
    throw new EngineError(73, 'UNKNOWN_FORMAT', `Unknown format ${format}`);
  if (job.request.whole || !STREAMED.has(format)) {
    const text = readText(job, format, { max_result_bytes: String(WHOLE_RESULT_BYTES) });
    const result = await lease.session.queryAsync(text, { format });
    job.answer.begin(format, summary({ readRows: result.rowsRead, readBytes: result.bytesRead }));
    job.answer.end(result.bytes());
    return;
  }
  const stream = lease.session.queryStream(readText(job, format, {}), { format });
  for await (const chunk of stream) {
    if (job.signal.aborted) break;
    job.answer.begin(format, summary({}));
    await job.answer.write(chunk.raw(), job.signal);
  }
  job.answer.begin(format, summary({}));
  job.answer.end();
}

async function runCommand(job: Job, lease: Lease): Promise<void> {
  const format = job.request.defaultFormat ?? 'TabSeparated';
  const result = await lease.session.queryAsync(job.statement.text, { format });
  job.answer.begin(format, summary({ readRows: result.rowsRead, readBytes: result.bytesRead }));
  await job.answer.write(result.bytes(), job.signal);
  job.answer.end();
}

async function run(engine: Engine, job: Job): Promise<void> {
  const { statement, request } = job;
  if (statement.text === '') throw new EngineError(62, 'SYNTAX_ERROR', 'Empty query');
  if (statement.forbidden) {
    throw new EngineError(
      497,
      'ACCESS_DENIED',
      `Not enough privileges: ${statement.forbidden} is not allowed here.`,
    );
  }
  if (statement.keyword === 'SET' || statement.keyword === 'USE') {
    throw new EngineError(
      48,
      'NOT_IMPLEMENTED',
      `${statement.keyword} would outlive the request; give it in the URL.`,
    );
  }
  const isRead = READS.has(statement.keyword);
  const asText = isRead || statement.insert !== undefined;
  const lease = await engine.acquire(
    isRead ? 'reader' : 'writer',
    {
      database: request.database,
      parameters: request.parameters,
      required: statement.parameters,
      settings: asText ? {} : request.settings,
    },
    job.signal,
  );
  // A reader whose client is gone is freed for the next one. Writes run to their end: half a write helps nobody.
  // Repeated, because a statement can be killed only once the engine has listed it.
  let killing: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    void engine.kill(job.marker);
    killing = setInterval(() => void engine.kill(job.marker), 200);
  };
  if (isRead) job.signal.addEventListener('abort', cancel, { once: true });
  try {
    // The client may have gone while the connection was got ready.
    if (job.signal.aborted) throw new EngineError(394, 'QUERY_WAS_CANCELLED', 'The client went away.');
    if (isRead) await runRead(job, lease);
    else if (statement.insert) await runInsert(job, lease);
    else await runCommand(job, lease);
  } finally {
    clearInterval(killing);
    job.signal.removeEventListener('abort', cancel);
    lease.release();
  }
}

async function handle(
  engine: Engine,
  options: ClickHouseServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping' && !url.searchParams.has('query')) {
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=UTF-8' }).end('Ok.\n');
    return;
  }
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  let answer = new Answer(response, randomUUID(), false);
  try {
    authenticate(url, request, options.secret);
    if (url.pathname === '/metrics') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(engine.metrics()));
      return;
    }
    if (url.pathname !== '/' && url.pathname !== '/ping')
      throw new EngineError(60, 'UNKNOWN_TABLE', 'There is no such path.');
    const query = readQuery(url, request);
    answer = new Answer(response, query.queryId ?? randomUUID(), query.compressResponse);
    const { statement, data } = await readStatement(query, openBody(request));
    const marker = randomUUID();
    await run(engine, { request: query, statement, data, marker, answer, signal: gone.signal });
  } catch (error) {
    const failure = asEngineError(error);
    if (gone.signal.aborted) return;
    options.logger.debug({ code: failure.code, message: failure.message }, 'statement failed');
    answer.fail(failure);
    // What is left of the body is not wanted; the connection stays usable only if it is read or closed.
    if (!request.complete) request.resume();
  }
}

/**
 * Serves the embedded engine over ClickHouse's HTTP interface, well enough for `@clickhouse/client`: one process owns
 * the data folder, and every other one needs nothing but a URL. The same code then runs against a real server.
 */
export async function startClickHouseServer(options: ClickHouseServerOptions): Promise<ClickHouseServer> {
  const { host = '127.0.0.1', port = 0, readers = 4, maxWaiting = 256, logger } = options;
  const engine = new Engine({ dataDir: options.dataDir, readers, maxWaiting, logger });
  // Parameters travel in the URL: a list of a thousand merchants is some 50 KB of it.
  const server = createServer({ maxHeaderSize: MAX_URL_BYTES }, (request, response) => {
    handle(engine, options, request, response).catch((error: unknown) => {
      logger.error({ err: error }, 'request failed');
      response.destroy();
    });
  });
  server.keepAliveTimeout = 30_000;
  server.requestTimeout = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
  const { port: bound } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${bound}`,
    metrics: () => engine.metrics(),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await engine.close();
    },
  };
}
