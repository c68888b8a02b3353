/** Metrics that are money, in the merchant's currency; the others are counted, or rates. */
const MONEY: ReadonlySet<string> = new Set([
  'GROSS_REVENUE',
  'NET_REVENUE',
  'AVERAGE_ORDER_VALUE',
  'REFUNDS',
]);

export const isMoney = (metric: string): boolean => MONEY.has(metric);

/** A figure with four decimals as the API shows it: money keeps them, what is counted needs none. */
export const figureOf = (metric: string, value: string): string =>
  isMoney(metric) || !value.includes('.') ? value : value.replace(/\.?0+$/, '');
