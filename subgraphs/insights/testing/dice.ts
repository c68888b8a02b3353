import { randomSource } from './shop.ts';

/** What a generator draws with. */
export interface Dice {
  readonly random: () => number;
  readonly normal: () => number;
  readonly between: (low: number, high: number) => number;
  readonly logBetween: (low: number, high: number) => number;
  readonly whole: (low: number, high: number) => number;
  readonly chance: (share: number) => boolean;
  readonly poisson: (mean: number) => number;
}

/** Dice that fall the same way for the same seed. */
export function diceOf(seed: number): Dice {
  const random = randomSource(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const between = (low: number, high: number) => low + (high - low) * random();
  return {
    random,
    normal,
    between,
    logBetween: (low, high) => low * (high / low) ** random(),
    whole: (low, high) => Math.floor(between(low, high + 1)),
    chance: (share) => random() < share,
    poisson: (mean) => {
      if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = random(); product > limit; product *= random()) count++;
      return count;
    },
  };
}
