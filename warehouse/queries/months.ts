/** First day of the month of a day, as an expression: toStartOfMonth would leave the range of Date32. */
export const FIRST_OF_MONTH = (day: string): string => `subtractDays(${day}, toDayOfMonth(${day}) - 1)`;

const FROM = '{from:Date32}';
const AFTER = 'addDays({to:Date32}, 1)';
/** First month that begins in the range, and the first one that does not end in it. */
const FIRST = `if(toDayOfMonth(${FROM}) = 1, ${FROM}, addMonths(${FIRST_OF_MONTH(FROM)}, 1))`;
const BEYOND = FIRST_OF_MONTH(AFTER);

/** Months that lie in the range whole. */
export const WHOLE_MONTHS = `month >= ${FIRST} AND month < ${BEYOND}`;

/** Days of the range that lie in no such month; to be used beside the condition on the range. */
export const OTHER_DAYS = `(business_date < ${FIRST} OR business_date >= ${BEYOND})`;
