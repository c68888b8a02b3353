import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueEmail } from '#platform/email/index.ts';
import { createSubgraphExecutor, type SubgraphExecutor } from '#platform/graphql/index.ts';
import {
  ANONYMOUS,
  createAccessTokens,
  createIdentitySigner,
  createIdentityVerifier,
  createSigningKey,
  type Identity,
} from '#platform/identity/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createIdempotency } from '#platform/postgres/idempotency.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { createUsersSubgraph } from '../subgraph.ts';

const SECRET = 'test-secret';
const OUTBOX = `query ($merchantId: ID, $first: Int, $after: String, $last: Int, $before: String) {
  outbox(merchantId: $merchantId, first: $first, after: $after, last: $last, before: $before) {
    delivery
    messages { totalCount nodes { subject links status recipient kind } pageInfo { hasNextPage endCursor startCursor } }
  }
}`;

describe('the outbox', () => {
  let db: TestDatabase;
  let shop: SeededMerchant;
  let stranger: SeededMerchant;
  const executors = new Map<string, SubgraphExecutor>();
  const signer = createIdentitySigner({ secret: SECRET });

  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  async function ask(who: Identity | undefined, variables: object = {}, mail = 'OUTBOX'): Promise<any> {
    const result = await executors.get(mail)?.execute({
      query: OUTBOX,
      variables: { ...variables },
      headers: { 'x-mg-identity': signer.sign(who ?? ANONYMOUS, 'users') },
    });
    return JSON.parse(JSON.stringify(result));
  }
  async function subjects(identity: Identity | undefined, variables: object = {}): Promise<string[]> {
    const { data, errors } = await ask(identity, variables);
    expect(errors).toBeUndefined();
    expect(data.outbox.messages.totalCount).toBe(data.outbox.messages.nodes.length);
    return data.outbox.messages.nodes.map((node: { subject: string }) => node.subject);
  }
  const codeOf = async (identity: Identity | undefined, variables: object = {}): Promise<string> => {
    const { data, errors } = await ask(identity, variables);
    expect(data.outbox).toBeNull();
    return errors[0].extensions.code;
  };
  const queue = (merchantId: string | null, kind: string, recipient: string, subject: string) =>
    db.auth.$transaction((tx) =>
      queueEmail(tx, {
        merchantId,
        kind,
        recipient,
        subject,
        text: `Hello.\n\nhttps://merchants.example/${kind}#token=t\n`,
        html: '',
      }),
    );
  const person = (n: number) => shop.members[n];

  beforeAll(async () => {
    db = await createTestDatabase();
    const tokens = createAccessTokens({ signingKey: await createSigningKey() });
    for (const emailDelivery of ['OUTBOX', 'SMTP'] as const) {
      const { schema } = createUsersSubgraph({
        db,
        tokens,
        idempotency: createIdempotency({ secret: SECRET }),
        publicUrl: 'https://merchants.example',
        emailDelivery,
        secret: SECRET,
      });
      executors.set(
        emailDelivery,
        createSubgraphExecutor({
          name: 'users',
          schema,
          verifier: createIdentityVerifier({ secret: SECRET, audience: 'users' }),
          logger: createLogger({ name: 'users', level: 'silent' }),
        }),
      );
    }
    [shop, stranger] = await Promise.all([
      seed(db).merchant().withMember('OWNER').withMember('ADMIN').create(),
      seed(db).merchant().withMember('OWNER').create(),
    ]);
    const admin = person(1)?.email ?? '';
    await queue(null, 'email-verification', admin, 'verify');
    await queue(null, 'password-reset', admin, 'reset');
    await queue(null, 'password_reset', admin, 'reset too');
    await queue(shop.id, 'invitation', 'new@shop.example', 'invited');
    await queue(shop.id, 'team', admin, 'team');
    await queue(shop.id, 'password_reset', admin, 'reset again');
    await queue(stranger.id, 'invitation', 'other@shop.example', 'foreign');
  });
  afterAll(() => db.drop());

  it('shows a person what is addressed to them, but no link for a forgotten password', async () => {
    expect(await subjects(person(1)?.identity)).toEqual(['team', 'verify']);
    expect(await subjects(person(0)?.identity)).toEqual([]);
    const { data } = await ask(person(1)?.identity);
    expect(data.outbox).toMatchObject({
      delivery: 'OUTBOX',
      messages: {
        nodes: [{ kind: 'team', status: 'QUEUED', links: ['https://merchants.example/team#token=t'] }, {}],
      },
    });
  });

  it('shows an owner the messages of the merchant, and nobody else', async () => {
    expect(await subjects(person(0)?.identity, { merchantId: shop.id })).toEqual(['team', 'invited']);
    const key: Identity = { kind: 'apiKey', keyId: 'k', merchantId: shop.id, scopes: ['outbox:read'] };
    expect(await subjects(key, { merchantId: shop.id })).toEqual(['team', 'invited']);
    expect(await codeOf(key)).toBe('FORBIDDEN');
    expect(await codeOf(person(1)?.identity, { merchantId: shop.id })).toBe('FORBIDDEN');
    expect(await codeOf(stranger.members[0]?.identity, { merchantId: shop.id })).toBe('NOT_FOUND');
    expect(await codeOf(person(0)?.identity, { merchantId: 'nonsense' })).toBe('NOT_FOUND');
    expect(await codeOf(undefined)).toBe('UNAUTHENTICATED');
    expect(await codeOf(undefined, { merchantId: shop.id })).toBe('UNAUTHENTICATED');
  });

  it('comes in pages', async () => {
    const owner = person(0)?.identity;
    const variables = { merchantId: shop.id };
    const first = (await ask(owner, { ...variables, first: 1 })).data.outbox.messages;
    expect(first).toMatchObject({
      totalCount: 2,
      nodes: [{ subject: 'team' }],
      pageInfo: { hasNextPage: true },
    });
    const second = (await ask(owner, { ...variables, first: 1, after: first.pageInfo.endCursor })).data
      .outbox;
    expect(second.messages).toMatchObject({
      nodes: [{ subject: 'invited' }],
      pageInfo: { hasNextPage: false },
    });
    const before = second.messages.pageInfo.startCursor;
    const back = (await ask(owner, { ...variables, last: 1, before })).data.outbox;
    expect(back.messages.nodes).toMatchObject([{ subject: 'team' }]);
    const after = Buffer.from('["yesterday","x"]').toString('base64url');
    expect(await codeOf(owner, { ...variables, after })).toBe('BAD_INPUT');
  });

  it('shows nothing where a mail server has the messages', async () => {
    const { data } = await ask(person(1)?.identity, {}, 'SMTP');
    expect(data.outbox).toMatchObject({ delivery: 'SMTP', messages: { totalCount: 0, nodes: [] } });
  });
});
