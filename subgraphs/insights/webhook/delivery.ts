import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Sealer } from '#platform/sealing/index.ts';
import type { WebhookAnswer, WebhookSender } from '#platform/webhooks/index.ts';
import { TRIES, waitAfter } from './schedule.ts';

/** Requests under way at once, in all and to one endpoint: one that is slow holds up itself only. */
const AT_ONCE = 32;
const AT_ONCE_EACH = 4;
/** An endpoint that has failed for so long is disabled. */
const FAILING_DAYS = 5;
const GONE = 410;

interface Claimed {
  id: string;
  merchantId: string;
  endpointId: string;
  eventId: string;
  body: string;
  tries: number;
  attempts: number;
  url: string;
  secret: Buffer;
  previousSecret: Buffer | null;
}

/** Why an endpoint was disabled. */
export interface DisabledEndpoint {
  id: string;
  merchantId: string;
  url: string;
  reason: 'GONE' | 'FAILING';
}

export interface WebhookDelivery {
  stop(): Promise<void>;
}

/**
 * Sends what is queued: every delivery at least once, with the attempts of `schedule.ts`. Any number of workers may do
 * this side by side. A worker claims a delivery for a while before it sends it; one that is killed before it has written
 * down what came of it leaves it to be sent again, under the same id.
 * @param options.pool role `mg_worker`
 * @param options.onDisabled tells of an endpoint that is given up, in the transaction's own connection
 * @param options.claimMs how long a claim holds (default 60 s); longer than an attempt takes
 * @param options.wait milliseconds to wait after a number of failed attempts
 */
export function startWebhookDelivery(options: {
  pool: pg.Pool;
  sender: WebhookSender;
  sealer: Sealer;
  logger: Logger;
  onDisabled: (client: pg.PoolClient, endpoint: DisabledEndpoint) => Promise<void>;
  pollMs?: number;
  claimMs?: number;
  wait?: (tries: number) => number;
}): WebhookDelivery {
  const { pool, sender, sealer, logger } = options;
  const wait = options.wait ?? ((tries: number) => waitAfter(tries, Math.random()));
  const stopped = new AbortController();
  const underWay = new Map<string, number>();
  const running = new Set<Promise<void>>();

  async function claim(): Promise<Claimed[]> {
    await pool.query(
      `update insights.webhook_deliveries set status = 'FAILED', finished_at = now()
       where status = 'QUEUED' and tries >= $1 and next_attempt_at <= now()`,
      [TRIES],
    );
    const busy = [...underWay].filter(([, count]) => count >= AT_ONCE_EACH).map(([id]) => id);
    const { rows } = await pool.query<Claimed>(
      `update insights.webhook_deliveries d set tries = tries + 1, attempts = attempts + 1,
         next_attempt_at = now() + $4 * interval '1 millisecond'
       from (
         select q.id from insights.webhook_deliveries q join (
           select id, row_number() over (partition by endpoint_id order by next_attempt_at) as place
           from insights.webhook_deliveries
           where status = 'QUEUED' and next_attempt_at <= now() and endpoint_id <> all($3::uuid[])
         ) waiting using (id)
         where waiting.place <= $2 and q.status = 'QUEUED' and q.next_attempt_at <= now()
         order by q.next_attempt_at limit $1 for update of q skip locked
       ) due, insights.webhook_endpoints e
       where d.id = due.id and e.id = d.endpoint_id
       returning d.id, d.merchant_id as "merchantId", d.endpoint_id as "endpointId", d.event_id as "eventId", d.body,
         d.tries, d.attempts, e.url, e.secret,
         case when e.previous_until > now() then e.previous_secret end as "previousSecret"`,
      [AT_ONCE - running.size, AT_ONCE_EACH, busy, options.claimMs ?? 60_000],
    );
    return rows;
  }

  const secretsOf = ({ secret, previousSecret, endpointId }: Claimed): string[] =>
    [secret, previousSecret]
      .filter((sealed) => sealed !== null)
      .map((sealed) => sealer.open(sealed, endpointId));

  async function disable(client: pg.PoolClient, endpointId: string, reason: DisabledEndpoint['reason']) {
    const { rows } = await client.query<{ id: string; merchantId: string; url: string }>(
      `update insights.webhook_endpoints set enabled = false, disabled_reason = $2, updated_at = now()
       where id = $1 and enabled returning id, merchant_id as "merchantId", url`,
      [endpointId, reason],
    );
    const [endpoint] = rows;
    if (!endpoint) return;
    await client.query(
      `update insights.webhook_deliveries set status = 'FAILED', finished_at = now()
       where endpoint_id = $1 and status = 'QUEUED'`,
      [endpointId],
    );
    logger.warn({ endpointId, reason }, 'a webhook endpoint was disabled');
    await options.onDisabled(client, { ...endpoint, reason });
  }

  async function conclude(client: pg.PoolClient, claimed: Claimed, answer: WebhookAnswer): Promise<void> {
    const { id, endpointId, tries, attempts } = claimed;
    const { delivered, statusCode } = answer;
    await client.query(
      `insert into insights.webhook_attempts
         (delivery_id, number, merchant_id, started_at, duration_ms, status_code, error)
       select id, $2, merchant_id, $3, $4, $5, $6 from insights.webhook_deliveries where id = $1
       on conflict do nothing`,
      [id, attempts, answer.startedAt, answer.durationMs, statusCode, answer.error],
    );
    const over = delivered || tries >= TRIES || statusCode === GONE;
    // `attempts` is the claim: after its time another worker may have this delivery.
    await client.query(
      `update insights.webhook_deliveries set status = $3, finished_at = case when $4 then now() end,
         next_attempt_at = now() + $5 * interval '1 millisecond'
       where id = $1 and attempts = $2 and status = 'QUEUED'`,
      [id, attempts, delivered ? 'DELIVERED' : over ? 'FAILED' : 'QUEUED', over, over ? 0 : wait(tries)],
    );
    if (delivered) {
      await client.query(
        'update insights.webhook_endpoints set failing_since = null where id = $1 and failing_since is not null',
        [endpointId],
      );
      return;
    }
    const { rows } = await client.query<{ hopeless: boolean }>(
      `update insights.webhook_endpoints set failing_since = coalesce(failing_since, now()) where id = $1
       returning failing_since < now() - make_interval(days => $2) as hopeless`,
      [endpointId, FAILING_DAYS],
    );
    if (statusCode === GONE) await disable(client, endpointId, 'GONE');
    else if (rows[0]?.hopeless) await disable(client, endpointId, 'FAILING');
  }

  async function deliver(claimed: Claimed): Promise<void> {
    const { eventId, url, body } = claimed;
    const answer = await sender.send({ id: eventId, url, body, secrets: secretsOf(claimed) });
    const client = await pool.connect();
    try {
      await client.query('begin');
      await conclude(client, claimed, answer);
      await client.query('commit');
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  function begin(claimed: Claimed): void {
    const { endpointId } = claimed;
    underWay.set(endpointId, (underWay.get(endpointId) ?? 0) + 1);
    const run = deliver(claimed)
      .catch((error: unknown) =>
        logger.warn({ deliveryId: claimed.id, error: messageOf(error) }, 'a webhook could not be concluded'),
      )
      .finally(() => {
        running.delete(run);
        const rest = (underWay.get(endpointId) ?? 1) - 1;
        if (rest > 0) underWay.set(endpointId, rest);
        else underWay.delete(endpointId);
      });
    running.add(run);
  }

  const loop = (async () => {
    while (!stopped.signal.aborted) {
      let claimed: Claimed[] = [];
      try {
        if (running.size < AT_ONCE) claimed = await claim();
      } catch (error) {
        logger.warn({ error: messageOf(error) }, 'webhook delivery interrupted; going on shortly');
      }
      for (const each of claimed) begin(each);
      const pause = sleep(options.pollMs ?? 500, undefined, { signal: stopped.signal }).catch(
        () => undefined,
      );
      // What has ended makes room for what waits.
      await (claimed.length > 0 ? Promise.race([pause, ...running]) : pause);
    }
    await Promise.allSettled(running);
    await sender.close();
  })();

  return {
    async stop() {
      stopped.abort();
      await loop;
    },
  };
}
