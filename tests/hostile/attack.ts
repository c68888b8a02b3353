import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../faults/random.ts';
import { request } from '../fixtures/product.ts';
import { createPayloads, type Target } from './payloads.ts';
import { isFailure, type Reaction, send } from './send.ts';

export interface AttackResult {
  sent: number;
  failures: Reaction[];
  /** How often what became of it, by name and outcome. */
  outcomes: Map<string, number>;
}

/**
 * Sends hostile requests, at most `atOnce` open at any time and `perSecond` begun.
 * @param seed gives the same requests again
 */
export async function attack(options: {
  url: string;
  target: Target;
  requests: number;
  seed: string;
  atOnce?: number;
  perSecond?: number;
}): Promise<AttackResult> {
  const url = new URL(options.url);
  const next = createPayloads(createRandom(options.seed), options.target);
  const result: AttackResult = { sent: 0, failures: [], outcomes: new Map() };
  const open = new Set<Promise<void>>();
  const started = performance.now();
  for (let n = 0; n < options.requests; n += 1) {
    const due = started + (n * 1_000) / (options.perSecond ?? 1_000_000);
    if (due > performance.now()) await sleep(due - performance.now());
    while (open.size >= (options.atOnce ?? 40)) await Promise.race(open);
    const hostile = next();
    const one = send(url, hostile).then((reaction) => {
      open.delete(one);
      result.sent += 1;
      const key = `${reaction.name}: ${reaction.outcome}`;
      result.outcomes.set(key, (result.outcomes.get(key) ?? 0) + 1);
      if (isFailure(reaction)) result.failures.push(reaction);
    });
    open.add(one);
  }
  await Promise.all(open);
  return result;
}

export interface Latencies {
  /** Milliseconds, ascending. */
  sorted: number[];
  /** Requests that were not answered as they should have been. */
  wrong: string[];
}

/** What an ordinary client asks while it lasts: `perSecond` requests, until `until` resolves. */
export async function askMeanwhile(options: {
  url: string;
  target: Target;
  perSecond: number;
  until: Promise<unknown>;
}): Promise<Latencies> {
  const { target, url } = options;
  const query = `query ($id: ID!) { merchant(id: $id) { name insights(first: 3) { totalCount nodes { id title } } } }`;
  const sorted: number[] = [];
  const wrong: string[] = [];
  const running: Promise<void>[] = [];
  let over = false;
  void options.until.then(() => {
    over = true;
  });
  while (!over) {
    const began = performance.now();
    running.push(
      request(url, query, { id: target.merchantId }, { authorization: `Bearer ${target.token}` })
        .then(({ status, data, errors }) => {
          sorted.push(performance.now() - began);
          if (status !== 200 || !data?.merchant?.insights) wrong.push(`${status} ${JSON.stringify(errors)}`);
        })
        .catch((error: unknown) => void wrong.push(String(error))),
    );
    await sleep(1_000 / options.perSecond);
  }
  await Promise.all(running);
  sorted.sort((a, b) => a - b);
  return { sorted, wrong };
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
