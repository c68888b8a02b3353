import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { EngineError } from './errors.ts';

/** A request in ClickHouse's HTTP dialect, without its body. */
export interface HttpQuery {
  /** The `query` URL parameter, if any: then the body holds data (of an INSERT) or the rest of the statement. */
  query: string | undefined;
  queryId: string | undefined;
  database: string;
  defaultFormat: string | undefined;
  parameters: Record<string, string>;
  settings: Record<string, string>;
  compressResponse: boolean;
  /** Whether the answer is made before its first byte is sent, as `wait_end_of_query=1` asks for. */
  whole: boolean;
}

/** URL parameters that steer the HTTP interface itself and mean nothing to the engine. */
const INTERFACE_PARAMETERS = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'user',
  'password',
  'quota_key',
  'role',
  'session_id',
  'session_timeout',
  'session_check',
  'compress',
  'decompress',
  'enable_http_compression',
  'http_zlib_compression_level',
  'wait_end_of_query',
  'buffer_size',
  'stacktrace',
  'close_session',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'http_max_request_param_data_size',
  'http_write_exception_in_output_format',
  'cancel_http_readonly_queries_on_client_close',
]);

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const QUERY_ID = /^[\x21-\x7e]{1,200}$/;

/** Reads the URL and headers of a request. */
export function readQuery(url: URL, request: IncomingMessage): HttpQuery {
  const parameters: Record<string, string> = {};
  const settings: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (name.startsWith('param_')) {
      if (!NAME.test(name)) throw new EngineError(36, 'BAD_ARGUMENTS', `Bad parameter name ${name}`);
      parameters[name.slice('param_'.length)] = value;
    } else if (!INTERFACE_PARAMETERS.has(name)) {
      if (!NAME.test(name)) throw new EngineError(115, 'UNKNOWN_SETTING', `Unknown setting '${name}'`);
      settings[name] = value;
    }
  }
  const acceptsGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const header = request.headers['x-clickhouse-database'];
  const queryId = url.searchParams.get('query_id') ?? undefined;
  return {
    query: url.searchParams.get('query') ?? undefined,
    queryId: queryId !== undefined && QUERY_ID.test(queryId) ? queryId : undefined,
    database: url.searchParams.get('database') || (typeof header === 'string' ? header : '') || 'default',
    defaultFormat: url.searchParams.get('default_format') ?? undefined,
    parameters,
    settings,
    compressResponse: acceptsGzip && url.searchParams.get('enable_http_compression') === '1',
    whole: url.searchParams.get('wait_end_of_query') === '1',
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Checks who asks: headers X-ClickHouse-User/-Key, Basic, or the URL's user and password, as ClickHouse takes them.
 * @throws EngineError 516
 */
export function authenticate(url: URL, request: IncomingMessage, secret: string): void {
  const { authorization } = request.headers;
  let user = request.headers['x-clickhouse-user'] ?? url.searchParams.get('user') ?? 'default';
  let key = request.headers['x-clickhouse-key'] ?? url.searchParams.get('password') ?? '';
  if (authorization?.toLowerCase().startsWith('basic ')) {
    const decoded = Buffer.from(authorization.slice(6), 'base64').toString('utf8');
    user = decoded.slice(0, decoded.indexOf(':'));
    key = decoded.slice(decoded.indexOf(':') + 1);
  }
  // Digests have one length, so the comparison tells nothing about the secret, not even that.
  const right = timingSafeEqual(digest(String(key)), digest(secret));
  if (!right) {
    throw new EngineError(
      516,
      'AUTHENTICATION_FAILED',
      `${String(user).slice(0, 64)}: Authentication failed: password is incorrect, or there is no user with such name.`,
    );
  }
}

/** The body as bytes, unpacked when it is gzip. */
export function openBody(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === '' || encoding === 'identity') return request;
  if (encoding !== 'gzip') {
    throw new EngineError(
      48,
      'NOT_IMPLEMENTED',
      `Content-Encoding ${encoding} is not supported; use gzip or none.`,
    );
  }
  const gunzip = createGunzip();
  request.on('error', (error) => gunzip.destroy(error));
  request.on('aborted', () => gunzip.destroy(new Error('The client went away.')));
  return request.pipe(gunzip);
}

/** Reads a body that must fit into `limit` bytes. */
export async function readAll(body: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) {
      throw new EngineError(
        158,
        'TOO_LARGE',
        `The body is larger than ${limit} bytes; give the INSERT as ?query= and stream its rows in the body.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
