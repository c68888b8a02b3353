/**
 * Some thousands of subscribers in one process, each over a WebSocket of its own, told what to do over the channel to its
 * parent. One whose connection ends comes back and resumes after the last card it has seen, or the place it was told since.
 */
import { WebSocket } from 'ws';
import { backoff } from '../../sdk/src/retry.ts';
import { now } from './clock.ts';

/** A subscriber, by its number. */
export interface SubscriberPlan {
  number: number;
  token: string;
  merchant: string;
  /** The gateway it comes to; after a lost connection to the same again. */
  url: string;
  /** Further variables of its subscription. */
  variables: Record<string, unknown>;
}

export type Order =
  | { do: 'open'; query: string; plans: SubscriberPlan[] }
  | { do: 'drop' | 'pause' | 'resume' | 'close'; numbers: number[] }
  | { do: 'take' };

/** What was received: `at[n]` is when subscriber `who[n]` was told of card `card[n]`. */
export interface Received {
  who: number[];
  card: string[];
  at: number[];
  /** Connections that ended by themselves, by close code. */
  closed: Record<string, number>;
  /** Errors that subscriptions ended with. */
  errors: string[];
  /** Subscribers that have not subscribed (again) at the moment. */
  away: number[];
}

const CONNECTING_AT_ONCE = 100;
/** As long as the SDK waits. */
const CONNECT_WAIT_MS = 10_000;
const ID = /"id":"([0-9a-f-]{36})"/;
const PLACE = /"after":\{"1":"([\w-]+)"\}/;
const PONG = JSON.stringify({ type: 'pong' });

interface Subscriber {
  plan: SubscriberPlan;
  socket: WebSocket | undefined;
  /** What it gives as `after`. */
  last: string | undefined;
  leaving: boolean;
  subscribed: boolean;
  /** Attempts to come back so far. */
  attempts: number;
}

const subscribers = new Map<number, Subscriber>();
let query = '';
let received: Received = { who: [], card: [], at: [], closed: {}, errors: [], away: [] };

/** Resolves when the subscription has been sent, or the connection was lost before. */
function connect(subscriber: Subscriber): Promise<void> {
  const { plan } = subscriber;
  return new Promise((resolve) => {
    const socket = new WebSocket(plan.url, 'graphql-transport-ws', {
      perMessageDeflate: false,
      handshakeTimeout: CONNECT_WAIT_MS,
    });
    subscriber.socket = socket;
    socket.on('open', () =>
      socket.send(
        JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${plan.token}` } }),
      ),
    );
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.includes('"type":"next"')) {
        // The id of the subscription is a number: the first UUID is the card's.
        const card = ID.exec(text)?.[1];
        if (card === undefined) {
          // An event that could not be completed: it is asked for again, as by the SDK.
          received.errors.push(text.slice(0, 300));
          return socket.close();
        }
        subscriber.last = card;
        received.who.push(plan.number);
        received.card.push(card);
        received.at.push(now());
      } else if (text.startsWith('{"type":"ping"')) {
        subscriber.last = PLACE.exec(text)?.[1] ?? subscriber.last;
        socket.send(PONG);
      } else if (text.includes('"connection_ack"')) {
        const variables = {
          merchantId: plan.merchant,
          ...plan.variables,
          ...(subscriber.last === undefined ? {} : { after: subscriber.last }),
        };
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
        subscriber.subscribed = true;
        subscriber.attempts = 0;
        resolve();
      } else if (text.includes('"type":"error"') || text.includes('"type":"complete"')) {
        received.errors.push(text.slice(0, 300));
        socket.close();
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      subscriber.subscribed = false;
      resolve();
      if (subscriber.leaving) return;
      received.closed[code] = (received.closed[code] ?? 0) + 1;
      setTimeout(() => void connect(subscriber), backoff(Math.min(subscriber.attempts++, 10)));
    });
  });
}

async function open(order: Extract<Order, { do: 'open' }>): Promise<void> {
  query = order.query;
  const waiting = order.plans.map((plan) => {
    const subscriber = {
      plan,
      socket: undefined,
      last: undefined,
      leaving: false,
      subscribed: false,
      attempts: 0,
    };
    subscribers.set(plan.number, subscriber);
    return subscriber;
  });
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await connect(next);
  };
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, worker));
}

process.on('message', (order: Order) => {
  void (async () => {
    if (order.do === 'open') await open(order);
    if (order.do === 'take') {
      const away = [...subscribers.values()].filter(({ subscribed }) => !subscribed);
      const taken = { ...received, away: away.map(({ plan }) => plan.number) };
      received = { who: [], card: [], at: [], closed: {}, errors: [], away: [] };
      return process.send?.(taken);
    }
    if (order.do === 'drop' || order.do === 'pause' || order.do === 'resume' || order.do === 'close') {
      for (const number of order.numbers) {
        const subscriber = subscribers.get(number);
        if (!subscriber) continue;
        const { socket } = subscriber;
        if (order.do === 'drop') socket?.terminate();
        if (order.do === 'pause') socket?.pause();
        if (order.do === 'resume') socket?.resume();
        if (order.do !== 'close') continue;
        subscriber.leaving = true;
        socket?.terminate();
        subscribers.delete(number);
      }
    }
    return process.send?.('done');
  })();
});
process.on('disconnect', () => process.exit(0));
