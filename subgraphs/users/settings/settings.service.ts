import { badInput, conflict, notFound } from '#platform/errors/index.ts';
import { appendEvent } from '#platform/events/outbox.ts';
import { recordSecurityEvent } from '#platform/events/security.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { type Identity, requireMerchant } from '#platform/identity/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Changes } from '../change.ts';
import { currencyOf, localeOf, timeZoneOf } from '../input.ts';
import type { MerchantRepository } from '../merchant/merchant.repository.ts';
import type { Merchant } from '../merchant/merchant.type.ts';
import { hoursOf, weekOf } from './business-hours.ts';
import type { MerchantSettings, UpdateMerchantSettingsInput } from './settings.type.ts';

/** Told when a merchant begins to count its days in another zone. Payload: `{ before, after }`. */
const TIME_ZONE_CHANGED = 'merchant.time_zone_changed';

interface Values {
  timeZone: string;
  currency: string;
  locale: string;
  businessHours: unknown;
}

/** Everything in the input, checked; what is absent is left out. */
function checked(input: UpdateMerchantSettingsInput): Partial<Values> {
  const { timeZone, currency, locale, businessHours } = input;
  return {
    ...(timeZone == null ? {} : { timeZone: timeZoneOf(timeZone, 'timeZone') }),
    ...(currency == null ? {} : { currency: currencyOf(currency, 'currency') }),
    ...(locale == null ? {} : { locale: localeOf(locale, 'locale') }),
    ...(businessHours === undefined ? {} : { businessHours: businessHours && hoursOf(businessHours) }),
  };
}

/** Amounts are in the currency they were sold in: it cannot change under them. */
async function checkNoCommerce(tx: Transaction, merchantId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ used: boolean }[]>`
    select exists (select 1 from commerce.orders where merchant_id = ${merchantId}::uuid)
        or exists (select 1 from commerce.carts where merchant_id = ${merchantId}::uuid)
        or exists (select 1 from commerce.imports where merchant_id = ${merchantId}::uuid and status = 'RUNNING') as used`;
  if (row?.used)
    throw conflict(
      'This merchant has orders or carts, whose amounts are in its currency, so the currency cannot change. Open another merchant for another currency.',
      ['input', 'currency'],
    );
}

/** A zone that JavaScript knows and PostgreSQL does not would break counting its days. */
async function checkKnownZone(tx: Transaction, timeZone: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ known: boolean }[]>`
    select exists (select 1 from pg_timezone_names where name = ${timeZone}) as known`;
  if (!row?.known)
    throw badInput(`"${timeZone}" is not an IANA time zone such as Europe/London.`, ['input', 'timeZone']);
}

/** How a merchant counts and shows. */
export function createSettingsService(deps: { change: Changes; merchants: MerchantRepository }) {
  async function apply(
    tx: Transaction,
    context: SubgraphContext,
    merchantId: string,
    wanted: Partial<Values>,
  ): Promise<void> {
    const select = { timeZone: true, currency: true, locale: true, businessHours: true } as const;
    const now: Values = await tx.merchant.findUniqueOrThrow({ where: { id: merchantId }, select });
    const changed = (Object.keys(wanted) as (keyof Values)[]).filter(
      (key) => JSON.stringify(wanted[key]) !== JSON.stringify(now[key]),
    );
    if (changed.length === 0) return;
    const pick = (values: Partial<Values>) => Object.fromEntries(changed.map((key) => [key, values[key]]));
    const [before, after] = [pick(now), pick(wanted)];
    if (changed.includes('currency')) await checkNoCommerce(tx, merchantId);
    const zone = changed.includes('timeZone') ? wanted.timeZone : undefined;
    if (zone !== undefined) await checkKnownZone(tx, zone);
    await tx.merchant.updateMany({
      where: { id: merchantId },
      data: {
        ...after,
        ...(changed.includes('businessHours') && wanted.businessHours === null
          ? { businessHours: Prisma.DbNull }
          : {}),
        ...(zone === undefined ? {} : { recountSince: new Date() }),
      },
    });
    if (zone !== undefined) {
      await appendEvent(tx, {
        eventType: TIME_ZONE_CHANGED,
        eventVersion: 1,
        correlationId: context.correlationId,
        sourceService: 'users',
        merchantId,
        payload: { before: now.timeZone, after: zone },
      });
    }
    await recordSecurityEvent(tx, 'users', context, {
      merchantId,
      action: 'merchant.settings_changed',
      details: { before, after },
    });
  }

  return {
    /** Needs `settings:read`. */
    of(identity: Identity, merchant: Merchant): MerchantSettings {
      requireMerchant(identity, merchant.id, 'settings:read');
      const { timeZone, currency, locale, hours, recomputing } = merchant;
      return { timeZone, currency, locale, recomputing, businessHours: hours && weekOf(hours) };
    },

    async update(context: SubgraphContext, input: UpdateMerchantSettingsInput): Promise<Merchant> {
      const { merchantId } = input;
      const wish = {
        merchantId,
        permission: 'settings:write',
        operation: 'updateMerchantSettings',
        input,
      } as const;
      await deps.change(context, wish, ({ tx }) => apply(tx, context, merchantId, checked(input)));
      const [merchant] = await deps.merchants.byIds([merchantId], [merchantId]);
      if (!merchant) throw notFound('The merchant', ['input', 'merchantId']);
      return merchant;
    },
  };
}

export type SettingsService = ReturnType<typeof createSettingsService>;
