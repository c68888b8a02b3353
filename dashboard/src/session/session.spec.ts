import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { me } from '@merchantgraph/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSession } from './session.ts';

/** A browser's storage. */
function memory(): Storage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
    key: () => null,
    get length() {
      return values.size;
    },
  };
}

/** The sessions half of the API: one refresh token at a time, used once. */
let server: Server;
let endpoint: string;
let operations: string[];
let refreshToken: number;
let lifetime: number;

beforeEach(async () => {
  operations = [];
  refreshToken = 1;
  lifetime = 900_000;
  const tokens = (name: string) => ({
    __typename: name,
    accessToken: `access-${refreshToken}`,
    accessTokenExpiresAt: new Date(Date.now() + lifetime).toISOString(),
    refreshToken: `refresh-${refreshToken}`,
    user: { id: '1' },
  });
  const wrong = {
    __typename: 'InvalidCredentialsError',
    code: 'UNAUTHENTICATED',
    message: 'No.',
    path: null,
  };
  const answers: Record<string, (input: Record<string, string>, token: string) => unknown> = {
    signIn: (input) => ({ signIn: input.password === 'right' ? tokens('SignInSuccess') : wrong }),
    refreshSession: (input) => {
      if (input.refreshToken !== `refresh-${refreshToken}`) return { refreshSession: wrong };
      refreshToken++;
      return { refreshSession: tokens('RefreshSessionSuccess') };
    },
    me: (_, token) => ({ me: { id: token } }),
    signOut: () => ({ signOut: { __typename: 'SignOutSuccess', signedOut: true } }),
  };
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { operationName, variables } = JSON.parse(text);
    operations.push(operationName);
    const data = answers[operationName]?.(variables?.input ?? {}, request.headers.authorization ?? '');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const whoAmI = async (session: ReturnType<typeof createSession>) => {
  const state = session.state();
  return state.status === 'signedIn' ? (await me(state.client))?.id : undefined;
};

describe('the session', () => {
  test('says in words why signing in failed, and stays signed out', async () => {
    const session = createSession({ endpoint, storage: memory() });
    expect(await session.signIn('a@b.c', 'wrong')).toBe('No.');
    expect(session.state().status).toBe('signedOut');
  });

  test('survives a reload of the tab, and ends in it with signing out', async () => {
    const storage = memory();
    const session = createSession({ endpoint, storage });
    expect(await session.signIn('a@b.c', 'right')).toBeUndefined();
    expect(await whoAmI(session)).toBe('Bearer access-1');
    const reloaded = createSession({ endpoint, storage });
    expect(await whoAmI(reloaded)).toBe('Bearer access-1');
    await reloaded.signOut();
    expect(createSession({ endpoint, storage }).state().status).toBe('signedOut');
  });

  test('renews a token that is about to end once, whoever asks', async () => {
    lifetime = 1000;
    const session = createSession({ endpoint, storage: memory() });
    await session.signIn('a@b.c', 'right');
    lifetime = 900_000;
    expect(await Promise.all([1, 2, 3].map(() => whoAmI(session)))).toEqual(Array(3).fill('Bearer access-2'));
    expect(operations.filter((name) => name === 'refreshSession')).toHaveLength(1);
  });

  test('asks for the password again when the session has ended elsewhere', async () => {
    lifetime = 1000;
    const session = createSession({ endpoint, storage: memory() });
    await session.signIn('a@b.c', 'right');
    refreshToken = 9;
    await whoAmI(session);
    expect(session.state()).toMatchObject({ status: 'signedOut', notice: expect.stringContaining('ended') });
  });
});
