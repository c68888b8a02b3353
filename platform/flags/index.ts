import { type SqlTransaction, type TransactionalClient, withTenants } from '../postgres/tenants.ts';
import { FEATURE_FLAGS, type FeatureFlagName, isFeatureFlag } from './catalogue.ts';

export * from './catalogue.ts';

/** What a merchant has set itself; flags that are absent have their default. */
export type FlagOverrides = ReadonlyMap<FeatureFlagName, boolean>;

/** Feature flags as code reads them. */
export interface FeatureFlags {
  /** Whether a flag is on for a merchant. May be late by the length of the cache. */
  isEnabled(merchantId: string, name: FeatureFlagName): Promise<boolean>;
  /** The same for many merchants with one query: those of them for whom it is on. */
  enabledAmong(merchantIds: readonly string[], name: FeatureFlagName): Promise<ReadonlySet<string>>;
}

/** What these merchants have set, read now. Every merchant has an entry. */
export async function readOverrides(
  tx: SqlTransaction,
  merchantIds: readonly string[],
): Promise<Map<string, FlagOverrides>> {
  const rows = await tx.$queryRaw<{ merchantId: string; name: string; enabled: boolean }[]>`
    select merchant_id::text as "merchantId", name, enabled from users.feature_flags
    where merchant_id = any(${[...merchantIds]}::text[]::uuid[])`;
  const found = new Map<string, Map<FeatureFlagName, boolean>>(merchantIds.map((id) => [id, new Map()]));
  for (const { merchantId, name, enabled } of rows)
    if (isFeatureFlag(name)) found.get(merchantId)?.set(name, enabled);
  return found;
}

/** Whether a flag is on, given what the merchant has set. */
export const resolveFlag = (overrides: FlagOverrides | undefined, name: FeatureFlagName): boolean =>
  overrides?.get(name) ?? FEATURE_FLAGS[name].default;

/**
 * @param options.client of role `mg_app` or `mg_worker`
 * @param options.cacheMs how long what was read holds (default 5 seconds)
 */
export function createFeatureFlags<Tx extends SqlTransaction>(options: {
  client: TransactionalClient<Tx>;
  cacheMs?: number;
  now?: () => number;
}): FeatureFlags {
  const cacheMs = options.cacheMs ?? 5_000;
  const now = options.now ?? Date.now;
  const cache = new Map<string, { overrides: FlagOverrides; until: number }>();

  async function overridesOf(merchantIds: readonly string[]): Promise<ReadonlyMap<string, FlagOverrides>> {
    const at = now();
    const known = new Map<string, FlagOverrides>();
    const missing: string[] = [];
    for (const id of merchantIds) {
      const entry = cache.get(id);
      if (entry && entry.until > at) known.set(id, entry.overrides);
      else missing.push(id);
    }
    if (missing.length === 0) return known;
    const read = await withTenants(options.client, missing, (tx) => readOverrides(tx, missing));
    if (cache.size + read.size > MAX_CACHED) cache.clear();
    for (const [id, overrides] of read) {
      cache.set(id, { overrides, until: at + cacheMs });
      known.set(id, overrides);
    }
    return known;
  }

  return {
    async isEnabled(merchantId, name) {
      return resolveFlag((await overridesOf([merchantId])).get(merchantId), name);
    },
    async enabledAmong(merchantIds, name) {
      const overrides = await overridesOf(merchantIds);
      return new Set(merchantIds.filter((id) => resolveFlag(overrides.get(id), name)));
    },
  };
}

const MAX_CACHED = 20_000;
