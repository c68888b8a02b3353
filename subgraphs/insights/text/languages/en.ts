import type { Templates } from '../templates.ts';

export const en: Templates = {
  metrics: {
    GROSS_REVENUE: { name: 'revenue', plural: false },
    NET_REVENUE: { name: 'net revenue', plural: false },
    ORDERS: { name: 'orders', plural: true },
    UNITS: { name: 'units sold', plural: true },
    AVERAGE_ORDER_VALUE: { name: 'average order value', plural: false },
    NEW_CUSTOMERS: { name: 'new customers', plural: true },
    RETURNING_CUSTOMERS: { name: 'returning customers', plural: true },
    REFUNDS: { name: 'refunds', plural: true },
    REFUND_RATE: { name: 'the refund rate', plural: false },
    CARTS: { name: 'carts', plural: true },
    ABANDONMENT_RATE: { name: 'the abandonment rate', plural: false },
    CONVERSION: { name: 'conversion', plural: false },
  },
  slices: {
    PRODUCT: '{metric} of {slice}',
    CATEGORY: '{metric} of the category {slice}',
    COUNTRY: '{metric} in {slice}',
    SEGMENT: '{metric} of the segment {slice}',
    CUSTOMER: '{metric} from {slice}',
  },
  words: {
    moved: { UP: ['rose', 'rose'], DOWN: ['fell', 'fell'] },
    was: ['was', 'were'],
    came: ['came to', 'came to'],
    by: ' {change}',
    aDay: '{amount} a day',
  },
  extent: {
    times: '{times} times the usual',
    high: 'unusually high',
    above: '{change} above the usual',
    below: '{change} below the usual',
  },
  shift: {
    titleWeek: '{Subject} {moved}{by} in the week to {to}',
    titleSince: '{Subject} {moved}{by} from {from} to {to}',
    text: '{Subject} {came} {observed} from {from} to {to}, against {expected} {baseline}.',
    fourWeeks: 'in the four weeks before',
    baseline: 'from {baselineFrom} to {baselineTo}',
  },
  day: {
    title: '{Subject} {was} {extent} on {date}',
    text: '{Subject} {came} {observed} on {date}; a usual {weekday} brings {expected}.',
  },
  closure: {
    titleDay: 'No sales on {date}',
    titleSince: 'No sales since {date}',
    textDay: 'Not one order came in on {date}.',
    textSince: 'Not one order has come in since {date}, on {days} days that normally sell.',
    usual: 'A usual {weekday} brings {expected} orders.',
    advice:
      'If the shop was meant to be closed, dismiss this card and enter the days in the calendar; if not, check that customers can reach it and pay.',
  },
  cancelled: {
    title: '{observed} sold and refunded on {date}',
    text: '{observed} was given back on {date}, against {expected} on a usual {weekday}.',
    revenue:
      'Revenue was unusually high on the same day ({revenue} against {usualRevenue}): large orders were probably cancelled at once. After refunds {rest} remains.',
    other: '{Subject} {moved}{by} ({observed} against {expected}).',
  },
  trend: {
    title: {
      UP: 'The trend of {subject} has turned upwards',
      DOWN: 'The trend of {subject} has turned downwards',
    },
    text: '{Subject} {came} {observed} in the week to {to}; had it gone on as from {baselineFrom} to {baselineTo}, it would have been {expected}.',
  },
  record: {
    superlative: { UP: 'higher than ever', DOWN: 'lower than ever' },
    titleDay: '{Subject} {was} {superlative} on {date}',
    titleDays: '{Subject} {was} {superlative} from {from} to {to}',
    textDay: '{Subject} {came} {observed} on {date}.',
    textDays: '{Subject} {came} {observed} from {from} to {to}.',
    before: 'Until then the record was {expected}.',
  },
  streak: {
    title: {
      UP: '{Subject} {was} above the usual on {days} days in a row',
      DOWN: '{Subject} {was} below the usual on {days} days in a row',
    },
    text: {
      UP: 'From {from} to {to} every day was above what was to be expected: {observed}, against {expected}.',
      DOWN: 'From {from} to {to} every day was below what was to be expected: {observed}, against {expected}.',
    },
  },
  stopped: {
    title: '{slice}: not sold since {from}',
    text: 'No sale of {slice} has come in from {from} to {to}, though the shop was open; before, it brought {expected}.',
  },
  back: {
    title: '{slice} is selling again',
    text: 'After a break, {slice} has sold again since {from}: {observed}.',
  },
  concentration: {
    title: '{slice} brings {observed} of revenue',
    text: '{slice} brought {observed} of all revenue from {from} to {to}.',
    before: 'From {baselineFrom} to {baselineTo} it was {expected}.',
  },
  outlier: {
    title: 'Unusual figures on {date}',
    text: 'The figures of {date} do not fit together as they do on other days, though none stands out by itself.',
    figures: 'Furthest from the usual: {list}.',
  },
  carts: {
    titleOne: 'An odd cart on {date}',
    title: '{observed} odd carts on {date}',
    textOne:
      'One cart of {date} is far from what customers put together: look at it before it becomes an order.',
    text: '{observed} carts of {date} are far from what customers put together: look at them before they become orders.',
    usual: 'A usual day has {expected}.',
    VALUE_TOO_HIGH: 'The largest is worth {value}.',
    VALUE_TOO_LOW: 'The smallest is worth {value}: a wrong price, or a test.',
    ITEMS_TOO_FAST: 'Up to {count} items were put in within a minute: probably by a machine.',
    MANY_FROM_ONE_ADDRESS: 'They came from one address, {count} within an hour.',
  },
  also: {
    item: '{subject} ({observed} against {expected})',
    together: '{List} went the same way.',
    against: 'Meanwhile {list} {went}.',
    went: { UP: 'rose', DOWN: 'fell' },
  },
  peak: {
    strongest: 'For its weekday, {date} was the strongest ({value}).',
    weakest: 'For its weekday, {date} was the weakest ({value}).',
    highest: 'For its weekday, {date} was the highest ({value}).',
    lowest: 'For its weekday, {date} was the lowest ({value}).',
  },
  cause: {
    item: '{slice} ({share})',
    contributions: 'The largest parts of the change: {list}.',
    effects: 'By cause: volume {volume}, price {price}, mix {mix}.',
    lastYear: 'In the same days of last year it was {observed}, against {expected}.',
  },
  actions: {
    CHECK_SHOP: 'Check that customers can reach the shop, order and pay.',
    CHECK_STOCK: 'Check whether it is in stock and on sale.',
    REVIEW_REFUNDS: 'Look at the refunds: what was given back, and why.',
    REVIEW_CARTS: 'Look at the carts before they become orders.',
    REVIEW_PRICES: 'Look at prices and discounts of what changed most.',
    WIN_BACK: 'Win back customers who have stopped buying.',
    PROMOTE: 'Build on it: have enough in stock, and show it to more customers.',
    SPREAD_RISK: 'Make sure that losing it would not hurt: build up other customers or products.',
    NONE: 'Nothing needs to be done.',
  },
};
