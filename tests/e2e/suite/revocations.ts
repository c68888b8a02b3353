import { createClient } from 'graphql-ws';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { until } from '../../fixtures/wait.ts';
import { ask, codesOf, data, type OnStage } from '../stage.ts';
import { firstEvent } from './socket.ts';

const PASSWORD = 'a lighthouse keeper reads at night';
const SIGN_UP = `mutation ($input: SignUpInput!) {
  signUp(input: $input) { __typename ... on SignUpSuccess { accessToken user { id } merchant { id } } ... on UserError { message } }
}`;
const INVITE = `mutation ($input: InviteMemberInput!) {
  inviteMember(input: $input) { __typename ... on UserError { message } }
}`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    __typename ... on AcceptInvitationSuccess { accessToken membership { user { id } } } ... on UserError { code }
  }
}`;
const CHANGE_ROLE = `mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { __typename } }`;
const REMOVE = `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { __typename } }`;
const CREATE_KEY = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { __typename ... on CreateApiKeySuccess { key apiKey { id } } ... on UserError { code } }
}`;
const REVOKE_KEY = `mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { __typename } }`;
const REQUEST_RESET = `mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { __typename } }`;
const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }`;
const AUDIT_LOG = 'query ($id: ID!) { merchant(id: $id) { auditLog(first: 1) { totalCount } } }';

/** The token in the newest link that the outbox holds for an address. */
async function tokenSentTo(on: OnStage, address: string, page: string): Promise<string> {
  return until(`the link to ${page} for ${address}`, async () => {
    const { stdout } = await on().topology.tryCli(['outbox', '--to', address]);
    return new RegExp(`${page}#token=([\\w-]+)`).exec(stdout)?.[1];
  });
}

/** Rights that were taken away are gone everywhere, also from what is open. */
export function defineRevocations(on: OnStage): void {
  describe('rights that are taken away', () => {
    const team = async () => {
      const tag = crypto.randomUUID().slice(0, 8);
      const address = (name: string): string => `${name}-${tag}@example.com`;
      const shop = { merchantName: `Lamp Shop ${tag}`, timeZone: 'Europe/London', currency: 'GBP' };
      const { signUp } = await data(on(), undefined, SIGN_UP, {
        input: { name: 'Ada', email: address('ada'), password: PASSWORD, ...shop },
      });
      expect(signUp).toMatchObject({ __typename: 'SignUpSuccess' });
      const merchantId: string = signUp.merchant.id;
      const owner: string = signUp.accessToken;
      const invited = await data(on(), owner, INVITE, {
        input: { merchantId, email: address('bo'), role: 'OWNER' },
      });
      expect(invited.inviteMember).toEqual({ __typename: 'InviteMemberSuccess' });
      const token = await tokenSentTo(on, address('bo'), '/invitation');
      const { acceptInvitation } = await data(on(), undefined, ACCEPT, {
        input: { token, name: 'Bo', password: PASSWORD },
      });
      expect(acceptInvitation).toMatchObject({ __typename: 'AcceptInvitationSuccess' });
      return {
        merchantId,
        owner,
        invitation: token,
        other: {
          email: address('bo'),
          token: acceptInvitation.accessToken as string,
          id: acceptInvitation.membership.user.id as string,
        },
      };
    };
    const subscription = (id: string): string =>
      `subscription { insightCreated(merchantId: "${id}") { id } }`;

    test('leave a demoted and then removed owner nothing of an open tab and an open subscription', async () => {
      const { merchantId, owner, other } = await team();
      const closed: number[] = [];
      const live = createClient({
        url: on().topology.endpoints.ws,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${other.token}` },
        retryAttempts: 0,
        lazy: false,
        onNonLazyError: () => undefined,
        on: { closed: (event) => closed.push((event as { code: number }).code) },
      });
      live.subscribe(
        { query: subscription(merchantId) },
        { next: () => undefined, error: () => undefined, complete: () => undefined },
      );
      await data(on(), other.token, AUDIT_LOG, { id: merchantId });

      const demoted = await data(on(), owner, CHANGE_ROLE, {
        input: { merchantId, userId: other.id, role: 'ANALYST' },
      });
      expect(demoted.changeMemberRole).toEqual({ __typename: 'ChangeMemberRoleSuccess' });
      // Changes look at the database, whatever a process remembers.
      const { createApiKey } = await data(on(), other.token, CREATE_KEY, {
        input: { merchantId, name: 'one more', scopes: ['reports:read'] },
      });
      expect(createApiKey).toEqual({ __typename: 'ForbiddenError', code: 'FORBIDDEN' });
      await until('the audit log closed to the analyst', async () =>
        codesOf(await ask(on(), other.token, AUDIT_LOG, { id: merchantId })).includes('FORBIDDEN'),
      );
      await until('the open connection to end', () => closed.length > 0);
      expect(closed).toEqual([1012]);
      await live.dispose();

      const removed = await data(on(), owner, REMOVE, { input: { merchantId, userId: other.id } });
      expect(removed.removeMember).toEqual({ __typename: 'RemoveMemberSuccess' });
      await until(
        'the merchant gone for who was removed',
        async () =>
          codesOf(await ask(on(), other.token, '{ me { id } }')).length === 0 &&
          codesOf(await ask(on(), other.token, AUDIT_LOG, { id: merchantId })).includes('NOT_FOUND'),
      );
      const event = await firstEvent(on().topology.endpoints.ws, other.token, subscription(merchantId));
      expect(event).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    });

    test('do not come back by a link that was used: an invitation, a forgotten password', async () => {
      const { invitation, other } = await team();
      const { acceptInvitation } = await data(on(), undefined, ACCEPT, {
        input: { token: invitation, name: 'Somebody', password: PASSWORD },
      });
      expect(acceptInvitation).toEqual({ __typename: 'ConflictError', code: 'CONFLICT' });

      await data(on(), undefined, REQUEST_RESET, { email: other.email });
      const token = await tokenSentTo(on, other.email, '/reset-password');
      const reset = (newPassword: string) => data(on(), undefined, RESET, { input: { token, newPassword } });
      expect((await reset('another lamp for another night')).resetPassword.__typename).toBe(
        'ResetPasswordSuccess',
      );
      expect((await reset('a thief would like this one')).resetPassword.__typename).toBe('InvalidTokenError');
      // Whoever was signed in with the old password is not any more.
      await until('the old session to end', async () =>
        codesOf(await ask(on(), other.token, '{ me { id } }')).includes('UNAUTHENTICATED'),
      );
    });

    test('end an API key for every process', async () => {
      const { merchantId, owner } = await team();
      const { createApiKey } = await data(on(), owner, CREATE_KEY, {
        input: { merchantId, name: 'a partner', scopes: ['merchant:read'] },
      });
      const { key, apiKey } = createApiKey;
      const name = 'query ($id: ID!) { merchant(id: $id) { name } }';
      await data(on(), key, name, { id: merchantId });
      const revoked = await data(on(), owner, REVOKE_KEY, { id: apiKey.id });
      expect(revoked.revokeApiKey).toEqual({ __typename: 'RevokeApiKeySuccess' });
      await until('the key to be refused', async () =>
        codesOf(await ask(on(), key, name, { id: merchantId })).includes('UNAUTHENTICATED'),
      );
    });
  });
}
