import type { ExecutionResult } from 'graphql';
import pg from 'pg';
import { createSubgraphExecutor } from '#platform/graphql/index.ts';
import {
  ANONYMOUS,
  createAccessTokens,
  createAuthenticator,
  createIdentitySigner,
  createIdentityVerifier,
  createSigningKey,
  type Identity,
} from '#platform/identity/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createPasswords } from '#platform/passwords/index.ts';
import { createIdempotency } from '#platform/postgres/index.ts';
import { createTestDatabase } from '../../../tests/fixtures/services.ts';
import { createUsersSubgraph } from '../subgraph.ts';

const SECRET = 'a secret that only tests know';

/** Cheap hashes: what is tested is who may sign in, not how long it takes to guess. */
export const CHEAP = { memoryCost: 64, timeCost: 1, parallelism: 1 };

/** How one request comes. */
export interface Caller {
  identity?: Identity;
  /** Idempotency-Key. */
  key?: string;
  ip?: string;
  userAgent?: string;
  /** The session is kept in cookies; with the refresh cookie, where there is one. */
  cookie?: { refreshToken?: string };
}

/** The users subgraph on a database of its own, with a clock that can be moved. */
export async function createUsersStage() {
  const db = await createTestDatabase();
  const tokens = createAccessTokens({ signingKey: await createSigningKey() });
  const signer = createIdentitySigner({ secret: SECRET });
  const pool = new pg.Pool({ connectionString: db.urlFor('mg_auth'), max: 2 });
  const waits: number[] = [];
  let moved = 0;
  const now = (): Date => new Date(Date.now() + moved);
  const subgraph = createUsersSubgraph({
    db,
    tokens,
    idempotency: createIdempotency({ secret: SECRET }),
    secret: SECRET,
    emailDelivery: 'OUTBOX',
    publicUrl: 'https://merchants.example',
    passwords: createPasswords({ parameters: CHEAP }),
    now,
    sleep: async (ms) => {
      waits.push(ms);
    },
  });
  const executor = createSubgraphExecutor({
    name: 'users',
    schema: subgraph.schema,
    verifier: createIdentityVerifier({ secret: SECRET, audience: 'users' }),
    logger: createLogger({ name: 'users', level: 'error' }),
  });

  return {
    db,
    now,
    /** Waits before answers that must take the same time, in milliseconds; none of them really happened. */
    waits,
    /** Moves the clock of the subgraph on. */
    pass(seconds: number): void {
      moved += seconds * 1_000;
    },

    // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
    async ask(query: string, variables: Record<string, unknown> = {}, caller: Caller = {}): Promise<any> {
      const { identity = ANONYMOUS, key, ip = '192.0.2.7', userAgent, cookie } = caller;
      const result: ExecutionResult = await executor.execute({
        query,
        variables,
        headers: {
          'x-mg-identity': signer.sign(identity, 'users'),
          'x-mg-client-ip': ip,
          ...(userAgent ? { 'x-mg-user-agent': userAgent } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
          ...(cookie ? { 'x-mg-session-mode': 'cookie' } : {}),
          ...(cookie?.refreshToken ? { 'x-mg-refresh-token': cookie.refreshToken } : {}),
        },
      });
      return JSON.parse(JSON.stringify(result));
    },

    /** Who an access token stands for now, as the gateway finds out. */
    identityOf: (accessToken: string): Promise<Identity> =>
      createAuthenticator({ pool, tokens }).authenticate(`Bearer ${accessToken}`),

    /** E-mails to somebody, oldest first. */
    async mails(recipient: string): Promise<{ kind: string; subject: string; text: string; html: string }[]> {
      const { rows } = await db.admin.query(
        'select kind, subject, text, html from email.messages where recipient = $1 order by created_at, id',
        [recipient],
      );
      return rows;
    },

    /** The token in the newest e-mail of a kind. */
    async tokenFor(recipient: string, kind: string): Promise<string> {
      const mail = (await this.mails(recipient)).findLast((each) => each.kind === kind);
      const token = /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1];
      if (!token) throw new Error(`There is no ${kind} e-mail with a link to ${recipient}.`);
      return token;
    },

    /** What was recorded for a merchant's audit log, oldest first. */
    async audit(merchantId: string): Promise<{ action: string; outcome: string; actorKind: string }[]> {
      const { rows } = await db.admin.query(
        `select payload from events.outbox where merchant_id = $1 order by event_timestamp, ctid`,
        [merchantId],
      );
      return rows.map((row: { payload: never }) => row.payload);
    },

    async close(): Promise<void> {
      await subgraph.close();
      await pool.end();
      await db.drop();
    },
  };
}

export type UsersStage = Awaited<ReturnType<typeof createUsersStage>>;

/** What the specs sign up and in with. */
export const PASSWORD = 'nine purple elephants';

export const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { __typename
  ... on SignUpSuccess { accessToken refreshToken refreshTokenExpiresAt
    user { id name email emailVerified memberships { nodes { role } } }
    merchant { id slug name timeZone currency status } }
  ... on TooManyAttemptsError { retryAt retryAfterSeconds }
  ... on UserError { code message path } } }`;

export const SIGN_IN = `mutation ($email: String!, $password: String!) {
  signIn(input: { email: $email, password: $password }) { __typename
    ... on SignInSuccess { accessToken refreshToken user { id } }
    ... on SecondFactorRequired { challenge expiresAt }
    ... on TooManyAttemptsError { retryAt retryAfterSeconds }
    ... on UserError { code message path } } }`;

export const REFRESH = `mutation ($refreshToken: String) {
  refreshSession(input: { refreshToken: $refreshToken }) { __typename
    ... on RefreshSessionSuccess { accessToken refreshToken }
    ... on UserError { code message path } } }`;

let people = 0;

/** Signs up a new person with a shop of their own. */
export async function newcomer(stage: UsersStage, caller: Caller = {}) {
  people += 1;
  const email = `person${people}@example.com`;
  const input = {
    name: `Person ${people}`,
    email,
    password: PASSWORD,
    merchantName: `Shop of person ${people}`,
    timeZone: 'Europe/Paris',
    currency: 'EUR',
  };
  // Every one from a network of their own: sign-ups from one address are slowed down.
  const ip = caller.ip ?? `198.51.${Math.floor(people / 250)}.${people % 250}`;
  const { data } = await stage.ask(SIGN_UP, { input }, { ...caller, ip });
  const { accessToken, refreshToken, user, merchant } = data.signUp;
  return {
    email,
    ip,
    userId: user.id as string,
    merchantId: merchant.id as string,
    accessToken: accessToken as string,
    refreshToken: refreshToken as string,
    identity: await stage.identityOf(accessToken),
  };
}
