import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { Agent, type Dispatcher, request } from 'undici';
import { textOf } from './xml.ts';

/** A bucket, and how it is opened. */
export interface S3Options {
  /** Origin of the service, for example `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string;
  region: string;
  bucket: string;
  /** What every key begins with; empty, or it ends with a slash. */
  prefix: string;
  /** Whether the bucket stands in the path (MinIO and most others) instead of before the host (AWS). */
  pathStyle: boolean;
  accessKeyId: string;
  secretAccessKey: string;
  /** Tries of a request before its failure counts (default 6). */
  attempts?: number;
  /** Mean wait before the second try in milliseconds, doubled with each further one (default 200). */
  firstWaitMs?: number;
  /** How long an answer, or the next piece of one, may take, in milliseconds (default 60,000). */
  timeoutMs?: number;
}

/** What the store answered instead of what was asked for. Says nothing of keys, secrets or signatures. */
export class S3Error extends Error {
  readonly status: number;
  /** The store's own word, for example `SlowDown`. */
  readonly code: string;

  constructor(operation: string, status: number, code: string) {
    super(`The store of files answered ${status} ${code} to ${operation}.`);
    this.name = 'S3Error';
    this.status = status;
    this.code = code;
  }
}

/** One request. */
export interface S3Request {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Key of the object, without the prefix; the bucket itself when absent. */
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Uint8Array;
  signal?: AbortSignal | undefined;
  /** Instead of the client's own number. */
  attempts?: number;
}

/** An answer of the 200s. */
export interface S3Answer {
  headers: Record<string, string | string[] | undefined>;
  body: Dispatcher.ResponseData['body'];
}

/** Signed requests to one bucket, tried again while that may help. */
export interface S3Client {
  /** The answer with its body yet to be read. @throws S3Error, or why there was no answer */
  open(operation: string, wish: S3Request): Promise<S3Answer>;
  /** The answer with its body as text. A 200 that holds an error counts as that error. @throws as `open` */
  ask(operation: string, wish: S3Request): Promise<{ headers: S3Answer['headers']; text: string }>;
}

const DEFAULTS = { attempts: 6, firstWaitMs: 200, timeoutMs: 60_000 } as const;
const LONGEST_WAIT_MS = 5_000;
const CONNECT_MS = 10_000;
const EMPTY = hash('sha256', '', 'hex');
/** Failures that say the request was damaged or too slow on its way, not that it was wrong. */
const DAMAGED = new Set(['RequestTimeout', 'IncompleteBody', 'BadDigest', 'XAmzContentSHA256Mismatch']);

const mayPass = (error: unknown): boolean =>
  !(error instanceof S3Error) || error.status >= 500 || error.status === 429 || DAMAGED.has(error.code);

/** Where an object is, or the bucket. */
export function addressOf(
  options: Pick<S3Options, 'endpoint' | 'bucket' | 'prefix' | 'pathStyle'>,
  key: string | undefined,
  query: Record<string, string> = {},
): URL {
  const url = new URL(options.endpoint);
  if (!options.pathStyle) url.hostname = `${options.bucket}.${url.hostname}`;
  const bucket = options.pathStyle ? `/${options.bucket}` : '';
  url.pathname = key === undefined ? bucket || '/' : `${bucket}/${options.prefix}${key}`;
  url.search = new URLSearchParams(query).toString();
  return url;
}

/** The word the store has for what went wrong; an answer to HEAD has no body. */
async function errorOf(operation: string, { statusCode, body }: Dispatcher.ResponseData): Promise<S3Error> {
  const text = await body.text().catch(() => '');
  return new S3Error(operation, statusCode, /^\w{1,60}$/.exec(textOf(text, 'Code') ?? '')?.[0] ?? 'Unknown');
}

export function createS3Client(options: S3Options): S3Client {
  const { accessKeyId, secretAccessKey, region } = options;
  const timeoutMs = options.timeoutMs ?? DEFAULTS.timeoutMs;
  const agent = new Agent({
    connect: { timeout: Math.min(CONNECT_MS, timeoutMs) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    allowH2: false,
  });
  /** Signing keys by day, which the signer derives. */
  const cache = new Map<string, ArrayBuffer>();

  async function once(operation: string, wish: S3Request): Promise<S3Answer> {
    const { method, key, query, headers, body } = wish;
    // The store refuses a body that is not the one that was signed: nothing is stored damaged.
    const sha256 = body ? hash('sha256', body, 'hex') : EMPTY;
    const signed = await new AwsV4Signer({
      method,
      url: addressOf(options, key, query).toString(),
      headers: { ...headers, 'x-amz-content-sha256': sha256 },
      accessKeyId,
      secretAccessKey,
      service: 's3',
      region,
      cache,
    }).sign();
    const answer = await request(signed.url, {
      method,
      headers: Object.fromEntries(signed.headers),
      body: body ?? null,
      dispatcher: agent,
      signal: wish.signal ?? null,
    });
    if (answer.statusCode < 200 || answer.statusCode > 299) throw await errorOf(operation, answer);
    return answer;
  }

  async function repeated<T>(wish: S3Request, run: () => Promise<T>): Promise<T> {
    const attempts = wish.attempts ?? options.attempts ?? DEFAULTS.attempts;
    for (let attempt = 1; ; attempt++) {
      wish.signal?.throwIfAborted();
      try {
        return await run();
      } catch (error) {
        if (wish.signal?.aborted || attempt >= attempts || !mayPass(error)) throw error;
      }
      const mean = Math.min(
        (options.firstWaitMs ?? DEFAULTS.firstWaitMs) * 2 ** (attempt - 1),
        LONGEST_WAIT_MS,
      );
      // Of many writers that were told to slow down, each comes back at another moment.
      await sleep(mean * (0.5 + Math.random()), undefined, wish.signal ? { signal: wish.signal } : {});
    }
  }

  return {
    open: (operation, wish) => repeated(wish, () => once(operation, wish)),
    ask: (operation, wish) =>
      repeated(wish, async () => {
        const { headers, body } = await once(operation, wish);
        const text = await body.text();
        // What takes long is answered with 200 before it is known how it ends.
        if (/<Error[\s>]/.test(text)) throw new S3Error(operation, 500, textOf(text, 'Code') ?? 'Unknown');
        return { headers, text };
      }),
  };
}
