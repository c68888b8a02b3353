import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { conflict } from '../errors/index.ts';
import type { SqlTransaction } from './tenants.ts';

/** One mutation as its Idempotency-Key identifies it. */
export interface IdempotentCall {
  /** The merchant whose data changes, or `global` before a merchant is known (sign-in). */
  scope: string;
  /** Who asks, e.g. `user:<id>`; another actor's key is another key. */
  actor: string;
  /** Name of the mutation. */
  operation: string;
  /** What the client sent in `Idempotency-Key`; without one the call simply runs. */
  key: string | undefined;
  /** Its input: the same key with another input is a conflict. */
  input: unknown;
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Remembers the answers of mutations for 24 hours, in the transaction of the mutation. */
export interface Idempotency {
  run<T>(tx: SqlTransaction, call: IdempotentCall, fn: () => Promise<T>): Promise<T>;
}

/**
 * Answers are stored encrypted under a key that only the same input reproduces, and inputs as a keyed hash: a sign-in
 * holds a password, and its answer holds tokens.
 * @param options.secret secret of the deployment
 */
export function createIdempotency(options: { secret: string }): Idempotency {
  const hash = (text: string): Buffer => createHmac('sha256', options.secret).update(text).digest();
  const keyFor = (body: string): Buffer =>
    Buffer.from(hkdfSync('sha256', options.secret, hash(body), 'merchantgraph.idempotency', 32));

  const seal = (text: string, body: string): Buffer => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keyFor(body), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  };
  const open = (data: Buffer, body: string): string => {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(body), data.subarray(0, 12));
    decipher.setAuthTag(data.subarray(12, 28));
    return Buffer.concat([decipher.update(data.subarray(28)), decipher.final()]).toString('utf8');
  };

  return {
    async run<T>(tx: SqlTransaction, call: IdempotentCall, fn: () => Promise<T>): Promise<T> {
      if (call.key === undefined) return fn();
      const body = canonical(call.input ?? null);
      const bodyHash = hash(`${call.operation}\n${body}`);
      const lock = `${call.scope}\n${call.actor}\n${call.operation}\n${call.key}`;
      // Two requests with one key run one after the other; the second finds the answer of the first.
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
      const found = await tx.$queryRaw<{ body_hash: Uint8Array; response: Uint8Array }[]>`
        select body_hash, response from events.idempotency_keys
        where scope = ${call.scope} and actor = ${call.actor} and operation = ${call.operation} and key = ${call.key}
          and created_at > now() - interval '24 hours'`;
      const row = found[0];
      if (row) {
        if (!timingSafeEqual(Buffer.from(row.body_hash), bodyHash)) {
          throw conflict(
            'This Idempotency-Key was already used with another input. Use a new key for a new request.',
            ['Idempotency-Key'],
          );
        }
        return JSON.parse(open(Buffer.from(row.response), body)) as T;
      }
      const result = await fn();
      await tx.$executeRaw`
        delete from events.idempotency_keys
        where scope = ${call.scope} and actor = ${call.actor} and operation = ${call.operation} and key = ${call.key}`;
      await tx.$executeRaw`
        insert into events.idempotency_keys (scope, actor, operation, key, body_hash, response)
        values (${call.scope}, ${call.actor}, ${call.operation}, ${call.key}, ${bodyHash},
                ${seal(JSON.stringify(result), body)})`;
      return result;
    },
  };
}
