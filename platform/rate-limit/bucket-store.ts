import type pg from 'pg';

/** Tokens that a process wants to take out of a bucket, at once. */
export interface LeaseRequest {
  key: string;
  /** Tokens that come back each second. */
  perSecond: number;
  /** Tokens the full bucket holds. */
  burst: number;
  want: number;
}

export interface Lease {
  /** Whole tokens, 0 to `want`: they are the process's own from now on. */
  granted: number;
  /** Tokens the bucket still holds. */
  left: number;
}

/** Where buckets are. A store takes tokens out and never puts any back. */
export interface BucketStore {
  /** In the order asked; each key at most once. */
  lease(requests: readonly LeaseRequest[]): Lease[] | Promise<Lease[]>;
}

/** Forgotten buckets are full again, which is what they would be by then, or nearly. */
const REMEMBERED_BUCKETS = 50_000;

/** Buckets of this process alone. `share` below 1 gives out less, for a process that cannot ask what others took. */
export function createLocalStore(options: { now?: () => number; share?: number } = {}): BucketStore {
  const now = options.now ?? Date.now;
  const share = options.share ?? 1;
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    lease: (requests) =>
      requests.map(({ key, perSecond, burst, want }) => {
        const at = now();
        const size = Math.max(1, burst * share);
        const known = buckets.get(key);
        const elapsed = known ? Math.max(0, at - known.at) / 1_000 : 0;
        const tokens = known ? Math.min(size, known.tokens + elapsed * perSecond * share) : size;
        const granted = Math.max(0, Math.min(want, Math.floor(tokens)));
        if (!known && buckets.size >= REMEMBERED_BUCKETS) buckets.clear();
        buckets.set(key, { tokens: tokens - granted, at });
        return { granted, left: tokens - granted };
      }),
  };
}

// One statement for every bucket asked for; keys in order, so that two processes never wait for one another in a circle.
const LEASE_SQL = `
  insert into gateway.rate_limits as b (key, tokens, granted, per_second, burst, updated_at)
  select key, burst - least(want, burst), least(want, burst), per_second, burst, now()
  from unnest($1::text[], $2::float8[], $3::float8[], $4::float8[]) as r (key, per_second, burst, want)
  order by key
  on conflict (key) do update set (tokens, granted, per_second, burst, updated_at) = (
    select full_now - given, given, excluded.per_second, excluded.burst, greatest(b.updated_at, now())
    from (select least(excluded.burst,
            b.tokens + excluded.per_second * greatest(0, extract(epoch from now() - b.updated_at))::float8) as full_now) as f,
         lateral (select greatest(0, least(excluded.granted, floor(full_now))) as given) as g)
  returning key, granted, tokens`;

const SWEEP_SQL = `delete from gateway.rate_limits where updated_at < now() - interval '1 hour'`;
const SWEEP_EVERY_MS = 10 * 60_000;

/** Buckets shared by every process, in PostgreSQL, filled by its clock. `pool` must be of a role that may write them. */
export function createPostgresStore(options: {
  pool: pg.Pool;
  /** Told when idle buckets cannot be deleted. */
  onError?: (error: unknown) => void;
}): BucketStore & { close(): void } {
  const { pool } = options;
  const sweep = setInterval(() => {
    pool.query(SWEEP_SQL).catch((error: unknown) => options.onError?.(error));
  }, SWEEP_EVERY_MS);
  sweep.unref();
  return {
    async lease(requests) {
      const { rows } = await pool.query<{ key: string; granted: number; tokens: number }>(LEASE_SQL, [
        requests.map(({ key }) => key),
        requests.map(({ perSecond }) => perSecond),
        requests.map(({ burst }) => burst),
        requests.map(({ want }) => want),
      ]);
      const byKey = new Map(rows.map((row) => [row.key, row]));
      return requests.map(({ key }) => {
        const row = byKey.get(key);
        return { granted: row?.granted ?? 0, left: row?.tokens ?? 0 };
      });
    },
    close: () => clearInterval(sweep),
  };
}
