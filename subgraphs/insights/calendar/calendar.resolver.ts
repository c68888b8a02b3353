import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import {
  answer,
  type CalendarEntryKind,
  orUserError,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import { Merchant } from '../insight/insight.type.ts';
import type { EntryRow } from './calendar.repository.ts';
import type { CalendarService } from './calendar.service.ts';
import * as types from './calendar.type.ts';

const merchantOf = (id: string): Merchant => Object.assign(new Merchant(), { id });

const toEntry = ({ merchantId, kind, ...row }: EntryRow): types.CalendarEntry => ({
  ...row,
  merchant: merchantOf(merchantId),
  kind: kind as CalendarEntryKind,
});

/** The days a merchant knows beforehand. */
@Resolver(() => Merchant)
export class CalendarResolver {
  constructor(private readonly service: CalendarService) {}

  @FieldResolver(() => types.CalendarEntryConnection, {
    nullable: true,
    description:
      'Closures, promotions and holidays, by their first day. The nightly look at the numbers reads them: they explain instead of alarm. Needs the permission calendar:read.',
  })
  async calendar(
    @Root() merchant: Merchant,
    @Args(() => types.CalendarArgs) args: types.CalendarArgs,
    @Ctx() context: SubgraphContext,
  ) {
    const page = await this.service.list(context.identity, merchant.id, args);
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toEntry(node) }));
    return { ...page, edges, nodes: edges.map(({ node }) => node) };
  }

  @Mutation(() => types.AddCalendarEntryResult, {
    description: 'Adds days to the calendar. Needs the permission calendar:write.',
  })
  addCalendarEntry(
    @Arg('input', () => types.AddCalendarEntryInput, { description: 'Which days, and what they are.' })
    input: types.AddCalendarEntryInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.AddCalendarEntrySuccess, { entry: toEntry(await this.service.add(context, input)) }),
    );
  }

  @Mutation(() => types.UpdateCalendarEntryResult, {
    description: 'Changes an entry of the calendar. Needs the permission calendar:write.',
  })
  updateCalendarEntry(
    @Arg('input', () => types.UpdateCalendarEntryInput, { description: 'Which entry, and what changes.' })
    input: types.UpdateCalendarEntryInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.UpdateCalendarEntrySuccess, { entry: toEntry(await this.service.update(context, input)) }),
    );
  }

  @Mutation(() => types.RemoveCalendarEntryResult, {
    description: 'Takes an entry out of the calendar. Needs the permission calendar:write.',
  })
  removeCalendarEntry(
    @Arg('input', () => types.RemoveCalendarEntryInput, { description: 'Which entry.' })
    input: types.RemoveCalendarEntryInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () => {
      await this.service.remove(context, input);
      return answer(types.RemoveCalendarEntrySuccess, {
        id: input.id,
        merchant: merchantOf(input.merchantId),
      });
    });
  }
}
