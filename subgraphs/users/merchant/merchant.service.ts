import { forbidden, notFound, unauthenticated } from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/security.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import {
  announceIdentityChange,
  type Identity,
  may,
  merchantsOf,
  requireMerchant,
} from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/index.ts';
import type { Changes } from '../change.ts';
import type { Decide } from '../deciding.ts';
import { textOf } from '../input.ts';
import type { CloseMerchantInput, CreateMerchantInput, UpdateMerchantInput } from './merchant.input.ts';
import type { MerchantRepository } from './merchant.repository.ts';
import type { Merchant } from './merchant.type.ts';
import { checkedMerchant, openMerchant } from './opening.ts';
import { changeMerchantStatus } from './status.ts';

const LONGEST_NAME = 100;

/** Merchants the caller belongs to. */
export function createMerchantService(deps: {
  repository: MerchantRepository;
  change: Changes;
  decide: Decide;
}) {
  const { repository, change } = deps;

  async function one(merchantId: string): Promise<Merchant> {
    const [merchant] = await repository.byIds([merchantId], [merchantId]);
    if (!merchant) throw notFound('The merchant', ['input', 'merchantId']);
    return merchant;
  }

  return {
    /**
     * @param idOrSlug UUID or slug
     * @throws NOT_FOUND for a merchant the caller does not belong to, as for one that does not exist
     */
    async find(identity: Identity, idOrSlug: string): Promise<Merchant> {
      if (identity.kind === 'anonymous')
        throw unauthenticated('Sign in, or send an API key, to read a merchant.');
      const tenants = merchantsOf(identity);
      const merchant = isUuid(idOrSlug)
        ? (await repository.byIds(tenants, [idOrSlug]))[0]
        : await repository.bySlug(tenants, idOrSlug);
      if (!merchant) throw notFound('The merchant', ['id']);
      requireMerchant(identity, merchant.id, 'merchant:read');
      return merchant;
    },

    /** Merchants by id, in the order asked for; null for those the caller does not belong to. */
    async byIds(identity: Identity, ids: readonly string[]): Promise<(Merchant | null)[]> {
      const allowed = ids.filter((id) => may(identity, id, 'merchant:read'));
      const found = allowed.length === 0 ? [] : await repository.byIds(merchantsOf(identity), allowed);
      const merchants = new Map(found.map((merchant) => [merchant.id, merchant]));
      return ids.map((id) => merchants.get(id) ?? null);
    },

    /** Opens another shop for the signed-in person, who becomes its owner. */
    async create(context: SubgraphContext, input: CreateMerchantInput): Promise<Merchant> {
      const { identity } = context;
      if (identity.kind === 'anonymous') throw unauthenticated('Sign in to open a shop.');
      if (identity.kind !== 'user')
        throw forbidden('A shop belongs to a person; an API key cannot open one. Sign in for it.');
      const { userId } = identity;
      const wish = checkedMerchant(input, 'name');
      const merchantId = await deps.decide(context, 'createMerchant', input, async (tx) => {
        const { id, name, slug } = await openMerchant(tx, wish, userId);
        await announceIdentityChange(tx, 'USER', userId);
        await recordSecurityEvent(tx, 'users', context, {
          merchantId: id,
          action: 'merchant.created',
          details: { name, slug },
        });
        return { ok: id };
      });
      // The rest of the selection is answered to the owner that the caller is now.
      context.identity = {
        ...identity,
        memberships: [...identity.memberships, { merchantId, role: 'OWNER' }],
      };
      return one(merchantId);
    },

    async update(context: SubgraphContext, input: UpdateMerchantInput): Promise<Merchant> {
      const { merchantId } = input;
      const wish = { merchantId, permission: 'settings:write', operation: 'updateMerchant', input } as const;
      await change(context, wish, async ({ tx }) => {
        if (input.name == null) return;
        const name = textOf(input.name, 'name', LONGEST_NAME);
        const before = await tx.merchant.findUnique({ where: { id: merchantId }, select: { name: true } });
        if (before?.name === name) return;
        await tx.merchant.updateMany({ where: { id: merchantId }, data: { name } });
        await recordSecurityEvent(tx, 'users', context, {
          merchantId,
          action: 'merchant.settings_changed',
          details: { before, after: { name } },
        });
      });
      return one(merchantId);
    },

    close: (context: SubgraphContext, input: CloseMerchantInput): Promise<void> =>
      change(
        context,
        { merchantId: input.merchantId, permission: 'merchant:close', operation: 'closeMerchant', input },
        ({ tx }) => changeMerchantStatus(tx, 'users', context, input.merchantId, 'CLOSED'),
      ),
  };
}

export type MerchantService = ReturnType<typeof createMerchantService>;
