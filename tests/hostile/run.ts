/**
 * A hostile internet against the whole product: `npm run test:hostile -- [--requests 20000] [--seed text]`.
 *
 * Measures ordinary requests undisturbed, then sends the hostile ones in four equal parts with ordinary ones alongside.
 * It fails on any server error, on an ordinary request that is not answered, on a p99 of ordinary requests above twice
 * the undisturbed one, and on a gateway that holds more memory after the last part than after the first (both times
 * after a pause, in which what is merely waiting to be collected is collected). The last line counts: `N passed, N failed`.
 */
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { memoryOf } from '../../benchmarks/tools/memory.ts';
import { startProduct, UNLIMITED } from '../fixtures/product.ts';
import { type AttackResult, askMeanwhile, attack, percentile } from './attack.ts';
import type { Target } from './payloads.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const PARTS = 4;
/** What one client of a hostile internet may send; the machine has other things to do as well. */
const PER_SECOND = 100;
const ORDINARY_PER_SECOND = 20;
/** Memory that comes and goes with caches filling up. */
const GROWTH_ALLOWED = 1.15;
const PAUSE_MS = 8_000;

interface Order {
  url: string;
  target: Target;
  requests: number;
  seed: string;
}

/** The attacker has a process of its own, or the ordinary client would measure how busy the attacker is. */
async function attackFromElsewhere(order: Order): Promise<AttackResult> {
  const child = fork(fileURLToPath(import.meta.url), ['--attacker'], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  child.send(order);
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      const { outcomes, ...rest } = message as Omit<AttackResult, 'outcomes'> & {
        outcomes: [string, number][];
      };
      resolve({ ...rest, outcomes: new Map(outcomes) });
    });
    child.on('exit', (code) => reject(new Error(`The attacker ended with ${code}.`)));
  });
}

function beAttacker(): void {
  process.on('message', (order: Order) => {
    void attack({ ...order, perSecond: PER_SECOND }).then((result) => {
      process.send?.({ ...result, outcomes: [...result.outcomes] }, () => process.exit(0));
    });
  });
}

async function main(requests: number, seed: string): Promise<number> {
  const product = await startProduct({ env: UNLIMITED });
  const { endpoints } = product;
  if (!endpoints.demo) throw new Error('There is no demo.');
  const target = { merchantId: endpoints.demo.merchantId, token: endpoints.demo.apiKey };
  const url = endpoints.graphql;
  const memory = async (): Promise<number> => {
    await sleep(PAUSE_MS);
    const all = await memoryOf(product.process.pid ?? 0);
    return (all.find(({ role }) => role === 'gateway')?.rss ?? 0) / 1024 ** 2;
  };
  const ordinarily = (until: Promise<unknown>) =>
    askMeanwhile({ url, target, perSecond: ORDINARY_PER_SECOND, until });
  const problems: string[] = [];

  await ordinarily(sleep(3_000));
  const quiet = await ordinarily(sleep(30_000));
  say(
    `undisturbed: p50 ${percentile(quiet.sorted, 0.5).toFixed(1)} ms, p99 ${percentile(quiet.sorted, 0.99).toFixed(1)} ms`,
  );
  const outcomes = new Map<string, number>();
  const alongside: number[] = [];
  const held: number[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    const attacking = attackFromElsewhere({
      url,
      target,
      requests: requests / PARTS,
      seed: `${seed} ${part}`,
    });
    const ordinary = await ordinarily(attacking);
    const result = await attacking;
    for (const [key, count] of result.outcomes) outcomes.set(key, (outcomes.get(key) ?? 0) + count);
    for (const failure of result.failures)
      problems.push(`${failure.name}: ${failure.outcome} ${failure.text}`);
    problems.push(...ordinary.wrong);
    alongside.push(...ordinary.sorted);
    held.push(await memory());
    say(`part ${part + 1} of ${PARTS}: ${result.sent} sent, gateway ${held.at(-1)?.toFixed(0)} MB`);
  }
  alongside.sort((a, b) => a - b);
  const [before, after] = [percentile(quiet.sorted, 0.99), percentile(alongside, 0.99)];
  say(
    `alongside: p50 ${percentile(alongside, 0.5).toFixed(1)} ms, p99 ${after.toFixed(1)} ms (${(after / before).toFixed(2)} times)`,
  );
  for (const [key, count] of [...outcomes].sort()) say(`  ${String(count).padStart(6)}  ${key}`);
  if (after > 2 * before)
    problems.push(`p99 of ordinary requests rose from ${before.toFixed(1)} to ${after.toFixed(1)} ms`);
  if ((held.at(-1) ?? 0) > (held[0] ?? 0) * GROWTH_ALLOWED)
    problems.push(`the gateway grew from ${held[0]?.toFixed(0)} to ${held.at(-1)?.toFixed(0)} MB`);
  if (product.process.exitCode !== null) problems.push('the product ended');
  await product.dispose();
  for (const problem of problems.slice(0, 20)) say(`FAILED ${problem}`);
  say(`${requests - problems.length} passed, ${problems.length} failed`);
  return problems.length;
}

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now()) },
    attacker: { type: 'boolean', default: false },
  },
});
if (values.attacker) beAttacker();
else process.exit((await main(Number(values.requests), values.seed)) === 0 ? 0 : 1);
