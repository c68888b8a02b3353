import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { dayNumber, isoDay } from '../../subgraphs/insights/detection/calendar.ts';
import type { DailySeries, Dimension, SliceSeries } from '../../subgraphs/insights/detection/finding.ts';

/** Products with the most revenue that are handed to detection, beside all countries: fifty slices in all. */
const MOST_SLICES = 50;

/** The days and slices of the real shop, by the definitions that `online_retail_daily.csv` states. */
export function readRetail(file: string): { series: DailySeries; slices: SliceSeries[] } {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(1);
  const rows = lines.flatMap((line) => {
    const [invoice = '', sku = '', label = '', quantity, date = '', price, customer = '', country = ''] =
      cells(line);
    if (invoice === '') return [];
    return [
      {
        invoice,
        sku,
        label,
        quantity: Number(quantity),
        day: dayNumber(isoOf(date)),
        price: Number(price),
        customer,
        country: country.trim(),
      },
    ];
  });
  const first = Math.min(...new Set(rows.map(({ day }) => day)));
  const count = Math.max(...new Set(rows.map(({ day }) => day))) - first + 1;
  const column = () => new Array<number>(count).fill(0);
  const add = (values: number[], at: number, value: number) => {
    values[at] = (values[at] ?? 0) + value;
  };
  const series = {
    from: isoDay(first),
    grossRevenue: column(),
    orders: column(),
    units: column(),
    refunds: column(),
    newCustomers: column(),
    returningCustomers: column(),
  };
  const seen = new Set<string>();
  const known = new Map<string, number>();
  const slices = new Map<
    string,
    SliceSeries & { grossRevenue: number[]; units: number[]; orders: number[] }
  >();
  const customersOf = new Map<number, Set<string>>();
  for (const { invoice, sku, label, quantity, day, price, customer, country } of rows) {
    const at = day - first;
    if (invoice.startsWith('C')) {
      add(series.refunds, at, -quantity * price);
      continue;
    }
    if (quantity <= 0 || price <= 0) continue;
    add(series.grossRevenue, at, quantity * price);
    add(series.units, at, quantity);
    if (!seen.has(invoice)) {
      seen.add(invoice);
      add(series.orders, at, 1);
    }
    if (customer !== '') {
      known.set(customer, Math.min(known.get(customer) ?? at, at));
      const today = customersOf.get(at) ?? new Set();
      customersOf.set(at, today.add(customer));
    }
    for (const [dimension, key, name] of [
      ['PRODUCT', sku, label.trim()],
      ['COUNTRY', country, country],
    ] as const satisfies [Dimension, string, string][]) {
      const id = `${dimension}:${key}`;
      let slice = slices.get(id);
      if (slice === undefined) {
        slice = {
          slice: { dimension, key, label: name },
          grossRevenue: column(),
          units: column(),
          orders: column(),
        };
        slices.set(id, slice);
      }
      add(slice.grossRevenue, at, quantity * price);
      add(slice.units, at, quantity);
      const order = `${id}:${invoice}`;
      if (!seen.has(order)) {
        seen.add(order);
        add(slice.orders, at, 1);
      }
    }
  }
  for (const [at, customers] of customersOf) {
    for (const customer of customers) {
      add(known.get(customer) === at ? series.newCustomers : series.returningCustomers, at, 1);
    }
  }
  const total = ({ grossRevenue }: SliceSeries) => [...grossRevenue].reduce((sum, value) => sum + value, 0);
  const largest = [...slices.values()].sort((a, b) => total(b) - total(a));
  const countries = largest.filter(({ slice }) => slice.dimension === 'COUNTRY').slice(0, 10);
  const products = largest
    .filter(({ slice }) => slice.dimension === 'PRODUCT')
    .slice(0, MOST_SLICES - countries.length);
  return { series, slices: [...products, ...countries] };
}

/** The cells of a CSV line, quotes undone. */
function cells(line: string): string[] {
  if (!line.includes('"')) return line.trimEnd().split(',');
  return [...line.trimEnd().matchAll(/("((?:[^"]|"")*)"|[^,]*)(?:,|$)/g)].map(
    ([, plain = '', quoted]) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

/** Dates are either ISO or month/day/year. */
function isoOf(date: string): string {
  const [day = ''] = date.split(' ');
  if (day.includes('-')) return day;
  const [month = '', of = '', year = ''] = day.split('/');
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${of.padStart(2, '0')}`;
}
