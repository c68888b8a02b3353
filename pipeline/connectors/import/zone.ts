const DAY_MS = 86_400_000;
/** Offsets of every zone in use since 1990 change on quarters of an hour. */
const BUCKET_MS = 15 * 60_000;
const MAX_CACHED = 200_000;

/** Conversion between the clock of a shop and instants. A local time is milliseconds as if the clock showed UTC. */
export interface Zone {
  readonly name: string;
  /** Local clock -> instant. A time that occurs twice is its first occurrence; one that is skipped moves forward. */
  toInstant(local: number): number;
  /** Instant -> local clock. */
  toLocal(instant: number): number;
}

/** True when this machine knows the IANA time zone, e.g. `Europe/London`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Creates the converter of an IANA time zone; throws RangeError for a name that is none. */
export function createZone(name: string): Zone {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsets = new Map<number, number>();
  const instants = new Map<number, number>();

  const offsetAt = (instant: number): number => {
    const bucket = Math.floor(instant / BUCKET_MS) * BUCKET_MS;
    let offset = offsets.get(bucket);
    if (offset === undefined) {
      const parts: Record<string, number> = {};
      for (const { type, value } of clock.formatToParts(bucket)) parts[type] = Number(value);
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
      offset = Date.UTC(year, month - 1, day, hour, minute, second) - bucket;
      if (offsets.size >= MAX_CACHED) offsets.clear();
      offsets.set(bucket, offset);
    }
    return offset;
  };

  const resolve = (local: number): number => {
    const before = offsetAt(local - DAY_MS);
    const after = offsetAt(local + DAY_MS);
    const candidates = [local - before, local - after].filter(
      (instant) => instant + offsetAt(instant) === local,
    );
    return candidates.length > 0 ? Math.min(...candidates) : local - before;
  };

  return {
    name,
    toInstant(local) {
      const bucket = Math.floor(local / BUCKET_MS) * BUCKET_MS;
      let instant = instants.get(bucket);
      if (instant === undefined) {
        instant = resolve(bucket);
        if (instants.size >= MAX_CACHED) instants.clear();
        instants.set(bucket, instant);
      }
      return instant + (local - bucket);
    },
    toLocal: (instant) => instant + offsetAt(instant),
  };
}
