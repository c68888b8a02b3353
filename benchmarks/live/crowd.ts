import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Order, Received, SubscriberPlan } from './clients.ts';
import type { Written } from './writer.ts';

const CLIENTS = path.join(import.meta.dirname, 'clients.ts');

/** Subscribers in processes of their own. */
export interface Crowd {
  pids: number[];
  open(query: string, plans: readonly SubscriberPlan[]): Promise<void>;
  order(what: 'drop' | 'pause' | 'resume' | 'close', numbers: readonly number[]): Promise<void>;
  /** What they have received since they were asked last. */
  take(): Promise<Received>;
  close(): void;
}

/** @param processes subscribers are dealt to them by their number */
export function createCrowd(processes: number): Crowd {
  const children = Array.from({ length: processes }, () => fork(CLIENTS, { serialization: 'advanced' }));
  const childOf = (number: number) => children[Math.floor(number / 2) % processes];
  const tell = (child: ChildProcess, order: Order): Promise<unknown> =>
    new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.send(order, (error) => error && reject(error));
    });
  const each = (make: (child: ChildProcess) => Order) =>
    Promise.all(children.map((child) => tell(child, make(child))));
  return {
    pids: children.map(({ pid }) => pid ?? 0),
    async open(query, plans) {
      await each((child) => ({
        do: 'open',
        query,
        plans: plans.filter(({ number }) => childOf(number) === child),
      }));
    },
    async order(what, numbers) {
      await each((child) => ({ do: what, numbers: numbers.filter((number) => childOf(number) === child) }));
    },
    async take() {
      const parts = (await each(() => ({ do: 'take' }))) as Received[];
      return parts.reduce(together);
    },
    close() {
      for (const child of children) child.disconnect();
    },
  };
}

/** What was received in two places, or one after the other. */
export function together(one: Received, other: Received): Received {
  const closed = { ...one.closed };
  for (const [code, count] of Object.entries(other.closed)) closed[code] = (closed[code] ?? 0) + count;
  return {
    who: [...one.who, ...other.who],
    card: [...one.card, ...other.card],
    at: [...one.at, ...other.at],
    closed,
    errors: [...one.errors, ...other.errors],
    away: [...one.away, ...other.away],
  };
}

/** How a phase was delivered. */
export interface Delivery {
  deliveries: number;
  missing: number;
  /** Subscribers who miss something. */
  missed: Set<number>;
  /** Deliveries of a card that the subscriber had been given before. */
  repeated: number;
  /** Milliseconds from the acknowledged commit to the client, of those that were connected all the time. */
  latencies: number[];
  /** The same from the moment the writing of the card began. */
  fromBegin: number[];
}

/** @param absent subscribers that were away or did not read: theirs is counted and not timed */
export function judge(
  written: readonly Written[],
  received: Received,
  plans: readonly SubscriberPlan[],
  absent: ReadonlySet<number>,
): Delivery {
  const cards = new Map(written.map((card) => [card.id, card]));
  const listeners = Map.groupBy(plans, ({ merchant }) => merchant);
  const seen = new Set<string>();
  const result: Delivery = {
    deliveries: 0,
    missing: 0,
    missed: new Set(),
    repeated: 0,
    latencies: [],
    fromBegin: [],
  };
  for (const [index, who] of received.who.entries()) {
    const card = cards.get(received.card[index] ?? '');
    if (!card) continue;
    const key = `${who} ${card.id}`;
    if (seen.has(key)) {
      result.repeated += 1;
      continue;
    }
    seen.add(key);
    result.deliveries += 1;
    if (absent.has(who)) continue;
    const at = received.at[index] ?? Number.NaN;
    result.latencies.push(at - card.committedAt);
    result.fromBegin.push(at - card.begunAt);
  }
  for (const { id, merchant } of written)
    for (const { number } of listeners.get(merchant) ?? [])
      if (!seen.has(`${number} ${id}`)) {
        result.missing += 1;
        result.missed.add(number);
      }
  return result;
}
