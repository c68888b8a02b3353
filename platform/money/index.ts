/**
 * Exact arithmetic over amounts of money: an amount is a whole number of ten-thousandths of its major unit, so that
 * sums never pass through a float.
 */
const SCALE = 4;
const UNIT = 10n ** BigInt(SCALE);
const AMOUNT = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Ten-thousandths of a decimal text such as "-19.99".
 * @throws TypeError when it is no plain decimal, or holds more than four decimals that are not zero
 */
export function parseAmount(text: string): bigint {
  const [, sign, whole, fraction = ''] = AMOUNT.exec(text) ?? [];
  if (whole === undefined || /[1-9]/.test(fraction.slice(SCALE)))
    throw new TypeError(`Not an amount with at most ${SCALE} decimals: ${JSON.stringify(text)}.`);
  const units = BigInt(whole) * UNIT + BigInt(fraction.slice(0, SCALE).padEnd(SCALE, '0'));
  return sign ? -units : units;
}

/** Ten-thousandths as a decimal text with four decimals, for example "-19.9900". */
export function formatAmount(units: bigint): string {
  const size = units < 0n ? -units : units;
  const fraction = String(size % UNIT).padStart(SCALE, '0');
  return `${units < 0n ? '-' : ''}${size / UNIT}.${fraction}`;
}

/** `total / count` to the nearest ten-thousandth, halves away from zero; null when there is nothing to divide by. */
export function averageAmount(total: bigint, count: bigint): bigint | null {
  if (count === 0n) return null;
  const negative = total < 0n !== count < 0n;
  const size = total < 0n ? -total : total;
  const parts = count < 0n ? -count : count;
  const rounded = (2n * size + parts) / (2n * parts);
  return negative ? -rounded : rounded;
}

/**
 * `current / base - 1`, for example 0.25 for a quarter more. Null when the base is zero or negative: a share of that
 * says nothing, and its sign would mislead.
 */
export function relativeChange(current: bigint | null, base: bigint | null): number | null {
  if (current === null || base === null || base <= 0n) return null;
  // The difference is exact; only the quotient is a float.
  return Number(current - base) / Number(base);
}
