import { registerEnumType } from 'type-graphql';

export enum InsightKind {
  LEVEL_SHIFT = 'LEVEL_SHIFT',
  WEEKDAY_ANOMALY = 'WEEKDAY_ANOMALY',
  DATA_QUALITY = 'DATA_QUALITY',
}
registerEnumType(InsightKind, {
  name: 'InsightKind',
  description: 'How an insight was found.',
  valuesConfig: {
    LEVEL_SHIFT: { description: 'The last seven complete days differ from the 28 before them.' },
    WEEKDAY_ANOMALY: {
      description:
        'One day differs from earlier days of its own weekday, or the shop sold nothing on days it normally sells.',
    },
    DATA_QUALITY: {
      description: 'A rule of data quality has begun to fail; see Merchant.dataQuality.',
    },
  },
});

export enum InsightMetric {
  GROSS_REVENUE = 'GROSS_REVENUE',
  ORDERS = 'ORDERS',
  UNITS = 'UNITS',
  AVERAGE_ORDER_VALUE = 'AVERAGE_ORDER_VALUE',
  REFUNDS = 'REFUNDS',
  DATA_QUALITY = 'DATA_QUALITY',
}
registerEnumType(InsightMetric, {
  name: 'InsightMetric',
  description: 'A daily number of a merchant that is watched.',
  valuesConfig: {
    GROSS_REVENUE: {
      description: 'Sum of quantity times price over all sale lines of a day, before refunds.',
    },
    ORDERS: { description: 'Distinct orders with at least one sale line.' },
    UNITS: { description: 'Pieces sold.' },
    AVERAGE_ORDER_VALUE: { description: 'Gross revenue divided by orders.' },
    REFUNDS: {
      description:
        'Money given back by cancellations and refunds, as a positive number, on the day it was given back.',
    },
    DATA_QUALITY: {
      description:
        'What a rule of data quality observes, of insights of kind DATA_QUALITY; expected is its bound.',
    },
  },
});

export enum InsightSeverity {
  INFO = 'INFO',
  NOTICE = 'NOTICE',
  WARNING = 'WARNING',
  CRITICAL = 'CRITICAL',
}
registerEnumType(InsightSeverity, {
  name: 'InsightSeverity',
  description: 'How much an insight asks of the merchant, from least to most.',
  valuesConfig: {
    INFO: { description: 'Good news, such as more sales or fewer refunds.' },
    NOTICE: { description: 'Very good news, or bad news of moderate size.' },
    WARNING: {
      description:
        'Bad news of size: a week down by 25% or a day by 50%, refunds in excess by 25% of usual revenue, or a day without any sale.',
    },
    CRITICAL: {
      description:
        'Look at it now: a week down by 50% or a day by 80%, refunds in excess by all of usual revenue, or no sale on three days in a row.',
    },
  },
});

export enum InsightDirection {
  UP = 'UP',
  DOWN = 'DOWN',
}
registerEnumType(InsightDirection, {
  name: 'InsightDirection',
  description: 'Which way a metric went.',
  valuesConfig: {
    UP: { description: 'More than expected.' },
    DOWN: { description: 'Less than expected.' },
  },
});

export enum InsightStatus {
  UNREAD = 'UNREAD',
  READ = 'READ',
  DISMISSED = 'DISMISSED',
}
registerEnumType(InsightStatus, {
  name: 'InsightStatus',
  description: 'What the team has done with an insight.',
  valuesConfig: {
    UNREAD: { description: 'Nobody has marked it read yet.' },
    READ: { description: 'Marked read with markInsightRead, or restored after it was dismissed.' },
    DISMISSED: { description: 'Put away with dismissInsight; restoreInsight brings it back.' },
  },
});

export enum InsightOrderField {
  CREATED_AT = 'CREATED_AT',
  SEVERITY = 'SEVERITY',
  AS_OF = 'AS_OF',
}
registerEnumType(InsightOrderField, {
  name: 'InsightOrderField',
  description: 'What a list of insights is sorted by; equal ones by id.',
  valuesConfig: {
    CREATED_AT: { description: 'When the insight was written.' },
    SEVERITY: { description: 'INFO, NOTICE, WARNING, CRITICAL in this order when ascending.' },
    AS_OF: { description: 'The day in whose morning it was found.' },
  },
});
