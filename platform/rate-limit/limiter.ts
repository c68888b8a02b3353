import { type BucketStore, createLocalStore, type Lease, type LeaseRequest } from './bucket-store.ts';

/** How fast a bucket gives. */
export interface Rate {
  /** Tokens that come back each second; may be a fraction. */
  perSecond: number;
  /** Tokens a full bucket holds: what may be spent at once. */
  burst: number;
}

/** What one request takes from one bucket. */
export interface Charge extends Rate {
  /** Which bucket, for example `user:<id>`. */
  key: string;
  /** What the limit is on, in words a client reads, for example `requests of this user`. */
  name: string;
  tokens: number;
}

/** What is left, of the bucket that has the smallest share left. */
export interface Budget {
  allowed: boolean;
  name: string;
  /** Tokens of the full bucket. */
  limit: number;
  /** Whole tokens that are left, as far as this process knows. */
  remaining: number;
  /** Seconds, rounded up: until a refused request would be allowed, else until the bucket is full again. */
  resetSeconds: number;
}

export interface RateLimiter {
  /**
   * Takes tokens from all buckets, or from none when one of them has too few. Answers at once while this process holds
   * leased tokens; else it asks the store, for a batch.
   */
  take(charges: readonly Charge[]): Budget | Promise<Budget>;
  /** Whether a bucket is known to be empty at the moment; takes nothing, and asks nobody. */
  isEmpty(key: string): boolean;
}

interface Bucket {
  /** Tokens this process has leased and not spent. */
  leased: number;
  /** Tokens in the store when it was last asked, and when that was. */
  left: number;
  askedAt: number;
  /** Before this moment asking again is pointless. */
  emptyUntil: number;
  asking: Promise<void> | undefined;
}

/** Share of a bucket that one process leases at once: fewer questions to the store, and the bound on overshoot. */
const BATCH_SHARE = 0.1;
const REMEMBERED_BUCKETS = 50_000;
/** An empty bucket is asked about again at most this often. */
const MIN_PAUSE_MS = 100;
const STORE_TIMEOUT_MS = 250;
/** A store that failed is left alone for this long. */
const AWAY_MS = 1_000;
/** What a process gives out by itself while it cannot ask: others may be doing the same. */
const AWAY_SHARE = 0.5;

/**
 * Token buckets, leased in batches. A process takes up to a tenth of a bucket at once and spends it without asking, so
 * that all processes together may let through at most `burst + processes * (0.1 + 0.05) * burst` at once: what they
 * hold, and what they fetch ahead when half of it is spent. While the store does not answer within 250 ms, each process
 * serves from a bucket of its own of half the size and speed.
 */
export function createRateLimiter(
  options: { store?: BucketStore; now?: () => number; onAway?: (error: unknown) => void } = {},
): RateLimiter {
  const now = options.now ?? Date.now;
  const store = options.store ?? createLocalStore({ now });
  const fallback = createLocalStore({ now, share: AWAY_SHARE });
  const buckets = new Map<string, Bucket>();
  let awayUntil = 0;
  let waiting = new Map<string, { request: LeaseRequest; settle: ((lease: Lease) => void)[] }>();
  let flushing = false;

  const bucketOf = (key: string): Bucket => {
    let bucket = buckets.get(key);
    if (!bucket) {
      // What is forgotten was leased and is lost: at most a tenth of a bucket that fills again.
      if (buckets.size >= REMEMBERED_BUCKETS) buckets.clear();
      bucket = { leased: 0, left: 0, askedAt: 0, emptyUntil: 0, asking: undefined };
      buckets.set(key, bucket);
    }
    return bucket;
  };

  const ask = async (requests: LeaseRequest[]): Promise<Lease[]> => {
    if (now() < awayUntil) return fallback.lease(requests);
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`no answer within ${STORE_TIMEOUT_MS} ms`)),
          STORE_TIMEOUT_MS,
        );
      });
      return await Promise.race([store.lease(requests), late]);
    } catch (error) {
      awayUntil = now() + AWAY_MS;
      options.onAway?.(error);
      return fallback.lease(requests);
    } finally {
      clearTimeout(timer);
    }
  };

  /** One question at a time; what comes up meanwhile is asked together in the next. */
  const flush = async (): Promise<void> => {
    flushing = true;
    while (waiting.size > 0) {
      const batch = [...waiting.values()];
      waiting = new Map();
      const leases = await ask(batch.map(({ request }) => request));
      batch.forEach(({ settle }, at) => {
        const lease = leases[at] ?? { granted: 0, left: 0 };
        for (const done of settle) done(lease);
      });
    }
    flushing = false;
  };

  const receive = (bucket: Bucket, charge: Charge, lease: Lease): void => {
    bucket.leased += lease.granted;
    bucket.left = lease.left;
    bucket.askedAt = now();
    if (bucket.leased < charge.tokens) {
      const missing = charge.tokens - bucket.leased - Math.max(0, lease.left);
      bucket.emptyUntil = now() + Math.max(MIN_PAUSE_MS, (missing / charge.perSecond) * 1_000);
    }
  };

  const requestFor = (bucket: Bucket, charge: Charge): LeaseRequest => ({
    key: charge.key,
    perSecond: charge.perSecond,
    burst: charge.burst,
    want: Math.max(charge.tokens - bucket.leased, Math.ceil(charge.burst * BATCH_SHARE)),
  });

  const lease = (bucket: Bucket, charge: Charge): Promise<void> => {
    bucket.asking ??= new Promise<void>((resolve) => {
      const settle = (answer: Lease) => {
        bucket.asking = undefined;
        receive(bucket, charge, answer);
        resolve();
      };
      const known = waiting.get(charge.key);
      if (known) known.settle.push(settle);
      else waiting.set(charge.key, { request: requestFor(bucket, charge), settle: [settle] });
      if (!flushing) void flush();
    });
    return bucket.asking;
  };

  const budgetOf = (bucket: Bucket, charge: Charge, allowed: boolean): Budget => {
    const at = now();
    const refilled = ((at - bucket.askedAt) / 1_000) * charge.perSecond;
    const inStore = Math.min(charge.burst, Math.max(0, bucket.left) + refilled);
    const remaining = allowed ? Math.min(charge.burst, Math.floor(bucket.leased + inStore)) : 0;
    const seconds = allowed
      ? (charge.burst - remaining) / charge.perSecond
      : Math.max(0, bucket.emptyUntil - at) / 1_000;
    return {
      allowed,
      name: charge.name,
      limit: charge.burst,
      remaining,
      resetSeconds: Math.max(allowed ? 0 : 1, Math.ceil(seconds)),
    };
  };

  /** Takes from what is leased; tells what has to be leased first, or which bucket refuses. */
  const tryTake = (charges: readonly Charge[], final: boolean): Budget | Promise<void>[] => {
    const asking: Promise<void>[] = [];
    for (const charge of charges) {
      const bucket = bucketOf(charge.key);
      if (bucket.leased >= charge.tokens) continue;
      if (final || now() < bucket.emptyUntil) return budgetOf(bucket, charge, false);
      asking.push(lease(bucket, charge));
    }
    if (asking.length > 0) return asking;
    let tightest: Budget | undefined;
    for (const charge of charges) {
      const bucket = bucketOf(charge.key);
      bucket.leased -= charge.tokens;
      const ahead = Math.ceil(charge.burst * BATCH_SHARE) / 2;
      if (bucket.leased < ahead && bucket.left >= 1 && !bucket.asking) void lease(bucket, charge);
      const budget = budgetOf(bucket, charge, true);
      if (!tightest || budget.remaining / budget.limit < tightest.remaining / tightest.limit)
        tightest = budget;
    }
    return tightest ?? { allowed: true, name: '', limit: 0, remaining: 0, resetSeconds: 0 };
  };

  return {
    isEmpty: (key) => now() < (buckets.get(key)?.emptyUntil ?? 0),
    take(charges) {
      const first = tryTake(charges, false);
      if (!Array.isArray(first)) return first;
      // Others who waited for the same lease may have spent it: once more, and then it is a refusal.
      return Promise.all(first).then(async () => {
        const second = tryTake(charges, false);
        if (!Array.isArray(second)) return second;
        await Promise.all(second);
        return tryTake(charges, true) as Budget;
      });
    },
  };
}
