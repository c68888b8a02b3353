import type pg from 'pg';
import { createDatabase, type Database } from '#prisma/database.ts';
import type { Finding, ToldStory } from '../../subgraphs/insights/detection/finding.ts';
import { writeMerchant } from '../../subgraphs/insights/generation/write-merchant.ts';
import { now } from './clock.ts';

const AS_OF = '2026-11-02';
const window = { from: '2026-10-26', to: '2026-11-01', baselineFrom: '2026-09-28', baselineTo: '2026-10-25' };
const days = Array.from({ length: 35 }, (_, day) => 1_000 + 37 * day);

/** A card as the nightly job has it: with evidence and causes. Every number is a story of its own. */
const findingOf = (number: number): Finding => ({
  stableKey: `live:${number}`,
  asOf: AS_OF,
  kind: 'LEVEL_SHIFT',
  metric: 'GROSS_REVENUE',
  direction: 'UP',
  severity: 'NOTICE',
  currency: 'GBP',
  window,
  observed: 2_000 + (number % 500),
  expected: 1_400,
  change: 0.43,
  score: 4.2,
  evidence: { from: '2026-09-28', observed: days, expected: days.map((value) => value * 0.9) },
  explanation: {
    effects: { price: 120, volume: 400, mix: 80 },
    contributions: ['22423', '85123A', '47566', '84879', '20725'].map((key, at) => ({
      slice: { dimension: 'PRODUCT', key, label: `Product ${key}` },
      observed: 400 - at * 30,
      expected: 200,
      share: 0.3 - at * 0.05,
    })),
  },
  action: 'PROMOTE',
  also: [],
});

/** A card that was committed. Milliseconds of the machine's own clock. */
export interface Written {
  id: string;
  merchant: string;
  begunAt: number;
  committedAt: number;
}

/**
 * Writes cards as the nightly job does, one merchant and transaction each.
 * @param admin sees the cards of every merchant
 */
export async function createCardWriter(urls: { app: string; auth: string; worker: string }, admin: pg.Pool) {
  const db: Database = createDatabase({ urls });
  const { rows } = await db.pools.worker.query<{ id: string }>(
    `insert into insights.generation_runs (as_of, total_merchants) values ($1, 0) returning id::text`,
    [AS_OF],
  );
  const run = { id: rows[0]?.id ?? '', correlationId: 'bench-live' };
  const told = new Map<string, readonly ToldStory[]>();
  let cards = 0;

  async function write(merchant: string): Promise<Written> {
    cards += 1;
    const finding = findingOf(cards);
    const begunAt = now();
    for (let failures = 0; ; ) {
      const written = await writeMerchant(db.worker, run, {
        merchant: { id: merchant, timeZone: 'Europe/London', currency: 'GBP', locale: 'en' },
        asOf: AS_OF,
        findings: [finding],
        told: told.get(merchant) ?? [],
      }).catch((error: unknown) => {
        // A database that is too busy for the moment: the card is late, which the table shows.
        failures += 1;
        if (failures > 10) throw error;
      });
      if (!written) continue;
      if (!('told' in written)) break;
      told.set(merchant, written.told);
    }
    // Known like this, the next card of the merchant is written at the first attempt, as in a run of the job.
    const { stableKey, kind, metric, direction, observed, expected } = finding;
    const { from, to } = window;
    const story = { stableKey, kind, metric, direction, from, to, asOf: AS_OF, observed, expected };
    told.set(merchant, [...(told.get(merchant) ?? []), story]);
    return { id: finding.stableKey, merchant, begunAt, committedAt: now() };
  }

  return {
    /** Writes `count` cards, one every `everyMs`, whether the last one is written or not; merchants take turns. */
    async writeMany(merchants: readonly string[], count: number, everyMs: number): Promise<Written[]> {
      const from = now();
      const running: Promise<Written>[] = [];
      for (let at = 0; at < count; at += 1) {
        const wait = from + at * everyMs - now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        running.push(write(merchants[at % merchants.length] ?? ''));
      }
      const written = await Promise.all(running);
      const { rows: ids } = await admin.query<{ key: string; id: string }>(
        `select stable_key as key, id::text from insights.insights where stable_key = any($1)`,
        [written.map(({ id }) => id)],
      );
      const idOf = new Map(ids.map(({ key, id }) => [key, id]));
      return written.map((card) => ({ ...card, id: idOf.get(card.id) ?? card.id }));
    },
    close: () => db.close(),
  };
}
