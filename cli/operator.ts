import { recordSecurityEvent } from '#platform/events/security.ts';
import { createApiKey } from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { changeMerchantStatus } from '../subgraphs/users/merchant/status.ts';

/** A merchant as commands work with it. */
export interface MerchantRow {
  id: string;
  slug: string;
  name: string;
  timeZone: string;
  currency: string;
  status: string;
}

/** @throws an error that says how to find the right one */
export async function findMerchant(db: Database, idOrSlug: string): Promise<MerchantRow> {
  const merchant = await db.worker.merchant.findFirst({
    where: isUuid(idOrSlug) ? { id: idOrSlug } : { slug: idOrSlug },
  });
  if (!merchant) {
    throw new Error(
      `--merchant: no merchant has the id or slug "${idOrSlug}". "merchantgraph merchant list" shows all.`,
    );
  }
  return merchant;
}

export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'merchant';

function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new Error(`--timezone: "${timeZone}" is not an IANA time zone such as Europe/London.`);
  }
}

function checkCurrency(currency: string): void {
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    throw new Error(`--currency: "${currency}" is not an ISO 4217 code such as GBP.`);
  }
}

/** What an operator did at the command line goes into the merchant's audit log like anything else. */
export const auditOperator = (
  tx: Transaction,
  merchantId: string,
  action: string,
  details: Record<string, unknown>,
): Promise<string> =>
  recordSecurityEvent(
    tx,
    'cli',
    { identity: { kind: 'operator', name: 'cli' }, correlationId: crypto.randomUUID() },
    { merchantId, action, details },
  );

/** Suspends, reopens or closes a merchant. @throws an error that says why its status cannot become this one */
export const setMerchantStatus = (
  db: Database,
  merchantId: string,
  status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED',
): Promise<void> =>
  db.auth.$transaction((tx) =>
    changeMerchantStatus(
      tx,
      'cli',
      { identity: { kind: 'operator', name: 'cli' }, correlationId: crypto.randomUUID() },
      merchantId,
      status,
    ),
  );

/** Creates a merchant with an API key of full scope, which is shown once. A taken slug gets a number. */
export async function createMerchant(
  db: Database,
  wish: { name: string; timeZone: string; currency: string; slug?: string; locale?: string },
): Promise<MerchantRow & { apiKey: string }> {
  if (wish.name.trim() === '') throw new Error('--name must not be empty.');
  checkTimeZone(wish.timeZone);
  const currency = wish.currency.toUpperCase();
  checkCurrency(currency);
  const base = wish.slug ?? slugOf(wish.name);
  const taken = new Set(
    (await db.auth.merchant.findMany({ where: { slug: { startsWith: base } }, select: { slug: true } })).map(
      (row) => row.slug,
    ),
  );
  let slug = base;
  for (let n = 2; taken.has(slug); n += 1) slug = `${base}-${n}`;
  const { key, prefix, hash } = createApiKey();
  return db.auth.$transaction(async (tx) => {
    const merchant = await tx.merchant.create({
      data: {
        ...{ name: wish.name.trim(), slug, timeZone: wish.timeZone, currency },
        ...(wish.locale !== undefined && { locale: wish.locale }),
      },
    });
    await tx.apiKey.create({
      data: {
        merchantId: merchant.id,
        name: 'created with the merchant',
        prefix,
        hash: new Uint8Array(hash),
        scopes: ['*'],
      },
    });
    await auditOperator(tx, merchant.id, 'merchant.created', { name: merchant.name });
    await auditOperator(tx, merchant.id, 'api_key.created', { prefix });
    return { ...merchant, apiKey: key };
  });
}
