import { ArgsType, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarEntryKind, DateScalar, Money } from '#platform/graphql/index.ts';
import type { RfmSegment } from '#warehouse/index.ts';
import { CustomerSegment } from '../report/report.type.ts';
import { HistoryKind, Method } from './model/forecast.ts';

export enum ForecastMetric {
  REVENUE = 'REVENUE',
  ORDERS = 'ORDERS',
  UNITS = 'UNITS',
}
registerEnumType(ForecastMetric, {
  name: 'ForecastMetric',
  description: 'What to forecast, by day.',
  valuesConfig: {
    REVENUE: {
      description:
        'Gross revenue: quantity times unit price over sold lines, before refunds and cancellations.',
    },
    ORDERS: { description: 'Orders with at least one sold line; of a product, those that hold it.' },
    UNITS: { description: 'Pieces in sold lines; returned pieces are not taken off.' },
  },
});

registerEnumType(HistoryKind, {
  name: 'ForecastBasis',
  description: 'What the history allowed; anything but REGULAR is a plainer forecast, with a reason.',
  valuesConfig: {
    REGULAR: { description: 'Sells on most days: all methods were considered.' },
    SPARSE: { description: 'Sells now and then: means only.' },
    SHORT: { description: 'Less than two weeks are known: one mean for all days, not tried on the past.' },
    DEAD: {
      description: 'Has stopped selling, so zero is expected; hi95 is a usual day, should sales come back.',
    },
    EMPTY: { description: 'Nothing was sold in the two years before: zero, without any knowledge.' },
  },
});

const CALENDAR =
  'on a series freed of its calendar (place in the month, dates and holidays of earlier years, season of the year), which is then put back.';

registerEnumType(Method, {
  name: 'ForecastMethod',
  description: 'How a forecast is made.',
  valuesConfig: {
    SEASONAL_NAIVE: { description: 'The same weekday of the last week.' },
    SAME_WEEKDAYS: {
      description: 'Mean of the same weekday of the last four weeks; of a sparse series of eight.',
    },
    ETS: { description: 'Exponential smoothing with damped trend and weekly season.' },
    THETA: { description: 'Theta: simple exponential smoothing with half the slope of the trend.' },
    CALENDAR_SAME_WEEKDAYS: { description: `SAME_WEEKDAYS ${CALENDAR}` },
    CALENDAR_ETS: { description: `ETS ${CALENDAR}` },
    CALENDAR_THETA: { description: `THETA ${CALENDAR}` },
    MEAN: { description: 'Mean of the last eight weeks for every day.' },
    ZERO: { description: 'Nothing is expected.' },
  },
});

@InputType({ description: 'A day that is special to this shop.' })
export class ForecastHolidayInput {
  @Field(() => DateScalar, { description: 'The day on which it is kept.' })
  date: string;

  @Field(() => String, {
    description:
      'Its name, 1 to 100 characters. Its effect is learnt from earlier days of the same name, so send those of the last two years too. Capitals and the numbers of years in it do not count.',
  })
  name: string;

  @Field(() => CalendarEntryKind, {
    defaultValue: CalendarEntryKind.HOLIDAY,
    description: 'What the day is: nothing is expected of a closure, and nothing learnt from it.',
  })
  kind: CalendarEntryKind;
}

@ArgsType()
export class ForecastArgs {
  @Field(() => ForecastMetric, { description: 'What to forecast.' })
  metric: ForecastMetric;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 30,
    description: 'Days to forecast, 1 to 180; null is 30.',
  })
  horizonDays: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'First day to forecast; null is today in the time zone of the merchant. An earlier day shows what would have been said then: only days before it are learnt from.',
  })
  from: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Forecast this product only, by its UUID. Not together with sku.',
  })
  productId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Forecast this product only, by its number in the shop. Not together with productId.',
  })
  sku: string | null;

  @Field(() => CustomerSegment, {
    nullable: true,
    description:
      'Forecast the purchases of the customers who are in this segment now: by what they bought in the two years before the first day forecast. Not together with a product.',
  })
  segment: RfmSegment | null;

  @Field(() => [ForecastHolidayInput], {
    nullable: true,
    description:
      'Special days, past and coming, at most 1,000, instead of the calendar that the merchant keeps. Null is that calendar; an empty list is none.',
  })
  holidays: ForecastHolidayInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description:
      'Whether to use the calendar that the merchant keeps (Merchant.calendar), when holidays is null; null is yes. Without any calendar, days that return on a date or weekday of the year are still found; holidays that move are not.',
  })
  useCalendar: boolean | null;
}

@ObjectType({ description: 'What a day is expected to bring in money, with ranges.' })
export class ForecastMoney {
  @Field(() => Money, { description: 'Expected amount.' })
  value: Money;

  @Field(() => Money, { description: 'Lower end of the 80% range.' })
  lo80: Money;

  @Field(() => Money, { description: 'Upper end of the 80% range.' })
  hi80: Money;

  @Field(() => Money, { description: 'Lower end of the 95% range.' })
  lo95: Money;

  @Field(() => Money, { description: 'Upper end of the 95% range.' })
  hi95: Money;
}

@ObjectType({ description: 'What a day is expected to bring. Numbers are 0 or more, and rarely whole.' })
export class ForecastPoint {
  @Field(() => DateScalar, { description: 'The day, in the time zone of the merchant.' })
  date: string;

  @Field(() => Float, { description: 'Expected number, to draw; exact money is in money.' })
  value: number;

  @Field(() => Float, { description: 'Lower end of the range that holds the day in 80 of 100 cases.' })
  lo80: number;

  @Field(() => Float, { description: 'Upper end of the range that holds the day in 80 of 100 cases.' })
  hi80: number;

  @Field(() => Float, { description: 'Lower end of the range that holds the day in 95 of 100 cases.' })
  lo95: number;

  @Field(() => Float, { description: 'Upper end of the range that holds the day in 95 of 100 cases.' })
  hi95: number;

  @Field(() => ForecastMoney, {
    nullable: true,
    description: 'The same as money when the metric is REVENUE; null for ORDERS and UNITS.',
  })
  money: ForecastMoney | null;
}

@ObjectType({ description: 'A method and its share of a forecast.' })
export class ForecastMethodShare {
  @Field(() => Method, { description: 'The method.' })
  method: Method;

  @Field(() => Float, { description: 'Its share, above 0; those of a forecast add up to 1.' })
  weight: number;
}

@ObjectType({ description: 'How well a way of forecasting did on the past of this very series.' })
export class ForecastAccuracy {
  @Field(() => Float, {
    nullable: true,
    description:
      'Mean absolute scaled error: the mean error divided by that of saying, for a week ahead, what this week was. Below 1 is better than that; less is better. Null when each week was like the one before, so that there is nothing to divide by.',
  })
  mase: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of days that fell within their 95% range, 0 to 1; near 0.95 is right. Null with a single trial.',
  })
  coverage95: number | null;
}

@ObjectType({ description: 'Forecasts of the past, each made from the days before it alone.' })
export class ForecastBacktest {
  @Field(() => Int, { description: 'How many forecasts were tried, a month apart.' })
  origins: number;

  @Field(() => ForecastAccuracy, { description: 'How the methods of this forecast did.' })
  forecast: ForecastAccuracy;

  @Field(() => ForecastAccuracy, {
    description: 'How repeating the last week did, on the same days: what any forecast has to beat.',
  })
  seasonalNaive: ForecastAccuracy;
}

export enum ForecastCalendarSource {
  STORED = 'STORED',
  GIVEN = 'GIVEN',
  NONE = 'NONE',
}
registerEnumType(ForecastCalendarSource, {
  name: 'ForecastCalendarSource',
  description: 'Where the special days of a forecast come from.',
  valuesConfig: {
    STORED: { description: 'The calendar that the merchant keeps: Merchant.calendar.' },
    GIVEN: { description: 'The argument holidays.' },
    NONE: { description: 'Nowhere: turned off, or the calendar says nothing of the days in question.' },
  },
});

@ObjectType({ description: 'Special days of a forecast.' })
export class ForecastCalendarEntry {
  @Field(() => DateScalar, { description: 'First day, in the time zone of the merchant.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day, included.' })
  to: string;

  @Field(() => CalendarEntryKind, { description: 'What the days are.' })
  kind: CalendarEntryKind;

  @Field(() => String, { description: 'What people call them.' })
  name: string;
}

@ObjectType({
  description:
    'Which special days a forecast knew of. Closures are expected to bring nothing; what holidays and promotions do is learnt from earlier days of the same name, that of a promotion with a new name from other promotions. Holidays and promotions of more than 31 days are left out.',
})
export class ForecastCalendar {
  @Field(() => ForecastCalendarSource, { description: 'Where they come from.' })
  source: ForecastCalendarSource;

  @Field(() => [ForecastCalendarEntry], {
    nullable: true,
    description:
      'Those that touch the days forecast, oldest first. Null when they are of the calendar that the merchant keeps and you lack calendar:read.',
  })
  entries: ForecastCalendarEntry[] | null;
}

@ObjectType({ description: 'What the coming days are expected to bring, and how far to trust it.' })
export class Forecast {
  /** Whose it is; not a field of the graph. */
  merchantId: string;

  @Field(() => ForecastMetric, { description: 'What is forecast.' })
  metric: ForecastMetric;

  @Field(() => DateScalar, { description: 'First day forecast.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day forecast.' })
  to: string;

  @Field(() => String, { description: 'ISO 4217 code of the currency of the merchant.' })
  currency: string;

  @Field(() => String, { description: 'IANA name of the time zone in which days are counted.' })
  timeZone: string;

  @Field(() => [ForecastPoint], { description: 'One point a day, oldest first, without gaps.' })
  points: ForecastPoint[];

  @Field(() => HistoryKind, { description: 'What the history allowed.' })
  basis: HistoryKind;

  @Field(() => String, {
    nullable: true,
    description: 'Why this is a plainer forecast than usual, for people; null when it is not.',
  })
  reason: string | null;

  @Field(() => [ForecastMethodShare], { description: 'Methods combined, the largest share first.' })
  methods: ForecastMethodShare[];

  @Field(() => ForecastBacktest, {
    nullable: true,
    description: 'How the forecast did on the past; null when there is too little of it, see reason.',
  })
  backtest: ForecastBacktest | null;

  @Field(() => ForecastCalendar, { description: 'The special days that were taken into account.' })
  calendar: ForecastCalendar;

  @Field(() => Int, {
    description: 'Days learnt from: from the first sale within the 730 days before the forecast on.',
  })
  trainedDays: number;

  @Field(() => String, { description: 'What the figures mean and how they are made, for people.' })
  definition: string;
}
