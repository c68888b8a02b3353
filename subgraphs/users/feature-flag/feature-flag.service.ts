import { badInput } from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/security.ts';
import {
  FEATURE_FLAG_NAMES,
  FEATURE_FLAGS,
  type FeatureFlagName,
  type FlagOverrides,
  isFeatureFlag,
  readOverrides,
  resolveFlag,
} from '#platform/flags/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { type Identity, requireMerchant } from '#platform/identity/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import type { Changes } from '../change.ts';
import type { FeatureFlag, SetFeatureFlagInput } from './feature-flag.type.ts';

function flagOf(name: FeatureFlagName, overrides: FlagOverrides | undefined): FeatureFlag {
  const { description, default: defaultEnabled } = FEATURE_FLAGS[name];
  const overridden = overrides?.has(name) ?? false;
  return { name, description, defaultEnabled, overridden, enabled: resolveFlag(overrides, name) };
}

function known(name: string, path: string[]): FeatureFlagName {
  if (isFeatureFlag(name)) return name;
  throw badInput(`There is no flag "${name}"; there are ${FEATURE_FLAG_NAMES.join(', ')}.`, path);
}

/** Switches of the product, merchant by merchant. */
export function createFeatureFlagService(deps: { db: Pick<Database, 'app'>; change: Changes }) {
  /** Read from the database, not from a cache: who has just set a flag sees it set. */
  const overridesOf = async (merchantId: string): Promise<FlagOverrides | undefined> =>
    (await withTenants(deps.db.app, [merchantId], (tx) => readOverrides(tx, [merchantId]))).get(merchantId);

  return {
    /** All flags, or those named, in the order of the catalogue. Needs `flags:read`. */
    async list(
      identity: Identity,
      merchantId: string,
      names: readonly string[] | null | undefined,
    ): Promise<FeatureFlag[]> {
      requireMerchant(identity, merchantId, 'flags:read');
      const wanted = names?.map((name) => known(name, ['names'])) ?? FEATURE_FLAG_NAMES;
      const overrides = await overridesOf(merchantId);
      return wanted.map((name) => flagOf(name, overrides));
    },

    async set(context: SubgraphContext, input: SetFeatureFlagInput): Promise<FeatureFlag> {
      const { merchantId, enabled } = input;
      const wish = { merchantId, permission: 'flags:write', operation: 'setFeatureFlag', input } as const;
      await deps.change(context, wish, async ({ tx }) => {
        const name = known(input.name, ['input', 'name']);
        const overrides = (await readOverrides(tx, [merchantId])).get(merchantId);
        const before = overrides?.get(name) ?? null;
        const after = enabled ?? null;
        if (before === after) return;
        if (after === null) await tx.featureFlag.deleteMany({ where: { merchantId, name } });
        else
          await tx.featureFlag.upsert({
            where: { merchantId_name: { merchantId, name } },
            create: { merchantId, name, enabled: after },
            update: { enabled: after, changedAt: new Date() },
          });
        await recordSecurityEvent(tx, 'users', context, {
          merchantId,
          action: 'feature_flag.changed',
          details: { name, before, after },
        });
      });
      return flagOf(known(input.name, ['input', 'name']), await overridesOf(merchantId));
    },
  };
}

export type FeatureFlagService = ReturnType<typeof createFeatureFlagService>;
