import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import {
  CalendarEntryKind,
  ConnectionArgs,
  connectionTypes,
  DateScalar,
  DateTimeScalar,
  resultOf,
} from '#platform/graphql/index.ts';
import { Merchant } from '../insight/insight.type.ts';

@ObjectType({ description: 'Days a merchant knows beforehand: they explain figures instead of alarming.' })
export class CalendarEntry {
  @Field(() => ID, { description: 'Id of the entry, a UUID.' })
  id: string;

  @Field(() => Merchant, { description: 'The merchant it belongs to.' })
  merchant: Merchant;

  @Field(() => CalendarEntryKind, { description: 'What the days are.' })
  kind: CalendarEntryKind;

  @Field(() => String, { description: 'What people call them.' })
  name: string;

  @Field(() => DateScalar, {
    description: "First day, in the merchant's time zone; of a yearly entry, of the first year.",
  })
  from: string;

  @Field(() => DateScalar, { description: 'Last day, included; of a yearly entry, of the first year.' })
  to: string;

  @Field(() => Boolean, {
    description:
      'Whether it comes again on the same days of every later year; 29 February is 28 February in years that lack it.',
  })
  yearly: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  createdAt: string;

  @Field(() => DateTimeScalar, { description: 'When it was last changed; createdAt when it never was.' })
  updatedAt: string;
}

const { ConnectionType } = connectionTypes('CalendarEntry', () => CalendarEntry);
@ObjectType({ description: "A page of a merchant's calendar." })
export class CalendarEntryConnection extends ConnectionType {}

/** Arguments of `Merchant.calendar`. */
@ArgsType()
export class CalendarArgs extends ConnectionArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Only entries that have a day on this one or later; yearly ones always have.',
  })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only entries that begin on this day or earlier.' })
  to?: string | null;
}

@InputType({ description: 'Days to add to the calendar.' })
export class AddCalendarEntryInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => CalendarEntryKind, { description: 'What the days are.' })
  kind: CalendarEntryKind;

  @Field(() => String, { description: 'What to call them, 1 to 100 characters.' })
  name: string;

  @Field(() => DateScalar, { description: "First day, in the merchant's time zone." })
  from: string;

  @Field(() => DateScalar, { description: 'Last day, included; at most 366 days after from.' })
  to: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether it comes again every later year; then it is shorter than a year.',
  })
  yearly: boolean;
}

@InputType({
  description: 'What changes about an entry of the calendar. Fields that are absent stay as they are.',
})
export class UpdateCalendarEntryInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ID, { description: 'Id of the entry.' })
  id: string;

  @Field(() => CalendarEntryKind, { nullable: true, description: 'What the days are.' })
  kind?: CalendarEntryKind | null;

  @Field(() => String, { nullable: true, description: 'What to call them, 1 to 100 characters.' })
  name?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day, included.' })
  to?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it comes again every later year.' })
  yearly?: boolean | null;
}

@InputType({ description: 'Which entry to take out of the calendar.' })
export class RemoveCalendarEntryInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ID, { description: 'Id of the entry.' })
  id: string;
}

@ObjectType({ description: 'The days are in the calendar.' })
export class AddCalendarEntrySuccess {
  @Field(() => CalendarEntry, { description: 'The entry.' })
  entry: CalendarEntry;
}

@ObjectType({ description: 'The entry is changed.' })
export class UpdateCalendarEntrySuccess {
  @Field(() => CalendarEntry, { description: 'The entry as it is now.' })
  entry: CalendarEntry;
}

@ObjectType({ description: 'The entry is gone.' })
export class RemoveCalendarEntrySuccess {
  @Field(() => ID, { description: 'Id of the entry that was.' })
  id: string;

  @Field(() => Merchant, { description: 'The merchant it belonged to.' })
  merchant: Merchant;
}

export const AddCalendarEntryResult = resultOf('addCalendarEntry', AddCalendarEntrySuccess);
export const UpdateCalendarEntryResult = resultOf('updateCalendarEntry', UpdateCalendarEntrySuccess);
export const RemoveCalendarEntryResult = resultOf('removeCalendarEntry', RemoveCalendarEntrySuccess);
