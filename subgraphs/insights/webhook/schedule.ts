/** Attempts of a delivery before it is given up. */
export const TRIES = 9;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 16 * 3_600_000;

/**
 * How long to wait after a failed attempt: 5 s, four times as long after each further one, 16 hours at most; a day in all.
 * Up to a tenth more or less, so that what failed together is not tried together.
 * @param tries attempts so far, from 1
 * @param random from 0 to 1
 */
export const waitAfter = (tries: number, random: number): number =>
  Math.round(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 4 ** (tries - 1)) * (0.9 + 0.2 * random));
