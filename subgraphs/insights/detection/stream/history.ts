import { inferSeason } from './season.ts';

/** The newest points that a season is looked for in: it can be a third of them. */
const LOOKED_AT = 8192;
/** The season is looked for again whenever the history has grown by this factor, which keeps the cost a point small. */
const LOOK_AGAIN = 1.3;
const FIRST_LOOK = 64;
/** How many earlier seasons the expectation is the median of. */
const SEASONS = 5;
/** ... and the least that makes one. */
const LEAST_SEASONS = 2;

/** The past of a stream and its rhythm. */
export interface History {
  /** The median of the same phase of up to five seasons; NaN while there is no season or fewer than two of them. */
  expected(): number;
  push(value: number): void;
}

/** `season`: in points, 1 for none; without it, it is inferred. */
export function createHistory(season?: number): History {
  const limit = Math.max(SEASONS * (season ?? 0), season === undefined ? 2 * LOOKED_AT : 1);
  let ring = new Float64Array(Math.min(limit, 256));
  let [seen, current, nextLook, last] = [0, season === 1 ? 0 : (season ?? 0), FIRST_LOOK, Number.NaN];

  const ago = (steps: number): number => ring[(seen - steps) % ring.length] ?? Number.NaN;

  const look = (): void => {
    const stretch = new Float64Array(Math.min(seen, LOOKED_AT, ring.length));
    let known = last;
    for (let steps = 1; steps <= stretch.length; steps++) {
      const value = ago(steps);
      if (!Number.isNaN(value)) known = value;
      stretch[stretch.length - steps] = known;
    }
    current = Number.isNaN(known) ? 0 : inferSeason(stretch);
    nextLook = Math.ceil(seen * LOOK_AGAIN);
  };

  return {
    expected() {
      if (current === 0) return Number.NaN;
      const same: number[] = [];
      for (let back = 1; back <= SEASONS && back * current <= Math.min(seen, ring.length); back++) {
        const value = ago(back * current);
        if (!Number.isNaN(value)) same.push(value);
      }
      if (same.length < LEAST_SEASONS) return Number.NaN;
      same.sort((a, b) => a - b);
      const upper = same[same.length >> 1] ?? Number.NaN;
      return same.length % 2 === 1 ? upper : ((same[(same.length >> 1) - 1] ?? Number.NaN) + upper) / 2;
    },
    push(value) {
      if (seen === ring.length && ring.length < limit) {
        const longer = new Float64Array(Math.min(limit, ring.length * 2));
        longer.set(ring);
        ring = longer;
      }
      ring[seen % ring.length] = value;
      if (!Number.isNaN(value)) last = value;
      seen++;
      if (season === undefined && seen >= nextLook) look();
    },
  };
}
