import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { withDeadline } from './deadline.ts';

import { INSIGHT_FIGURES, type MetricsSources, REPLICATION_FIGURES } from './options.ts';
import type { BreakerState } from './sources/breaker.ts';

export type Transport = 'http' | 'websocket';
/** Labels are bounded: names that clients choose, such as operation names, would make series without end. */
export type OperationKind = 'query' | 'mutation' | 'subscription' | 'unknown';
export type Outcome = 'ok' | 'partial' | 'error';

export interface GatewayMetrics {
  /** One finished request, or one opened subscription, and the seconds it took. */
  request(transport: Transport, operation: OperationKind, outcome: Outcome, seconds: number): void;
  error(code: ErrorCode): void;
  subscriptionOpened(): void;
  subscriptionClosed(): void;
  /** The page, in Prometheus' text format. */
  page(): Promise<{ contentType: string; text: string }>;
}

const SOURCE_TIMEOUT_MS = 2_000;
const BREAKER_NUMBERS: Record<BreakerState, number> = { closed: 0, 'half-open': 1, open: 2 };

export function createMetrics(options: {
  sources: MetricsSources;
  connections: () => Promise<Record<Transport, number>>;
  caches: Record<string, { readonly hitRatio: number }>;
  breakers: () => Record<string, BreakerState>;
  logger: Logger;
}): GatewayMetrics {
  const { sources, connections, caches, breakers, logger } = options;
  const registry = new Registry();
  const registers = [registry];

  /** A number that cannot be read leaves its gauge empty: one missing dependency must not hide the other numbers. */
  const read = async <T>(what: string, ask: (() => Promise<T>) | undefined): Promise<T | undefined> => {
    if (!ask) return undefined;
    try {
      return await withDeadline(
        ask(),
        SOURCE_TIMEOUT_MS,
        () => new Error(`no answer in ${SOURCE_TIMEOUT_MS} ms`),
      );
    } catch (error) {
      logger.warn({ err: error, metric: what }, 'a metric could not be read');
      return undefined;
    }
  };
  /** One question for all gauges of a page that have one source. */
  const together = (what: string, ask: (() => Promise<Partial<Record<string, number>>>) | undefined) => {
    let asked: { at: number; answer: Promise<Partial<Record<string, number>> | undefined> } | undefined;
    return () => {
      if (!asked || Date.now() - asked.at > SOURCE_TIMEOUT_MS / 2)
        asked = { at: Date.now(), answer: read(what, ask) };
      return asked.answer;
    };
  };
  const fill = (gauge: Gauge<string>, label: string, values: Record<string, number> | undefined) => {
    gauge.reset();
    for (const [name, value] of Object.entries(values ?? {})) gauge.set({ [label]: name }, value);
  };

  const duration = new Histogram({
    name: 'request_duration_seconds',
    help: 'Time from a GraphQL request to its answer; for a subscription, until it is open.',
    labelNames: ['transport', 'operation'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers,
  });
  const requests = new Counter({
    name: 'request_count_total',
    help: 'GraphQL requests by how they ended: ok, partial (data and errors) or error.',
    labelNames: ['transport', 'operation', 'outcome'],
    registers,
  });
  const errors = new Counter({
    name: 'error_count_total',
    help: 'Errors sent to clients, by extensions.code.',
    labelNames: ['code'],
    registers,
  });
  const subscriptions = new Gauge({
    name: 'active_subscriptions',
    help: 'Subscriptions that are open.',
    registers,
  });
  subscriptions.set(0);
  new Gauge({
    name: 'active_connections',
    help: 'Open connections of clients.',
    labelNames: ['transport'],
    registers,
    async collect() {
      fill(this, 'transport', await read('active_connections', connections));
    },
  });
  new Gauge({
    name: 'queue_size',
    help: 'Items that wait, by queue.',
    labelNames: ['queue'],
    registers,
    async collect() {
      fill(this, 'queue', await read('queue_size', sources.queueSize));
    },
  });
  new Gauge({
    name: 'cache_hit_ratio',
    help: 'Look-ups that a cache answered, 0 to 1, since the start.',
    labelNames: ['cache'],
    registers,
    async collect() {
      const ratios: Record<string, number> = { ...(await read('cache_hit_ratio', sources.cacheHitRatio)) };
      for (const [name, cache] of Object.entries(caches)) ratios[name] = cache.hitRatio;
      fill(this, 'cache', ratios);
    },
  });
  new Gauge({
    name: 'circuit_breaker_state',
    help: 'Whether a subgraph is asked: 0 yes (closed), 1 once, to try it (half-open), 2 no (open).',
    labelNames: ['subgraph'],
    registers,
    collect() {
      const values = Object.entries(breakers()).map(([name, state]) => [name, BREAKER_NUMBERS[state]]);
      fill(this, 'subgraph', Object.fromEntries(values));
    },
  });
  const lag = new Gauge({
    name: 'replication_lag_seconds',
    help: 'Seconds by which the warehouse is behind the source of truth; absent when unknown.',
    registers,
    async collect() {
      const seconds = await read('replication_lag_seconds', sources.replicationLagSeconds);
      if (seconds === undefined || seconds === null) this.remove();
      else this.set(seconds);
    },
  });
  lag.remove();
  const gauges = (
    prefix: string,
    texts: Record<string, string>,
    ask: (() => Promise<Partial<Record<string, number>>>) | undefined,
  ): void => {
    const figures = together(prefix, ask);
    for (const [name, help] of Object.entries(texts)) {
      const gauge = new Gauge({
        name: `${prefix}_${name}`,
        help,
        registers,
        async collect() {
          const value = (await figures())?.[name];
          if (value === undefined) this.remove();
          else this.set(value);
        },
      });
      gauge.remove();
    }
  };
  gauges('replication', REPLICATION_FIGURES, sources.replication);
  gauges('insights', INSIGHT_FIGURES, sources.insights);

  return {
    request(transport, operation, outcome, seconds) {
      duration.observe({ transport, operation }, seconds);
      requests.inc({ transport, operation, outcome });
    },
    error: (code) => errors.inc({ code }),
    subscriptionOpened: () => subscriptions.inc(),
    subscriptionClosed: () => subscriptions.dec(),
    page: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
