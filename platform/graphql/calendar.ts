import { registerEnumType } from 'type-graphql';

/** What days of a merchant's calendar are; several subgraphs take and give it. */
export enum CalendarEntryKind {
  CLOSURE = 'CLOSURE',
  PROMOTION = 'PROMOTION',
  HOLIDAY = 'HOLIDAY',
}
registerEnumType(CalendarEntryKind, {
  name: 'CalendarEntryKind',
  description: 'What days of the calendar are, and so what they explain.',
  valuesConfig: {
    CLOSURE: {
      description:
        'The shop is shut: that nothing or less is sold is no news, the days count in no baseline, and a forecast expects nothing.',
    },
    PROMOTION: {
      description:
        'Something is advertised or reduced: a rise is no news, the days count in no baseline, and a forecast learns from earlier ones.',
    },
    HOLIDAY: {
      description:
        'A public holiday or festive days: neither a rise nor a fall is news, the days count in no baseline, and a forecast learns from earlier ones.',
    },
  },
});
