import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeInsight, startTestServer, type TestServer } from '../testing/server.ts';
import {
  AbortedError,
  AuthenticationError,
  BadInputError,
  BadResponseError,
  createMerchantGraph,
  dismissInsight,
  type ErrorCode,
  InternalError,
  listInsights,
  MerchantGraphError,
  NetworkError,
  NotFoundError,
  paginate,
  RateLimitedError,
  TimeoutError,
  type TypedDocument,
  UnavailableError,
} from './index.ts';
import { parseRetryAfter } from './retry.ts';

const WhoAmI = 'query whoami { whoami }' as TypedDocument<{ whoami: string | null }, Record<string, never>>;
const Fails = 'query fails($code: String!) { fails(code: $code) }' as TypedDocument<
  unknown,
  { code: string }
>;

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const client = (options: Partial<Parameters<typeof createMerchantGraph>[0]> = {}) =>
  createMerchantGraph({ endpoint: server.url, ...options });

/** Answers the first `times` requests with a status and headers. */
function failFirst(times: number, status: number, headers: Record<string, string> = {}): void {
  server.intercept = (_, response) => {
    if (times-- <= 0) return false;
    response.writeHead(status, headers);
    response.end('busy');
    return true;
  };
}

async function failure(promise: Promise<unknown>): Promise<MerchantGraphError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof MerchantGraphError)) throw new Error(`not a MerchantGraphError: ${String(error)}`);
  return error;
}

describe('requests', () => {
  test('carry the key or the token as a bearer', async () => {
    expect(await client({ apiKey: 'mg_key' }).request(WhoAmI)).toEqual({ whoami: 'Bearer mg_key' });
    expect(await client({ accessToken: 'jwt' }).request(WhoAmI)).toEqual({ whoami: 'Bearer jwt' });
    expect(await client().request(WhoAmI)).toEqual({ whoami: null });
  });

  test('a generated operation gives its answer itself', async () => {
    server.insights.push(makeInsight(1), makeInsight(2, 'DISMISSED'));
    const page = await listInsights(client(), { merchantId: 'shop', filter: { status: ['UNREAD'] } });
    expect(page?.nodes.map(({ title }) => title)).toEqual(['Insight 1']);
    const result = await dismissInsight(client(), { input: { id: 'insight-1' } });
    expect(result.__typename === 'DismissInsightSuccess' && result.insight.status).toBe('DISMISSED');
    const missing = await dismissInsight(client(), { input: { id: 'none' } });
    expect(missing).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
  });

  test("a document of somebody else's code generator is understood", async () => {
    const document = {
      loc: { source: { body: '# a note\nfragment A on Query { whoami }\nquery mine { ...A }' } },
    };
    expect(await client({ apiKey: 'mg_1' }).request(document)).toEqual({ whoami: 'Bearer mg_1' });
    expect(server.requests[0]?.body.operationName).toBe('mine');
  });

  test('a mutation carries one idempotency key over all its attempts, or the one it is given', async () => {
    failFirst(2, 503);
    await dismissInsight(client(), { input: { id: 'insight-1' } });
    const keys = server.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    await dismissInsight(client(), { input: { id: 'insight-1' } }, { idempotencyKey: 'mine' });
    expect(server.requests.at(-1)?.headers['idempotency-key']).toBe('mine');
    await client().request(WhoAmI);
    expect(server.requests.at(-1)?.headers['idempotency-key']).toBeUndefined();
  });
});

describe('retries', () => {
  test('a busy server is asked again, at most `retries` times', async () => {
    failFirst(3, 503);
    expect(await client({ apiKey: 'k' }).request(WhoAmI)).toEqual({ whoami: 'Bearer k' });
    expect(server.requests).toHaveLength(4);
    failFirst(9, 503);
    expect(await failure(client({ retries: 1 }).request(WhoAmI))).toBeInstanceOf(UnavailableError);
    expect(server.requests).toHaveLength(6);
  });

  test('429 waits as long as Retry-After says, in seconds', async () => {
    failFirst(1, 429, { 'retry-after': '1' });
    const start = performance.now();
    await client().request(WhoAmI);
    expect(performance.now() - start).toBeGreaterThan(950);
  });

  test('Retry-After may be a date', async () => {
    const now = Date.parse('2026-11-21T06:00:00Z');
    expect(parseRetryAfter('Sat, 21 Nov 2026 06:00:02 GMT', now)).toBe(2);
    expect(parseRetryAfter('Sat, 21 Nov 2026 05:00:00 GMT', now)).toBe(0);
    expect(parseRetryAfter('2')).toBe(2);
    expect(parseRetryAfter('soon')).toBeUndefined();
    expect(parseRetryAfter(null)).toBeUndefined();
    failFirst(1, 429, { 'retry-after': new Date(Date.now() + 2000).toUTCString() });
    const start = performance.now();
    await client().request(WhoAmI);
    expect(performance.now() - start).toBeGreaterThan(800);
  });

  test('a wait of more than a minute is left to the caller', async () => {
    failFirst(1, 429, { 'retry-after': '3600' });
    const error = await failure(client().request(WhoAmI));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error.retryAfter).toBe(3600);
  });

  test('what is wrong stays wrong: no second attempt', async () => {
    await failure(client().request('query { nonsense }' as typeof WhoAmI));
    await failure(client().request(Fails, { code: 'FORBIDDEN' }));
    expect(server.requests).toHaveLength(2);
  });
});

describe('errors', () => {
  test.each([
    ['UNAUTHENTICATED', AuthenticationError],
    ['NOT_FOUND', NotFoundError],
    ['BAD_INPUT', BadInputError],
    ['INTERNAL', InternalError],
    ['SOMETHING_NEW', InternalError],
    ['GRAPHQL_VALIDATION_FAILED', BadInputError],
  ] as const)('%s has a class of its own', async (code, type) => {
    const error = await failure(client({ retries: 0 }).request(Fails, { code }));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ operation: 'fails', correlationId: 'correlation-2', path: ['fails'] });
    expect(error.data).toEqual({ fails: null });
  });

  test('neither variables nor tokens are in what is thrown', async () => {
    const secret = 'hunter2';
    const failing = client({ apiKey: 'mg_secret', retries: 0 });
    const error = await failure(failing.request(Fails, { code: secret }));
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toMatch(/hunter2|mg_secret/);
  });

  test('no connection, no answer in time, and no GraphQL are three things', async () => {
    const nowhere = createMerchantGraph({ endpoint: 'http://127.0.0.1:1/graphql', retries: 0 });
    expect(await failure(nowhere.request(WhoAmI))).toBeInstanceOf(NetworkError);
    server.intercept = () => true;
    expect(await failure(client({ timeout: 50, retries: 0 }).request(WhoAmI))).toBeInstanceOf(TimeoutError);
    server.intercept = (_, response) => {
      response.end('<html>');
      return true;
    };
    expect(await failure(client().request(WhoAmI))).toBeInstanceOf(BadResponseError);
  });

  test('a caller can abort a call and a wait between attempts', async () => {
    server.intercept = () => true;
    const during = new AbortController();
    setTimeout(() => during.abort(), 30);
    expect(await failure(client().request(WhoAmI, undefined, { signal: during.signal }))).toBeInstanceOf(
      AbortedError,
    );
    failFirst(9, 429, { 'retry-after': '30' });
    const between = new AbortController();
    setTimeout(() => between.abort(), 60);
    expect(await failure(client().request(WhoAmI, undefined, { signal: between.signal }))).toBeInstanceOf(
      AbortedError,
    );
  });

  test('the codes are a closed set', () => {
    const label = (code: ErrorCode): string => {
      switch (code) {
        case 'UNAUTHENTICATED':
        case 'FORBIDDEN':
        case 'NOT_FOUND':
        case 'BAD_INPUT':
        case 'CONFLICT':
        case 'RATE_LIMITED':
        case 'TIMEOUT':
        case 'UNAVAILABLE':
        case 'INTERNAL':
        case 'NETWORK':
        case 'ABORTED':
        case 'BAD_RESPONSE':
          return code;
      }
    };
    expect(label('CONFLICT')).toBe('CONFLICT');
  });
});

describe('tokens', () => {
  test('a refused token is refreshed once for all calls that wait', async () => {
    server.refused.add('Bearer old');
    let token = 'old';
    let refreshes = 0;
    const refreshing = client({
      getToken: async ({ refresh }) => {
        if (refresh) {
          refreshes++;
          await new Promise((resolve) => setTimeout(resolve, 30));
          token = 'new';
        }
        return token;
      },
    });
    const answers = await Promise.all([1, 2, 3].map(() => refreshing.request(WhoAmI)));
    expect(answers).toEqual(Array(3).fill({ whoami: 'Bearer new' }));
    expect(refreshes).toBe(1);
  });

  test('a token that stays refused is an AuthenticationError', async () => {
    server.refused.add('Bearer bad');
    const error = await failure(client({ getToken: () => 'bad' }).request(WhoAmI));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(server.requests).toHaveLength(2);
  });
});

describe('paginate', () => {
  test('gives every item once, in order, across pages', async () => {
    server.insights.push(...Array.from({ length: 7 }, (_, index) => makeInsight(index)));
    const ids: string[] = [];
    for await (const insight of paginate(client(), listInsights, { merchantId: 'shop', first: 3 }))
      ids.push(insight.id);
    expect(ids).toEqual(server.insights.map(({ id }) => id));
    expect(server.requests).toHaveLength(3);
  });

  test('stops asking when the consumer stops', async () => {
    server.insights.push(...Array.from({ length: 7 }, (_, index) => makeInsight(index)));
    for await (const _ of paginate(client(), listInsights, { merchantId: 'shop', first: 3 })) break;
    expect(server.requests).toHaveLength(1);
  });
});
