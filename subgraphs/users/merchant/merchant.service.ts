import { notFound, unauthenticated } from '#platform/errors/index.ts';
import { type Identity, may, merchantsOf, requireMerchant } from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/tenants.ts';
import type { MerchantRepository } from './merchant.repository.ts';
import type { Merchant } from './merchant.type.ts';

/** Merchants the caller belongs to. */
export function createMerchantService(repository: MerchantRepository) {
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
  };
}

export type MerchantService = ReturnType<typeof createMerchantService>;
