import { isDerived, type MerchantSize } from '#warehouse/index.ts';
import type { Difference } from './compare.ts';
import { type Cursor, noTally, type Records, type Tally } from './records.ts';
import { type Slice, slicesOf } from './slices.ts';
import { type Cells, parseKey } from './source.ts';

/** What comparing a part of a merchant gave. */
export interface Compared {
  source: Cells;
  confirmedLsn: string;
  differences: Difference[];
  /** Keys of the differences that are no more. */
  repaired: ReadonlySet<string>;
  unsettled: readonly string[];
}

export interface LargeOptions {
  records: Records;
  compare(slice: Slice): Promise<Compared>;
  /** Asked before every slice: why nothing can be compared now. */
  obstacle(): Promise<string | undefined>;
  /** Asked after every slice. */
  isTimeUp(): boolean;
  signal: AbortSignal;
}

/** How far a run came with a large merchant. */
export interface LargeResult {
  isComplete: boolean;
  /** What this run alone did. */
  tally: Tally;
  skipped?: string;
}

const mirroredRows = (source: Cells): number =>
  [...source].reduce(
    (sum, [key, { rows }]) => (isDerived(parseKey(key).table) ? sum : sum + Number(rows)),
    0,
  );

const add = (to: Tally, compared: Compared, durationMs: number): Tally => ({
  rows: to.rows + mirroredRows(compared.source),
  cells: to.cells + compared.source.size,
  differences: to.differences + compared.differences.length,
  repaired: to.repaired + compared.repaired.size,
  unsettled: to.unsettled + compared.unsettled.length,
  durationMs: to.durationMs + durationMs,
});

/**
 * Compares a merchant who is too large for one look, slice after slice, from where the last run stopped. After the last
 * slice the whole is on record, as of the moment of the first.
 */
export async function compareLarge(
  merchantId: string,
  size: Pick<MerchantSize, 'firstDay' | 'lastDay'>,
  options: LargeOptions,
): Promise<LargeResult> {
  const { records, signal } = options;
  const known = await records.cursorOf(merchantId);
  const isNew = !known || known.nextSlice === null;
  let cursor: Cursor = isNew
    ? { pass: known?.pass ?? 0, nextSlice: null, startedAt: new Date(), outcome: noTally() }
    : known;
  const slices = slicesOf(size, cursor.pass, await records.openDays(merchantId));
  const left = slices.filter(({ name }) => cursor.nextSlice === null || name >= cursor.nextSlice);
  let tally = noTally();
  let confirmedLsn = '0/0';
  for (let slice = left.shift(); slice; slice = left.shift()) {
    signal.throwIfAborted();
    const skipped = await options.obstacle();
    if (skipped) return { isComplete: false, tally, skipped };
    const started = performance.now();
    const compared = await options.compare(slice);
    const tookMs = Math.round(performance.now() - started);
    await records.keepDifferences(compared.differences, compared.repaired);
    confirmedLsn = compared.confirmedLsn;
    tally = add(tally, compared, tookMs);
    const nextSlice = left[0]?.name ?? null;
    cursor = { ...cursor, nextSlice, outcome: add(cursor.outcome, compared, tookMs) };
    if (nextSlice === null) break;
    await records.moveCursor(merchantId, cursor);
    if (options.isTimeUp()) return { isComplete: false, tally };
  }
  const { outcome } = cursor;
  const isRight = outcome.repaired === outcome.differences;
  const state = outcome.differences > 0 ? 'REPAIRED' : 'RECONCILED';
  await records.keep(
    { ...outcome, merchantId, state: isRight ? state : 'DIFFERENT', confirmedLsn },
    cursor.startedAt,
  );
  await records.moveCursor(merchantId, { ...cursor, pass: cursor.pass + 1, nextSlice: null });
  return { isComplete: true, tally };
}
