/** What one day of the made-up shop must come to, as texts with four decimals. */
export interface ExpectedDay {
  date: string;
  grossRevenue: string;
  refunds: string;
  orders: number;
  units: number;
}

/** A generic order file with a history that is known to the penny. */
export interface OrdersFile {
  csv: string;
  from: string;
  to: string;
  days: ExpectedDay[];
  lines: number;
  orders: number;
  /** Line number in the file, and a word its reason must have, for each line that cannot be kept. */
  rejects: { line: number; says: string }[];
}

const FROM = Date.UTC(2024, 1, 1);
const DAYS = 121;
const DAY_MS = 86_400_000;
/** The week before 1 May: something has gone wrong in the shop. */
export const SLUMP = { from: '2024-04-24', to: '2024-04-30', asOf: '2024-05-01' };
/** One Monday on which everybody came. */
export const RUSH = { day: '2024-05-20', asOf: '2024-05-21' };

/** Numerical Recipes' generator: the same numbers on every machine. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
/** Hundredths of the currency as the API writes money. */
const money = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}00`;

/**
 * Four months of a London shop, through the change of the clocks, with refunds, exact duplicates, an order whose lines
 * stand apart, orders minutes before midnight written with an offset, and four lines that must be refused.
 */
export function makeOrdersFile(): OrdersFile {
  const random = randomNumbers(7);
  const rows: string[] = [
    'order_id,ordered_at,sku,title,quantity,unit_price,currency,customer_id,customer_name',
  ];
  const rejects: OrdersFile['rejects'] = [];
  const days: ExpectedDay[] = [];
  let orders = 0;
  const wrong = (row: string, says: string): void => {
    rows.push(row);
    rejects.push({ line: rows.length, says });
  };

  for (let day = 0; day < DAYS; day += 1) {
    const date = isoDay(FROM + day * DAY_MS);
    const total = { gross: 0, refunds: 0, orders: 0, units: 0 };
    const usual = 18 + (day % 7) + random(3);
    const slump = date >= SLUMP.from && date <= SLUMP.to;
    const count = slump ? Math.round(usual * 0.35) : date === RUSH.day ? usual * 4 : usual;
    const sell = (order: string, at: string, quantity: number, cents: number, sku: string): void => {
      const customer = 1 + random(400);
      rows.push(
        `${order},${at},${sku},"A ""fine"" thing, ${sku}",${quantity},${(cents / 100).toFixed(2)},GBP,C${customer},Customer ${customer}`,
      );
      total.gross += quantity * cents;
      total.units += quantity;
    };
    for (let n = 0; n < count; n += 1) {
      orders += 1;
      total.orders += 1;
      const order = `P-${orders}`;
      // The last order of a day is at 23:40 in London, told in another zone's time, where it is tomorrow already.
      const late = n === count - 1;
      const summer = date >= '2024-03-31' && date < '2024-10-27';
      const at = late
        ? `${isoDay(FROM + (day + 1) * DAY_MS)}T0${summer ? 0 : 1}:40:00+02:00`
        : `${date} ${String(8 + random(12)).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}:00`;
      for (let line = 0; line <= random(2); line += 1) {
        sell(order, at, 1 + random(4), 99 + random(3_000), `SKU-${random(40)}`);
      }
    }
    const first = `P-${orders - count + 1}`;
    if (day % 9 === 4) {
      // The same line twice is two lines, and they come long after the order's own.
      for (let twice = 0; twice < 2; twice += 1) sell(first, `${date} 12:00:00`, 1, 1_250, 'SKU-7');
    }
    if (day % 6 === 3) {
      orders += 1;
      const cents = 500 + random(900);
      rows.push(`R-${orders},${date} 16:00:00,SKU-3,Returned,-2,${(cents / 100).toFixed(2)},,,`);
      total.refunds += 2 * cents;
    }
    if (day === 10) wrong('X-1,2024-02-30 10:00:00,SKU-1,No such day,1,5.00,GBP,,', 'ordered_at');
    if (day === 20) wrong(`X-2,${date} 10:00:00,SKU-1,No such money,1,5.00,XXQ,,`, 'currency');
    if (day === 30) wrong(`X-3,${date} 10:00:00,SKU-1,Half a piece,1.5,5.00,GBP,,`, 'quantity');
    if (day === 40) wrong(`,${date} 10:00:00,SKU-1,Nobody's order,1,5.00,GBP,,`, 'order_id');
    days.push({
      date,
      grossRevenue: money(total.gross),
      refunds: money(total.refunds),
      orders: total.orders,
      units: total.units,
    });
  }
  return {
    csv: `${rows.join('\n')}\n`,
    from: isoDay(FROM),
    to: isoDay(FROM + (DAYS - 1) * DAY_MS),
    days,
    lines: rows.length - 1,
    orders,
    rejects,
  };
}
