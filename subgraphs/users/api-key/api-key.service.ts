import { badInput, conflict, forbidden, notFound } from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/security.ts';
import { type Connection, connectionOf, pageOf, type SubgraphContext } from '#platform/graphql/index.ts';
import {
  announceIdentityChange,
  createApiKey,
  type Identity,
  may,
  merchantsOf,
  PERMISSIONS,
  permissionsOfScopes,
  requireMerchant,
} from '#platform/identity/index.ts';
import type { Transaction } from '#prisma/database.ts';
import type { Change, Changes } from '../change.ts';
import { textOf } from '../input.ts';
import type { TeamNotices } from '../membership/notices.ts';
import type {
  ApiKeysArgs,
  CreateApiKeyInput,
  RenameApiKeyInput,
  RevokeApiKeyInput,
  RotateApiKeyInput,
} from './api-key.input.ts';
import { type ApiKeyRepository, statusAt } from './api-key.repository.ts';
import { type ApiKey, ApiKeyStatus } from './api-key.type.ts';

const HOUR_MS = 3_600_000;
const MAX_OVERLAP_HOURS = 168;
const MAX_RATE = 1_000;
const LONGEST_NAME = 100;

/** @throws BAD_INPUT for a scope that is none, FORBIDDEN for one the caller lacks: nobody grants what they may not do */
function checkedScopes(identity: Identity, merchantId: string, scopes: readonly string[]): string[] {
  const unique = [...new Set(scopes)];
  if (unique.length === 0) throw badInput('Give the key at least one scope.', ['input', 'scopes']);
  for (const scope of unique) {
    if (scope !== '*' && !Object.hasOwn(PERMISSIONS, scope))
      throw badInput(`There is no scope "${scope}"; there are *, ${Object.keys(PERMISSIONS).join(', ')}.`, [
        'input',
        'scopes',
      ]);
  }
  const lacking = permissionsOfScopes(unique).filter((permission) => !may(identity, merchantId, permission));
  if (lacking.length > 0)
    throw forbidden(`Nobody grants what they may not do themselves: you lack ${lacking.join(', ')}.`);
  return unique;
}

function checkedExpiry(expiresAt: Date | null | undefined, now: Date): Date | null {
  if (expiresAt && expiresAt <= now)
    throw badInput('expiresAt must be in the future.', ['input', 'expiresAt']);
  return expiresAt ?? null;
}

function checkedRange(value: number, field: string, from: number, to: number): number {
  if (!Number.isInteger(value) || value < from || value > to)
    throw badInput(`${field} must be between ${from} and ${to}; got ${value}.`, ['input', field]);
  return value;
}

/** API keys of programs. */
export function createApiKeyService(deps: {
  repository: ApiKeyRepository;
  change: Changes;
  notices: TeamNotices;
  now: () => Date;
}) {
  const { repository, change, notices, now } = deps;

  async function insert(
    { tx, identity }: Change,
    data: {
      merchantId: string;
      name: string;
      scopes: string[];
      expiresAt: Date | null;
      rateLimit: number | null;
    },
  ): Promise<{ id: string; key: string; prefix: string }> {
    const { key, prefix, hash } = createApiKey();
    const { id } = await tx.apiKey.create({
      data: {
        ...data,
        prefix,
        hash: new Uint8Array(hash),
        createdBy: identity.kind === 'user' ? identity.userId : null,
      },
      select: { id: true },
    });
    await announceIdentityChange(tx, 'API_KEY', id);
    return { id, key, prefix };
  }

  /** The key, if the caller may see it. @throws NOT_FOUND, also for a stranger's */
  async function find(identity: Identity, id: string): Promise<ApiKey> {
    if (identity.kind === 'anonymous') requireMerchant(identity, id, 'keys:write');
    const [key] = await repository.byIds(merchantsOf(identity), [id]);
    if (!key) throw notFound('The API key', ['input', 'id']);
    return key;
  }

  async function one(merchantId: string, id: string): Promise<ApiKey> {
    const [key] = await repository.byIds([merchantId], [id]);
    if (!key) throw notFound('The API key', ['input', 'id']);
    return key;
  }

  const locked = (tx: Transaction, id: string) =>
    tx.apiKey.findUniqueOrThrow({
      where: { id },
      select: {
        name: true,
        prefix: true,
        scopes: true,
        createdAt: true,
        expiresAt: true,
        revokedAt: true,
        replacedBy: true,
        rateLimit: true,
      },
    });

  async function record(
    { tx }: Change,
    context: SubgraphContext,
    merchantId: string,
    action: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    await recordSecurityEvent(tx, 'users', context, { merchantId, action, details });
  }

  return {
    /** The key a request came with; null when it came with none. */
    async current(identity: Identity): Promise<ApiKey | null> {
      if (identity.kind !== 'apiKey') return null;
      return (await repository.byIds([identity.merchantId], [identity.keyId]))[0] ?? null;
    },

    /** The keys of a merchant, newest first. Needs `keys:read`. */
    async list(identity: Identity, merchantId: string, args: ApiKeysArgs): Promise<Connection<ApiKey>> {
      requireMerchant(identity, merchantId, 'keys:read');
      const page = pageOf(args, 1);
      const { rows, totalCount } = await repository.list(merchantId, args.filter ?? {}, page);
      return connectionOf(rows, page, totalCount, (row) => [row.id]);
    },

    async create(
      context: SubgraphContext,
      input: CreateApiKeyInput,
    ): Promise<{ key: string; apiKey: ApiKey }> {
      const { merchantId } = input;
      const wish = { merchantId, permission: 'keys:write', operation: 'createApiKey', input } as const;
      const made = await change(context, wish, async (current) => {
        const data = {
          merchantId,
          name: textOf(input.name, 'name', LONGEST_NAME),
          scopes: checkedScopes(current.identity, merchantId, input.scopes),
          expiresAt: checkedExpiry(input.expiresAt, now()),
          rateLimit: input.rateLimit == null ? null : checkedRange(input.rateLimit, 'rateLimit', 1, MAX_RATE),
        };
        const { id, key, prefix } = await insert(current, data);
        const { merchantId: _, ...after } = data;
        await record(current, context, merchantId, 'api_key.created', { keyId: id, prefix, ...after });
        await notices.keys(current.tx, merchantId, `The API key "${data.name}" was made.`);
        return { id, key };
      });
      return { key: made.key, apiKey: await one(merchantId, made.id) };
    },

    async rotate(
      context: SubgraphContext,
      input: RotateApiKeyInput,
    ): Promise<{ key: string; apiKey: ApiKey; replaced: ApiKey }> {
      const hours = checkedRange(input.overlapHours, 'overlapHours', 0, MAX_OVERLAP_HOURS);
      const { id: oldId, merchant } = await find(context.identity, input.id);
      const merchantId = merchant.id;
      const wish = { merchantId, permission: 'keys:write', operation: 'rotateApiKey', input } as const;
      const made = await change(context, wish, async (current) => {
        const { tx, identity } = current;
        const old = await locked(tx, oldId);
        const at = now();
        if (statusAt(old, at) !== ApiKeyStatus.ACTIVE || old.replacedBy !== null)
          throw conflict(
            'Only a key that works and was not rotated before can be rotated. Create a new one.',
          );
        // A key with a life span gets as long a one again.
        const life = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime();
        const { id, key, prefix } = await insert(current, {
          merchantId,
          name: old.name,
          scopes: checkedScopes(identity, merchantId, old.scopes),
          expiresAt: life === null ? null : new Date(at.getTime() + life),
          rateLimit: old.rateLimit,
        });
        const end = new Date(Math.min(at.getTime() + hours * HOUR_MS, old.expiresAt?.getTime() ?? Infinity));
        await tx.apiKey.updateMany({
          where: { id: oldId },
          data: { replacedBy: id, expiresAt: end, ...(hours === 0 ? { revokedAt: at } : {}) },
        });
        await announceIdentityChange(tx, 'API_KEY', oldId);
        await record(current, context, merchantId, 'api_key.rotated', {
          before: { keyId: oldId, prefix: old.prefix, worksUntil: end },
          after: { keyId: id, prefix },
        });
        await notices.keys(tx, merchantId, `The API key "${old.name}" was rotated.`);
        return { id, key };
      });
      const [apiKey, replaced] = await Promise.all([one(merchantId, made.id), one(merchantId, oldId)]);
      return { key: made.key, apiKey, replaced };
    },

    /** One that is revoked stays so. */
    async revoke(context: SubgraphContext, input: RevokeApiKeyInput): Promise<ApiKey> {
      const { id, merchant } = await find(context.identity, input.id);
      const merchantId = merchant.id;
      const wish = { merchantId, permission: 'keys:write', operation: 'revokeApiKey', input } as const;
      await change(context, wish, async (current) => {
        const { tx } = current;
        const { name, prefix, revokedAt } = await locked(tx, id);
        if (revokedAt !== null) return;
        await tx.apiKey.updateMany({ where: { id }, data: { revokedAt: now() } });
        await announceIdentityChange(tx, 'API_KEY', id);
        await record(current, context, merchantId, 'api_key.revoked', { keyId: id, prefix, name });
        await notices.keys(tx, merchantId, `The API key "${name}" was revoked.`);
      });
      return one(merchantId, id);
    },

    async rename(context: SubgraphContext, input: RenameApiKeyInput): Promise<ApiKey> {
      const name = textOf(input.name, 'name', LONGEST_NAME);
      const { id, merchant } = await find(context.identity, input.id);
      const merchantId = merchant.id;
      const wish = { merchantId, permission: 'keys:write', operation: 'renameApiKey', input } as const;
      await change(context, wish, async (current) => {
        const before = await locked(current.tx, id);
        if (before.name === name) return;
        await current.tx.apiKey.updateMany({ where: { id }, data: { name } });
        await announceIdentityChange(current.tx, 'API_KEY', id);
        await record(current, context, merchantId, 'api_key.renamed', {
          keyId: id,
          prefix: before.prefix,
          before: before.name,
          after: name,
        });
      });
      return one(merchantId, id);
    },
  };
}

export type ApiKeyService = ReturnType<typeof createApiKeyService>;
