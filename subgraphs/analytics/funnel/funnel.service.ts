import { badInput } from '#platform/errors/index.ts';
import { money, type SubgraphContext } from '#platform/graphql/index.ts';
import { formatAmount, parseAmount } from '#platform/money/index.ts';
import type { CartStatusRow, ReportScope } from '#warehouse/index.ts';
import { isFiltered } from '../report/filter.ts';
import type { ReportQuery, ReportService } from '../report/report.service.ts';
import { ReportRange, UnavailableMetric } from '../report/report.type.ts';
import { ConversionFunnel, FunnelStage, FunnelStageName } from './funnel.type.ts';

const DEFINITION =
  'Carts count on the day they were begun, by what has become of them since: an order (won back ones among them), given up, or open still. Only carts in the currency of the merchant are counted; days are those of its time zone.';
const NO_CHECKOUT =
  'Not every cart of the range has events, which tell that a checkout began, so this step is not known. The rate of ORDER is that of carts.';
const CHECKOUT =
  'A checkout has begun where an event of the cart says so, or where the cart became an order.';
const NO_VISITS = 'Visits of the shop are not collected, so the funnel begins with carts.';

/** The funnel from carts to orders. Needs `reports:read`. */
export interface FunnelService {
  /** @throws as `ReportService.open`, and BAD_INPUT for any filter, since carts tell nothing to filter by */
  funnel(context: SubgraphContext, merchantId: string, query: ReportQuery): Promise<ConversionFunnel>;
}

interface Stage {
  carts: number;
  value: bigint;
}

function stageOf(rows: readonly CartStatusRow[], statuses?: readonly string[]): Stage {
  const counted = statuses ? rows.filter((row) => statuses.includes(row.status)) : rows;
  return {
    carts: counted.reduce((sum, row) => sum + row.carts, 0),
    value: counted.reduce((sum, row) => sum + parseAmount(row.total), 0n),
  };
}

const ORDERED = ['ORDERED', 'RECOVERED'];

/** Undefined where a cart has no events: whether its checkout began is anybody's guess, and a count too low. */
function checkoutOf(rows: readonly CartStatusRow[]): Stage | undefined {
  const known = rows.reduce((sum, row) => sum + row.known, 0);
  if (known === 0 || known !== stageOf(rows).carts) return undefined;
  return stageOf(rows.map((row) => ({ ...row, carts: row.checkouts, total: row.checkout_total })));
}

const rateOf = (stage: Stage, all: Stage): number | null =>
  all.carts === 0 ? null : stage.carts / all.carts;

const unavailable = (metric: string, reason: string): UnavailableMetric =>
  Object.assign(new UnavailableMetric(), { metric, reason });

export function createFunnelService(deps: { reports: ReportService }): FunnelService {
  return {
    async funnel(context, merchantId, query) {
      const report = await deps.reports.open(context, merchantId, query);
      if (isFiltered(report.scope.filter))
        throw badInput(
          'filter cannot be used here: a cart tells no country, channel, product or segment to filter by.',
          ['filter'],
        );
      const read = (scope: ReportScope) =>
        report.read('carts', { from: scope.from, to: scope.to }, (reports, signal) =>
          reports.carts(scope, signal),
        );
      const { scope, base } = report;
      const [rows, before] = await Promise.all([read(scope), base && read(base)]);
      const all = stageOf(rows);
      const allBefore = before && stageOf(before);
      const stage = (
        name: FunnelStageName,
        reached: Stage | undefined,
        reachedBefore: Stage | undefined,
      ): FunnelStage => {
        const rate = reached ? rateOf(reached, all) : null;
        const rateBefore = reachedBefore && allBefore ? rateOf(reachedBefore, allBefore) : null;
        return Object.assign(new FunnelStage(), {
          stage: name,
          carts: reached?.carts ?? null,
          value: reached ? money(formatAmount(reached.value), scope.currency) : null,
          rate,
          cartsBefore: reachedBefore?.carts ?? null,
          rateChange: rate === null || rateBefore === null ? null : rate - rateBefore,
        });
      };
      const checkout = checkoutOf(rows);
      const checkoutBefore = before && checkoutOf(before);
      const count = (status: string): number => stageOf(rows, [status]).carts;
      return Object.assign(new ConversionFunnel(), report.heading, {
        comparison: base ? Object.assign(new ReportRange(), { from: base.from, to: base.to }) : null,
        stages: [
          stage(FunnelStageName.CART, all, allBefore),
          stage(FunnelStageName.CHECKOUT, checkout, checkoutBefore),
          stage(FunnelStageName.ORDER, stageOf(rows, ORDERED), before && stageOf(before, ORDERED)),
        ],
        openCarts: count('OPEN'),
        lostCarts: count('ABANDONED'),
        recoveredCarts: count('RECOVERED'),
        unavailable: [
          ...(checkout ? [] : [unavailable('CHECKOUT', NO_CHECKOUT)]),
          unavailable('VISIT', NO_VISITS),
        ],
        definition: checkout ? `${DEFINITION} ${CHECKOUT}` : DEFINITION,
      });
    },
  };
}
