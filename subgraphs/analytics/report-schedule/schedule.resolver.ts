import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { answer, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import type { ScheduleService } from './schedule.service.ts';
import * as types from './schedule.type.ts';

@Resolver(() => Merchant)
export class ScheduleResolver {
  private readonly schedules: ScheduleService;

  constructor(schedules: ScheduleService) {
    this.schedules = schedules;
  }

  @FieldResolver(() => [types.ReportSchedule], {
    nullable: true,
    description: 'Reports that are sent by e-mail, oldest schedule first; at most 50. Needs exports:read.',
  })
  reportSchedules(
    @Root() merchant: Merchant,
    @Ctx() context: SubgraphContext,
  ): Promise<types.ReportSchedule[]> {
    return this.schedules.list(context, merchant.id);
  }

  @Mutation(() => types.CreateReportScheduleResult, {
    description:
      'Sends a report to members by e-mail, again and again; CONFLICT when the merchant has 50 already. Needs exports:write and what its kind needs.',
  })
  createReportSchedule(
    @Arg('input', () => types.CreateReportScheduleInput, { description: 'What to send, when and to whom.' })
    input: types.CreateReportScheduleInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.ReportScheduleCreated, {
        schedule: await this.schedules.create(context, input),
      }),
    );
  }

  @Mutation(() => types.UpdateReportScheduleResult, {
    description:
      'Changes when, how and to whom a report is sent, or what it counts; its kind stays. Needs exports:write and what its kind needs.',
  })
  updateReportSchedule(
    @Arg('input', () => types.UpdateReportScheduleInput, { description: 'Which schedule, and what of it.' })
    input: types.UpdateReportScheduleInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.ReportScheduleUpdated, {
        schedule: await this.schedules.update(context, input),
      }),
    );
  }

  @Mutation(() => types.DeleteReportScheduleResult, { description: 'Ends a schedule. Needs exports:write.' })
  deleteReportSchedule(
    @Arg('input', () => types.DeleteReportScheduleInput, { description: 'Which schedule.' })
    input: types.DeleteReportScheduleInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.ReportScheduleDeleted, { id: await this.schedules.delete(context, input) }),
    );
  }
}
