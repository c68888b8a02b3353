import { describe, expect, test } from 'vitest';
import { until } from '../../fixtures/wait.ts';
import { ask, codesOf, data, type OnStage } from '../stage.ts';

const SIGN_IN = `mutation ($email: String!, $password: String!) {
  signIn(input: { email: $email, password: $password }) {
    __typename
    ... on SignInSuccess { accessToken refreshToken user { id name } }
    ... on UserError { code message }
  }
}`;
const REFRESH = `mutation ($token: String!) {
  refreshSession(input: { refreshToken: $token }) {
    __typename
    ... on RefreshSessionSuccess { accessToken refreshToken user { name } }
    ... on UserError { code message }
  }
}`;
const AUDIT = `query ($merchant: ID!) {
  merchant(id: $merchant) {
    auditLog(first: 20) {
      nodes { id action outcome actorKind userAgent actor { name email } merchant { name } }
    }
  }
}`;

/** Who somebody is: sessions, keys, and what is written down about it. */
export function definePeople(on: OnStage): void {
  describe('people', () => {
    const signIn = async (password?: string) => {
      const { demo } = on().topology;
      const { signIn: result } = await data(on(), undefined, SIGN_IN, {
        email: demo.email,
        password: password ?? demo.password,
      });
      return result;
    };

    test('sign in, are known by their token, and see their merchants', async () => {
      const session = await signIn();
      expect(session.__typename).toBe('SignInSuccess');
      const { me } = await data(
        on(),
        session.accessToken,
        '{ me { name memberships { totalCount nodes { role merchant { slug } } } } }',
      );
      expect(me.memberships.totalCount).toBe(3);
      expect(me.memberships.nodes.map(({ role }: { role: string }) => role)).toEqual(Array(3).fill('OWNER'));
    });

    test('are told what is wrong with a password, not whether the address is known', async () => {
      const wrong = await signIn('not the password');
      expect(wrong.__typename).toBe('InvalidCredentialsError');
      const { signIn: unknown } = await data(on(), undefined, SIGN_IN, {
        email: 'nobody@example.com',
        password: 'whatever it is',
      });
      expect(unknown).toEqual(wrong);
    });

    test('refresh a session; the old refresh token ends it, wherever it was copied from', async () => {
      const first = await signIn();
      const { refreshSession: second } = await data(on(), undefined, REFRESH, { token: first.refreshToken });
      expect(second.__typename).toBe('RefreshSessionSuccess');
      expect(second.user.name).toBe('Demo Owner');
      expect((await data(on(), second.accessToken, '{ me { name } }')).me.name).toBe('Demo Owner');
      const { refreshSession: third } = await data(on(), undefined, REFRESH, { token: second.refreshToken });
      expect(third.__typename).toBe('RefreshSessionSuccess');
      const { refreshSession: reused } = await data(on(), undefined, REFRESH, { token: first.refreshToken });
      expect(reused.__typename).toBe('InvalidCredentialsError');
      const { refreshSession: after } = await data(on(), undefined, REFRESH, { token: third.refreshToken });
      expect(after.__typename).toBe('InvalidCredentialsError');
    });

    test('sign out, and within a second nothing works any more', async () => {
      const { accessToken } = await signIn();
      expect((await data(on(), accessToken, 'mutation { signOut { __typename } }')).signOut.__typename).toBe(
        'SignOutSuccess',
      );
      await until(
        'the end of the session',
        async () => codesOf(await ask(on(), accessToken, '{ me { name } }'))[0] === 'UNAUTHENTICATED',
        1_500,
      );
    });

    test('work with an API key that knows its merchant', async () => {
      const { demo } = on().topology;
      const answer = await data(
        on(),
        demo.apiKey,
        '{ me { id } currentApiKey { prefix merchant { id name } } }',
      );
      expect(answer.me).toBeNull();
      expect(answer.currentApiKey.merchant).toEqual({ id: demo.merchantId, name: 'Harbour Lane Homeware' });
      expect(demo.apiKey.startsWith(answer.currentApiKey.prefix)).toBe(true);
    });

    test('leave their sign-ins in the audit log within two seconds, with who it was', async () => {
      const { demo } = on().topology;
      await signIn();
      const entry = await until(
        'the sign-in in the audit log',
        async () => {
          const { merchant } = await data(on(), demo.apiKey, AUDIT, { merchant: demo.merchantId });
          return merchant.auditLog.nodes.find(
            (node: { actor: object | null; outcome: string }) => node.actor && node.outcome === 'SUCCESS',
          );
        },
        2_000,
      );
      expect(entry).toMatchObject({
        actorKind: 'USER',
        actor: { name: 'Demo Owner', email: demo.email },
        merchant: { name: 'Harbour Lane Homeware' },
      });
    });
  });
}
