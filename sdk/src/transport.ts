import { type Client, createClient } from 'graphql-ws/client';
import type { Notices, TellDeprecations } from './deprecations.ts';
import type { DocumentFacts } from './document.ts';
import type { MerchantGraphError } from './errors.ts';
import { fail, fromResponseErrors, type ResponseError } from './failures.ts';
import type {
  ConnectionState,
  MerchantGraphOptions,
  SubscribeCallbacks,
  WebSocketConstructor,
} from './options.ts';
import { createRecentIds } from './recent-ids.ts';
import { backoff, sleep } from './retry.ts';
import type { Tokens } from './tokens.ts';

/** A WebSocket shared by every subscription of a client. */
export interface Transport {
  subscribe<Data>(facts: DocumentFacts, variables: unknown, callbacks: SubscribeCallbacks<Data>): () => void;
  close(): Promise<void>;
}

/** A silent connection is asked for a sign of life this often, and given up when none comes. */
const KEEP_ALIVE_MS = 12_000;
const PONG_WAIT_MS = 5_000;
/** A connection that is not made within this time never will be: a busy server may have forgotten it. */
const CONNECT_WAIT_MS = 10_000;
/** Close codes after which the same attempt would fail again (400x of graphql-transport-ws, except 4401/4403). */
const HOPELESS = [4400, 4406, 4409, 4429, 4500];
const REFUSED = [4401, 4403];

/** Opens (lazily) the WebSocket of a client; it reconnects with backoff until the last subscription ends. */
export async function createTransport(
  options: MerchantGraphOptions,
  tokens: Tokens,
  tellDeprecations: TellDeprecations,
): Promise<Transport> {
  const webSocketImpl = await webSocket(options);
  const watchers = new Set<(state: ConnectionState) => void>();
  const tell = (state: ConnectionState) => {
    for (const watcher of watchers) watcher(state);
  };
  let sent: string | undefined;
  let refused = 0;
  let refreshing: Promise<void> | undefined;
  /** Ends the subscriptions that wait for their next attempt. */
  const waiting = new Set<() => void>();
  let doubted: ReturnType<typeof setTimeout> | undefined;
  /** Gives the connection up unless it shows a sign of life. */
  const doubt = (wait: number) => {
    doubted = setTimeout(() => client.terminate(), wait);
  };
  const trust = () => clearTimeout(doubted);
  let id = 0;
  /** Told by pings: where a subscription, by its id, goes on after a reconnection. */
  const places = new Map<string, (after: unknown) => void>();

  const client: Client = createClient({
    url: async () => {
      // A cookie is sent with the request that opens the connection: it is refreshed before that. Without it the
      // connection is a stranger's, and says so.
      if (options.session) await tokens.current().catch(() => undefined);
      doubt(CONNECT_WAIT_MS);
      return address(options);
    },
    webSocketImpl,
    generateID: () => String(++id),
    keepAlive: KEEP_ALIVE_MS,
    connectionAckWaitTimeout: CONNECT_WAIT_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: async (retries) => {
      await sleep(backoff(Math.min(retries, 10)), undefined);
    },
    shouldRetry: (reason) => {
      const code = closeCode(reason);
      return code === undefined || !(HOPELESS.includes(code) || REFUSED.includes(code));
    },
    connectionParams: async () => {
      sent = await tokens.current();
      return { ...options.headers, ...tokens.headers(sent) };
    },
    on: {
      connecting: () => tell('connecting'),
      opened: trust,
      connected: () => {
        refused = 0;
        tell('connected');
      },
      closed: () => {
        trust();
        tell('disconnected');
      },
      ping: (received, payload) => {
        if (!received) doubt(PONG_WAIT_MS);
        for (const [key, after] of Object.entries(payload?.after ?? {})) places.get(key)?.(after);
      },
      pong: (received) => {
        if (received) trust();
      },
    },
  });

  return {
    subscribe<Data>(facts: DocumentFacts, variables: unknown, callbacks: SubscribeCallbacks<Data>) {
      const recent = createRecentIds();
      const operation = facts.name;
      // A subscription that takes `after` goes on after the last event that came, or the place told since: the transport
      // sends these variables again with every connection.
      const resumes = /\$after\s*:/.test(facts.text);
      const sentVariables = { ...(variables as Record<string, unknown> | undefined) };
      let stop = () => {};
      let ended = false;
      if (callbacks.onConnection) watchers.add(callbacks.onConnection);
      const end = (tell?: () => void) => {
        if (ended) return;
        ended = true;
        if (callbacks.onConnection) watchers.delete(callbacks.onConnection);
        tell?.();
        stop();
      };
      // What comes of an attempt that was given up is no news any more.
      let current = 0;
      let key = '';
      let failures = 0;
      const over = (error: MerchantGraphError) => {
        // A part of the service restarts, or asks for a pause: as with a lost connection, the subscription goes on.
        const passes =
          error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT' || error.retryAfter !== undefined;
        if (ended || !passes) return end(() => callbacks.error?.(error));
        current++;
        stop();
        const asked = (error.retryAfter ?? 0) * 1000;
        // Longer each time: opening the connection again takes from the same budget as the subscription.
        failures++;
        const wait =
          asked > 0 ? asked * (Math.min(failures, 15) + Math.random() / 10) : backoff(failures - 1);
        const timer = setTimeout(() => {
          waiting.delete(giveUp);
          open();
        }, wait);
        const giveUp = () => end(() => callbacks.complete?.());
        waiting.add(giveUp);
        stop = () => {
          clearTimeout(timer);
          waiting.delete(giveUp);
        };
      };
      const open = () => {
        const attempt = ++current;
        places.delete(key);
        const leave = client.subscribe<Record<string, unknown>>(
          {
            query: facts.text,
            variables: sentVariables,
            operationName: operation ?? null,
          },
          {
            next: ({ data, errors, extensions }) => {
              if (attempt !== current) return;
              tellDeprecations(extensions as Notices | undefined, operation);
              if (data != null && Object.values(data).some((value) => value != null)) {
                failures = 0;
                if (recent.isRepeat(data)) return;
                if (resumes) sentVariables.after = recent.last() ?? sentVariables.after;
                callbacks.next(data as Data);
              } else if (errors) {
                over(fromResponseErrors(errors as ResponseError[], { operation }));
              }
            },
            error: (thrown) => {
              const code = closeCode(thrown);
              const token = sent;
              if (
                !ended &&
                code !== undefined &&
                REFUSED.includes(code) &&
                token &&
                tokens.canRefresh &&
                refused < 1
              ) {
                refreshing ??= tokens.refresh(token).finally(() => {
                  refused++;
                  refreshing = undefined;
                });
                refreshing.then(
                  () => {
                    if (!ended) open();
                  },
                  (error: Error) => end(() => callbacks.error?.(error)),
                );
                return;
              }
              if (attempt === current) over(typed(thrown, operation));
            },
            complete: () => {
              // A refused connection also completes; then the new one goes on.
              if (!refreshing && attempt === current) end(() => callbacks.complete?.());
            },
          },
        );
        key = String(id);
        if (resumes)
          places.set(key, (after) => {
            sentVariables.after = after;
          });
        stop = () => {
          places.delete(key);
          leave();
        };
      };
      open();
      return () => end();
    },
    close: async () => {
      trust();
      for (const giveUp of waiting) giveUp();
      await client.dispose();
    },
  };
}

async function webSocket({ webSocket }: MerchantGraphOptions): Promise<unknown> {
  if (!webSocket) {
    if (typeof WebSocket === 'undefined') {
      throw fail('BAD_INPUT', 'There is no global WebSocket here; give one as the webSocket option.');
    }
    return WebSocket;
  }
  // A constructor has a prototype; the function that fetches one is an arrow function.
  return webSocket.prototype ? webSocket : (webSocket as () => Promise<WebSocketConstructor>)();
}

function address({ endpoint, webSocketEndpoint }: MerchantGraphOptions): string {
  const base = typeof location === 'undefined' ? undefined : location.href;
  return new URL(webSocketEndpoint ?? endpoint, base).href.replace(/^http/, 'ws');
}

function closeCode(reason: unknown): number | undefined {
  const code = typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : undefined;
  return typeof code === 'number' ? code : undefined;
}

function typed(thrown: unknown, operation: string | undefined): MerchantGraphError {
  if (Array.isArray(thrown)) return fromResponseErrors(thrown as ResponseError[], { operation });
  const code = closeCode(thrown);
  if (code === 4401) return fail('UNAUTHENTICATED', 'The server refused the token or key.', { operation });
  if (code === 4403) return fail('FORBIDDEN', 'The server refused the connection.', { operation });
  if (code === 4429) return fail('RATE_LIMITED', 'Too many connections.', { operation, retryAfter: 5 });
  return fail('NETWORK', 'The connection for live updates failed.', { operation, cause: thrown });
}
