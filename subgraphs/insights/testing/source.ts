import type { InsightQueries } from '#warehouse/insights.ts';
import { dayNumber } from '../detection/calendar.ts';
import type { DailySeries } from '../detection/finding.ts';
import type { InsightSource } from '../generation/read-chunk.ts';

/** Lengths as RowBinary writes them. */
function length(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 0x80) return [...bytes, left];
    bytes.push((left & 0x7f) | 0x80);
  }
}

function array(values: readonly number[], type: 'uint16' | 'float64'): Buffer {
  const size = type === 'uint16' ? 2 : 8;
  const body = Buffer.alloc(values.length * size);
  values.forEach((value, index) => {
    if (type === 'uint16') body.writeUInt16LE(value, index * size);
    else body.writeDoubleLE(value, index * size);
  });
  return Buffer.concat([Buffer.from(length(values.length)), body]);
}

/** A merchant's days as the warehouse answers them: only those of the range that have an order or a refund. */
function encodeShop(series: DailySeries, from: string, to: string): Uint8Array {
  const newest = dayNumber(to);
  const first = dayNumber(series.from);
  const places = series.orders.flatMap((orders, index) => {
    const day = first + index;
    const isInRange = day >= dayNumber(from) && day <= newest;
    return isInRange && (orders > 0 || (series.refunds[index] ?? 0) > 0) ? [index] : [];
  });
  const figures = (values: readonly number[] | undefined) =>
    array(
      places.map((index) => values?.[index] ?? 0),
      'float64',
    );
  const { grossRevenue, refunds, orders, units, carts, abandonedCarts } = series;
  return Buffer.concat([
    Buffer.from([1, 0, 0, 0]),
    array(
      places.map((index) => newest - first - index),
      'uint16',
    ),
    ...[grossRevenue, refunds, orders, units, undefined, carts, abandonedCarts].map(figures),
    array([], 'uint16'),
    array([], 'float64'),
  ]);
}

/** A source that serves the given series; a question that includes a merchant of `broken` fails, as a bad row would. */
export function memorySource(
  series: ReadonlyMap<string, DailySeries>,
  broken: ReadonlySet<string> = new Set(),
): InsightSource & { questions: number } {
  const source = {
    questions: 0,
    insights: {
      async days({ merchantIds, from, to }: Parameters<InsightQueries['days']>[0]) {
        source.questions++;
        const bad = merchantIds.find((id) => broken.has(id));
        if (bad !== undefined) throw new Error(`cannot read the days of ${bad}`);
        return merchantIds.map((id) => {
          const own = series.get(id);
          return { shop: own && encodeShop(own, from, to), slices: undefined };
        });
      },
      oddCarts: async () => [],
      labels: async () => [],
    },
  };
  return source;
}
