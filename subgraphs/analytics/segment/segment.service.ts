import { badInput } from '#platform/errors/index.ts';
import { type ConnectionArgs, money, SortDirection, type SubgraphContext } from '#platform/graphql/index.ts';
import { averageAmount, formatAmount } from '#platform/money/index.ts';
import type { ReportPage, ReportScope, SegmentCustomerRow } from '#warehouse/index.ts';
import { sortedPage } from '../report/paging.ts';
import type { RangeArgs } from '../report/report.input.ts';
import type { OpenReport, ReportQuery, ReportService } from '../report/report.service.ts';
import { ReportRange } from '../report/report.type.ts';
import { cohortsOf } from './cohorts.ts';
import { cohortOf, segmentCustomerOf, summariesOf } from './segment.mapper.ts';
import {
  CustomerCohorts,
  CustomerSegments,
  SegmentCustomerConnection,
  type SegmentCustomersArgs,
} from './segment.type.ts';

const SEGMENT_DEFINITION =
  'Known customers with a sold line in the range, scored from 1 to 5 by recency (days from the last purchase to the day after the range), frequency (distinct orders) and money (gross revenue). A score is 1 + floor(5 * b / n), where b of the n customers are worse off; equal values get equal scores. The segment follows from recency and frequency. Cancelled and refunded lines are no purchases; only sales in the currency of the merchant are counted; days are those of its time zone.';
const COHORT_DEFINITION =
  'Known customers by the month of their first sold line ever, of what the filter lets through. Retention is the share of them with a sold line in a month. Lifetime value is gross revenue less refunds by customer, to date. Only sales in the currency of the merchant are counted; months are those of its time zone.';

/** Reports over customers. All need `reports:read`; names of customers need `customers:read`. */
export interface SegmentService {
  /** @throws as `ReportService.open` */
  segments(context: SubgraphContext, merchantId: string, query: ReportQuery): Promise<CustomerSegments>;
  /** @throws as `ReportService.open`, and BAD_INPUT for a page that makes no sense */
  customers(
    context: SubgraphContext,
    merchantId: string,
    args: SegmentCustomersArgs,
    paging: ConnectionArgs,
  ): Promise<SegmentCustomerConnection>;
  /** @throws as `ReportService.open` */
  cohorts(context: SubgraphContext, merchantId: string, args: RangeArgs): Promise<CustomerCohorts>;
}

/** Scores are relative to whoever is counted: among one segment alone they would be others. */
function withoutSegment(query: ReportQuery): ReportQuery {
  if (query.filter?.segment?.length)
    throw badInput(
      'filter.segment cannot be used here: segments are what this report finds. Use the argument segment of segmentCustomers to list those of one.',
      ['filter', 'segment'],
    );
  return query;
}

export function createSegmentService(deps: { reports: ReportService }): SegmentService {
  const summary = (report: OpenReport, scope: ReportScope) =>
    report.read('segments', { from: scope.from, to: scope.to }, (reports, signal) =>
      reports.segments(scope, signal),
    );

  /** What a page's customers are worth; of those customers alone, since it takes their whole history. */
  async function worthOf(report: OpenReport, rows: readonly SegmentCustomerRow[]) {
    const ids = rows.map((row) => row.customer_id);
    const found = await report.read('lifetimeValues', ids, (reports, signal) =>
      reports.lifetimeValues(report.scope, ids, signal),
    );
    return new Map(found.map((row) => [row.customer_id, row]));
  }

  return {
    async segments(context, merchantId, query) {
      const report = await deps.reports.open(context, merchantId, withoutSegment(query));
      const { scope, base } = report;
      const [rows, before] = await Promise.all([
        summary(report, scope),
        base ? summary(report, base) : undefined,
      ]);
      return Object.assign(new CustomerSegments(), report.heading, {
        comparison: base ? Object.assign(new ReportRange(), { from: base.from, to: base.to }) : null,
        customers: rows.reduce((sum, row) => sum + row.customers, 0),
        segments: summariesOf(rows, before, scope.currency),
        definition: SEGMENT_DEFINITION,
      });
    },

    async customers(context, merchantId, args, paging) {
      const order = args.orderBy ?? { field: 'REVENUE', direction: SortDirection.DESC };
      const page = sortedPage(paging, order);
      const segment = args.segment ?? undefined;
      const report = await deps.reports.open(context, merchantId, withoutSegment(args));
      const read = (rows: ReportPage) =>
        report.read('segmentCustomers', { segment, order, rows }, (reports, signal) =>
          reports.segmentCustomers(report.scope, { segment, order: order.field, page: rows }, signal),
        );
      const rows = await read(page.rows);
      const worth = await worthOf(report, rows);
      const connection = await page.connection(
        rows,
        (row) => row.customer_id,
        (row) => segmentCustomerOf(row, worth.get(row.customer_id), report.scope.currency),
        async () => (await read({ ...page.rows, limit: 1, after: undefined }))[0]?.matches ?? 0,
      );
      return Object.assign(new SegmentCustomerConnection(), report.heading, connection, {
        definition: SEGMENT_DEFINITION,
      });
    },

    async cohorts(context, merchantId, args) {
      const report = await deps.reports.open(context, merchantId, args);
      const { scope } = report;
      const rows = await report.read('cohorts', {}, (reports, signal) => reports.cohorts(scope, signal));
      const cohorts = cohortsOf(rows, Number(scope.to.slice(0, 7).replace('-', '')));
      const customers = cohorts.reduce((sum, cohort) => sum + cohort.customers, 0);
      const net = cohorts.reduce((sum, cohort) => sum + cohort.net, 0n);
      const mean = averageAmount(net, BigInt(customers));
      return Object.assign(new CustomerCohorts(), report.heading, {
        customers,
        lifetimeValue: mean === null ? null : money(formatAmount(mean), scope.currency),
        cohorts: cohorts.map((cohort) => cohortOf(cohort, scope.currency)),
        definition: COHORT_DEFINITION,
      });
    },
  };
}
