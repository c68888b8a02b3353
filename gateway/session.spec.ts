import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { AppError } from '#platform/errors/index.ts';
import type { SubgraphContext } from '#platform/graphql/context.ts';
import { createSubgraphExecutor } from '#platform/graphql/executor.ts';
import { listenSubgraph } from '#platform/graphql/listen.ts';
import type { Identity } from '#platform/identity/identity.ts';
import { createIdentitySigner, createIdentityVerifier } from '#platform/identity/internal-token.ts';
import { createLogger } from '#platform/log/index.ts';
import { composeSupergraph } from './compose.ts';
import { createGateway } from './gateway.ts';
import type { Gateway, GatewayOptions, ListeningGateway } from './options.ts';
import { until } from './testing/harness.ts';

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { whoAmI: String! }
  type Mutation { signIn: Signed! refresh: Signed! signOut: Boolean! }
  type Signed { accessToken: String refreshed: String mode: String! }`;
const secret = 'a secret of the tests';
const logger = createLogger({ name: 'test', level: 'silent' });

const tokens = (access: string) => ({
  accessToken: access,
  accessTokenExpiresAt: new Date(Date.now() + 900_000).toISOString(),
  refreshToken: `refresh-of-${access}`,
  refreshTokenExpiresAt: new Date(Date.now() + 86_400_000).toISOString(),
});
const answer = ({ session }: SubgraphContext, access: string) => {
  const made = tokens(access);
  if (session.mode === 'cookie') session.answer = made;
  return {
    accessToken: session.mode === 'cookie' ? null : made.accessToken,
    refreshed: session.refreshToken,
    mode: session.mode,
  };
};
const executorOf = (name: string, forged: boolean) =>
  createSubgraphExecutor({
    name,
    logger,
    verifier: createIdentityVerifier({ secret, audience: name }),
    schema: buildSubgraphSchema({
      typeDefs: parse(forged ? 'type Mutation { steal: Boolean! } type Query { other: String }' : SDL),
      resolvers: (forged
        ? {
            Mutation: {
              steal: (_: unknown, __: unknown, { session }: SubgraphContext) => {
                session.answer = tokens('stolen');
                return session.refreshToken !== undefined || session.mode === 'cookie';
              },
            },
          }
        : {
            Query: {
              whoAmI: (_: unknown, __: unknown, { identity }: SubgraphContext) =>
                identity.kind === 'user' ? identity.userId : identity.kind,
            },
            Mutation: {
              signIn: (_: unknown, __: unknown, context: SubgraphContext) => answer(context, 'ada-1'),
              refresh: (_: unknown, __: unknown, context: SubgraphContext) => answer(context, 'ada-2'),
              signOut: (_: unknown, __: unknown, { session }: SubgraphContext) => {
                session.answer = null;
                return true;
              },
            },
          }) as never,
    }),
  });

const FORGED_SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { other: String } type Mutation { steal: Boolean! }`;

async function authenticate(authorization: string | undefined): Promise<Identity> {
  if (authorization === undefined) return { kind: 'anonymous' };
  if (!authorization.startsWith('Bearer ada-'))
    throw new AppError('UNAUTHENTICATED', 'The session has ended.');
  return { kind: 'user', userId: 'ada', sessionId: 's', memberships: [] };
}

describe.each(['in-process', 'remote'])('a session in cookies, with %s subgraphs', (placement) => {
  let gateway: Gateway;
  let at: ListeningGateway;
  const close: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const subgraphs: GatewayOptions['subgraphs'] = {};
    for (const [name, forged] of [
      ['users', false],
      ['other', true],
    ] as const) {
      const executor = executorOf(name, forged);
      if (placement === 'in-process') subgraphs[name] = { executor };
      else {
        const schema = buildSubgraphSchema({ typeDefs: parse(forged ? FORGED_SDL : SDL) });
        const listening = await listenSubgraph({ schema, executor, host: '127.0.0.1', port: 0 });
        close.push(() => listening.close());
        subgraphs[name] = { url: listening.url };
      }
    }
    gateway = createGateway({
      supergraphSdl: composeSupergraph([
        { name: 'users', sdl: SDL },
        { name: 'other', sdl: FORGED_SDL },
      ]),
      subgraphs,
      authenticate,
      signer: createIdentitySigner({ secret }),
      logger,
      corsOrigins: ['https://shop.example'],
      trustProxy: true,
    });
    at = await gateway.listen({ port: 0 });
  });
  afterAll(async () => {
    await gateway.close({ graceMs: 200 });
    for (const one of close) await one();
  });

  const send = async (query: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${at.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    const body = (await response.json()) as {
      data?: Record<string, unknown> | null;
      errors?: { message: string; extensions: { code: string } }[];
      extensions?: unknown;
    };
    return {
      status: response.status,
      headers: response.headers,
      cookies: response.headers.getSetCookie(),
      ...body,
    };
  };
  const COOKIE = { 'x-mg-session': 'cookie' };
  const who = '{ whoAmI }';

  it('is set on sign-in, out of reach of scripts, and never in the body', async () => {
    const signed = await send('mutation { signIn { accessToken mode } }', COOKIE);
    expect(signed.data).toEqual({ signIn: { accessToken: null, mode: 'cookie' } });
    expect(JSON.stringify([signed.data, signed.extensions])).not.toContain('ada-1');
    expect(signed.cookies).toHaveLength(2);
    expect(signed.cookies[0]).toMatch(/^mg_access=ada-1; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    expect(signed.cookies[1]).toMatch(
      /^mg_refresh=refresh-of-ada-1; Path=\/graphql; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    const overTls = await send('mutation { signIn { mode } }', { ...COOKIE, 'x-forwarded-proto': 'https' });
    for (const cookie of overTls.cookies) expect(cookie).toContain('; Secure');
  });

  it('is not used by clients that keep tokens themselves', async () => {
    const signed = await send('mutation { signIn { accessToken mode } }');
    expect(signed.data).toEqual({ signIn: { accessToken: 'ada-1', mode: 'bearer' } });
    expect(signed.cookies).toEqual([]);
  });

  it('authenticates only with the header that no form can send', async () => {
    const cookie = 'mg_access=ada-1; mg_refresh=r1';
    expect((await send(who, { ...COOKIE, cookie })).data).toEqual({ whoAmI: 'ada' });
    expect((await send(who, { cookie })).data).toEqual({ whoAmI: 'anonymous' });
    expect(await send(who, { cookie, 'x-mg-session': 'yes' })).toMatchObject({ status: 400 });
  });

  it('authenticates pages of its own and of listed origins only', async () => {
    const cookie = 'mg_access=ada-1';
    const from = (origin: string, more: Record<string, string> = {}) =>
      send(who, { ...COOKIE, cookie, origin, ...more });
    expect((await from(at.url)).data).toEqual({ whoAmI: 'ada' });
    const listed = await from('https://shop.example');
    expect(listed.data).toEqual({ whoAmI: 'ada' });
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(listed.headers.get('access-control-allow-credentials')).toBe('true');
    for (const origin of ['https://evil.example', 'null', at.url.replace('http', 'https')]) {
      const refused = await from(origin);
      expect([origin, refused.status, refused.errors?.[0]?.extensions.code]).toEqual([
        origin,
        403,
        'FORBIDDEN',
      ]);
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
      expect(refused.headers.get('access-control-allow-credentials')).toBeNull();
    }
    const proxied = await from('https://api.shop.example', {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'api.shop.example',
    });
    expect(proxied.data).toEqual({ whoAmI: 'ada' });
  });

  it('refreshes with the cookie, and ends with both cookies gone', async () => {
    const refreshed = await send('mutation { refresh { refreshed } }', {
      ...COOKIE,
      cookie: 'mg_refresh=r1',
    });
    expect(refreshed.data).toEqual({ refresh: { refreshed: 'r1' } });
    expect(refreshed.cookies[0]).toContain('mg_access=ada-2');
    const out = await send('mutation { signOut }', { ...COOKIE, cookie: 'mg_access=ada-2; mg_refresh=r1' });
    expect(out.cookies.map((cookie) => cookie.split(';', 3).slice(0, 1)[0])).toEqual([
      'mg_access=',
      'mg_refresh=',
    ]);
    for (const cookie of out.cookies) expect(cookie).toContain('Expires=Thu, 01 Jan 1970');
  });

  it('that has ended is forgotten, and hinders nobody from signing in again', async () => {
    const cookie = 'mg_access=ended; mg_refresh=r1';
    const query = await send(who, { ...COOKIE, cookie });
    expect([query.status, query.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(query.cookies).toHaveLength(1);
    expect(query.cookies[0]).toContain('mg_access=;');
    expect((await send('mutation { refresh { refreshed } }', { ...COOKIE, cookie })).data).toEqual({
      refresh: { refreshed: 'r1' },
    });
    expect(await send('mutation { signIn { mode } }', { authorization: 'Bearer ended' })).toMatchObject({
      status: 401,
    });
  });

  it('is told of to the subgraph of sessions alone, and set by it alone', async () => {
    const forged = await send('mutation { steal }', { ...COOKIE, cookie: 'mg_access=ada-1; mg_refresh=r1' });
    expect(forged.data).toEqual({ steal: false });
    expect(forged.cookies).toEqual([]);
    const header = await send('mutation { refresh { refreshed mode } }', {
      'x-mg-refresh-token': 'guess',
      'x-mg-session-mode': 'cookie',
    });
    expect(header.data).toEqual({ refresh: { refreshed: null, mode: 'bearer' } });
  });

  it('opens a WebSocket of a page of its own, and of no other', async () => {
    const open = async (headers: Record<string, string>, payload?: object) => {
      const socket = new WebSocket(at.wsUrl, 'graphql-transport-ws', { headers });
      const received: { type: string; payload?: { data?: unknown } }[] = [];
      let closed: { code: number; reason: string } | undefined;
      socket.on('message', (data) => received.push(JSON.parse(String(data))));
      socket.on('close', (code, reason) => {
        closed = { code, reason: String(reason) };
      });
      await new Promise((resolve) => socket.on('open', resolve));
      socket.send(JSON.stringify({ type: 'connection_init', ...(payload ? { payload } : {}) }));
      await until('an answer', () => received.length > 0 || closed !== undefined);
      if (closed) return closed;
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: who } }));
      await until('a result', () => received.some(({ type }) => type === 'next'));
      socket.close();
      return received.find(({ type }) => type === 'next')?.payload?.data;
    };
    const cookie = 'mg_access=ada-1';
    expect(await open({ cookie, origin: at.url })).toEqual({ whoAmI: 'ada' });
    expect(await open({ cookie, origin: 'https://shop.example' })).toEqual({ whoAmI: 'ada' });
    expect(await open({ cookie, origin: 'https://evil.example' })).toMatchObject({ code: 4403 });
    expect(await open({ cookie })).toMatchObject({
      code: 4403,
      reason: expect.stringContaining('CORS_ORIGINS'),
    });
    expect(await open({ origin: at.url })).toEqual({ whoAmI: 'anonymous' });
    expect(await open({ cookie, origin: 'https://evil.example' }, { authorization: 'Bearer ada-9' })).toEqual(
      {
        whoAmI: 'ada',
      },
    );
    expect(await open({ cookie: 'mg_access=ended', origin: at.url })).toMatchObject({ code: 4403 });
  });
});
