import type pg from 'pg';
import { messageOf } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import type { PublishedEvent } from './outbox.ts';

/** PostgreSQL channel on which the relay says "there is something new". */
export const PUBLISHED_CHANNEL = 'mg_published';
const PAGE = 500;
/** How many events a subscriber may leave unread before it is ended; it resumes from its last sequence. */
const MAX_UNREAD = 10_000;

export interface FeedFilter {
  eventTypes: readonly string[];
  merchantId?: string;
  /** Resume after this sequence; from now on when absent. */
  after?: bigint;
}

/** One subscriber's events. */
export interface EventSubscription extends AsyncIterableIterator<PublishedEvent> {
  /**
   * Sequence up to which a reader who waits for its next event has been given everything; undefined while nobody waits, or
   * the past is still being read.
   */
  reached(): bigint | undefined;
}

/** Published events, live: one connection a process, however many subscribers. */
export interface EventFeed {
  /** Events in sequence order, at least once. End it with `return()`. */
  subscribe(filter: FeedFilter): EventSubscription;
  /** Sequence of an event of this merchant; undefined when there is none by that id. */
  sequenceOf(eventId: string, merchantId: string): Promise<bigint | undefined>;
  /** When the feed last heard from the database, in ms since the epoch; 0 before it first did. */
  lastHeardAt(): number;
  close(): Promise<void>;
}

interface Row {
  sequence: string;
  event_id: string;
  event_type: string;
  event_version: number;
  event_timestamp: Date;
  correlation_id: string;
  source_service: string;
  merchant_id: string;
  payload: unknown;
}

const COLUMNS =
  'sequence, event_id, event_type, event_version, event_timestamp, correlation_id, source_service, merchant_id, payload';

const eventOf = (row: Row): PublishedEvent => ({
  sequence: BigInt(row.sequence),
  eventId: row.event_id,
  eventType: row.event_type,
  eventVersion: row.event_version,
  eventTimestamp: row.event_timestamp,
  correlationId: row.correlation_id,
  sourceService: row.source_service,
  merchantId: row.merchant_id,
  payload: row.payload,
});

/** Published events after a sequence, oldest first. The pool's role must see them: `mg_worker`. */
export async function readPublished(
  pool: pg.Pool,
  query: { after: bigint; limit: number; eventTypes?: readonly string[]; merchantId?: string | undefined },
): Promise<PublishedEvent[]> {
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS} from events.published
     where sequence > $1 and ($2::text[] is null or event_type = any($2)) and ($3::uuid is null or merchant_id = $3)
     order by sequence limit $4`,
    [String(query.after), query.eventTypes ?? null, query.merchantId ?? null, query.limit],
  );
  return rows.map(eventOf);
}

/** One subscriber: a bounded queue and whoever waits for its next item. */
class Subscriber implements EventSubscription {
  readonly filter: FeedFilter;
  /** Sequence up to which this subscriber has been offered events. */
  position: bigint;
  private readonly queue: PublishedEvent[] = [];
  private waiting:
    | { resolve(result: IteratorResult<PublishedEvent>): void; reject(error: unknown): void }
    | undefined;
  private failure: Error | undefined;
  private ended = false;
  private held: PublishedEvent[] | undefined;
  private readonly onEnd: (subscriber: Subscriber) => void;
  /** Sequence up to which all subscribers have been offered events; undefined before the feed is connected. */
  private readonly headOf: () => bigint | undefined;

  constructor(
    filter: FeedFilter,
    position: bigint,
    feed: { leave(subscriber: Subscriber): void; head(): bigint | undefined },
  ) {
    this.filter = filter;
    this.position = position;
    this.onEnd = feed.leave;
    this.headOf = feed.head;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** From now on live events are kept aside until `releaseHeld`. */
  hold(): void {
    this.held = [];
  }

  releaseHeld(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const event of held) this.tell(event);
  }

  /** A live event. */
  offer(event: PublishedEvent): void {
    if (!this.held) this.tell(event);
    else if (this.held.length < MAX_UNREAD) this.held.push(event);
    else this.fail(new Error('Too much happened while the past was read; resume from the last event.'));
  }

  tell(event: PublishedEvent): void {
    if (this.ended || event.sequence <= this.position) return;
    this.position = event.sequence;
    if (!this.filter.eventTypes.includes(event.eventType)) return;
    if (this.filter.merchantId !== undefined && this.filter.merchantId !== event.merchantId) return;
    if (this.waiting) {
      this.waiting.resolve({ done: false, value: event });
      this.waiting = undefined;
    } else if (this.queue.length < MAX_UNREAD) {
      this.queue.push(event);
    } else {
      this.fail(new Error('The subscriber does not keep up; it resumes from its last event.'));
    }
  }

  fail(error: Error): void {
    this.failure = error;
    if (this.waiting) {
      this.waiting.reject(error);
      this.waiting = undefined;
    }
    this.end();
  }

  reached(): bigint | undefined {
    const head = this.headOf();
    if (!this.waiting || this.held || head === undefined) return undefined;
    // What the past was read of may be beyond what is known to be live.
    if (this.position > head) return this.position;
    return head;
  }

  next(): Promise<IteratorResult<PublishedEvent>> {
    const event = this.queue.shift();
    if (event) return Promise.resolve({ done: false, value: event });
    if (this.failure) return Promise.reject(this.failure);
    if (this.ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  return(): Promise<IteratorResult<PublishedEvent>> {
    this.queue.length = 0;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<PublishedEvent>> {
    void this.return();
    return Promise.reject(error);
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    this.waiting?.resolve({ done: true, value: undefined });
    this.waiting = undefined;
    this.onEnd(this);
  }
}

/**
 * Listens for the relay's notices and reads what is new by sequence: only the relay writes that table, one transaction
 * after the other, so nothing can appear behind the cursor. A lost connection is opened again and nothing is missed.
 * @param options.pool role `mg_worker`, which sees the events of every merchant; subscribers are given only their own
 */
export function createEventFeed(options: { pool: pg.Pool; logger: Logger; retryMs?: number }): EventFeed {
  const { pool, logger } = options;
  const subscribers = new Set<Subscriber>();
  /** The same by the merchant they listen to; those that listen to all under undefined. */
  const byMerchant = new Map<string | undefined, Set<Subscriber>>();
  const enter = (subscriber: Subscriber): void => {
    const { merchantId } = subscriber.filter;
    subscribers.add(subscriber);
    const others = byMerchant.get(merchantId);
    if (others) others.add(subscriber);
    else byMerchant.set(merchantId, new Set([subscriber]));
  };
  const leave = (subscriber: Subscriber): void => {
    const { merchantId } = subscriber.filter;
    subscribers.delete(subscriber);
    const others = byMerchant.get(merchantId);
    if (others?.delete(subscriber) && others.size === 0) byMerchant.delete(merchantId);
  };
  let client: pg.PoolClient | undefined;
  let head: bigint | undefined;
  let heardAt = 0;
  let closed = false;
  let reading = false;
  let again = false;
  let retry: NodeJS.Timeout | undefined;

  async function readNew(): Promise<void> {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    try {
      do {
        again = false;
        for (;;) {
          const events = await readPublished(pool, { after: head ?? 0n, limit: PAGE });
          heardAt = Date.now();
          for (const event of events) {
            head = event.sequence;
            for (const subscriber of byMerchant.get(event.merchantId) ?? []) subscriber.offer(event);
            for (const subscriber of byMerchant.get(undefined) ?? []) subscriber.offer(event);
          }
          if (events.length < PAGE) break;
        }
      } while (again);
    } finally {
      reading = false;
    }
  }

  function reconnect(error: unknown): void {
    client?.removeAllListeners('notification');
    client?.release(true);
    client = undefined;
    if (closed || retry) return;
    logger.warn({ error: messageOf(error) }, 'event feed lost its connection; connecting again');
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, options.retryMs ?? 500);
  }

  async function connect(): Promise<void> {
    try {
      const opened = await pool.connect();
      client = opened;
      opened.on('error', reconnect);
      opened.on('notification', () => void readNew().catch(reconnect));
      await opened.query(`LISTEN ${PUBLISHED_CHANNEL}`);
      if (head === undefined) {
        const { rows } = await pool.query<{ max: string | null }>(
          'select max(sequence) as max from events.published',
        );
        head = BigInt(rows[0]?.max ?? 0);
        for (const subscriber of subscribers) if (subscriber.position < 0n) subscriber.position = head;
      }
      await readNew();
    } catch (error) {
      reconnect(error);
    }
  }
  const ready = connect();

  async function catchUp(subscriber: Subscriber, after: bigint): Promise<void> {
    await ready;
    let cursor = after;
    for (;;) {
      const { eventTypes, merchantId } = subscriber.filter;
      const events = await readPublished(pool, { after: cursor, eventTypes, merchantId, limit: PAGE });
      for (const event of events) subscriber.tell(event);
      cursor = events.at(-1)?.sequence ?? cursor;
      if (events.length < PAGE) break;
    }
  }

  return {
    subscribe(filter) {
      const resume = filter.after;
      const subscriber = new Subscriber(filter, resume ?? head ?? -1n, { leave, head: () => head });
      if (resume === undefined) {
        enter(subscriber);
        return subscriber;
      }
      // Live events wait until the past has been told, or the past would look already seen.
      subscriber.hold();
      enter(subscriber);
      void catchUp(subscriber, resume)
        .then(() => subscriber.releaseHeld())
        .catch((error: unknown) =>
          subscriber.fail(error instanceof Error ? error : new Error(String(error))),
        );
      return subscriber;
    },
    async sequenceOf(eventId, merchantId) {
      const { rows } = await pool.query<{ sequence: string }>(
        'select sequence from events.published where event_id = $1 and merchant_id = $2',
        [eventId, merchantId],
      );
      return rows[0] ? BigInt(rows[0].sequence) : undefined;
    },
    lastHeardAt: () => heardAt,
    async close() {
      closed = true;
      clearTimeout(retry);
      await ready.catch(() => undefined);
      for (const subscriber of [...subscribers]) await subscriber.return();
      client?.removeAllListeners('notification');
      client?.release(true);
      client = undefined;
    },
  };
}
