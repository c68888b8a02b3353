import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/server.ts';
import {
  createMerchantGraph,
  type MerchantGraphOptions,
  me,
  SESSION_NOTE,
  signIn,
  signOut,
} from './index.ts';

/** A browser and the sessions half of the API: cookies are kept by `fetch`, and the client never sees them. */
let server: TestServer;
let cookie: { access: boolean; generation: number };
/** What the server knows: the newest generation of the session, and whether it still holds. */
let generation: number;
let ended: boolean;
let lifetime: number;
let operations: string[];
let credentials: (string | undefined)[];

const expiresAt = () => new Date(Date.now() + lifetime).toISOString();
const error = (name: string, code: string) => ({ __typename: name, code, message: name, path: null });

beforeEach(async () => {
  cookie = { access: false, generation: 0 };
  generation = 0;
  ended = false;
  lifetime = 900_000;
  operations = [];
  credentials = [];
  server = await startTestServer();
  const start = (name: string) => {
    generation++;
    cookie = { access: true, generation };
    return {
      __typename: name,
      accessToken: null,
      accessTokenExpiresAt: expiresAt(),
      refreshToken: null,
      refreshTokenExpiresAt: expiresAt(),
    };
  };
  server.intercept = ({ headers, body }, response) => {
    const name = body.operationName ?? '';
    operations.push(name);
    expect(headers['x-mg-session']).toBe('cookie');
    expect(headers.authorization).toBeUndefined();
    const answer = (value: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const holds = !ended && cookie.generation === generation;
    if (name === 'signIn') answer({ data: { signIn: start('SignInSuccess') } });
    else if (name === 'refreshSession') {
      const success = holds && generation > 0;
      const refused = error('InvalidCredentialsError', 'UNAUTHENTICATED');
      answer({ data: { refreshSession: success ? start('RefreshSessionSuccess') : refused } });
    } else if (name === 'signOut') {
      const known = cookie.access && holds;
      const outcome = known
        ? { __typename: 'SignOutSuccess', signedOut: true }
        : error('UnauthenticatedError', 'UNAUTHENTICATED');
      answer({ data: { signOut: outcome } });
    } else if (cookie.access && !holds) {
      cookie.access = false;
      answer({ errors: [{ message: 'Ended.', extensions: { code: 'UNAUTHENTICATED' } }] }, 401);
    } else answer({ data: { me: cookie.access ? { id: `generation-${generation}` } : null } });
    return true;
  };
});
afterEach(() => server.close());

function memory() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

const client = (options: Partial<MerchantGraphOptions> = {}) =>
  createMerchantGraph({
    endpoint: server.url,
    session: 'cookie',
    sessionNotes: memory(),
    fetch: (url, init) => {
      credentials.push(init?.credentials);
      return fetch(url, init);
    },
    ...options,
  });
const person = { input: { email: 'ada@example.com', password: 'correct horse battery' } };
const refreshes = () => operations.filter((name) => name === 'refreshSession').length;

describe('a session in cookies', () => {
  test('sends cookies, no token, and notes only when the session ends', async () => {
    const sessionNotes = memory();
    const own = client({ sessionNotes });
    await signIn(own, person);
    expect((await me(own))?.id).toBe('generation-1');
    expect(new Set(credentials)).toEqual(new Set(['include']));
    expect([...sessionNotes.values.keys()]).toEqual([SESSION_NOTE]);
    expect(Date.parse(sessionNotes.getItem(SESSION_NOTE) ?? '')).toBeGreaterThan(Date.now());
    await signOut(own);
    expect(sessionNotes.values.size).toBe(0);
  });

  test('is refreshed once before it ends, whoever asks, in this tab and another', async () => {
    const sessionNotes = memory();
    const own = client({ sessionNotes });
    const otherTab = client({ sessionNotes });
    await signIn(own, person);
    sessionNotes.setItem(SESSION_NOTE, new Date(Date.now() + 1_000).toISOString());
    const answers = await Promise.all([1, 2, 3].map(() => me(own)));
    expect(answers.map((answer) => answer?.id)).toEqual(Array(3).fill('generation-2'));
    expect((await me(otherTab))?.id).toBe('generation-2');
    expect(refreshes()).toBe(1);
  });

  test('goes on when a mutation finds the cookie gone', async () => {
    const own = client();
    await signIn(own, person);
    cookie.access = false;
    expect(await signOut(own)).toMatchObject({ __typename: 'SignOutSuccess' });
    expect(operations).toEqual(['signIn', 'signOut', 'refreshSession', 'signOut']);
  });

  test('that was ended elsewhere is told once, and the call fails as one without a session', async () => {
    let told = 0;
    const sessionNotes = memory();
    const own = client({ sessionNotes, onSessionEnd: () => told++ });
    await signIn(own, person);
    ended = true;
    await expect(me(own)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(told).toBe(1);
    expect(sessionNotes.values.size).toBe(0);
    // From here on this is a stranger's browser, which asks for no session.
    expect(await me(own)).toBeNull();
    expect(refreshes()).toBe(1);
  });

  test('does not keep a person out whose last session is long over', async () => {
    const sessionNotes = memory();
    sessionNotes.setItem(SESSION_NOTE, '2011-12-09T00:00:00Z');
    expect(await signIn(client({ sessionNotes }), person)).toMatchObject({ __typename: 'SignInSuccess' });
  });

  test('is not refreshed on every request where the clock is far ahead', async () => {
    lifetime = -3_600_000;
    const own = client();
    await signIn(own, person);
    for (let times = 0; times < 3; times++) expect((await me(own))?.id).toBe('generation-1');
    expect(refreshes()).toBe(0);
  });

  test('a stranger asks for no session', async () => {
    const own = client();
    expect(await signOut(own)).toMatchObject({ __typename: 'UnauthenticatedError' });
    expect(operations).toEqual(['signOut']);
  });
});
