import { writeFile } from 'node:fs/promises';
import { createRandom } from './random.ts';

/** Days the file covers; the day after the last is the one the job looks back from. */
export const FIRST_DAY = '2025-05-01';
export const DAYS = 150;
export const AS_OF = addDays(FIRST_DAY, DAYS);
/** Another morning, so long before that the job tells different stories. */
export const EARLIER = addDays(AS_OF, -35);
/** Orders of the file, `F-0` to `F-<n-1>`; lines of each, 1 to 8. */
export const ORDERS = 10_500;
export const PRODUCTS = 400;
export const CUSTOMERS = 2_000;

/** A calendar day, `days` later. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** How much a day sells: busy Fridays, a quarter less in the last week, and one great day in it. */
function weightOf(day: number): number {
  const weekly = [1, 0.9, 1.1, 1.2, 1.6, 1.4, 0.8][day % 7] ?? 1;
  const story = day === DAYS - 3 ? 3 : day >= DAYS - 7 ? 0.55 : 1;
  return weekly * story;
}

/**
 * Writes a generic order file: about 47,000 lines, refunds among them, some orders scattered over the file, some lines
 * that cannot be accepted. The same seed writes the same bytes.
 */
export async function writeOrdersFile(file: string, seed: string): Promise<{ lines: number }> {
  const random = createRandom(`${seed} orders`);
  const weights = Array.from({ length: DAYS }, (_, day) => weightOf(day));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rows: string[] = [];
  const late: string[] = [];
  let order = 0;
  let sold = 0;
  for (let day = 0; day < DAYS; day += 1) {
    sold += weights[day] ?? 0;
    const until = Math.round((sold / total) * ORDERS);
    const date = addDays(FIRST_DAY, day);
    for (; order < until; order += 1) {
      const clock = `${String(random.whole(8, 20)).padStart(2, '0')}:${String(random.whole(0, 59)).padStart(2, '0')}:00`;
      const customer = random.next() < 0.8 ? `C-${random.whole(0, CUSTOMERS - 1)}` : '';
      const country = random.pick(['GB', 'FR', 'DE']);
      const channel = random.pick(['web', 'shop']);
      const lines = random.whole(1, 8);
      for (let line = 0; line < lines; line += 1) {
        const product = random.whole(0, PRODUCTS - 1);
        const price = `${random.whole(1, 60)}.${String(random.whole(0, 99)).padStart(2, '0')}`;
        const quantity = random.next() < 0.03 ? -random.whole(1, 3) : random.whole(1, 9);
        const shown = random.next() < 0.0005 ? 'several' : String(quantity);
        const row = `F-${order},${date} ${clock},S-${product},"Article ${product}, boxed",${shown},${price},${customer},${country},${channel}`;
        // An order need not be contiguous: some of its lines come much later.
        (random.next() < 0.01 ? late : rows).push(row);
      }
    }
    if (day % 10 === 9) rows.push(...late.splice(0));
  }
  rows.push(...late);
  const header = 'order_id,ordered_at,sku,title,quantity,unit_price,customer_id,country,channel';
  await writeFile(file, `${[header, ...rows].join('\n')}\n`);
  return { lines: rows.length };
}
