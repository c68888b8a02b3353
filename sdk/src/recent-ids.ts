/** How many ids are remembered: far more than a reconnection can repeat. */
const CAPACITY = 2_000;

/** Knows the entities a subscription has delivered, so that what comes again after a reconnection is dropped. */
export interface RecentIds {
  /** True when the event's entity (the `id` right under its root field) was seen before. Events without are new. */
  isRepeat(data: Record<string, unknown>): boolean;
  /** Id of the newest entity; undefined before the first. */
  last(): string | undefined;
}

export function createRecentIds(capacity: number = CAPACITY): RecentIds {
  // A Set keeps insertion order: its first element is the oldest.
  const seen = new Set<string>();
  let last: string | undefined;
  return {
    last: () => last,
    isRepeat(data) {
      const [root] = Object.values(data);
      const id = typeof root === 'object' && root !== null && 'id' in root ? root.id : undefined;
      if (typeof id !== 'string') return false;
      if (seen.has(id)) return true;
      seen.add(id);
      last = id;
      if (seen.size > capacity) seen.delete(seen.values().next().value as string);
      return false;
    },
  };
}
