import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity, PERMISSIONS } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createUsersWorld, type UsersWorld } from '../testing/users.ts';

const MEMBERSHIP = 'membership { role permissions user { id } }';

describe('teams', () => {
  let world: UsersWorld;
  beforeAll(async () => {
    world = await createUsersWorld();
  });
  afterAll(() => world.close());

  const member = (shop: SeededMerchant, index: number) => {
    const found = shop.members[index];
    if (!found) throw new Error('no such member');
    return found;
  };
  const changeRole = (as: Identity, shop: SeededMerchant, userId: string, role: string, key?: string) =>
    world.change(as, 'changeMemberRole', { merchantId: shop.id, userId, role }, MEMBERSHIP, key);
  const remove = (as: Identity, shop: SeededMerchant, userId: string) =>
    world.change(as, 'removeMember', { merchantId: shop.id, userId });
  const ownersOf = async (shop: SeededMerchant): Promise<number> =>
    (
      await world.db.admin.query(
        `select 1 from users.memberships where merchant_id = $1 and role = 'OWNER'`,
        [shop.id],
      )
    ).rows.length;
  const twoOwners = () => seed(world.db).merchant().withMember('OWNER').withMember('OWNER').create();

  it('give a member another role, which is announced and recorded', async () => {
    const shop = await world.shop();
    const { userId } = member(shop, 2);
    const changed = await changeRole(world.as(shop, 'ADMIN'), shop, userId, 'MARKETER');
    expect(changed.membership).toMatchObject({ role: 'MARKETER', user: { id: userId } });
    expect(await world.announced()).toContain(`USER:${userId}`);
    expect(await world.recorded(shop.id)).toEqual([
      expect.objectContaining({
        action: 'member.role_changed',
        actorId: member(shop, 1).userId,
        details: { userId, before: 'ANALYST', after: 'MARKETER' },
      }),
    ]);
  });

  it('leave what concerns owners to owners, and let nobody raise themselves', async () => {
    const shop = await world.shop();
    const admin = world.as(shop, 'ADMIN');
    const [owner, self, analyst] = [0, 1, 2].map((index) => member(shop, index).userId);
    for (const attempt of [
      changeRole(admin, shop, analyst ?? '', 'OWNER'),
      changeRole(admin, shop, self ?? '', 'OWNER'),
      changeRole(admin, shop, owner ?? '', 'ANALYST'),
      remove(admin, shop, owner ?? ''),
      changeRole(world.as(shop, 'ANALYST'), shop, analyst ?? '', 'ADMIN'),
      remove(world.as(shop, 'MARKETER'), shop, analyst ?? ''),
    ])
      expect(await attempt).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.recorded(shop.id)).toEqual([]);
    expect(await changeRole(world.as(shop, 'OWNER'), shop, analyst ?? '', 'OWNER')).toMatchObject({
      membership: { role: 'OWNER' },
    });
  });

  it('never are without an owner', async () => {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    const { userId } = member(shop, 0);
    expect(await changeRole(owner, shop, userId, 'ADMIN')).toMatchObject({ code: 'CONFLICT' });
    expect(await remove(owner, shop, userId)).toMatchObject({ code: 'CONFLICT' });
    expect(await world.change(owner, 'leaveMerchant', { merchantId: shop.id })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await ownersOf(shop)).toBe(1);
  });

  it('keep one of two owners who demote each other at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const shop = await twoOwners();
      const [a, b] = [member(shop, 0), member(shop, 1)];
      const answers = await Promise.all([
        changeRole(a.identity, shop, b.userId, 'ANALYST'),
        changeRole(b.identity, shop, a.userId, 'ANALYST'),
      ]);
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
        'ChangeMemberRoleSuccess',
        'ForbiddenError',
      ]);
      expect(await ownersOf(shop)).toBe(1);
    }
  });

  it('keep one of two owners who leave, or remove each other, at the same moment', async () => {
    const leaving = await twoOwners();
    const answers = await Promise.all(
      leaving.members.map(({ identity }) =>
        world.change(identity, 'leaveMerchant', { merchantId: leaving.id }),
      ),
    );
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'ConflictError',
      'LeaveMerchantSuccess',
    ]);
    const removing = await twoOwners();
    const [a, b] = [member(removing, 0), member(removing, 1)];
    const removed = await Promise.all([
      remove(a.identity, removing, b.userId),
      remove(b.identity, removing, a.userId),
    ]);
    expect(removed.map(({ __typename }) => __typename).sort()).toEqual([
      'NotFoundError',
      'RemoveMemberSuccess',
    ]);
    expect(await ownersOf(removing)).toBe(1);
  });

  it('judge by the role that holds now, not by the one the request came with', async () => {
    const shop = await world.shop();
    const stale = world.as(shop, 'ADMIN');
    await changeRole(world.as(shop, 'OWNER'), shop, member(shop, 1).userId, 'ANALYST');
    expect(await remove(stale, shop, member(shop, 3).userId)).toMatchObject({ code: 'FORBIDDEN' });
    await remove(world.as(shop, 'OWNER'), shop, member(shop, 1).userId);
    expect(await remove(stale, shop, member(shop, 3).userId)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lose who is removed or leaves; owners and admins are told who want to know', async () => {
    const shop = await world.shop();
    const [owner, admin, analyst] = [member(shop, 0), member(shop, 1), member(shop, 2)];
    await world.change(admin.identity, 'updateNotificationSettings', { merchantId: shop.id, kinds: [] });
    expect(await remove(admin.identity, shop, analyst.userId)).toMatchObject({
      __typename: 'RemoveMemberSuccess',
    });
    expect(await world.announced()).toContain(`USER:${analyst.userId}`);
    expect((await world.emails(owner.email)).map(({ subject }) => subject)).toEqual([
      `${shop.name}: Member 3 has left the team.`,
    ]);
    expect(await world.emails(admin.email)).toEqual([]);
    expect(
      await world.change(world.as(shop, 'MARKETER'), 'leaveMerchant', { merchantId: shop.id }, 'merchantId'),
    ).toMatchObject({ merchantId: shop.id });
    expect((await world.recorded(shop.id)).map(({ action }) => action)).toEqual([
      'member.notifications_changed',
      'member.removed',
      'member.left',
    ]);
  });

  it('repeat the answer to the same Idempotency-Key, and do the thing once', async () => {
    const shop = await world.shop();
    const { userId } = member(shop, 2);
    const owner = world.as(shop, 'OWNER');
    const first = await changeRole(owner, shop, userId, 'ADMIN', 'role-1');
    expect(await changeRole(owner, shop, userId, 'ADMIN', 'role-1')).toEqual(first);
    expect(await changeRole(owner, shop, userId, 'MARKETER', 'role-1')).toMatchObject({ code: 'CONFLICT' });
    const leaver = world.as(shop, 'MARKETER');
    const leave = () =>
      world.change(leaver, 'leaveMerchant', { merchantId: shop.id }, 'merchantId', 'leave-1');
    expect(await leave()).toEqual(await leave());
  });

  it('are hidden from strangers, nobody and who is unknown', async () => {
    const shop = await world.shop();
    const other = await world.shop();
    const { userId } = member(shop, 2);
    expect(await changeRole(world.as(other, 'OWNER'), shop, userId, 'ADMIN')).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await changeRole(ANONYMOUS, shop, userId, 'ADMIN')).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await remove(world.as(shop, 'OWNER'), shop, member(other, 2).userId)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await remove(world.as(shop, 'OWNER'), shop, 'nonsense')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.change(ANONYMOUS, 'leaveMerchant', { merchantId: 'nonsense' })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('are searched, filtered and sorted in pages', async () => {
    const shop = await seed(world.db)
      .merchant()
      .withMember('OWNER', { name: 'Zoe' })
      .withMember('ANALYST', { name: 'Ben' })
      .withMember('ANALYST', { name: 'Amy' })
      .withMember('MARKETER', { name: 'Ben' })
      .create();
    const list = async (args: string): Promise<{ names: string[]; total: number; end: string }> => {
      const { data } = await world.ask(
        world.as(shop, 'OWNER'),
        `query ($id: ID!) { merchant(id: $id) { members(${args}) {
          totalCount nodes { user { name } } pageInfo { endCursor startCursor } } } }`,
        { id: shop.id },
      );
      const { nodes, totalCount, pageInfo } = data.merchant.members;
      return {
        names: nodes.map((node: { user: { name: string } }) => node.user.name),
        total: totalCount,
        end: pageInfo.endCursor,
      };
    };
    const byName = 'orderBy: { field: NAME, direction: ASC }';
    const first = await list(`first: 2, ${byName}`);
    expect(first).toMatchObject({ names: ['Amy', 'Ben'], total: 4 });
    expect((await list(`first: 2, after: "${first.end}", ${byName}`)).names).toEqual(['Ben', 'Zoe']);
    expect((await list(`last: 2, ${byName}`)).names).toEqual(['Ben', 'Zoe']);
    expect((await list('orderBy: { field: JOINED_AT, direction: DESC }')).names).toEqual([
      'Ben',
      'Amy',
      'Ben',
      'Zoe',
    ]);
    expect((await list('filter: { role: [ANALYST], search: "bEN" }')).names).toEqual(['Ben']);
    expect(await list('filter: { search: "%" }')).toMatchObject({ total: 0 });
    expect(await list('filter: { search: "_" }')).toMatchObject({ total: 0 });
    expect(await list('filter: { role: [] }')).toMatchObject({ total: 0 });
    expect((await list(`filter: { search: "${member(shop, 3).email}" }`)).names).toEqual(['Ben']);
    const wrong = await world.ask(
      world.as(shop, 'OWNER'),
      'query ($id: ID!, $after: String) { merchant(id: $id) { members(after: $after) { totalCount } } }',
      { id: shop.id, after: Buffer.from('["x"]').toString('base64url') },
    );
    expect(wrong.errors[0].extensions.code).toBe('BAD_INPUT');
  });

  it('tell a client what to show', async () => {
    const shop = await world.shop();
    const query =
      'query ($id: ID!) { me { permissions(merchantId: $id) memberships { nodes { permissions } } } }';
    const of = async (identity: Identity) => (await world.ask(identity, query, { id: shop.id })).data.me;
    const owner = await of(world.as(shop, 'OWNER'));
    expect(owner.permissions).toEqual(Object.keys(PERMISSIONS));
    expect(owner.memberships.nodes[0].permissions).toEqual(owner.permissions);
    const analyst = await of(world.as(shop, 'ANALYST'));
    expect(analyst.permissions).toContain('reports:read');
    expect(analyst.permissions).not.toContain('members:write');
    const other = await of(world.as(await world.shop(), 'OWNER'));
    expect(other.permissions).toEqual([]);
  });

  it('keep what each person wants to be told of to that person', async () => {
    const shop = await world.shop();
    const analyst = world.as(shop, 'ANALYST');
    const changed = await world.change(
      analyst,
      'updateNotificationSettings',
      { merchantId: shop.id, email: false, digest: 'WEEKLY' },
      'membership { notifications { email kinds digest } }',
    );
    expect(changed.membership.notifications).toEqual({
      email: false,
      kinds: ['INSIGHTS', 'TEAM', 'API_KEYS'],
      digest: 'WEEKLY',
    });
    const { data } = await world.ask(
      world.as(shop, 'OWNER'),
      'query ($id: ID!) { merchant(id: $id) { members { nodes { role notifications { digest } } } } }',
      { id: shop.id },
    );
    expect(data.merchant.members.nodes).toEqual([
      { role: 'OWNER', notifications: { digest: 'NONE' } },
      { role: 'ADMIN', notifications: null },
      { role: 'ANALYST', notifications: null },
      { role: 'MARKETER', notifications: null },
    ]);
    const key: Identity = { kind: 'apiKey', keyId: crypto.randomUUID(), merchantId: shop.id, scopes: ['*'] };
    expect(
      await world.change(key, 'updateNotificationSettings', { merchantId: shop.id, email: true }),
    ).toMatchObject({ code: 'FORBIDDEN' });
  });
});
