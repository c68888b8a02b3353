/** How many ids are remembered: far more than a reconnection can repeat. */
const CAPACITY = 2_000;

/** Knows the entities a subscription has delivered, so that what comes again after a reconnection is dropped. */
export interface RecentIds {
  /**
   * True when the event was seen before: by its own id (`eventId` right under its root field) or, where it has none, by its
   * entity's (`id`). Events without either are new.
   */
  isRepeat(data: Record<string, unknown>): boolean;
  /** That id of the newest event; undefined before the first. */
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
      if (typeof root !== 'object' || root === null) return false;
      const { eventId, id: entityId } = root as { eventId?: unknown; id?: unknown };
      const id = eventId ?? entityId;
      if (typeof id !== 'string') return false;
      if (seen.has(id)) return true;
      seen.add(id);
      last = id;
      if (seen.size > capacity) seen.delete(seen.values().next().value as string);
      return false;
    },
  };
}
