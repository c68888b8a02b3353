import type { ComparedTable, Warehouse } from '#warehouse/index.ts';
import { type Cells, type Figures, keyOf, parseKey, type Scope } from './source.ts';

/**
 * ClickHouse's figures of these merchants' tables. Months that are not as new as their days, which nobody reads, are added
 * up first.
 */
export async function readMirror(
  warehouse: Pick<Warehouse, 'mirror' | 'staleMonths' | 'rebuildMonths'>,
  merchantIds: readonly string[],
  tables: readonly ComparedTable[],
  scope: Scope = { withContent: true },
): Promise<Cells> {
  const cells: Cells = new Map();
  if (merchantIds.length > 0 && tables.includes('product_months'))
    await warehouse.rebuildMonths(await warehouse.staleMonths(merchantIds));
  for (const table of tables) {
    for (const { merchant_id: merchantId, day, ...figures } of await warehouse.mirror.compare(
      table,
      merchantIds,
      scope,
    ))
      cells.set(keyOf({ merchantId, table, day }), figures);
  }
  return cells;
}

const isSame = (a: Figures | undefined, b: Figures | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.rows === b.rows &&
    a.amount === b.amount &&
    a.quantity === b.quantity &&
    a.hash === b.hash);

/** Places in which two sides differ. */
export function differing(a: Cells, b: Cells): string[] {
  const keys = [...a.keys()].filter((key) => !isSame(a.get(key), b.get(key)));
  for (const key of b.keys()) if (!a.has(key)) keys.push(key);
  return keys;
}

/** A place in which the sides differ, although the source stood still. */
export interface Difference {
  key: string;
  source: Figures | undefined;
  mirror: Figures | undefined;
}

export interface Sides {
  source(merchantIds: readonly string[], tables: readonly ComparedTable[]): Promise<Cells>;
  mirror(merchantIds: readonly string[], tables: readonly ComparedTable[]): Promise<Cells>;
  /** Resolves once the mirror holds everything that is committed now. */
  barrier(): Promise<unknown>;
}

const LOOKS = 4;

/**
 * Looks at places again until it is known whether they differ: the source is read, then, when the mirror holds all that
 * was committed by then, the mirror, then the source again. Where the source is the same both times, the mirror between
 * them has to be so too; where it moved, nothing is known yet.
 */
export async function settle(
  places: readonly string[],
  sides: Sides,
): Promise<{ differences: Difference[]; unsettled: string[] }> {
  const differences: Difference[] = [];
  let open = [...places];
  for (let look = 0; look < LOOKS && open.length > 0; look += 1) {
    const merchants = [...new Set(open.map((key) => parseKey(key).merchantId))];
    const tables = [...new Set(open.map((key) => parseKey(key).table))];
    const before = await sides.source(merchants, tables);
    await sides.barrier();
    const mirror = await sides.mirror(merchants, tables);
    const after = await sides.source(merchants, tables);
    const moving: string[] = [];
    for (const key of open) {
      const source = before.get(key);
      if (!isSame(source, after.get(key))) moving.push(key);
      else if (!isSame(source, mirror.get(key))) differences.push({ key, source, mirror: mirror.get(key) });
    }
    open = moving;
  }
  return { differences, unsettled: open };
}
