import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  answer,
  ConnectionArgs,
  DateScalar,
  orUserError,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import { toAnomaly } from '../anomaly/anomaly.mapper.ts';
import type { AnomalyService } from '../anomaly/anomaly.service.ts';
import { Anomaly } from '../anomaly/anomaly.type.ts';
import { toInsight } from '../insight/insight.mapper.ts';
import type { InsightService } from '../insight/insight.service.ts';
import { Insight, Merchant } from '../insight/insight.type.ts';
import * as inputs from './alert.input.ts';
import { toAlert, toAlerts, toDryRun, toFirings } from './alert.mapper.ts';
import * as results from './alert.result.ts';
import type { AlertService } from './alert.service.ts';
import { Alert, AlertConnection, AlertDryRun, AlertFiring, AlertFiringConnection } from './alert.type.ts';

@Resolver(() => Alert)
export class AlertResolver {
  constructor(private readonly service: AlertService) {}

  @Query(() => Alert, {
    nullable: true,
    description:
      'One alert by its id. Null with NOT_FOUND when it does not exist or you have no access to it. Needs alerts:read.',
  })
  async alert(
    @Arg('id', () => ID, { description: 'Id of the alert.' }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Alert> {
    return toAlert(await this.service.get(context, id));
  }

  @FieldResolver(() => AlertFiringConnection, { description: 'When it fired, the newest first.' })
  async firings(
    @Root() { id, merchant }: Alert,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<AlertFiringConnection> {
    return toFirings(await this.service.firings(identity, { id, merchantId: merchant.id }, args));
  }

  @Mutation(() => results.CreateAlertResult, {
    description:
      'Makes an alert; a merchant has 100 at most, and the next is a ConflictError. Try the rule with Merchant.alertDryRun first. Needs alerts:write.',
  })
  createAlert(
    @Arg('input', () => inputs.CreateAlertInput, { description: 'The alert.' })
    input: inputs.CreateAlertInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(results.CreateAlertSuccess, { alert: toAlert(await this.service.create(context, input)) }),
    );
  }

  @Mutation(() => results.UpdateAlertResult, {
    description:
      'Gives an alert another rule, which holds for the days that have not been judged yet. Enabling one that was disabled begins with today. Needs alerts:write.',
  })
  updateAlert(
    @Arg('input', () => inputs.UpdateAlertInput, { description: 'Which alert, and its rule.' })
    input: inputs.UpdateAlertInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(results.UpdateAlertSuccess, { alert: toAlert(await this.service.update(context, input)) }),
    );
  }

  @Mutation(() => results.SilenceAlertResult, {
    description: 'Keeps an alert from firing about days up to a date, or ends that. Needs alerts:write.',
  })
  silenceAlert(
    @Arg('input', () => inputs.SilenceAlertInput, { description: 'Which alert, and until when.' })
    input: inputs.SilenceAlertInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(results.SilenceAlertSuccess, { alert: toAlert(await this.service.silence(context, input)) }),
    );
  }

  @Mutation(() => results.DeleteAlertResult, {
    description: 'Deletes an alert and the record of its firings. Needs alerts:write.',
  })
  deleteAlert(
    @Arg('input', () => inputs.DeleteAlertInput, { description: 'Which alert.' }) {
      id,
    }: inputs.DeleteAlertInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(results.DeleteAlertSuccess, { id: await this.service.delete(context, id) }),
    );
  }
}

/** What a firing leads to. */
@Resolver(() => AlertFiring)
export class AlertFiringResolver {
  constructor(
    private readonly insights: InsightService,
    private readonly anomalies: AnomalyService,
  ) {}

  @FieldResolver(() => Insight, { nullable: true, description: 'The insight it made. Needs insights:read.' })
  async insight(
    @Root() { insightId }: AlertFiring,
    @Ctx() context: SubgraphContext,
  ): Promise<Insight | null> {
    const row = insightId === null ? null : await this.insights.find(context, insightId);
    return row === null ? null : toInsight(row);
  }

  @FieldResolver(() => Anomaly, { nullable: true, description: 'The anomaly it made. Needs insights:read.' })
  async anomaly(
    @Root() { anomalyId }: AlertFiring,
    @Ctx() context: SubgraphContext,
  ): Promise<Anomaly | null> {
    const row = anomalyId === null ? null : await this.anomalies.find(context, anomalyId);
    return row === null ? null : toAnomaly(row);
  }
}

/** What alerts add to a merchant. */
@Resolver(() => Merchant)
export class MerchantAlertsResolver {
  constructor(private readonly service: AlertService) {}

  @FieldResolver(() => AlertConnection, {
    nullable: true,
    description: "The merchant's own alerts, the newest first. Needs alerts:read.",
  })
  async alerts(
    @Root() merchant: Merchant,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<AlertConnection> {
    return toAlerts(await this.service.list(identity, merchant.id, args));
  }

  @FieldResolver(() => AlertDryRun, {
    nullable: true,
    description:
      'When an alert with this rule would have fired in the past, judged by the same function that judges alerts. Nothing is written. Needs alerts:read.',
  })
  async alertDryRun(
    @Root() merchant: Merchant,
    @Arg('rule', () => inputs.AlertRuleInput, {
      description: 'The rule to try; BAD_INPUT names a field that is wrong.',
    })
    rule: inputs.AlertRuleInput,
    @Arg('from', () => DateScalar, { description: 'First day to judge.' }) from: string,
    @Arg('to', () => DateScalar, {
      description:
        'Last day to judge, at most 400 days with the first; days that are not complete are left out.',
    })
    to: string,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<AlertDryRun> {
    return toDryRun(await this.service.dryRun(identity, merchant.id, rule, { from, to }));
  }
}
