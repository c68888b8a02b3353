import { createSubgraphExecutor } from '#platform/graphql/index.ts';
import {
  ANONYMOUS,
  createAccessTokens,
  createIdentitySigner,
  createIdentityVerifier,
  createSigningKey,
  type Identity,
  type Role,
} from '#platform/identity/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createPasswords } from '#platform/passwords/index.ts';
import { createIdempotency } from '#platform/postgres/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { createUsersSubgraph } from '../subgraph.ts';

/** A security event as the outbox holds it. */
export interface Recorded {
  action: string;
  actorKind: string;
  actorId: string | null;
  details: Record<string, unknown> | null;
}

/** The users subgraph on a database of its own, with a clock that a test can move. */
export interface UsersWorld {
  db: TestDatabase;
  /** Moves the clock of the subgraph. */
  forward(ms: number): void;
  /** One request as the gateway would send it; the whole answer. */
  ask(
    identity: Identity,
    query: string,
    variables?: Record<string, unknown>,
    key?: string,
    headers?: Record<string, string>,
    // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  ): Promise<any>;
  /** One mutation with an input; what it answered, or the error it threw as `{ thrown }`. */
  change(
    identity: Identity,
    mutation: string,
    input: Record<string, unknown>,
    selection?: string,
    key?: string,
    // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  ): Promise<any>;
  /** A fresh merchant with one member of each role. */
  shop(): Promise<SeededMerchant>;
  /** The member of a merchant with a role. */
  as(shop: SeededMerchant, role: Role): Identity;
  /** What was recorded about a merchant, oldest first. */
  recorded(merchantId: string): Promise<Recorded[]>;
  /** Subjects of changes that were announced. */
  announced(): Promise<string[]>;
  /** Messages to an address, oldest first. */
  emails(recipient: string): Promise<{ subject: string; text: string; kind: string }[]>;
  close(): Promise<void>;
}

const SECRET = 'test-secret';

export async function createUsersWorld(): Promise<UsersWorld> {
  const db = await createTestDatabase();
  const signer = createIdentitySigner({ secret: SECRET });
  let ahead = 0;
  const subgraph = createUsersSubgraph({
    db,
    tokens: createAccessTokens({ signingKey: await createSigningKey() }),
    idempotency: createIdempotency({ secret: SECRET }),
    emailDelivery: 'OUTBOX',
    publicUrl: 'https://merchants.example',
    secret: SECRET,
    passwords: createPasswords({ parameters: { memoryCost: 64, timeCost: 1, parallelism: 1 } }),
    now: () => new Date(Date.now() + ahead),
  });
  const executor = createSubgraphExecutor({
    name: 'users',
    schema: subgraph.schema,
    verifier: createIdentityVerifier({ secret: SECRET, audience: 'users' }),
    logger: createLogger({ name: 'users', level: 'silent' }),
  });

  const ask: UsersWorld['ask'] = async (identity, query, variables = {}, key, headers = {}) => {
    const result = await executor.execute({
      query,
      variables,
      headers: {
        'x-mg-identity': signer.sign(identity, 'users'),
        ...(key ? { 'idempotency-key': key } : {}),
        ...headers,
      },
    });
    return JSON.parse(JSON.stringify(result));
  };

  return {
    db,
    ask,
    forward: (ms) => {
      ahead += ms;
    },
    async change(identity, mutation, input, selection = '', key) {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
      const { data, errors } = await ask(
        identity,
        `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename
          ... on UserError { code message path } ${selection === '' ? '' : `... on ${type}Success { ${selection} }`} } }`,
        { input },
        key,
      );
      return errors ? { thrown: errors } : data[mutation];
    },
    shop: () =>
      seed(db)
        .merchant()
        .withMember('OWNER')
        .withMember('ADMIN')
        .withMember('ANALYST')
        .withMember('MARKETER')
        .create(),
    as: (shop, role) => shop.members.find((member) => member.role === role)?.identity ?? ANONYMOUS,
    async recorded(merchantId) {
      const { rows } = await db.admin.query(
        'select payload from events.outbox where merchant_id = $1 and event_type = $2 order by event_timestamp, ctid',
        [merchantId, 'SecurityEventOccurred'],
      );
      return rows.map(({ payload }) => payload);
    },
    async announced() {
      const { rows } = await db.admin.query(
        `select kind || ':' || subject_id as subject from users.identity_changes order by id`,
      );
      return rows.map(({ subject }) => subject);
    },
    async emails(recipient) {
      const { rows } = await db.admin.query(
        'select subject, text, kind from email.messages where recipient = $1 order by created_at, ctid',
        [recipient],
      );
      return rows;
    },
    close: () => db.drop(),
  };
}
