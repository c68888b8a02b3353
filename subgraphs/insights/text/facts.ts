import type { CartSignal, Finding } from '../detection/finding.ts';

/** What words are made of, beside the story's explanation; it is stored with them. */
export type Facts = Pick<
  Finding,
  | 'kind'
  | 'metric'
  | 'direction'
  | 'window'
  | 'observed'
  | 'expected'
  | 'change'
  | 'score'
  | 'slice'
  | 'currency'
  | 'also'
  | 'closedDays'
  | 'cancelledAtOnce'
  | 'peak'
> & {
  /** ODD_CARTS: the rule that was broken, with the most extreme cart. */
  readonly carts?: CartSignal;
};
