import { registerEnumType } from 'type-graphql';

export enum InsightKind {
  LEVEL_SHIFT = 'LEVEL_SHIFT',
  WEEKDAY_ANOMALY = 'WEEKDAY_ANOMALY',
  TREND_CHANGE = 'TREND_CHANGE',
  RECORD = 'RECORD',
  STREAK = 'STREAK',
  STOPPED_SELLING = 'STOPPED_SELLING',
  BACK_IN_SALE = 'BACK_IN_SALE',
  CONCENTRATION = 'CONCENTRATION',
  OUTLIER_DAY = 'OUTLIER_DAY',
  ODD_CARTS = 'ODD_CARTS',
  DATA_QUALITY = 'DATA_QUALITY',
  CUSTOM_ALERT = 'CUSTOM_ALERT',
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
    TREND_CHANGE: { description: 'A metric grows or shrinks at another pace than before.' },
    RECORD: { description: 'More (or less) than ever before.' },
    STREAK: { description: 'Many days in a row above or below what was to be expected.' },
    STOPPED_SELLING: {
      description: 'A product or another slice that sold regularly has not sold while the shop was open.',
    },
    BACK_IN_SALE: { description: 'A slice that had stopped selling sells again.' },
    CONCENTRATION: {
      description:
        'One customer or product has come to carry too much of revenue; the figures are shares of revenue, 0 to 1.',
    },
    OUTLIER_DAY: {
      description:
        'A day whose metrics do not fit together as on other days, though none stands out by itself.',
    },
    ODD_CARTS: {
      description:
        'Carts far from what customers put together: by value, speed, or how many came from one address.',
    },
    CUSTOM_ALERT: { description: "One of the merchant's own alerts has fired." },
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
  NET_REVENUE = 'NET_REVENUE',
  NEW_CUSTOMERS = 'NEW_CUSTOMERS',
  RETURNING_CUSTOMERS = 'RETURNING_CUSTOMERS',
  REFUND_RATE = 'REFUND_RATE',
  CARTS = 'CARTS',
  ABANDONMENT_RATE = 'ABANDONMENT_RATE',
  CONVERSION = 'CONVERSION',
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
    NET_REVENUE: { description: 'Gross revenue less what was given back on the same day.' },
    NEW_CUSTOMERS: { description: 'Customers whose first order fell on the day.' },
    RETURNING_CUSTOMERS: { description: 'Known customers of the day who had ordered before.' },
    REFUND_RATE: { description: 'Refunds divided by gross revenue, 0 to 1 as a rule.' },
    CARTS: { description: 'Carts begun on the day.' },
    ABANDONMENT_RATE: { description: 'Abandoned carts divided by carts, 0 to 1.' },
    CONVERSION: { description: 'Orders divided by visits, 0 to 1; where visits are counted.' },
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
  description:
    'How much an insight asks of the merchant, from least to most. The rule: good news (more sales, fewer refunds) is INFO, and NOTICE when large; bad news is NOTICE, WARNING when large and CRITICAL when very large, by the sizes named at each value. A continuing story may change its severity.',
  valuesConfig: {
    INFO: {
      description:
        'Good news, such as more sales or fewer refunds; a record, a product back in sale, an odd day.',
    },
    NOTICE: {
      description:
        'Very good news (doubled, or half as much again for long), bad news of moderate size, odd carts.',
    },
    WARNING: {
      description:
        'Bad news of size: a lasting change (level, trend, streak) of 25% or a day of 50%, refunds in excess by 25% of usual revenue, a day without any sale, a product that stopped selling, a concentration. One product, country, segment or customer is at most WARNING.',
    },
    CRITICAL: {
      description:
        'Look at it now: a lasting change of 50% or a day of 80%, refunds in excess by all of usual revenue, or no sale on three days in a row.',
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
    READ: {
      description:
        'Marked read, or restored after it was dismissed. Becomes UNREAD again when its story goes on and grows more severe.',
    },
    DISMISSED: {
      description:
        'Put away with dismissInsight, and stays so whatever becomes of its story; restoreInsight brings it back.',
    },
  },
});

export enum InsightOrderField {
  CREATED_AT = 'CREATED_AT',
  SEVERITY = 'SEVERITY',
  AS_OF = 'AS_OF',
  LAST_SEEN = 'LAST_SEEN',
}
registerEnumType(InsightOrderField, {
  name: 'InsightOrderField',
  description: 'What a list of insights is sorted by; equal ones by id.',
  valuesConfig: {
    CREATED_AT: { description: 'When the insight was written.' },
    SEVERITY: { description: 'INFO, NOTICE, WARNING, CRITICAL in this order when ascending.' },
    AS_OF: { description: 'The day in whose morning it was first found.' },
    LAST_SEEN: { description: 'The day in whose morning its story was last found.' },
  },
});

export enum InsightDimension {
  PRODUCT = 'PRODUCT',
  CATEGORY = 'CATEGORY',
  COUNTRY = 'COUNTRY',
  SEGMENT = 'SEGMENT',
  CUSTOMER = 'CUSTOMER',
}
registerEnumType(InsightDimension, {
  name: 'InsightDimension',
  description: 'What a slice of the business is cut by.',
  valuesConfig: {
    PRODUCT: { description: 'One product; its key is the sku.' },
    CATEGORY: { description: 'One category of products.' },
    COUNTRY: { description: 'One country customers order from.' },
    SEGMENT: { description: 'One segment of customers.' },
    CUSTOMER: { description: 'One customer.' },
  },
});

export enum InsightActionCode {
  CHECK_SHOP = 'CHECK_SHOP',
  CHECK_STOCK = 'CHECK_STOCK',
  REVIEW_REFUNDS = 'REVIEW_REFUNDS',
  REVIEW_CARTS = 'REVIEW_CARTS',
  REVIEW_PRICES = 'REVIEW_PRICES',
  WIN_BACK = 'WIN_BACK',
  PROMOTE = 'PROMOTE',
  SPREAD_RISK = 'SPREAD_RISK',
  NONE = 'NONE',
}
registerEnumType(InsightActionCode, {
  name: 'InsightActionCode',
  description: 'What a merchant may do about an insight, for programs; InsightAction.text says it in words.',
  valuesConfig: {
    CHECK_SHOP: { description: 'See whether customers can reach the shop, order and pay.' },
    CHECK_STOCK: { description: 'See whether it is in stock and on sale.' },
    REVIEW_REFUNDS: { description: 'See what was given back, and why.' },
    REVIEW_CARTS: { description: 'Look at the carts before they become orders.' },
    REVIEW_PRICES: { description: 'Look at prices and discounts of what changed most.' },
    WIN_BACK: { description: 'Win back customers who have stopped buying.' },
    PROMOTE: { description: 'Build on good news: stock and promotion.' },
    SPREAD_RISK: { description: 'Depend less on one customer or product.' },
    NONE: { description: 'Nothing needs to be done.' },
  },
});
