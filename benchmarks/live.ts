/**
 * Live delivery: `npm run -s bench:live -- [--merchants 1000] [--seconds 30] [--quick] [--profile <folder>] [--write]`. Two
 * gateways, the subgraphs, the worker and PostgreSQL as processes of their own, as in a deployment; ten subscribers of
 * every merchant, cards committed by the nightly job's own code; then one merchant with a thousand. Every delivery is
 * counted. Beside it in the same run the same without anything shared among subscribers. With `--restart` nothing but the
 * restart of a gateway, of subscribers who have not been told of anything yet.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { InsightCreatedDocument } from '../sdk/src/generated/documents_generated.ts';
import type { Received, SubscriberPlan } from './live/clients.ts';
import { createCrowd, type Delivery, judge, together } from './live/crowd.ts';
import { merchantId, openStage, type Person } from './live/stage.ts';
import { createCardWriter } from './live/writer.ts';
import { cpuOf } from './tools/memory.ts';
import { mb, note, publish, quantile, seconds } from './tools/report.ts';

const { values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    merchants: { type: 'string' },
    seconds: { type: 'string' },
    quick: { type: 'boolean' },
    restart: { type: 'boolean' },
    profile: { type: 'string' },
  },
});
const MERCHANTS = Number(values.merchants ?? 1_000);
const SECONDS = Number(values.seconds ?? 30);
const HOT_SUBSCRIBERS = MERCHANTS;
const CARDS_PER_SECOND = MERCHANTS / 10;
const EVERY_MS = 1_000 / CARDS_PER_SECOND;
const WARM_SECONDS = 10;
/** Longer than two heartbeats of the gateway, within which it sees who does not read. */
const SILENT_SECONDS = 33;
const RESTART_SECONDS = 8;
/** A heartbeat of every connection. */
const IDLE_SECONDS = 15;
const APART_SECONDS = 15;
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

type Cpu = Map<string, Map<number, number>>;

/** CPU seconds so far by part of the product and process. */
async function cpuNow(): Promise<Cpu> {
  const roots: [string, number][] = [
    ...stage.pids(),
    ['writer', process.pid],
    ...crowd.pids.map((pid, at): [string, number] => [`clients ${at + 1}`, pid]),
  ];
  return new Map(
    await Promise.all(
      roots.map(async ([name, pid]): Promise<[string, Map<number, number>]> => {
        const used = await cpuOf(pid);
        return [name, name === 'writer' ? new Map([[pid, used.get(pid) ?? 0]]) : used];
      }),
    ),
  );
}

/** CPU seconds between two looks, by part; of processes that ended meanwhile it is not known. */
const cpuBetween = (from: Cpu, to: Cpu): Map<string, number> =>
  new Map(
    [...to].map(([name, processes]) => [
      name,
      [...processes].reduce((sum, [pid, used]) => sum + used - (from.get(name)?.get(pid) ?? 0), 0),
    ]),
  );

interface Phase extends Delivery {
  seconds: number;
  /** Seconds after the last card that it was waited for what was missing. */
  waited: number;
  /** CPU seconds by process. */
  cpu: Map<string, number>;
  received: Received;
}

/**
 * Writes cards, waits until they have been told, and counts.
 * @param options.patience seconds that are waited for what is missing, for those who have to come back
 */
async function phase(
  to: readonly string[],
  count: number,
  everyMs: number,
  plans: readonly SubscriberPlan[],
  options: { absent?: ReadonlySet<number>; patience?: number; during?: () => Promise<void> } = {},
): Promise<Phase> {
  await crowd.take();
  const before = await cpuNow();
  const started = performance.now();
  const [written] = await Promise.all([cards.writeMany(to, count, everyMs), options.during?.()]);
  const elapsed = (performance.now() - started) / 1_000;
  const cpu = cpuBetween(before, await cpuNow());
  // What comes twice comes after what is missing: it is waited for in any case.
  await sleep(3_000);
  let received = await crowd.take();
  let delivery = judge(written, received, plans, options.absent ?? new Set());
  // Who is late is not without it: as long as somebody is away, it is waited for longer.
  const patience = () => (options.patience ?? 0) * (received.away.length > 0 ? 4 : 1);
  let waited = 0;
  for (; delivery.missing > 0 && waited < patience(); waited += 1) {
    await sleep(1_000);
    const more = await crowd.take();
    received = { ...together(received, more), away: more.away };
    delivery = judge(written, received, plans, options.absent ?? new Set());
  }
  return { ...delivery, seconds: elapsed, waited: waited + 3, cpu, received };
}

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
  const cpu = ['gateway 1', 'gateway 2'].map((name) => cpuBetween(cpuBefore, cpuAfter).get(name) ?? 0);
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

const say = (name: string, one: Phase): void => {
  const { latencies, received } = one;
  const at = (share: number): string => ms(quantile(latencies, share));
  const errors =
    received.errors.length > 0 ? `, ${received.errors.length} errors: ${received.errors[0]}` : '';
  note(
    `  ${name} (${seconds(one.seconds)}): ${whole(one.deliveries)} deliveries, ${one.missing} missing after ${one.waited} s, ${one.repeated} twice; p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)}; CPU ${[...one.cpu].map(([process_, used]) => `${process_} ${((100 * used) / one.seconds).toFixed(0)}%`).join(', ')}; closed ${JSON.stringify(received.closed)}, away ${received.away.length}${one.missing > 0 ? ` (missed by ${[...one.missed].slice(0, 10)}; ${[...one.missed].filter((number) => !received.away.includes(number)).length} of them are back)` : ''}${errors}`,
  );
};
const cpuPer1000 = ({ cpu, deliveries }: Phase): number =>
  (['gateway 1', 'gateway 2', 'insights'].reduce((sum, name) => sum + (cpu.get(name) ?? 0), 0) * 1_000) /
  Math.max(1, deliveries);
const row = (name: string, one: Phase): string[] => [
  name,
  whole(one.deliveries),
  String(one.missing),
  String(one.repeated),
  ...[0.5, 0.95, 0.99, 1].map((share) => ms(quantile(one.latencies, share))),
  ms(quantile(one.fromBegin, 0.99)),
  ...['gateway 1', 'gateway 2', 'insights', 'worker', 'postgres'].map(
    (name_) => `${((100 * (one.cpu.get(name_) ?? 0)) / one.seconds).toFixed(0)} %`,
  ),
];
const spreadOver = (
  seconds_: number,
  plans: readonly SubscriberPlan[],
  options?: Parameters<typeof phase>[4],
) => phase(merchants, Math.round(seconds_ * CARDS_PER_SECOND), EVERY_MS, plans, options);

/** As many lists of kinds as one wants that let the same through: with one of its own nobody shares a stream. */
const ownKinds = (number: number) => ({
  kinds: [
    'LEVEL_SHIFT',
    ...Array.from({ length: 14 }, (_, bit) => ((number >> bit) & 1 ? 'RECORD' : 'LEVEL_SHIFT')),
  ],
});
/** Every n-th subscriber of those that are spread, from the `from`-th. */
const every = (n: number, from: number): number[] =>
  merchants.flatMap((_, at) => (at % n === 0 ? [at * TEAM.length + from] : []));

async function restart(plans: readonly SubscriberPlan[]): Promise<Phase> {
  note('A gateway is restarted ...');
  const onSecond = new Set(plans.flatMap(({ number }) => (number % 2 === 1 ? [number] : [])));
  const restarted = await spreadOver(RESTART_SECONDS, plans, {
    absent: onSecond,
    patience: 30,
    async during() {
      await sleep(1_000);
      const { stopping, starting } = await stage.restartGateway(1);
      note(`  It took ${seconds(stopping)} to stop and ${seconds(starting)} to start.`);
    },
  });
  say('restart', restarted);
  return restarted;
}

async function restartAlone(): Promise<void> {
  const plans = plansWith(await stage.credentials(people), () => ({}));
  note('Opening the subscriptions ...');
  await openAll(plans);
  if ((await restart(plans)).missing > 0) process.exitCode = 1;
}

async function everything(): Promise<void> {
  const tokens = await stage.credentials(people);
  const plans = plansWith(tokens, () => ({}));
  note('Opening the subscriptions ...');
  const memory = await openAll(plans);
  note('Warming up ...');
  say('warm-up', await spreadOver(WARM_SECONDS, plans));
  note('Spread over all merchants ...');
  const everyone = await spreadOver(SECONDS, plans);
  say('spread', everyone);
  note('Nothing happens ...');
  const idleFrom = await cpuNow();
  await sleep(IDLE_SECONDS * 1_000);
  const idleCpu = cpuBetween(idleFrom, await cpuNow());
  const idle = ['gateway 1', 'gateway 2'].map((name) => (idleCpu.get(name) ?? 0) / IDLE_SECONDS);
  note(`  CPU of the gateways ${idle.map((share) => `${(100 * share).toFixed(1)} %`).join(', ')}`);
  note('One merchant ...');
  const one = await phase([hot], values.quick ? 10 : 30, 1_000, plans);
  say('one merchant', one);

  note('Some come back, some do not read ...');
  const [coming, silent] = [every(3, 1), every(20, 2)];
  const rssBefore = await gatewayRss();
  let rssMost = rssBefore;
  const disturbed = await spreadOver(SILENT_SECONDS, plans, {
    absent: new Set([...coming, ...silent]),
    patience: 10,
    async during() {
      await crowd.order('pause', silent);
      for (let at = 1; at < SILENT_SECONDS; at += 1) {
        await sleep(1_000);
        if (at === 5 || at === 15) await crowd.order('drop', coming);
        const rss = await gatewayRss();
        rssMost = rss.map((bytes, gateway) => Math.max(bytes, rssMost[gateway] ?? 0));
      }
      await crowd.order('resume', silent);
    },
  });
  say('disturbed', disturbed);
  const shownOut = disturbed.received.closed['1013'] ?? 0;
  const restarted = await restart(plans);

  note('The same with nothing shared ...');
  await crowd.order('close', [...people.keys()]);
  // Fresh processes, or what they have grown to already would hide what the subscriptions take.
  await stage.restartAll();
  const apart = plansWith(tokens, ownKinds);
  const apartMemory = await openAll(apart);
  say('warm-up', await spreadOver(5, apart));
  const everyoneApart = await spreadOver(APART_SECONDS, apart);
  say('spread', everyoneApart);
  const oneApart = await phase([hot], 10, 1_000, apart);
  say('one merchant', oneApart);

  const failures: string[] = [];
  const judged: [string, Phase][] = [
    ['spread', everyone],
    ['one merchant', one],
    ['disturbed', disturbed],
    ['restart', restarted],
  ];
  for (const [name, { missing, repeated }] of judged) {
    if (missing > 0) failures.push(`${name}: ${missing} deliveries missing`);
    if (repeated > 0) failures.push(`${name}: ${repeated} deliveries twice`);
  }
  for (const [name, { latencies }] of judged.slice(0, 2)) {
    const p99 = quantile(latencies, 0.99);
    if (!(p99 <= P99_LIMIT_MS)) failures.push(`${name}: p99 ${ms(p99)} is above ${P99_LIMIT_MS} ms`);
  }
  if (shownOut < silent.length)
    failures.push(`${silent.length - shownOut} that do not read were not shown out`);
  const kb = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
  const ratio = (apart_: number, shared: number): string => `${(apart_ / shared).toFixed(1)} times`;
  const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;
  publish({
    name: 'live',
    columns: [
      `${whole(plans.length)} subscriptions, 2 gateways`,
      'deliveries',
      'missing',
      'twice',
      'p50',
      'p95',
      'p99',
      'most',
      'p99 from the write',
      'gateway 1',
      'gateway 2',
      'insights',
      'worker',
      'PostgreSQL',
    ],
    rows: [
      row(`spread: ${whole(MERCHANTS)} merchants, ${whole(CARDS_PER_SECOND)} cards/s`, everyone),
      row(`one merchant, ${whole(HOT_SUBSCRIBERS)} subscribers, 1 card/s`, one),
      row(`spread, ${2 * coming.length} come back, ${silent.length} do not read`, disturbed),
      row('spread, gateway 2 restarts (those of gateway 1)', restarted),
      row('nothing shared: spread', everyoneApart),
      row('nothing shared: one merchant', oneApart),
    ],
    notes: [
      `Memory of a subscription, its connection included, after garbage collection: ${memory.perSubscription.map(kb).join(' and ')} on the gateways (${memory.before.map(mb).join(', ')} before, ${memory.after.map(mb).join(', ')} with ${whole(plans.length / 2)} each), ${kb(memory.subgraphPerSubscription)} on the insights subgraph. ` +
        `Of ${silent.length} that did not read ${shownOut} were shown out with code 1013; the gateways had ${rssBefore.map(mb).join(' and ')} before and at most ${rssMost.map(mb).join(' and ')} meanwhile; when they read again they came back and missed nothing. ` +
        `With nothing shared: ${ratio(mean(apartMemory.perSubscription), mean(memory.perSubscription))} the memory on a gateway, ${ratio(apartMemory.subgraphPerSubscription, memory.subgraphPerSubscription)} on the subgraph; for a delivery ${ratio(cpuPer1000(everyoneApart), cpuPer1000(everyone))} the CPU of gateways and subgraph spread, ${ratio(cpuPer1000(oneApart), cpuPer1000(one))} at one merchant; p99 ${ratio(quantile(everyoneApart.latencies, 0.99), quantile(everyone.latencies, 0.99))} and ${ratio(quantile(oneApart.latencies, 0.99), quantile(one.latencies, 0.99))}. ` +
        `While nothing happens a gateway needs ${idle.map((share) => `${(100 * share).toFixed(1)} %`).join(' and ')} of a core for pings and for looking every second whether each connection's owner still has its rights. ` +
        `CPU is of a core, without PostgreSQL's backends that ended meanwhile; all of it, with the writer of the cards and the clients, ran on two cores. Limit: p99 ${P99_LIMIT_MS} ms, none missing, none twice.`,
    ],
    values: {
      memory,
      apartMemory,
      idle,
      shownOut,
      silent: silent.length,
      cameBack: 2 * coming.length,
      rssBefore,
      rssMost,
      phases: Object.fromEntries(
        [...judged, ['apart', everyoneApart] as const, ['one apart', oneApart] as const].map(
          ([name, phase_]) => [
            name,
            {
              deliveries: phase_.deliveries,
              missing: phase_.missing,
              repeated: phase_.repeated,
              p50: quantile(phase_.latencies, 0.5),
              p95: quantile(phase_.latencies, 0.95),
              p99: quantile(phase_.latencies, 0.99),
              cpu: Object.fromEntries(phase_.cpu),
              seconds: phase_.seconds,
              closed: phase_.received.closed,
            },
          ],
        ),
      ),
    },
    failures,
  });
}

try {
  note('Seeding ...');
  await (values.restart ? restartAlone() : everything());
  await crowd.order('close', [...people.keys()]);
} finally {
  crowd.close();
  await cards.close();
  await stage.close();
}
