import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

/** A line of the file that counts, money in ten-thousandths of a pound. */
export interface ShopLine {
  invoice: string;
  sku: string;
  day: string;
  customer: string;
  country: string;
  quantity: number;
  amount: number;
  kind: 'SALE' | 'CANCELLATION';
}

/** The fields of a line of CSV. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g))
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  return fields;
}

/** `12/1/2010 8:26` or `2010-12-01 08:26:00` as a day. */
function dayOf(text: string): string {
  const [, month, day, year] = /^(\d+)\/(\d+)\/(\d{4})/.exec(text) ?? [];
  if (!year) return text.slice(0, 10);
  return `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
}

/** Reads the file by its own rules, sharing no code with the product. */
export async function readShop(file: string): Promise<ShopLine[]> {
  const [header = '', ...rows] = gunzipSync(await readFile(file))
    .toString('latin1')
    .trim()
    .split(/\r?\n/);
  const names = fieldsOf(header);
  const at = (name: string): number => names.indexOf(name);
  const [invoiceAt, skuAt, quantityAt, dateAt] = [
    at('InvoiceNo'),
    at('StockCode'),
    at('Quantity'),
    at('InvoiceDate'),
  ];
  const [priceAt, customerAt, countryAt] = [at('UnitPrice'), at('CustomerID'), at('Country')];
  return rows.flatMap((row): ShopLine[] => {
    const fields = fieldsOf(row);
    const field = (place: number): string => fields[place] ?? '';
    const [invoice, quantity] = [field(invoiceAt), Number(field(quantityAt))];
    const price = Math.round(Number(field(priceAt)) * 10_000);
    const cancelled = invoice.startsWith('C');
    if (!cancelled && !(quantity > 0 && price > 0)) return [];
    return [
      {
        invoice,
        sku: field(skuAt),
        day: dayOf(field(dateAt)),
        customer: field(customerAt).replace(/\.0+$/, ''),
        country: field(countryAt),
        quantity,
        amount: quantity * price,
        kind: cancelled ? 'CANCELLATION' : 'SALE',
      },
    ];
  });
}

/** Ten-thousandths as the API writes them. */
export const money = (units: number): string => {
  const size = Math.abs(units);
  const sign = units < 0 ? '-' : '';
  return `${sign}${Math.floor(size / 10_000)}.${String(size % 10_000).padStart(4, '0')}`;
};

/** Items by a key, in the order of their first appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Gross revenue, refunds, distinct orders by day, and units of some lines. */
export function sumsOf(lines: readonly ShopLine[]) {
  const sold = lines.filter((line) => line.kind === 'SALE');
  const total = (of: readonly ShopLine[]): number => of.reduce((sum, line) => sum + line.amount, 0);
  return {
    grossRevenue: { amount: money(total(sold)) },
    refunds: { amount: money(-total(lines.filter((line) => line.kind === 'CANCELLATION')) || 0) },
    orders: new Set(sold.map((line) => `${line.invoice} ${line.day}`)).size,
    units: sold.reduce((sum, line) => sum + line.quantity, 0),
  };
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
