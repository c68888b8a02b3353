import type { ExecutionResult } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSubgraphExecutor, type SubgraphExecutor } from '#platform/graphql/index.ts';
import {
  type AccessTokens,
  ANONYMOUS,
  createAccessTokens,
  createAuthenticator,
  createIdentitySigner,
  createIdentityVerifier,
  createSigningKey,
  type Identity,
} from '#platform/identity/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { hashPassword } from '#platform/passwords/index.ts';
import { createIdempotency } from '#platform/postgres/index.ts';
import { type SeededMerchant, seed } from '../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { createUsersSubgraph } from './subgraph.ts';

const SECRET = 'test-secret';
const SIGN_IN = `mutation ($email: String!, $password: String!) {
  signIn(input: { email: $email, password: $password }) {
    __typename
    ... on SignInSuccess { accessToken refreshToken user { id memberships { nodes { role merchant { slug } } } } }
    ... on InvalidCredentialsError { code message }
    ... on BadInputError { code path }
    ... on ConflictError { code message }
  }
}`;
describe('users', () => {
  let db: TestDatabase;
  let tokens: AccessTokens;
  let executor: SubgraphExecutor;
  let shop: SeededMerchant;
  let authPool: pg.Pool;
  const signer = createIdentitySigner({ secret: SECRET });

  async function ask(
    query: string,
    variables: Record<string, unknown>,
    identity: Identity = ANONYMOUS,
    key?: string,
    // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  ): Promise<any> {
    const result: ExecutionResult = await executor.execute({
      query,
      variables,
      headers: {
        'x-mg-identity': signer.sign(identity, 'users'),
        'x-mg-client-ip': '192.0.2.7',
        ...(key ? { 'idempotency-key': key } : {}),
      },
    });
    return JSON.parse(JSON.stringify(result));
  }

  beforeAll(async () => {
    db = await createTestDatabase();
    tokens = createAccessTokens({ signingKey: await createSigningKey() });
    const subgraph = createUsersSubgraph({
      db,
      tokens,
      idempotency: createIdempotency({ secret: SECRET }),
      secret: SECRET,
      publicUrl: 'https://merchants.example',
      emailDelivery: 'OUTBOX',
    });
    executor = createSubgraphExecutor({
      name: 'users',
      schema: subgraph.schema,
      verifier: createIdentityVerifier({ secret: SECRET, audience: 'users' }),
      logger: createLogger({ name: 'users', level: 'silent' }),
    });
    authPool = new pg.Pool({ connectionString: db.urlFor('mg_auth'), max: 2 });
    shop = await seed(db)
      .merchant()
      .withMember('OWNER', { email: 'ada@example.com', passwordHash: await hashPassword('correct horse') })
      .withMember('ANALYST')
      .create();
  });
  afterAll(async () => {
    await authPool.end();
    await db.drop();
  });

  it('signs in, and the token names the session', async () => {
    const { data } = await ask(SIGN_IN, { email: ' Ada@Example.com ', password: 'correct horse' });
    expect(data.signIn.__typename).toBe('SignInSuccess');
    const identity = await createAuthenticator({ pool: authPool, tokens }).authenticate(
      `Bearer ${data.signIn.accessToken}`,
    );
    expect(identity).toMatchObject({ kind: 'user', memberships: [{ merchantId: shop.id, role: 'OWNER' }] });
  });

  it('refuses a wrong password and an unknown address in the same words, and audits the first', async () => {
    const wrong = await ask(SIGN_IN, { email: 'ada@example.com', password: 'wrong' });
    const unknown = await ask(SIGN_IN, { email: 'nobody@example.com', password: 'wrong' });
    expect(wrong.data.signIn).toEqual(unknown.data.signIn);
    expect(wrong.data.signIn.__typename).toBe('InvalidCredentialsError');
    const { rows } = await db.admin.query(
      `select payload from events.outbox where merchant_id = $1 and payload->>'outcome' = 'FAILURE'`,
      [shop.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].payload).toMatchObject({ action: 'user.sign_in', ipAddress: '192.0.2.7' });
  });

  it('names the empty field', async () => {
    const { data } = await ask(SIGN_IN, { email: '', password: 'x' });
    expect(data.signIn).toMatchObject({ __typename: 'BadInputError', path: ['input', 'email'] });
  });

  it('answers a repeated Idempotency-Key with the first answer, and another body with a conflict', async () => {
    const variables = { email: 'ada@example.com', password: 'correct horse' };
    const first = await ask(SIGN_IN, variables, ANONYMOUS, 'key-1');
    const again = await ask(SIGN_IN, variables, ANONYMOUS, 'key-1');
    expect(again.data.signIn).toEqual(first.data.signIn);
    const other = await ask(SIGN_IN, { ...variables, password: 'another' }, ANONYMOUS, 'key-1');
    expect(other.data.signIn).toMatchObject({ __typename: 'ConflictError', code: 'CONFLICT' });
    const { rows } = await db.admin.query('select response, body_hash from events.idempotency_keys');
    expect(JSON.stringify(rows)).not.toContain(first.data.signIn.refreshToken);
  });

  it('signs out', async () => {
    const { data } = await ask(SIGN_IN, { email: 'ada@example.com', password: 'correct horse' });
    const authenticator = createAuthenticator({ pool: authPool, tokens });
    const bearer = `Bearer ${data.signIn.accessToken}`;
    const identity = await authenticator.authenticate(bearer);
    const out = await ask('mutation { signOut { __typename } }', {}, identity);
    expect(out.data.signOut.__typename).toBe('SignOutSuccess');
    await expect(authenticator.authenticate(bearer)).rejects.toThrow(/ended/);
    expect((await ask('mutation { signOut { __typename } }', {})).data.signOut.__typename).toBe(
      'UnauthenticatedError',
    );
  });

  it('shows a merchant by id and by slug to its people, with the team in pages', async () => {
    const identity = shop.members[0]?.identity ?? ANONYMOUS;
    const query = `query ($id: ID!, $after: String) { merchant(id: $id) { slug members(first: 1, after: $after) {
      totalCount nodes { role user { email } } pageInfo { hasNextPage endCursor } } } }`;
    const one = await ask(query, { id: shop.slug }, identity);
    expect(one.data.merchant.members).toMatchObject({
      totalCount: 2,
      nodes: [{ role: 'OWNER' }],
      pageInfo: { hasNextPage: true },
    });
    const two = await ask(
      query,
      { id: shop.id, after: one.data.merchant.members.pageInfo.endCursor },
      identity,
    );
    expect(two.data.merchant.members).toMatchObject({
      nodes: [{ role: 'ANALYST' }],
      pageInfo: { hasNextPage: false },
    });
  });

  it('answers a stranger with NOT_FOUND, nobody with UNAUTHENTICATED', async () => {
    const other = await seed(db).merchant().withMember('OWNER').create();
    const stranger = await ask(
      'query ($id: ID!) { merchant(id: $id) { name } }',
      { id: shop.id },
      other.members[0]?.identity,
    );
    expect(stranger).toMatchObject({
      data: { merchant: null },
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    const nobody = await ask('query ($id: ID!) { merchant(id: $id) { name } }', { id: shop.id });
    expect(nobody.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('believes no forged identity', async () => {
    const forged = createIdentitySigner({ secret: 'guess' }).sign(
      shop.members[0]?.identity ?? ANONYMOUS,
      'users',
    );
    const result = await executor.execute({
      query: '{ me { email } }',
      headers: { 'x-mg-identity': forged },
    });
    expect(result.data).toEqual({ me: null });
  });

  it('tells an API key about itself', async () => {
    const identity = await createAuthenticator({ pool: authPool, tokens }).authenticate(
      `Bearer ${shop.apiKey}`,
    );
    const { data } = await ask(
      '{ currentApiKey { prefix scopes merchant { slug } } me { id } }',
      {},
      identity,
    );
    expect(data).toEqual({
      me: null,
      currentApiKey: { prefix: shop.apiKey.slice(0, 11), scopes: ['*'], merchant: { slug: shop.slug } },
    });
  });

  it('remembers when a key was last used, to the minute', async () => {
    const at = Date.now();
    const authenticator = createAuthenticator({ pool: authPool, tokens, now: () => at });
    const lastUsed = async (): Promise<Date | undefined> =>
      (await db.admin.query('select last_used_at from users.api_keys where merchant_id = $1', [shop.id]))
        .rows[0].last_used_at;
    await authenticator.authenticate(`Bearer ${shop.apiKey}`);
    await authenticator.close();
    const first = await lastUsed();
    expect(first).toBeInstanceOf(Date);
    await authenticator.authenticate(`Bearer ${shop.apiKey}`);
    await authenticator.close();
    expect(await lastUsed()).toEqual(first);
  });

  it('names a negative page size', async () => {
    const { errors } = await ask(
      'query ($id: ID!) { merchant(id: $id) { members(first: -1) { totalCount } } }',
      { id: shop.id },
      shop.members[0]?.identity,
    );
    expect(errors[0]).toMatchObject({
      message: 'first must be between 0 and 100; got -1.',
      extensions: { code: 'BAD_INPUT' },
    });
  });
});
