import type { EvenScale } from './even-scale.ts';
import { type Days, follow, LEVEL_GAINS, type Track } from './expectation.ts';
import type { Metric } from './finding.ts';
import { robustSpread } from './statistics.ts';

/** Follows each metric of a shop on the scale that suits it, when it is first asked for. */

/** Day-to-day noise squared is believed within these bounds. */
const LEAST_NOISE = 0.004;
const MOST_NOISE = 0.15;
/** A money or piece count is worth so many times its mean in counting variance: 1 + the square of its spread. */
const MIXED = 1.7;
/** A ratio rests on this many orders or carts on a usual day, or it is wider than usual. */
const RATIO_NOISE = 1e6;
/** Refunds are few and large. */
const REFUND_NOISE = 0.05;

type Column = (metric: Metric) => Float64Array | undefined;

/** What a shop's metrics are measured with. */
interface Measures {
  readonly noise: number;
  readonly orderValue: number;
  readonly pieces: number;
  readonly gain: number;
  /** Orders, followed with that gain. */
  readonly orders: Track;
}

export function createTracks(days: Days, column: Column): (metric: Metric) => Track | undefined {
  const known = new Map<Metric, Track | undefined>();
  let measures: Measures | undefined;
  return (metric) => {
    if (known.has(metric)) return known.get(metric);
    const values = column(metric);
    let made: Track | undefined;
    if (values !== undefined) {
      measures ??= measure(days, column);
      made =
        metric === 'ORDERS'
          ? measures.orders
          : follow(
              days,
              values,
              scaleOf(metric, measures),
              measures.gain,
              widthOf(metric, column, measures.orders.width),
            );
    }
    known.set(metric, made);
    return made;
  };
}

function scaleOf(metric: Metric, { noise, orderValue, pieces }: Measures): EvenScale {
  switch (metric) {
    case 'GROSS_REVENUE':
    case 'NET_REVENUE':
      return { noise, unit: MIXED * orderValue };
    case 'UNITS':
      return { noise, unit: MIXED * pieces };
    case 'REFUNDS':
      return { noise: REFUND_NOISE, unit: MIXED * orderValue };
    case 'REFUND_RATE':
      return { noise: REFUND_NOISE, unit: 0.02 };
    case 'AVERAGE_ORDER_VALUE':
      // So far from the root that it is a logarithm.
      return { noise: RATIO_NOISE, unit: orderValue };
    case 'ABANDONMENT_RATE':
      // So far from the logarithm that it is a root: a day without an abandoned cart is no wonder in a small shop.
      return { noise: 0.01, unit: 1 };
    default:
      return { noise, unit: 1 };
  }
}

/** Ratios scatter by what they rest on: a day with a quarter of the orders twice as far. */
function widthOf(metric: Metric, column: Column, even: Float64Array): Float64Array {
  const base =
    metric === 'ABANDONMENT_RATE'
      ? 'CARTS'
      : metric === 'AVERAGE_ORDER_VALUE' || metric === 'REFUND_RATE'
        ? 'ORDERS'
        : undefined;
  const counts = base && column(base);
  if (counts === undefined) return even;
  let sum = 0;
  let found = 0;
  for (const count of counts) {
    if (count > 0) {
      sum += count;
      found++;
    }
  }
  const usual = found > 0 ? sum / found : 1;
  const width = new Float64Array(even.length);
  for (let index = 0; index < even.length; index++) {
    width[index] = Math.sqrt((0.3 + usual / Math.max(1, counts[index] ?? 1)) / 1.3);
  }
  return width;
}

function measure(days: Days, column: Column): Measures {
  const none = new Float64Array(0);
  const orders = column('ORDERS') ?? none;
  const [revenue, units] = [column('GROSS_REVENUE') ?? none, column('UNITS') ?? none];
  let [sumOrders, sumRevenue, sumUnits] = [0, 0, 0];
  const errors: number[] = [];
  for (let index = days.opened; index < orders.length; index++) {
    const count = orders[index] ?? 0;
    sumOrders += count;
    sumRevenue += revenue[index] ?? 0;
    sumUnits += units[index] ?? 0;
    if (index < days.opened + 7 || days.idle[index] === 1 || days.excused[index] === 1) continue;
    errors.push(Math.log((count + 0.5) / ((orders[index - 7] ?? 0) + 0.5)));
  }
  const spread = errors.length > 0 ? robustSpread(Float64Array.from(errors)) : 0.3;
  const usual = sumOrders / Math.max(1, orders.length - days.opened);
  const noise = Math.max(LEAST_NOISE, Math.min(MOST_NOISE, spread ** 2 / 2 - 1 / Math.max(1, usual)));
  const scale = { noise, unit: 1 };
  const width = new Float64Array(orders.length).fill(1);
  let best = follow(days, orders, scale, LEVEL_GAINS[0], width);
  let gain: number = LEVEL_GAINS[0];
  for (const other of LEVEL_GAINS.slice(1)) {
    const tried = follow(days, orders, scale, other, width);
    if (tried.loss >= best.loss) continue;
    best = tried;
    gain = other;
  }
  return {
    noise,
    orderValue: Math.max(1e-9, sumRevenue / sumOrders),
    pieces: Math.max(1e-9, sumUnits / sumOrders),
    gain,
    orders: best,
  };
}
