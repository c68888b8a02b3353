/**
 * The newest values of a stream, kept in order, so that any quantile is one look-up. A new value is put in its place
 * by binary search and one move of memory, which for a few thousand doubles takes less than a microsecond.
 */
export interface SortedWindow {
  /** How many values it holds. */
  readonly size: number;
  /** The value at a place of the order, 0 being the smallest; NaN outside. */
  at(place: number): number;
  /** How many of its values are smaller. */
  below(value: number): number;
  /** How many of its values are smaller or equal. */
  notAbove(value: number): number;
  /** Linear between neighbours; NaN while it is empty. */
  quantile(share: number): number;
  /** Takes a value in, and lets the oldest go when it is full. NaN is not allowed. */
  push(value: number): void;
}

const FIRST_CAPACITY = 64;

export function createSortedWindow(limit: number): SortedWindow {
  let sorted = new Float64Array(Math.min(limit, FIRST_CAPACITY));
  let arrived = new Float64Array(sorted.length);
  let size = 0;
  let oldest = 0;

  const search = (value: number, orEqual: boolean): number => {
    let [low, high] = [0, size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = sorted[middle] ?? 0;
      if (there < value || (orEqual && there === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const grow = (): void => {
    const length = Math.min(limit, sorted.length * 2);
    const [wider, longer] = [new Float64Array(length), new Float64Array(length)];
    wider.set(sorted);
    longer.set(arrived);
    [sorted, arrived] = [wider, longer];
  };

  return {
    get size() {
      return size;
    },
    at: (place) => (place < 0 || place >= size ? Number.NaN : (sorted[place] ?? Number.NaN)),
    below: (value) => search(value, false),
    notAbove: (value) => search(value, true),
    quantile(share) {
      if (size === 0) return Number.NaN;
      const place = share * (size - 1);
      const whole = Math.floor(place);
      const [low, high] = [sorted[whole] ?? 0, sorted[Math.min(whole + 1, size - 1)] ?? 0];
      return low + (place - whole) * (high - low);
    },
    push(value) {
      if (size < limit) {
        if (size === sorted.length) grow();
        const to = search(value, true);
        sorted.copyWithin(to + 1, to, size);
        sorted[to] = value;
        arrived[size] = value;
        size++;
        return;
      }
      const from = search(arrived[oldest] ?? 0, false);
      let to = search(value, false);
      if (to > from) {
        to--;
        sorted.copyWithin(from, from + 1, to + 1);
      } else sorted.copyWithin(to + 1, to, from);
      sorted[to] = value;
      arrived[oldest] = value;
      oldest = (oldest + 1) % limit;
    },
  };
}
