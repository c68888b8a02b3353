import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { messageOf } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import type { EmailTransport, OutgoingEmail } from './transport.ts';

/** How often a message is tried before it is a dead letter. */
const TRIES = 3;
const BATCH = 10;
/** Messages are kept this long, for people and operators to look at. */
const KEEP_DAYS = 30;
const SWEEP_MS = 3_600_000;

interface Claimed extends OutgoingEmail {
  kind: string;
  attempts: number;
}

export interface EmailDelivery {
  stop(): Promise<void>;
}

/**
 * Sends what is queued: every message at least once, with three tries and exponential waits between them; after the last
 * it stays as FAILED until somebody retries it. Any number of workers may do this side by side.
 *
 * A worker claims a message for a while before it sends it. One that is killed in between leaves it to be sent again, which
 * counts as a try; the Message-ID stays the same.
 * @param options.pool role `mg_worker`
 * @param options.retryMs wait after the first failure (default 30 s); four times as long after the second
 * @param options.claimMs how long a claim holds (default 2 minutes); longer than any transport takes
 */
export function startEmailDelivery(options: {
  pool: pg.Pool;
  transport: EmailTransport;
  logger: Logger;
  pollMs?: number;
  retryMs?: number;
  claimMs?: number;
}): EmailDelivery {
  const { pool, transport, logger } = options;
  const retryMs = options.retryMs ?? 30_000;
  const stopped = new AbortController();
  let swept = 0;

  async function claim(): Promise<Claimed[]> {
    await pool.query(
      `update email.messages set status = 'FAILED', error = coalesce(error, 'The worker ended while it sent this.')
       where status = 'QUEUED' and attempts >= $1 and next_attempt_at <= now()`,
      [TRIES],
    );
    const { rows } = await pool.query<Claimed>(
      `update email.messages m set attempts = m.attempts + 1, next_attempt_at = now() + $2 * interval '1 millisecond'
       from (select id from email.messages where status = 'QUEUED' and next_attempt_at <= now()
             order by next_attempt_at limit $1 for update skip locked) due
       where m.id = due.id
       returning m.id, m.kind, m.recipient, m.subject, m.text, m.html, m.unsubscribe, m.attempts`,
      [BATCH, options.claimMs ?? 120_000],
    );
    return rows;
  }

  async function sent({ id }: Claimed): Promise<void> {
    // A sent message's links belong to its reader alone; in the outbox they are what it is for.
    await pool.query(
      `update email.messages set status = 'SENT', sent_at = now(), error = null,
         text = case when $2 then text else '' end, html = case when $2 then html else '' end,
         unsubscribe = case when $2 then unsubscribe end
       where id = $1`,
      [id, transport.kind === 'OUTBOX'],
    );
  }

  async function failed({ id, kind, attempts }: Claimed, error: unknown): Promise<void> {
    const line = { messageId: id, kind, attempt: attempts, error: messageOf(error) };
    const last = attempts >= TRIES;
    if (last) logger.error(line, 'e-mail set aside after its last try');
    else logger.warn(line, 'e-mail was not sent; trying again');
    await pool.query(
      `update email.messages set status = $3, error = $4, next_attempt_at = now() + $5 * interval '1 millisecond'
       where id = $1 and attempts = $2 and status = 'QUEUED'`,
      [id, attempts, last ? 'FAILED' : 'QUEUED', messageOf(error), retryMs * 4 ** (attempts - 1)],
    );
  }

  async function deliver(message: Claimed): Promise<void> {
    try {
      await transport.send(message);
    } catch (error) {
      await failed(message, error);
      return;
    }
    await sent(message);
  }

  async function sweep(): Promise<void> {
    if (Date.now() - swept < SWEEP_MS) return;
    await pool.query(
      `delete from email.messages where status <> 'QUEUED' and created_at < now() - make_interval(days => $1)`,
      [KEEP_DAYS],
    );
    swept = Date.now();
  }

  const loop = (async () => {
    while (!stopped.signal.aborted) {
      let busy = false;
      try {
        const messages = await claim();
        busy = messages.length === BATCH;
        const results = await Promise.allSettled(messages.map(deliver));
        for (const result of results) if (result.status === 'rejected') throw result.reason;
        await sweep();
      } catch (error) {
        logger.warn({ error: messageOf(error) }, 'e-mail delivery interrupted; going on shortly');
      }
      if (!busy) {
        await sleep(options.pollMs ?? 1_000, undefined, { signal: stopped.signal }).catch(() => undefined);
      }
    }
    transport.close();
  })();

  return {
    async stop() {
      stopped.abort();
      await loop;
    },
  };
}

/** Queues a message that was set aside once more, with all its tries. @returns whether there was one by that id */
export async function retryEmail(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update email.messages set status = 'QUEUED', attempts = 0, next_attempt_at = now(), error = null
     where id = $1 and status = 'FAILED'`,
    [id],
  );
  return rowCount === 1;
}

/** A message as operators see it. */
export interface EmailSummary {
  id: string;
  merchantId: string | null;
  kind: string;
  recipient: string;
  subject: string;
  /** Empty once a mail server has taken it. */
  text: string;
  status: 'QUEUED' | 'SENT' | 'FAILED';
  attempts: number;
  /** What the last failed try said. */
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

/** The newest thousand messages. @param pool role `mg_worker` */
export async function listEmails(
  pool: pg.Pool,
  filter: { recipient?: string | undefined; failedOnly?: boolean | undefined } = {},
): Promise<EmailSummary[]> {
  const { rows } = await pool.query<EmailSummary>(
    `select id, merchant_id as "merchantId", kind, recipient, subject, text, status, attempts, error,
            created_at as "createdAt", sent_at as "sentAt"
     from email.messages
     where ($1::text is null or lower(recipient) = lower($1)) and (not $2 or status = 'FAILED')
     order by created_at desc, id desc limit 1000`,
    [filter.recipient ?? null, filter.failedOnly ?? false],
  );
  return rows;
}
