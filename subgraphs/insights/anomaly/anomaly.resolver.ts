import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import { toAlert } from '../alert/alert.mapper.ts';
import type { AlertService } from '../alert/alert.service.ts';
import { Alert } from '../alert/alert.type.ts';
import { toInsight } from '../insight/insight.mapper.ts';
import type { InsightService } from '../insight/insight.service.ts';
import { Insight, Merchant } from '../insight/insight.type.ts';
import * as inputs from './anomaly.input.ts';
import { toAnomalies, toAnomaly } from './anomaly.mapper.ts';
import * as results from './anomaly.result.ts';
import type { AnomalyMove, AnomalyService } from './anomaly.service.ts';
import { Anomaly, AnomalyConnection } from './anomaly.type.ts';

@Resolver(() => Anomaly)
export class AnomalyResolver {
  constructor(
    private readonly service: AnomalyService,
    private readonly insights: InsightService,
    private readonly alerts: AlertService,
  ) {}

  @Query(() => Anomaly, {
    nullable: true,
    description:
      'One anomaly by its id. Null with NOT_FOUND when it does not exist or you have no access to it. Needs insights:read.',
  })
  async anomaly(
    @Arg('id', () => ID, { description: 'Id of the anomaly.' }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Anomaly> {
    return toAnomaly(await this.service.get(context, id));
  }

  @FieldResolver(() => Insight, {
    nullable: true,
    description: 'The insight that tells its story; null when it was reported by hand.',
  })
  async insight(@Root() { insightId }: Anomaly, @Ctx() context: SubgraphContext): Promise<Insight | null> {
    const row = insightId === null ? null : await this.insights.find(context, insightId);
    return row === null ? null : toInsight(row);
  }

  @FieldResolver(() => Alert, {
    nullable: true,
    description:
      'The alert that fired; null for other sources, when it was deleted since, and without alerts:read.',
  })
  async alert(@Root() { alertId }: Anomaly, @Ctx() context: SubgraphContext): Promise<Alert | null> {
    const row = alertId === null ? null : await this.alerts.find(context, alertId);
    return row === null ? null : toAlert(row);
  }

  @Mutation(() => results.AcknowledgeAnomalyResult, {
    description:
      'Says that somebody looks after an OPEN anomaly. One that is ACKNOWLEDGED stays so; others are a ConflictError. Needs insights:write.',
  })
  acknowledgeAnomaly(
    @Arg('input', () => inputs.AcknowledgeAnomalyInput, { description: 'Which anomaly.' })
    input: inputs.AcknowledgeAnomalyInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.move(context, 'acknowledgeAnomaly', input, results.AcknowledgeAnomalySuccess);
  }

  @Mutation(() => results.ResolveAnomalyResult, {
    description:
      'Says that an OPEN or ACKNOWLEDGED anomaly is explained or put right. A FALSE_ALARM is a ConflictError. Needs insights:write.',
  })
  resolveAnomaly(
    @Arg('input', () => inputs.ResolveAnomalyInput, { description: 'Which anomaly.' })
    input: inputs.ResolveAnomalyInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.move(context, 'resolveAnomaly', input, results.ResolveAnomalySuccess);
  }

  @Mutation(() => results.MarkAnomalyFalseAlarmResult, {
    description:
      'Says that there was nothing to an anomaly, whatever its status: its kind weighs less from then on. Needs insights:write.',
  })
  markAnomalyFalseAlarm(
    @Arg('input', () => inputs.MarkAnomalyFalseAlarmInput, { description: 'Which anomaly.' })
    input: inputs.MarkAnomalyFalseAlarmInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.move(context, 'markAnomalyFalseAlarm', input, results.MarkAnomalyFalseAlarmSuccess);
  }

  @Mutation(() => results.ReopenAnomalyResult, {
    description: 'Makes an anomaly OPEN again, whatever its status; undoes the others. Needs insights:write.',
  })
  reopenAnomaly(
    @Arg('input', () => inputs.ReopenAnomalyInput, { description: 'Which anomaly.' })
    input: inputs.ReopenAnomalyInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.move(context, 'reopenAnomaly', input, results.ReopenAnomalySuccess);
  }

  @Mutation(() => results.ReportAnomalyResult, {
    description: 'Writes down by hand that a metric was not what it should have been. Needs insights:write.',
  })
  reportAnomaly(
    @Arg('input', () => inputs.ReportAnomalyInput, { description: 'What was noticed, and when.' })
    input: inputs.ReportAnomalyInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      Object.assign(new results.ReportAnomalySuccess(), {
        anomaly: toAnomaly(await this.service.report(context, input)),
      }),
    );
  }

  private move<T extends { anomaly: Anomaly }>(
    context: SubgraphContext,
    move: AnomalyMove,
    input: { id: string; note?: string | null },
    Success: new () => T,
  ) {
    return orUserError(async () =>
      Object.assign(new Success(), { anomaly: toAnomaly(await this.service.move(context, move, input)) }),
    );
  }
}

/** What anomalies add to a merchant. */
@Resolver(() => Merchant)
export class MerchantAnomaliesResolver {
  constructor(private readonly service: AnomalyService) {}

  @FieldResolver(() => AnomalyConnection, {
    nullable: true,
    description:
      'What was not as it should have been: found, reported by hand, or told by an alert; the newest written first. Needs insights:read.',
  })
  async anomalies(
    @Root() merchant: Merchant,
    @Args(() => inputs.AnomaliesArgs) args: inputs.AnomaliesArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<AnomalyConnection> {
    return toAnomalies(await this.service.list(context.identity, merchant.id, args));
  }
}

/** What anomalies add to an insight. */
@Resolver(() => Insight)
export class InsightAnomaliesResolver {
  constructor(private readonly service: AnomalyService) {}

  @FieldResolver(() => [Anomaly], {
    nullable: true,
    description: 'The anomalies it rests on, those found first before the others, at most 50.',
  })
  async anomalies(@Root() insight: Insight, @Ctx() context: SubgraphContext): Promise<Anomaly[]> {
    return (await this.service.ofInsight(context, insight.id)).map(toAnomaly);
  }
}
