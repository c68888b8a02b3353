/** Ratings that every kind is taken to have had before the first one: three of four useful. */
const PRIOR_USEFUL = 3;
const PRIOR = 4;
const NEUTRAL = PRIOR_USEFUL / PRIOR;
/** What is left of a kind that is never useful: it is still told when it is plain enough. */
const LEAST = 0.2;

/**
 * How much a kind of card counts for a merchant, from 0.2 to 1 (neutral): the share of its ratings that say "useful", drawn
 * to three quarters while there are few (the mean of a Beta(3, 1) prior after the ratings), divided by three quarters. So
 * a kind is neutral without ratings and as long as three of four are useful; 4 useless ones in a row halve it, 16 bring it
 * down to 0.2. Detection multiplies the weight into its control of false discoveries: a kind of weight 0.5 has to be
 * twice as improbable by chance to be told.
 */
export function weightOf(ratings: { useful: number; all: number }): number {
  const share = (ratings.useful + PRIOR_USEFUL) / (ratings.all + PRIOR);
  return Math.max(LEAST, Math.min(1, share / NEUTRAL));
}
