/**
 * The evidence at which the alarm is given: the norm of -log10 of the tail probabilities of all channels. A single
 * channel reaches it with a chance of about 1 in 17,000.
 */
export const ALARM_EVIDENCE = 4.25;
/** After an alarm no other is given for this share of the points seen so far, and at least for so many points. */
const QUIET_SHARE = 1 / 20;
const LEAST_QUIET = 10;
/** ... unless the evidence is this many times what it was: something else has happened. */
const WORSE = 2;

/**
 * Turns evidence, point by point, into alarms: one for a story, not one for each of its points. A story is taken to
 * last for a twentieth of the history, since nobody knows beforehand how long the states of a stream last.
 */
export function createAlarm(threshold = ALARM_EVIDENCE): (evidence: number) => boolean {
  let [seen, last, told] = [0, Number.NEGATIVE_INFINITY, 0];
  return (evidence) => {
    const now = seen++;
    if (!(evidence >= threshold)) return false;
    const isQuiet = now - last <= Math.max(LEAST_QUIET, now * QUIET_SHARE);
    if (isQuiet && evidence < told * WORSE) return false;
    [last, told] = [now, evidence];
    return true;
  };
}
