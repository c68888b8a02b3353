import type { Pool } from 'pg';
import { type ImportFileOptions, readRecords } from './import.ts';
import type { Progress, Reject } from './journal.ts';
import { createNumbering } from './numbering.ts';
import { planImport } from './plan.ts';

/** Reasons told apart; what is beyond them is counted. */
const MAX_REASONS = 50;
const EXAMPLES = 3;
const MAX_RAW = 200;

/** Why some lines would be refused. */
export interface DryRunReason {
  /** The reason without the values of single lines. */
  reason: string;
  lines: number;
  examples: { line: number; reason: string; raw: string }[];
}

/** What an import would come to. */
export interface DryRunResult extends Progress {
  /** Accepted rows in currencies that are not the merchant's, which reports count apart. */
  otherCurrencies: Record<string, number>;
  /** Most frequent first. */
  reasons: DryRunReason[];
  /** Refused lines with other reasons than those listed. */
  otherReasons: number;
}

/** A reason without what it quotes and counts: lines with the same mistake have the same one. */
const kindOf = (reason: string): string =>
  reason
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\b\d+\b(?= fields| characters)|(?<=on line |times )-?\d+/g, '…');

function createReasons() {
  const reasons = new Map<string, DryRunReason>();
  let others = 0;
  return {
    add({ line, reason, raw }: Reject): void {
      const kind = kindOf(reason);
      const known = reasons.get(kind);
      const example = { line, reason, raw: raw.length > MAX_RAW ? `${raw.slice(0, MAX_RAW)}…` : raw };
      if (known) {
        known.lines += 1;
        if (known.examples.length < EXAMPLES) known.examples.push(example);
      } else if (reasons.size < MAX_REASONS) {
        reasons.set(kind, { reason: kind, lines: 1, examples: [example] });
      } else {
        others += 1;
      }
    },
    list: () => [...reasons.values()].sort((a, b) => b.lines - a.lines),
    others: () => others,
  };
}

/**
 * Reads a file as an import would, and says what would be accepted and why lines would be refused. Writes nothing.
 * @throws BAD_INPUT when the file is not what it says, or a setting is unknown
 */
export async function dryRun(
  options: Omit<ImportFileOptions, 'logger' | 'lockWaitMs'> & { pool: Pool },
): Promise<DryRunResult> {
  const plan = await planImport(options);
  const client = await options.pool.connect();
  try {
    const numbering = createNumbering(plan, client, options.merchant.currency, options.maxCounters);
    const reasons = createReasons();
    await readRecords(options, plan, numbering.progress, async (records) => {
      const { rejects } = await numbering.take(records, 0);
      for (const reject of rejects) reasons.add(reject);
    });
    return {
      ...numbering.progress,
      otherCurrencies: numbering.otherCurrencies,
      reasons: reasons.list(),
      otherReasons: reasons.others(),
    };
  } finally {
    // Closed rather than returned: counts may have been kept in a table of the session.
    client.release(true);
  }
}
