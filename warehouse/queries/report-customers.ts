import { z } from 'zod';
import { day, decimal, uuid } from '../tables/columns.ts';
import type { PageShape } from './report-products.ts';
import {
  count,
  type FilterShape,
  facts,
  RFM_SEGMENTS,
  rfm,
  type ScopeParameters,
  UP_TO_END,
} from './report-scope.ts';
import { defineQuery } from './run.ts';

/** Size and means of each segment that has customers. */
export const customerSegments = (shape: FilterShape) =>
  defineQuery<ScopeParameters>()({
    name: 'customerSegments',
    text: `SELECT segment, count() AS customers, toString(sum(s.monetary)) AS revenue, sum(s.frequency) AS orders,
      avg(s.recency) AS mean_recency
    FROM (${rfm(facts(shape))}) AS s GROUP BY segment`,
    row: z.object({
      segment: z.enum(RFM_SEGMENTS),
      customers: count,
      revenue: decimal,
      orders: count,
      mean_recency: z.number(),
    }),
  });

/** What a list of customers is sorted by. */
export const CUSTOMER_ORDERS = ['REVENUE', 'ORDERS', 'RECENCY'] as const;
export type CustomerOrder = (typeof CUSTOMER_ORDERS)[number];

const SORT_VALUES: Record<CustomerOrder, string> = {
  REVENUE: 'monetary',
  ORDERS: 'toDecimal128(frequency, 4)',
  RECENCY: 'toDecimal128(recency, 4)',
};

const score = z.coerce.number().int().min(1).max(5);

/** A page of the customers of one segment, or of all when `segment` is empty. */
export function segmentPage(shape: FilterShape, order: CustomerOrder, page: PageShape) {
  const beyond = page.ascending ? '>' : '<';
  const direction = page.ascending ? 'ASC' : 'DESC';
  return defineQuery<ScopeParameters & { segment: string; limit: number }>()({
    name: 'segmentPage',
    text: `SELECT customer_id, segment, recency, frequency, toString(monetary) AS monetary, first_day, last_day,
        r, f, m, matches, toString(sort_value) AS sort_value
      FROM (
        SELECT *, count() OVER () AS matches, ${SORT_VALUES[order]} AS sort_value, toString(customer_id) AS id
        FROM (${rfm(facts(shape))}) WHERE {segment:String} = '' OR segment = {segment:String}
      ) AS found
      ${page.after ? `WHERE (found.sort_value, id) ${beyond} ({afterValue:Decimal(38, 4)}, {afterKey:String})` : ''}
      ORDER BY found.sort_value ${direction}, id ${direction} LIMIT {limit:UInt32}`,
    row: z.object({
      customer_id: uuid,
      segment: z.enum(RFM_SEGMENTS),
      recency: count,
      frequency: count,
      monetary: decimal,
      first_day: day,
      last_day: day,
      r: score,
      f: score,
      m: score,
      matches: count,
      sort_value: decimal,
    }),
  });
}

/** What customers have brought from the first day there is to the end of the range, less what they gave back. */
export const lifetimeValues = defineQuery<ScopeParameters & { customers: string[] }>()({
  name: 'lifetimeValues',
  text: `SELECT assumeNotNull(f.customer_id) AS customer_id, toString(sum(f.gross_revenue) - sum(f.refunds)) AS value,
      countIf(f.sold) AS orders, minIf(f.business_date, f.sold) AS first_day
    FROM order_facts AS f FINAL
    WHERE ${UP_TO_END} AND f.customer_id IN {customers:Array(UUID)} GROUP BY f.customer_id`,
  row: z.object({ customer_id: uuid, value: decimal, orders: count, first_day: day }),
});

/**
 * By month of the first purchase ever, and by month since: how many of those customers bought, and what they brought
 * and gave back. First purchases outside the range are left out; months run to the end of the range.
 */
export const customerCohorts = (shape: FilterShape) =>
  defineQuery<ScopeParameters>()({
    name: 'customerCohorts',
    text: `SELECT toYYYYMM(buyer.first_day) AS cohort, toYYYYMM(fact.business_date) AS month,
      uniqExactIf(fact.customer_id, fact.sold) AS customers, toString(sum(fact.gross_revenue)) AS gross_revenue,
      toString(sum(fact.refunds)) AS refunds, countIf(fact.sold) AS orders
    FROM (
      SELECT business_date, customer_id, sold, gross_revenue, refunds FROM (${facts(shape)})
      WHERE isNotNull(customer_id)
    ) AS fact INNER JOIN (
      SELECT customer_id, min(business_date) AS first_day FROM (${facts(shape, UP_TO_END)})
      WHERE sold AND isNotNull(customer_id)
      GROUP BY customer_id HAVING first_day >= {from:Date32}
    ) AS buyer ON buyer.customer_id = fact.customer_id
    WHERE month >= cohort
    GROUP BY cohort, month ORDER BY cohort, month`,
    row: z.object({
      /** Year and month as a number: 201112. */
      cohort: count,
      month: count,
      customers: count,
      gross_revenue: decimal,
      refunds: decimal,
      orders: count,
    }),
  });
