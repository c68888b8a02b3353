import { money } from '#platform/graphql/index.ts';
import { averageAmount, formatAmount, parseAmount, relativeChange } from '#platform/money/index.ts';
import type { ProductRowOfReport, RevenueChangeRow } from '#warehouse/index.ts';
import { decompose } from './decomposition.ts';
import { ProductComparison, ProductPerformance, RevenueChangeParts } from './product.type.ts';

/**
 * A product as the API shows it.
 * @param compared whether there is a range to compare with
 * @param allRevenue gross revenue of all products, for its share
 */
export function performanceOf(
  row: Omit<ProductRowOfReport, 'all_revenue' | 'matches' | 'sort_value'>,
  currency: string,
  compared: boolean,
  allRevenue: bigint,
): ProductPerformance {
  const amount = (units: bigint) => money(formatAmount(units), currency);
  const gross = parseAmount(row.gross_revenue);
  const refunds = parseAmount(row.refunds);
  const base = parseAmount(row.base_revenue);
  const price = averageAmount(gross, BigInt(row.units));
  return Object.assign(new ProductPerformance(), {
    productId: row.product_id,
    sku: row.sku,
    title: row.title,
    grossRevenue: amount(gross),
    refunds: amount(refunds),
    netRevenue: amount(gross - refunds),
    orders: row.orders,
    units: row.units,
    refundedUnits: row.refunded_units,
    averagePrice: price === null ? null : amount(price),
    share: allRevenue > 0n ? Number(gross) / Number(allRevenue) : null,
    comparison: compared
      ? Object.assign(new ProductComparison(), {
          grossRevenue: amount(base),
          units: row.base_units,
          orders: row.base_orders,
          revenueChange: amount(gross - base),
          change: relativeChange(gross, base),
        })
      : null,
  });
}

/** The parts of a change of revenue as the API shows them. */
export function partsOf(row: RevenueChangeRow, currency: string): RevenueChangeParts {
  const amount = (units: bigint) => money(formatAmount(units), currency);
  const parts = decompose({
    keptRevenue: parseAmount(row.kept_revenue),
    keptBaseRevenue: parseAmount(row.kept_base_revenue),
    keptUnits: BigInt(row.kept_units),
    keptBaseUnits: BigInt(row.kept_base_units),
    atBasePrices: BigInt(row.at_base_prices),
    newRevenue: parseAmount(row.new_revenue),
    lostRevenue: parseAmount(row.lost_revenue),
  });
  return Object.assign(new RevenueChangeParts(), {
    price: amount(parts.price),
    volume: amount(parts.volume),
    mix: amount(parts.mix),
    newProducts: amount(parts.newProducts),
    lostProducts: amount(parts.lostProducts),
  });
}
