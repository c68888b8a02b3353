import { createHash, randomBytes } from 'node:crypto';
import { createApiKey } from '#platform/identity/api-key.ts';
import { isAllowed, type Need } from './actors.ts';
import type { MutationCall } from './mutations.ts';
import type { Known, World } from './world.ts';

/** Things that a mutation uses up, made for one call of it. */
function createMakers({ admin, merchantId }: World) {
  const tag = (): string => randomBytes(6).toString('hex');
  const one = async (sql: string, values: unknown[]): Promise<string> =>
    (await admin.query<{ id: string }>(sql, values)).rows[0]?.id ?? '';

  async function member(shopId: string, role: string): Promise<string> {
    const id = await one(
      `insert into users.users (email, name, password_hash) values ($1, 'Passer-by', 'none') returning id`,
      [`${tag()}@walk.example`],
    );
    await admin.query('insert into users.memberships (merchant_id, user_id, role) values ($1, $2, $3)', [
      shopId,
      id,
      role,
    ]);
    return id;
  }

  return {
    member: () => member(merchantId, 'ANALYST'),
    key: () => {
      const { prefix, hash } = createApiKey();
      return one(
        `insert into users.api_keys (merchant_id, name, prefix, hash, scopes)
         values ($1, 'passing', $2, $3, '{merchant:read}') returning id`,
        [merchantId, prefix, hash],
      );
    },
    invitation: () =>
      one(
        `insert into users.invitations (merchant_id, email, role, token_hash, sent_at, expires_at)
         values ($1, $2, 'ANALYST', $3, now() - interval '1 hour', now() + interval '1 day') returning id`,
        [merchantId, `${tag()}@walk.example`, createHash('sha256').update(tag()).digest()],
      ),
    /** A shop with an owner, and the actor in the role they have in the other one. */
    async shop(actor: Known): Promise<string> {
      const id = await one(
        `insert into users.merchants (slug, name, time_zone, currency)
         values ($1, 'Passing', 'Europe/London', 'GBP') returning id`,
        [`passing-${tag()}`],
      );
      await member(id, 'OWNER');
      if (actor.identity.kind === 'user' && actor.role)
        await admin.query('insert into users.memberships (merchant_id, user_id, role) values ($1, $2, $3)', [
          id,
          actor.identity.userId,
          actor.role,
        ]);
      return id;
    },
  };
}

/** The mutations of teams, keys, settings and flags. */
export function createTeamCalls(world: World): Record<string, MutationCall> {
  const { merchantId, things } = world;
  const make = createMakers(world);
  /** Who may gets something fresh, who may not something that has to be there afterwards. */
  const using = (
    needs: Need,
    standing: string | undefined,
    fresh: (actor: Known) => Promise<string>,
    input: (id: string) => Record<string, unknown>,
  ): MutationCall => ({
    needs,
    input: async (actor) => input(isAllowed(actor, needs) ? await fresh(actor) : (standing ?? '')),
  });
  const changing = (needs: Need, input: Record<string, unknown>): MutationCall => ({
    needs,
    input: () => ({ merchantId, ...input }),
  });

  return {
    createMerchant: {
      needs: 'PERSON',
      input: () => ({ name: 'Walked in', timeZone: 'Europe/London', currency: 'GBP' }),
    },
    updateMerchant: changing('settings:write', { name: 'Walked through' }),
    updateMerchantSettings: changing('settings:write', { locale: 'en-GB' }),
    setFeatureFlag: changing('flags:write', { name: 'dashboard.live_updates', enabled: true }),
    updateNotificationSettings: changing('membership:write', { digest: 'DAILY' }),
    inviteMember: {
      needs: 'members:write',
      input: () => ({
        merchantId,
        email: `${randomBytes(6).toString('hex')}@walk.example`,
        role: 'ANALYST',
      }),
    },
    resendInvitation: using('members:write', things.invitation, make.invitation, (id) => ({ id })),
    revokeInvitation: using('members:write', things.invitation, make.invitation, (id) => ({ id })),
    acceptInvitation: { needs: 'ANYBODY', input: () => ({ token: 'none' }) },
    changeMemberRole: using('members:write', things.user, make.member, (userId) => ({
      merchantId,
      userId,
      role: 'MARKETER',
    })),
    removeMember: using('members:write', things.user, make.member, (userId) => ({ merchantId, userId })),
    createApiKey: changing('keys:write', { name: 'walked', scopes: ['reports:read'] }),
    renameApiKey: using('keys:write', things.apiKey, make.key, (id) => ({ id, name: 'walked' })),
    rotateApiKey: using('keys:write', things.apiKey, make.key, (id) => ({ id, overlapHours: 1 })),
    revokeApiKey: using('keys:write', things.apiKey, make.key, (id) => ({ id })),
    leaveMerchant: using('membership:write', merchantId, make.shop, (id) => ({ merchantId: id })),
    closeMerchant: using('merchant:close', merchantId, make.shop, (id) => ({ merchantId: id })),
  };
}
