import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { sweepUsers } from '../jobs.ts';
import { createUsersWorld, type UsersWorld } from '../testing/users.ts';

const DAY_MS = 86_400_000;
const PASSWORD = 'a sentence nobody would guess';
const INVITATION = 'invitation { id email role status expiresAt invitedBy { name } }';

describe('invitations', () => {
  let world: UsersWorld;
  let people = 0;
  const someone = (): string => `guest${++people}@example.com`;

  beforeAll(async () => {
    world = await createUsersWorld();
  });
  afterAll(() => world.close());

  async function tokenFor(email: string): Promise<string> {
    const text = (await world.emails(email)).filter(({ kind }) => kind === 'invitation').at(-1)?.text ?? '';
    return /#token=(\S+)/.exec(text)?.[1] ?? '';
  }

  async function invited(role = 'ANALYST') {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    const email = someone();
    const { invitation } = await world.change(
      owner,
      'inviteMember',
      { merchantId: shop.id, email, role },
      INVITATION,
    );
    return { shop, owner, email, invitation, token: await tokenFor(email) };
  }

  const preview = (token: string) =>
    world.ask(
      ANONYMOUS,
      'query ($token: String!) { invitation(token: $token) { merchantName email role accountExists } }',
      {
        token,
      },
    );
  const accept = (identity: Identity, input: Record<string, unknown>, key?: string) =>
    world.change(
      identity,
      'acceptInvitation',
      input,
      'accessToken membership { role user { name email } merchant { slug } permissions }',
      key,
    );

  it('come by e-mail with a link that shows what it is for', async () => {
    const { shop, invitation, email, token } = await invited('MARKETER');
    expect(invitation).toMatchObject({
      email,
      role: 'MARKETER',
      status: 'PENDING',
      invitedBy: { name: 'Member 1' },
    });
    const [message] = await world.emails(email);
    expect(message).toMatchObject({ kind: 'invitation', subject: `You are invited to ${shop.name}` });
    expect(message?.text).toContain('https://merchants.example/invitation#token=');
    expect((await preview(token)).data.invitation).toEqual({
      merchantName: shop.name,
      email,
      role: 'MARKETER',
      accountExists: false,
    });
    expect(await world.recorded(shop.id)).toMatchObject([
      { action: 'member.invited', details: { email, role: 'MARKETER' } },
    ]);
  });

  it('make an account for somebody new, who is signed in and in the team', async () => {
    const { shop, email, token } = await invited();
    const joined = await accept(ANONYMOUS, { token, name: 'Grace', password: PASSWORD });
    expect(joined).toMatchObject({
      __typename: 'AcceptInvitationSuccess',
      accessToken: expect.any(String),
      membership: { role: 'ANALYST', user: { name: 'Grace', email }, merchant: { slug: shop.slug } },
    });
    expect((await world.recorded(shop.id)).map(({ action }) => action)).toContain(
      'member.invitation_accepted',
    );
    const told = await world.emails(shop.members[0]?.email ?? '');
    expect(told.map(({ subject }) => subject)).toEqual([`${shop.name}: Grace has joined the team.`]);
  });

  it('work once, also for two who follow the link at the same moment', async () => {
    const { shop, token } = await invited();
    const input = { token, name: 'Grace', password: PASSWORD };
    const answers = await Promise.all([accept(ANONYMOUS, input), accept(ANONYMOUS, input)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'AcceptInvitationSuccess',
      'ConflictError',
    ]);
    expect(await accept(ANONYMOUS, input)).toMatchObject({ code: 'CONFLICT' });
    const { rows } = await world.db.admin.query('select 1 from users.memberships where merchant_id = $1', [
      shop.id,
    ]);
    expect(rows).toHaveLength(5);
  });

  it('are answered again under the same Idempotency-Key', async () => {
    const { token } = await invited();
    const input = { token, name: 'Grace', password: PASSWORD };
    const first = await accept(ANONYMOUS, input, 'accept-1');
    expect(await accept(ANONYMOUS, input, 'accept-1')).toEqual(first);
  });

  it('are for the address they were sent to', async () => {
    const { shop, owner } = await invited();
    const guest = await seed(world.db).merchant().withMember('OWNER').create();
    const [person] = guest.members;
    const email = person?.email ?? '';
    const identity = person?.identity ?? ANONYMOUS;
    await world.change(owner, 'inviteMember', {
      merchantId: shop.id,
      email: email.toUpperCase(),
      role: 'ADMIN',
    });
    const token = await tokenFor(email);
    expect((await preview(token)).data.invitation).toMatchObject({ accountExists: true });
    expect(await accept(ANONYMOUS, { token, name: 'Thief', password: PASSWORD })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(await accept(owner, { token })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await accept(identity, { token })).toMatchObject({
      accessToken: null,
      membership: { role: 'ADMIN', merchant: { slug: shop.slug } },
    });
    expect(await world.announced()).toContain(`USER:${person?.userId}`);
  });

  it('are refused to who is in the team or invited already', async () => {
    const { shop, owner, email } = await invited();
    const invite = (address: string) =>
      world.change(owner, 'inviteMember', { merchantId: shop.id, email: address, role: 'ANALYST' });
    expect(await invite(email)).toMatchObject({ code: 'CONFLICT', path: ['input', 'email'] });
    expect(await invite(shop.members[2]?.email ?? '')).toMatchObject({ code: 'CONFLICT' });
    expect(await invite('not an address')).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'email'] });
  });

  it('expire after seven days, and can be sent again', async () => {
    const { owner, email, invitation, token } = await invited();
    expect(await world.change(owner, 'resendInvitation', { id: invitation.id })).toMatchObject({
      code: 'CONFLICT',
    });
    world.forward(7 * DAY_MS + 1);
    expect((await preview(token)).errors[0].extensions.code).toBe('CONFLICT');
    expect(await accept(ANONYMOUS, { token, name: 'Late', password: PASSWORD })).toMatchObject({
      code: 'CONFLICT',
    });
    const again = await world.change(owner, 'resendInvitation', { id: invitation.id }, INVITATION);
    expect(again.invitation).toMatchObject({ status: 'PENDING' });
    expect((await preview(token)).errors[0].extensions.code).toBe('NOT_FOUND');
    expect((await preview(await tokenFor(email))).data.invitation).toMatchObject({ email });
  });

  it('can be taken back', async () => {
    const { shop, owner, invitation, token } = await invited();
    const revoked = await world.change(owner, 'revokeInvitation', { id: invitation.id }, INVITATION);
    expect(revoked.invitation.status).toBe('REVOKED');
    expect((await preview(token)).errors[0].extensions.code).toBe('NOT_FOUND');
    expect(await world.change(owner, 'resendInvitation', { id: invitation.id })).toMatchObject({
      code: 'CONFLICT',
    });
    const { data } = await world.ask(
      owner,
      `query ($id: ID!) { merchant(id: $id) {
        pending: invitations(filter: { status: [PENDING] }) { totalCount }
        rest: invitations(filter: { status: [REVOKED, ACCEPTED] }) { nodes { id status } } } }`,
      { id: shop.id },
    );
    expect(data.merchant).toEqual({
      pending: { totalCount: 0 },
      rest: { nodes: [{ id: invitation.id, status: 'REVOKED' }] },
    });
  });

  it('to be an owner come from owners only, and none from who may not run the team', async () => {
    const shop = await world.shop();
    const invite = (role: 'ADMIN' | 'ANALYST', as: string) =>
      world.change(world.as(shop, role), 'inviteMember', { merchantId: shop.id, email: someone(), role: as });
    expect(await invite('ADMIN', 'OWNER')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await invite('ADMIN', 'ADMIN')).toMatchObject({ __typename: 'InviteMemberSuccess' });
    expect(await invite('ANALYST', 'MARKETER')).toMatchObject({ code: 'FORBIDDEN' });
    const other = await world.shop();
    expect(
      await world.change(world.as(other, 'OWNER'), 'inviteMember', {
        merchantId: shop.id,
        email: someone(),
        role: 'ANALYST',
      }),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of another merchant do not exist', async () => {
    const { invitation } = await invited();
    const stranger = world.as(await world.shop(), 'OWNER');
    for (const mutation of ['resendInvitation', 'revokeInvitation'])
      expect(await world.change(stranger, mutation, { id: invitation.id })).toMatchObject({
        code: 'NOT_FOUND',
      });
    expect(await world.change(ANONYMOUS, 'revokeInvitation', { id: invitation.id })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('put the tokens of a session that is kept in cookies where the client cannot read them', async () => {
    const { token, email } = await invited();
    const answer = await world.ask(
      ANONYMOUS,
      `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
        ... on AcceptInvitationSuccess { accessToken refreshToken refreshTokenExpiresAt membership { user { email emailVerified } } } } }`,
      { input: { token, name: 'Grace', password: PASSWORD } },
      undefined,
      { 'x-mg-session-mode': 'cookie' },
    );
    expect(answer.data.acceptInvitation).toEqual({
      accessToken: null,
      refreshToken: null,
      refreshTokenExpiresAt: expect.any(String),
      membership: { user: { email, emailVerified: true } },
    });
    expect(answer.extensions.mgSession).toMatchObject({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
    });
  });

  it('want a good password and a name for a new account, and stay open meanwhile', async () => {
    const { token } = await invited();
    expect(await accept(ANONYMOUS, { token, name: 'Grace', password: 'password1234' })).toMatchObject({
      code: 'BAD_INPUT',
      path: ['input', 'password'],
    });
    expect(await accept(ANONYMOUS, { token, password: PASSWORD })).toMatchObject({ path: ['input', 'name'] });
    expect(await accept(ANONYMOUS, { token: 'none', name: 'Grace', password: PASSWORD })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await accept(ANONYMOUS, { token, name: 'Grace', password: PASSWORD })).toMatchObject({
      __typename: 'AcceptInvitationSuccess',
    });
  });

  it('lead nowhere while the merchant is suspended or closed', async () => {
    const { shop, token } = await invited();
    const turn = (status: string) =>
      world.db.admin.query('update users.merchants set status = $2 where id = $1', [shop.id, status]);
    await turn('SUSPENDED');
    expect(await accept(ANONYMOUS, { token, name: 'Grace', password: PASSWORD })).toMatchObject({
      code: 'FORBIDDEN',
    });
    await turn('CLOSED');
    expect((await preview(token)).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('that have expired are swept: the link goes, and who was invited stays to be read', async () => {
    const [old, open] = [await invited(), await invited()];
    await world.db.admin.query(`update users.invitations set expires_at = $2 where id = $1`, [
      old.invitation.id,
      new Date(Date.now() - 1_000),
    ]);
    await sweepUsers(world.db, new Date());
    const { rows } = await world.db.admin.query<{ id: string }>(
      'select id from users.invitations where token_hash is null and id = any($1)',
      [[old.invitation.id, open.invitation.id]],
    );
    expect(rows).toEqual([{ id: old.invitation.id }]);
    await sweepUsers(world.db, new Date(Date.now() + 400 * DAY_MS));
    const left = await world.db.admin.query('select 1 from users.invitations where id = $1', [
      old.invitation.id,
    ]);
    expect(left.rows).toEqual([]);
  });

  it('keep no token that could be read', async () => {
    const { token } = await invited();
    const { rows } = await world.db.admin.query('select token_hash from users.invitations');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
    await expect(world.db.app.$queryRaw`select token_hash from users.invitations`).rejects.toThrow(
      /permission denied/,
    );
  });
});
