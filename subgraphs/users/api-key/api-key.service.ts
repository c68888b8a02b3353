import type { Identity } from '#platform/identity/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { MerchantStatus } from '../merchant/merchant.type.ts';
import type { ApiKey } from './api-key.type.ts';

const COLUMNS = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  merchant: true,
} as const;

/** API keys of programs. */
export function createApiKeyService(db: Database) {
  return {
    /** The key a request came with; null when it came with none. */
    async current(identity: Identity): Promise<ApiKey | null> {
      if (identity.kind !== 'apiKey') return null;
      const row = await withTenants(db.app, [identity.merchantId], (tx) =>
        tx.apiKey.findUnique({ where: { id: identity.keyId }, select: COLUMNS }),
      );
      if (!row) return null;
      return {
        ...row,
        merchant: { ...row.merchant, status: MerchantStatus[row.merchant.status as MerchantStatus] },
      };
    },
  };
}

export type ApiKeyService = ReturnType<typeof createApiKeyService>;
