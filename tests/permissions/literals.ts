import { isRequiredArgument } from 'graphql';
import { daysAgo } from '../e2e/stage.ts';
import type { Literals } from './routes.ts';
import type { Things } from './world.ts';

/** Arguments by `Type.field.argument`, and by name where any field means the same by it. */
const LITERALS: Record<string, (things: Things) => string> = {
  'Query.merchant.id': (things) => JSON.stringify(things.merchant),
  'Query.insight.id': (things) => JSON.stringify(things.insight),
  'Query.insightRun.id': (things) => JSON.stringify(things.insightRun),
  'Query.anomaly.id': (things) => JSON.stringify(things.anomaly),
  'Query.alert.id': (things) => JSON.stringify(things.alert),
  'Merchant.alertDryRun.rule': () =>
    '{ name: "Walk", metric: GROSS_REVENUE, condition: RISES_BY, threshold: "1", baseline: PREVIOUS_PERIOD, schedule: DAILY }',
  'Query.cart.id': (things) => JSON.stringify(things.cart),
  'Query.invitation.token': (things) => JSON.stringify(things.invitationToken),
  'User.permissions.merchantId': (things) => JSON.stringify(things.merchant),
  'Merchant.revenueBreakdown.by': () => 'COUNTRY',
  'Merchant.forecast.metric': () => 'REVENUE',
  'Merchant.salesTrend.compareTo': () => 'PREVIOUS_PERIOD',
  'Merchant.revenueBreakdown.compareTo': () => 'PREVIOUS_PERIOD',
  'Merchant.conversionFunnel.compareTo': () => 'PREVIOUS_PERIOD',
  'Merchant.productPerformance.compareTo': () => 'PREVIOUS_PERIOD',
  'Merchant.customerSegments.compareTo': () => 'PREVIOUS_PERIOD',
  'Query.outbox.merchantId': (things) => JSON.stringify(things.merchant),
  'Query.export.id': (things) => JSON.stringify(things.export),
  'Query.auditEntry.id': (things) => JSON.stringify(things.auditEntry),
  merchantId: (things) => JSON.stringify(things.merchant),
  from: () => JSON.stringify(daysAgo(60)),
  to: () => JSON.stringify(daysAgo(1)),
};

/** Names the merchant's things wherever a field asks for one. */
export const literalsOf =
  (things: Things): Literals =>
  (at, argument) => {
    const given = LITERALS[at] ?? (isRequiredArgument(argument) ? LITERALS[argument.name] : undefined);
    if (!given && isRequiredArgument(argument))
      throw new Error(
        `The walk does not know what to pass for ${at}: add it to tests/permissions/literals.ts.`,
      );
    return given?.(things);
  };
