import { money } from '#platform/graphql/index.ts';
import { averageAmount, formatAmount, parseAmount } from '#platform/money/index.ts';
import {
  type LifetimeValueRow,
  RFM_SEGMENTS,
  type SegmentCustomerRow,
  type SegmentRow,
} from '#warehouse/index.ts';
import { type CohortFigures, firstDayOf } from './cohorts.ts';
import { CohortMonth, CustomerCohort, SegmentCustomer, SegmentSummary } from './segment.type.ts';

/** All segments, the best first, those without customers as zeros. */
export function summariesOf(
  rows: readonly SegmentRow[],
  before: readonly SegmentRow[] | undefined,
  currency: string,
): SegmentSummary[] {
  const customers = rows.reduce((sum, row) => sum + row.customers, 0);
  const revenue = rows.reduce((sum, row) => sum + parseAmount(row.revenue), 0n);
  return RFM_SEGMENTS.map((segment) => {
    const row = rows.find((one) => one.segment === segment);
    const own = parseAmount(row?.revenue ?? '0');
    const mean = row ? averageAmount(own, BigInt(row.customers)) : null;
    return Object.assign(new SegmentSummary(), {
      segment,
      customers: row?.customers ?? 0,
      customersBefore: before ? (before.find((one) => one.segment === segment)?.customers ?? 0) : null,
      share: customers === 0 ? null : (row?.customers ?? 0) / customers,
      grossRevenue: money(formatAmount(own), currency),
      revenueShare: revenue > 0n ? Number(own) / Number(revenue) : null,
      averageRevenue: mean === null ? null : money(formatAmount(mean), currency),
      averageOrders: row ? row.orders / row.customers : null,
      averageRecencyDays: row ? row.mean_recency : null,
    });
  });
}

/** A customer of a segment; who it is, is resolved when asked for. */
export function segmentCustomerOf(
  row: SegmentCustomerRow,
  worth: LifetimeValueRow | undefined,
  currency: string,
): SegmentCustomer {
  return Object.assign(new SegmentCustomer(), {
    customerId: row.customer_id,
    segment: row.segment,
    recencyDays: row.recency,
    orders: row.frequency,
    grossRevenue: money(row.monetary, currency),
    recencyScore: row.r,
    frequencyScore: row.f,
    monetaryScore: row.m,
    firstOrderOn: row.first_day,
    lastOrderOn: row.last_day,
    // Only data that change between two reads could leave a buyer without history.
    lifetimeValue: money(worth?.value ?? row.monetary, currency),
    customerSince: worth?.first_day ?? row.first_day,
  });
}

/** A cohort as the API shows it. */
export function cohortOf(cohort: CohortFigures, currency: string): CustomerCohort {
  const amount = (units: bigint) => money(formatAmount(units), currency);
  return Object.assign(new CustomerCohort(), {
    month: firstDayOf(cohort.month),
    customers: cohort.customers,
    lifetimeValue: amount(averageAmount(cohort.net, BigInt(cohort.customers)) ?? 0n),
    months: cohort.months.map((month) =>
      Object.assign(new CohortMonth(), {
        month: firstDayOf(month.month),
        offset: month.offset,
        customers: month.customers,
        retention: cohort.customers === 0 ? 0 : month.customers / cohort.customers,
        grossRevenue: amount(month.grossRevenue),
        refunds: amount(month.refunds),
        lifetimeValue: amount(month.lifetimeValue),
      }),
    ),
  });
}
