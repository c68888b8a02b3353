/** Answers are kept no longer than this, changed data or not. */
const MAX_AGE_MS = 5 * 60_000;
/** Characters of JSON that all answers together may take, and a single one. */
const MAX_TOTAL = 32_000_000;
const MAX_ONE = 500_000;

interface Entry {
  version: string;
  at: number;
  answer: Promise<unknown>;
  size: number;
}

/** What is asked: of whom, which report, with which arguments, over which state of the data. */
export interface CacheKey {
  merchantId: string;
  report: string;
  arguments: unknown;
  /** An answer of another version is not used. */
  version: string;
}

export interface ReportCache {
  /** The answer that is kept, or else what `read` gives, which is then kept. Equal questions at one time read once. */
  get<T>(key: CacheKey, read: () => Promise<T>): Promise<T>;
}

/**
 * Keeps answers in this process, the least recently used ones go first. The merchant is part of every key, and a
 * failure is never kept.
 */
export function createReportCache(options: { now?: () => number } = {}): ReportCache {
  const now = options.now ?? Date.now;
  // A map iterates in the order of insertion: whatever is used is put in again, so the first is the oldest.
  const entries = new Map<string, Entry>();
  let total = 0;

  function drop(name: string, entry: Entry): void {
    if (entries.get(name) !== entry) return;
    entries.delete(name);
    total -= entry.size;
  }

  function weigh(name: string, entry: Entry, answer: unknown): void {
    if (entries.get(name) !== entry) return;
    entry.size = JSON.stringify(answer)?.length ?? 0;
    total += entry.size;
    if (entry.size > MAX_ONE) drop(name, entry);
    for (const [oldest, other] of entries) {
      if (total <= MAX_TOTAL) break;
      drop(oldest, other);
    }
  }

  return {
    get<T>(key: CacheKey, read: () => Promise<T>): Promise<T> {
      const name = JSON.stringify([key.merchantId, key.report, key.arguments]);
      const known = entries.get(name);
      if (known) drop(name, known);
      if (known && known.version === key.version && now() - known.at < MAX_AGE_MS) {
        entries.set(name, known);
        total += known.size;
        // Only `read` of the same question was ever put here.
        return known.answer as Promise<T>;
      }
      const answer = read();
      const entry: Entry = { version: key.version, at: now(), answer, size: 0 };
      entries.set(name, entry);
      answer.then(
        (value) => weigh(name, entry, value),
        () => drop(name, entry),
      );
      return answer;
    },
  };
}
