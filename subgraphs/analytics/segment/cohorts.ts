import { averageAmount, parseAmount } from '#platform/money/index.ts';
import type { CohortRow } from '#warehouse/index.ts';

/** A cohort's month, amounts in ten-thousandths. Months are numbers such as 201112. */
export interface MonthFigures {
  month: number;
  offset: number;
  customers: number;
  grossRevenue: bigint;
  refunds: bigint;
  /** Net revenue up to and with this month, by customer of the cohort. */
  lifetimeValue: bigint;
}

export interface CohortFigures {
  month: number;
  customers: number;
  net: bigint;
  months: MonthFigures[];
}

const next = (month: number): number => (month % 100 === 12 ? month + 89 : month + 1);

/** Rows of the warehouse as cohorts whose months have no gaps, up to the month `last`. */
export function cohortsOf(rows: readonly CohortRow[], last: number): CohortFigures[] {
  const byCohort = new Map<number, Map<number, CohortRow>>();
  for (const row of rows) {
    const months = byCohort.get(row.cohort) ?? new Map<number, CohortRow>();
    months.set(row.month, row);
    byCohort.set(row.cohort, months);
  }
  return [...byCohort]
    .sort(([a], [b]) => a - b)
    .map(([cohort, found]) => {
      const size = found.get(cohort)?.customers ?? 0;
      const months: MonthFigures[] = [];
      let net = 0n;
      for (let month = cohort, offset = 0; month <= last; month = next(month), offset += 1) {
        const row = found.get(month);
        const grossRevenue = parseAmount(row?.gross_revenue ?? '0');
        const refunds = parseAmount(row?.refunds ?? '0');
        net += grossRevenue - refunds;
        months.push({
          month,
          offset,
          customers: row?.customers ?? 0,
          grossRevenue,
          refunds,
          lifetimeValue: averageAmount(net, BigInt(size)) ?? 0n,
        });
      }
      return { month: cohort, customers: size, net, months };
    });
}

/** The first day of a month such as 201112. */
export const firstDayOf = (month: number): string => {
  const digits = String(month).padStart(6, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4)}-01`;
};
