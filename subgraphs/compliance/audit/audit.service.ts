import DataLoader from 'dataloader';
import { badInput, messageOf, notFound, unauthenticated } from '#platform/errors/index.ts';
import {
  type Connection,
  connectionOf,
  loaderOf,
  pageByTime,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import { merchantsOf, requireMerchant } from '#platform/identity/identity.ts';
import { isUuid } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import {
  type AuditRow,
  findAuditEntries,
  findAuditEntriesById,
  findVerification,
} from './audit.repository.ts';
import {
  type AuditActorKind,
  AuditEntry,
  type AuditLogArgs,
  AuditLogIntegrity,
  AuditLogStatus,
  type AuditOutcome,
} from './audit.type.ts';

/** A merchant's audit log. All need `audit:read`. */
export interface AuditService {
  /** @throws BAD_INPUT that names the argument, NOT_FOUND for a merchant that is not the caller's */
  list(context: SubgraphContext, merchantId: string, args: AuditLogArgs): Promise<Connection<AuditEntry>>;
  /** @throws NOT_FOUND for an unknown entry or another merchant's */
  byId(context: SubgraphContext, id: string): Promise<AuditEntry>;
  /** What the last verification found. @throws NOT_FOUND for a merchant that is not the caller's */
  integrity(context: SubgraphContext, merchantId: string): Promise<AuditLogIntegrity>;
}

/** Days that both PostgreSQL and JavaScript can name, with the day after them. */
const FIRST_DAY = '0001-01-01';
const LAST_DAY = '9999-12-30';

const entryOf = (row: AuditRow): AuditEntry =>
  Object.assign(new AuditEntry(), {
    id: row.id,
    merchantId: row.merchant_id,
    actorKind: row.actor_kind as AuditActorKind,
    actorId: row.actor_id,
    action: row.action,
    outcome: row.outcome as AuditOutcome,
    occurredAt: row.occurred_at,
    ipAddress: row.ip_address,
    userAgent: row.user_agent,
    correlationId: row.correlation_id,
    details: row.details,
    sequence: Number(row.sequence),
    hash: row.hash,
  });

/** An empty list restricts nothing. */
const anyOf = <T>(values: T[] | null | undefined): T[] | undefined => (values?.length ? values : undefined);

export function createAuditService(deps: { db: Pick<Database, 'app'> }): AuditService {
  const key = {};

  const loader = (context: SubgraphContext): DataLoader<string, AuditEntry> =>
    new DataLoader(async (ids) => {
      const { identity } = context;
      if (identity.kind === 'anonymous') {
        const refusal = unauthenticated('Sign in, or send an API key, to read the audit log.');
        return ids.map(() => refusal);
      }
      const rows = await findAuditEntriesById(deps.db, merchantsOf(identity), ids.filter(isUuid));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => {
        const row = byId.get(id);
        if (!row) return notFound('The audit entry', ['id']);
        try {
          requireMerchant(identity, row.merchant_id, 'audit:read');
        } catch (error) {
          return error instanceof Error ? error : new Error(messageOf(error));
        }
        return entryOf(row);
      });
    });

  return {
    async list(context, merchantId, args) {
      requireMerchant(context.identity, merchantId, 'audit:read');
      if (!isUuid(merchantId)) throw notFound('The merchant', ['merchant']);
      const page = pageByTime(args);
      const { from, to, action, outcome, actorId, actorKind, ipAddress } = args.filter ?? {};
      if (from && to && from > to)
        throw badInput(`filter.to (${to}) must not be before filter.from (${from}).`, ['filter', 'to']);
      for (const [name, day] of Object.entries({ from, to })) {
        if (day && (day < FIRST_DAY || day > LAST_DAY))
          throw badInput(`filter.${name} must be between ${FIRST_DAY} and ${LAST_DAY}; got ${day}.`, [
            'filter',
            name,
          ]);
      }
      const { rows, totalCount } = await findAuditEntries(deps.db, {
        merchantId,
        actions: anyOf(action),
        actorId: actorId ?? undefined,
        outcomes: anyOf(outcome),
        actorKinds: anyOf(actorKind),
        ipAddress: ipAddress ?? undefined,
        from: from ?? undefined,
        to: to ?? undefined,
        page,
      });
      const positions = new Map(rows.map((row) => [row.id, row.occurred_at_us]));
      return connectionOf(rows.map(entryOf), page, totalCount, (entry) => [
        positions.get(entry.id) ?? '',
        entry.id,
      ]);
    },
    async integrity(context, merchantId) {
      requireMerchant(context.identity, merchantId, 'audit:read');
      if (!isUuid(merchantId)) throw notFound('The merchant', ['merchant']);
      const found = await findVerification(deps.db, merchantId);
      const status = found?.intact ? AuditLogStatus.INTACT : AuditLogStatus.BROKEN;
      return Object.assign(new AuditLogIntegrity(), {
        verifiedAt: found?.verifiedAt ?? null,
        status: found ? status : AuditLogStatus.NOT_VERIFIED,
        entries: found ? Number(found.entries) : null,
        problem: found?.problem ?? null,
      });
    },
    byId: (context, id) => loaderOf(context, key, () => loader(context)).load(id),
  };
}
