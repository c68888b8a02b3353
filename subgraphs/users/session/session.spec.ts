import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '#platform/passwords/index.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import {
  type Caller,
  CHEAP,
  createUsersStage,
  newcomer,
  PASSWORD,
  REFRESH,
  SIGN_IN,
  type UsersStage,
} from '../testing/stage.ts';
import { deviceOf } from './device.ts';

const SESSIONS = `query ($first: Int, $after: String) { me { sessions(first: $first, after: $after) {
  totalCount nodes { id device ipAddress createdAt lastUsedAt expiresAt current } pageInfo { hasNextPage endCursor } } } }`;
const REVOKE = `mutation ($id: ID!) { revokeSession(input: { id: $id }) { __typename
  ... on RevokeSessionSuccess { sessionId } ... on UserError { code path } } }`;
const REVOKE_OTHERS = `mutation { revokeOtherSessions { __typename
  ... on RevokeOtherSessionsSuccess { endedSessions } ... on UserError { code } } }`;
const SIGN_OUT = 'mutation { signOut { __typename } }';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('a session', () => {
  let stage: UsersStage;
  beforeAll(async () => {
    stage = await createUsersStage();
  });
  afterAll(() => stage.close());

  const signIn = async (email: string, password = PASSWORD, caller: Caller = {}) =>
    (await stage.ask(SIGN_IN, { email, password }, caller)).data.signIn;
  const refresh = async (refreshToken: string | null, caller: Caller = {}) =>
    (await stage.ask(REFRESH, { refreshToken }, caller)).data.refreshSession;

  describe('begins', () => {
    it('after the same wait for an unknown address as for a wrong password', async () => {
      const { email } = await newcomer(stage);
      const before = stage.waits.length;
      const wrong = await signIn(email, 'not the password', { ip: '203.0.113.1' });
      const unknown = await signIn('nobody@example.com', 'not the password', { ip: '203.0.113.2' });
      expect(unknown).toEqual(wrong);
      expect(stage.waits.length - before).toBe(2);
      await signIn(email);
      expect(stage.waits.length - before).toBe(2);
    });

    it('not with a password that was replaced while it was checked', async () => {
      const { email, userId } = await newcomer(stage);
      const other = await hashPassword('another one entirely', CHEAP);
      const holder = await stage.db.admin.connect();
      await holder.query('begin');
      await holder.query('update users.users set password_hash = $2 where id = $1', [userId, other]);
      const waiting = signIn(email);
      await expect
        .poll(async () => {
          const { rows } = await stage.db.admin.query(
            `select count(*)::int as n from pg_locks where not granted`,
          );
          return rows[0].n;
        })
        .toBeGreaterThan(0);
      await holder.query('commit');
      holder.release();
      expect((await waiting).__typename).toBe('InvalidCredentialsError');
    });

    it('with a stronger hash where the stored one is weaker than hashes are made now', async () => {
      const email = 'weak@example.com';
      const weak = await hashPassword(PASSWORD, { memoryCost: 32, timeCost: 1, parallelism: 1 });
      await seed(stage.db).merchant().withMember('OWNER', { email, passwordHash: weak }).create();
      const stored = async (): Promise<string> =>
        (await stage.db.admin.query('select password_hash from users.users where email = $1', [email]))
          .rows[0].password_hash;
      await signIn(email, 'wrong password');
      expect(await stored()).toBe(weak);
      await signIn(email);
      expect(await stored()).toContain('m=64,t=1,p=1');
      const strong = await stored();
      expect((await signIn(email)).__typename).toBe('SignInSuccess');
      expect(await stored()).toBe(strong);
    });

    it('without the merchants that are closed', async () => {
      const { email, merchantId } = await newcomer(stage);
      const { members } = await seed(stage.db).merchant().withMember('ADMIN', { email }).create();
      await stage.db.admin.query(`update users.merchants set status = 'CLOSED' where id = $1`, [merchantId]);
      const { data } = await stage.ask(
        `mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) {
           ... on SignInSuccess { accessToken user { memberships { nodes { role } } } } } }`,
        { email, password: PASSWORD },
      );
      expect(data.signIn.user.memberships.nodes).toEqual([{ role: 'ADMIN' }]);
      const identity = await stage.identityOf(data.signIn.accessToken);
      expect(members[0]?.identity).toMatchObject({
        memberships: identity.kind === 'user' ? identity.memberships : [],
      });
    });
  });

  describe('goes on', () => {
    it('with tokens that rotate, and ends when an old one returns', async () => {
      const person = await newcomer(stage);
      const second = await refresh(person.refreshToken);
      const third = await refresh(second.refreshToken);
      expect(third.__typename).toBe('RefreshSessionSuccess');
      // At once: the successor has been used, so nobody honest still holds the first.
      expect(await refresh(person.refreshToken)).toMatchObject({ __typename: 'InvalidCredentialsError' });
      expect((await refresh(third.refreshToken)).__typename).toBe('InvalidCredentialsError');
      await expect(stage.identityOf(third.accessToken)).rejects.toThrow(/ended/);
      expect((await stage.audit(person.merchantId)).at(-1)).toMatchObject({
        action: 'user.refresh_token_reused',
        outcome: 'FAILURE',
      });
    });

    it('for two tabs that refresh at once: both get the same next token', async () => {
      const { refreshToken } = await newcomer(stage);
      const race = await Promise.all([refresh(refreshToken), refresh(refreshToken), refresh(refreshToken)]);
      expect(race.map(({ __typename }) => __typename)).toEqual(Array(3).fill('RefreshSessionSuccess'));
      expect(new Set(race.map((tab) => tab.refreshToken)).size).toBe(1);
      for (const tab of race) expect((await stage.identityOf(tab.accessToken)).kind).toBe('user');
      expect((await refresh(race[0].refreshToken)).__typename).toBe('RefreshSessionSuccess');
    });

    it('but not for a tab that comes after ten seconds', async () => {
      const { refreshToken } = await newcomer(stage);
      const next = await refresh(refreshToken);
      stage.pass(9);
      expect((await refresh(refreshToken)).refreshToken).toBe(next.refreshToken);
      stage.pass(2);
      expect((await refresh(refreshToken)).__typename).toBe('InvalidCredentialsError');
      expect((await refresh(next.refreshToken)).__typename).toBe('InvalidCredentialsError');
    });

    it('without the database knowing any token', async () => {
      const { refreshToken, userId } = await newcomer(stage);
      const next = await refresh(refreshToken);
      const { rows } = await stage.db.admin.query(
        `select t.hash, t.successor from users.refresh_tokens t join users.sessions s on s.id = t.session_id
         where s.user_id = $1`,
        [userId],
      );
      const stored = rows.flatMap(({ hash, successor }) => [hash, successor]).filter(Boolean);
      expect(stored).toHaveLength(3);
      const text = Buffer.concat(stored).toString('latin1');
      expect(text).not.toContain(next.refreshToken);
      expect(text).not.toContain(refreshToken);
    });

    it('for thirty days from the last refresh', async () => {
      const { refreshToken } = await newcomer(stage);
      stage.pass(29 * 86_400);
      const next = await refresh(refreshToken);
      stage.pass(29 * 86_400);
      const last = await refresh(next.refreshToken);
      expect(last.__typename).toBe('RefreshSessionSuccess');
      stage.pass(30 * 86_400 + 1);
      expect((await refresh(last.refreshToken)).__typename).toBe('InvalidCredentialsError');
    });

    it('not without a token', async () => {
      expect(await refresh(null)).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'refreshToken'] });
      expect((await refresh('unknown')).__typename).toBe('InvalidCredentialsError');
    });
  });

  describe('is kept in cookies', () => {
    const cookieOf = async (query: string, variables: Record<string, unknown>, caller: Caller) => {
      const { data, extensions } = await stage.ask(query, variables, caller);
      return { data, cookies: extensions?.mgSession };
    };

    it('when the client asks for it, and then never sees a token', async () => {
      const { email } = await newcomer(stage);
      const { data, cookies } = await cookieOf(SIGN_IN, { email, password: PASSWORD }, { cookie: {} });
      expect(data.signIn).toMatchObject({
        __typename: 'SignInSuccess',
        accessToken: null,
        refreshToken: null,
        user: { id: expect.any(String) },
      });
      expect(Object.keys(cookies).sort()).toEqual([
        'accessToken',
        'accessTokenExpiresAt',
        'refreshToken',
        'refreshTokenExpiresAt',
      ]);
      const next = await cookieOf(REFRESH, {}, { cookie: { refreshToken: cookies.refreshToken } });
      expect(next.data.refreshSession).toMatchObject({ accessToken: null, refreshToken: null });
      expect(next.cookies.refreshToken).not.toBe(cookies.refreshToken);
      const identity = await stage.identityOf(next.cookies.accessToken);
      const out = await cookieOf(SIGN_OUT, {}, { identity, cookie: {} });
      expect(out.data.signOut.__typename).toBe('SignOutSuccess');
      expect(out.cookies).toBeNull();
      await expect(stage.identityOf(next.cookies.accessToken)).rejects.toThrow(/ended/);
    });

    it('and ends by its refresh cookie when the access token has expired', async () => {
      const { refreshToken, accessToken, merchantId } = await newcomer(stage);
      const out = await cookieOf(SIGN_OUT, {}, { cookie: { refreshToken } });
      expect(out.data.signOut.__typename).toBe('SignOutSuccess');
      await expect(stage.identityOf(accessToken)).rejects.toThrow(/ended/);
      expect((await stage.audit(merchantId)).at(-1)).toMatchObject({ action: 'user.sign_out' });
      // With nothing to end there is still something to forget.
      const nobody = await cookieOf(SIGN_OUT, {}, { cookie: {} });
      expect(nobody).toMatchObject({ data: { signOut: { __typename: 'UnauthenticatedError' } } });
      expect(nobody.cookies).toBeNull();
    });

    it('and is forgotten when it does not go on', async () => {
      const { data, cookies } = await cookieOf(REFRESH, {}, { cookie: {} });
      expect(data.refreshSession.__typename).toBe('InvalidCredentialsError');
      expect(cookies).toBeNull();
      const stolen = await cookieOf(REFRESH, {}, { cookie: { refreshToken: 'unknown' } });
      expect(stolen.cookies).toBeNull();
    });

    it('for somebody new who follows an invitation, too', async () => {
      const { identity, merchantId } = await newcomer(stage);
      await stage.ask(
        `mutation ($m: ID!) { inviteMember(input: { merchantId: $m, email: "guest@example.com", role: ANALYST }) { __typename } }`,
        { m: merchantId },
        { identity },
      );
      const token = await stage.tokenFor('guest@example.com', 'invitation');
      const { data, cookies } = await cookieOf(
        `mutation ($t: String!, $p: String!) { acceptInvitation(input: { token: $t, name: "Guest", password: $p }) {
           ... on AcceptInvitationSuccess { accessToken refreshToken membership { user { emailVerified } } } } }`,
        { t: token, p: PASSWORD },
        { cookie: {} },
      );
      expect(data.acceptInvitation).toEqual({
        accessToken: null,
        refreshToken: null,
        membership: { user: { emailVerified: true } },
      });
      expect(await stage.identityOf(cookies.accessToken)).toMatchObject({
        memberships: [{ merchantId, role: 'ANALYST' }],
      });
    });

    it('not for a client that does not ask', async () => {
      const { email } = await newcomer(stage);
      const { data, cookies } = await cookieOf(SIGN_IN, { email, password: PASSWORD }, {});
      expect(data.signIn.accessToken).toEqual(expect.any(String));
      expect(cookies).toBeUndefined();
    });
  });

  describe('is seen and ended by its person', () => {
    it('in a list, the one used last first', async () => {
      const { email, identity, refreshToken, ip } = await newcomer(stage, { userAgent: FIREFOX });
      stage.pass(60);
      await signIn(email, PASSWORD, { ip: '203.0.113.80', userAgent: 'partner-sdk/1.2' });
      const first = await stage.ask(SESSIONS, { first: 1 }, { identity });
      expect(first.data.me.sessions).toMatchObject({
        totalCount: 2,
        nodes: [{ device: 'partner-sdk', ipAddress: '203.0.113.80', current: false }],
        pageInfo: { hasNextPage: true },
      });
      const after = first.data.me.sessions.pageInfo.endCursor;
      const second = await stage.ask(SESSIONS, { first: 1, after }, { identity });
      expect(second.data.me.sessions).toMatchObject({
        nodes: [{ device: 'Firefox on Linux', ipAddress: ip, current: true }],
        pageInfo: { hasNextPage: false },
      });
      stage.pass(60);
      await refresh(refreshToken, { ip: '203.0.113.81' });
      const { data } = await stage.ask(SESSIONS, {}, { identity });
      expect(data.me.sessions.nodes[0]).toMatchObject({ current: true, ipAddress: '203.0.113.81' });
    });

    it('which colleagues do not see', async () => {
      const { email } = await newcomer(stage);
      const team = await seed(stage.db)
        .merchant()
        .withMember('OWNER')
        .withMember('ADMIN', { email })
        .create();
      const { data } = await stage.ask(
        'query ($id: ID!) { merchant(id: $id) { members { nodes { user { email sessions { totalCount } } } } } }',
        { id: team.id },
        { identity: team.members[0]?.identity ?? { kind: 'anonymous' } },
      );
      const colleague = data.merchant.members.nodes.find((node: { user: { email: string } }) => {
        return node.user.email === email;
      });
      expect(colleague.user.sessions).toBeNull();
    });

    it('one at a time, only their own', async () => {
      const person = await newcomer(stage);
      const stranger = await newcomer(stage);
      const { accessToken } = await signIn(person.email);
      const listed = await stage.ask(SESSIONS, {}, { identity: person.identity });
      const { id } = listed.data.me.sessions.nodes.find((node: { current: boolean }) => !node.current);
      const foreign = await stage.ask(REVOKE, { id }, { identity: stranger.identity });
      expect(foreign.data.revokeSession).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'id'] });
      const { data } = await stage.ask(REVOKE, { id }, { identity: person.identity });
      expect(data.revokeSession).toEqual({ __typename: 'RevokeSessionSuccess', sessionId: id });
      await expect(stage.identityOf(accessToken)).rejects.toThrow(/ended/);
      const again = await stage.ask(REVOKE, { id }, { identity: person.identity });
      expect(again.data.revokeSession.code).toBe('NOT_FOUND');
      const nonsense = await stage.ask(REVOKE, { id: 'x' }, { identity: person.identity });
      expect(nonsense.data.revokeSession.code).toBe('NOT_FOUND');
      expect((await stage.audit(person.merchantId)).at(-1)).toMatchObject({
        action: 'user.session_revoked',
        details: { sessionId: id },
      });
      const { rows } = await stage.db.admin.query(
        `select 1 from users.identity_changes where kind = 'SESSION' and subject_id = $1`,
        [id],
      );
      expect(rows).toHaveLength(1);
    });

    it('or all others at once', async () => {
      const person = await newcomer(stage);
      const others = [await signIn(person.email), await signIn(person.email)];
      const { data } = await stage.ask(REVOKE_OTHERS, {}, { identity: person.identity });
      expect(data.revokeOtherSessions).toMatchObject({ endedSessions: 2 });
      for (const { accessToken } of others)
        await expect(stage.identityOf(accessToken)).rejects.toThrow(/ended/);
      expect(await stage.identityOf(person.accessToken)).toEqual(person.identity);
      expect((await stage.ask(REVOKE_OTHERS)).data.revokeOtherSessions.code).toBe('UNAUTHENTICATED');
    });
  });
});

describe('a device', () => {
  it.each([
    [FIREFOX, 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
      'Safari on iOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    ['curl/8.14.1', 'curl'],
    ['', 'Unknown device'],
  ])('is told in words: %s', (userAgent, words) => {
    expect(deviceOf(userAgent)).toBe(words);
  });
});
