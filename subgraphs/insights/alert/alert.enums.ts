import { registerEnumType } from 'type-graphql';

export enum AlertCondition {
  ABOVE = 'ABOVE',
  BELOW = 'BELOW',
  RISES_BY = 'RISES_BY',
  FALLS_BY = 'FALLS_BY',
  CHANGES_BY = 'CHANGES_BY',
}
registerEnumType(AlertCondition, {
  name: 'AlertCondition',
  description: 'When an alert fires. A change has a baseline, and its threshold is a percentage.',
  valuesConfig: {
    ABOVE: { description: 'The metric is more than the threshold.' },
    BELOW: { description: 'The metric is less than the threshold. A day without data is a day of zero.' },
    RISES_BY: { description: 'The metric is at least so many percent above its baseline.' },
    FALLS_BY: { description: 'The metric is at least so many percent below its baseline.' },
    CHANGES_BY: { description: 'Either of both.' },
  },
});

export enum AlertBaseline {
  PREVIOUS_PERIOD = 'PREVIOUS_PERIOD',
  SAME_WEEKDAY_LAST_WEEK = 'SAME_WEEKDAY_LAST_WEEK',
  MEAN_OF_LAST_DAYS = 'MEAN_OF_LAST_DAYS',
  SAME_DAYS_LAST_YEAR = 'SAME_DAYS_LAST_YEAR',
}
registerEnumType(AlertBaseline, {
  name: 'AlertBaseline',
  description:
    'What a change is measured against. Without history that reaches that far, or where it comes to nothing, an alert does not fire: a percentage of nothing is none.',
  valuesConfig: {
    PREVIOUS_PERIOD: { description: 'The day before; for a weekly alert the seven days before.' },
    SAME_WEEKDAY_LAST_WEEK: { description: 'The same days one week earlier.' },
    MEAN_OF_LAST_DAYS: {
      description:
        'The mean of the baselineDays days before, those without data among them; for a weekly alert seven times that. Rates are those of all these days together.',
    },
    SAME_DAYS_LAST_YEAR: { description: 'The same weekdays 52 weeks earlier.' },
  },
});

export enum AlertSchedule {
  DAILY = 'DAILY',
  WEEKLY = 'WEEKLY',
}
registerEnumType(AlertSchedule, {
  name: 'AlertSchedule',
  description:
    'What an alert looks at, and when: days begin and end in the time zone of the merchant, and only complete ones count.',
  valuesConfig: {
    DAILY: { description: 'Every day, within about an hour of its end.' },
    WEEKLY: {
      description: 'Seven days taken together, on the morning of one weekday about the seven days before it.',
    },
  },
});
