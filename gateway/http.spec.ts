import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from './examples.ts';
import { ADA, startTestGateway, type TestGateway } from './testing/harness.ts';

let door: TestGateway;
beforeAll(async () => {
  door = await startTestGateway('in-process', { corsOrigins: ['https://shop.example'] });
});
afterAll(() => door.close());

interface ErrorBody {
  errors: { message: string; extensions: { code: string; correlationId: string; limit?: string } }[];
}

async function send(
  init: RequestInit & { path?: string },
): Promise<{ status: number; headers: Headers } & ErrorBody> {
  const response = await fetch(`${door.url}${init.path ?? '/graphql'}`, init);
  const body = (await response.json()) as ErrorBody;
  for (const error of body.errors ?? []) {
    expect(error.extensions.correlationId).toBe(response.headers.get('x-correlation-id'));
    expect(Object.keys(error)).not.toContain('stack');
    expect(error.extensions).not.toHaveProperty('stacktrace');
  }
  return { status: response.status, headers: response.headers, ...body };
}
const post = (body: string, headers: Record<string, string> = {}) =>
  send({ method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

describe('who asks', () => {
  const who = JSON.stringify({ query: '{ who { kind id } }' });

  it('answers a token or key, and a stranger', async () => {
    expect(await post(who, ADA)).toMatchObject({ status: 200, data: { who: { kind: 'user', id: 'u1' } } });
    expect(await post(who, { authorization: 'Bearer mg_live_key' })).toMatchObject({
      data: { who: { kind: 'apiKey' } },
    });
    expect(await post(who)).toMatchObject({ data: { who: { kind: 'anonymous' } } });
  });

  it('answers 401 to a token that does not hold, and says what to do', async () => {
    const expired = await post(who, { authorization: 'Bearer expired' });
    expect(expired.status).toBe(401);
    expect(expired.headers.get('www-authenticate')).toContain('Bearer');
    expect(expired.errors).toMatchObject([
      {
        message: 'The access token has expired. Refresh it or sign in again.',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ]);
    expect((await post(who, { authorization: 'Basic YTpi' })).status).toBe(401);
  });

  it('does not take a failing check for a bad token, nor tell where the database is', async () => {
    const { status, errors } = await post(who, { authorization: 'Bearer database-away' });
    expect(status).toBe(500);
    expect(errors[0]?.extensions.code).toBe('INTERNAL');
    expect(errors[0]?.message).not.toContain('10.0.0.1');
  });
});

describe('correlation and idempotency', () => {
  const who = JSON.stringify({ query: '{ who { correlationId idempotencyKey } }' });

  it('takes a sane correlation id and makes one otherwise', async () => {
    const given = await post(who, { 'x-correlation-id': 'abc-123-def' });
    expect(given.headers.get('x-correlation-id')).toBe('abc-123-def');
    expect(given).toMatchObject({ data: { who: { correlationId: 'abc-123-def' } } });
    for (const bad of ['short', 'x'.repeat(200), 'has spaces in it', '<script>alert(1)</script>']) {
      const made = await post(who, { 'x-correlation-id': bad });
      expect(made.headers.get('x-correlation-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    }
  });

  it('forwards a valid Idempotency-Key and refuses others', async () => {
    expect(await post(who, { 'idempotency-key': '~'.repeat(255) })).toMatchObject({
      data: { who: { idempotencyKey: '~'.repeat(255) } },
    });
    for (const bad of ['x'.repeat(256), 'two words', 'é']) {
      expect(await post(who, { 'idempotency-key': bad })).toMatchObject({
        status: 400,
        errors: [{ message: expect.stringContaining('Idempotency-Key'), extensions: { code: 'BAD_INPUT' } }],
      });
    }
  });
});

describe('hostile and mistaken requests', () => {
  it.each([
    ['broken JSON', '{"query": "{ me', 'not valid JSON'],
    ['an empty body', '', 'body'],
    ['a JSON string', '"{ me { id } }"', 'JSON object'],
    ['a batch', '[{"query":"{ me { id } }"}]', 'one operation per request'],
    ['no query', '{"variables":{}}', '"query"'],
    ['a query that is a number', '{"query":7}', '"query"'],
    ['a query of nothing', '{"query":"  "}', '"query"'],
    ['variables as a list', '{"query":"{ me { id } }","variables":[1]}', '"variables"'],
    ['variables as text', '{"query":"{ me { id } }","variables":"{}"}', '"variables"'],
    ['a syntax error', '{"query":"{ me { id }"}', 'Syntax Error'],
    ['an unknown field', '{"query":"{ me { shoeSize } }"}', 'shoeSize'],
    [
      'an unknown operation',
      '{"query":"query A { me { id } }","operationName":"B"}',
      'no operation named "B"',
    ],
    ['several operations', '{"query":"query A { me { id } } query B { me { id } }"}', 'It has: A, B'],
    ['only a fragment', '{"query":"fragment F on User { id }"}', 'F'],
    ['a missing variable', '{"query":"query ($id: ID!) { merchant(id: $id) { id } }"}', '$id'],
    [
      'an endless fragment',
      '{"query":"{ me { ...F } } fragment F on User { ...F }"}',
      'fragment "F" within itself',
    ],
  ])('answers %s with 400 and says what is wrong', async (_what, body, message) => {
    const { status, errors } = await post(body);
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe('BAD_INPUT');
    expect(errors.map((error) => error.message).join('\n')).toContain(message);
  });

  it('refuses a wrong date at the door, as a variable and as a literal', async () => {
    const asVariable = await post(
      JSON.stringify({
        query: 'query ($d: Date!) { merchant(id: "m1") { revenue(from: $d, to: $d) { amount } } }',
        variables: { d: '2011-13-45' },
      }),
    );
    const asLiteral = await post(
      JSON.stringify({
        query: '{ merchant(id: "m1") { revenue(from: "yesterday", to: "2011-12-01") { amount } } }',
      }),
    );
    for (const { status, errors } of [asVariable, asLiteral]) {
      expect(status).toBe(400);
      expect(errors[0]).toMatchObject({
        message: expect.stringContaining('calendar day'),
        extensions: { code: 'BAD_INPUT' },
      });
    }
  });

  it('answers 413 to 5 MB, naming the limit, whether the length is announced or not', async () => {
    const body = JSON.stringify({ query: `{ me { id } } # ${'x'.repeat(5_000_000)}` });
    const announced = await post(body);
    const chunked = await send({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([body]).stream(),
      duplex: 'half',
    } as RequestInit);
    for (const { status, errors } of [announced, chunked]) {
      expect(status).toBe(413);
      expect(errors[0]?.message).toContain('1048576 bytes');
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', limit: 'body' });
    }
  });

  it('does not repeat a long value in its message', async () => {
    const query = 'query ($d: Date!) { merchant(id: "m1") { revenue(from: $d, to: $d) { amount } } }';
    const { status, errors } = await post(JSON.stringify({ query, variables: { d: 'x'.repeat(500_000) } }));
    expect(status).toBe(400);
    expect(errors[0]?.message.length).toBeLessThan(1_100);
  });

  it('limits depth, aliases, fields and tokens, through fragments', async () => {
    const nested = (depth: number) =>
      `{ insight(id: "1") { ${'related { '.repeat(depth)} id ${'}'.repeat(depth)} } }`;
    const bomb = `{ ...F0 } ${Array.from({ length: 30 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F30 on Query { me { id } }`;
    const cases: [string, string, string][] = [
      ['depth', nested(40), 'levels of nested fields'],
      ['very deep', nested(1_200), 'levels of brackets'],
      [
        'deep values',
        `{ merchant(id: ${'['.repeat(2_400)}${']'.repeat(2_400)}) { id } }`,
        'levels of brackets',
      ],
      ['open brackets', `{ ${'{'.repeat(4_000)}`, 'levels of brackets'],
      [
        'aliases',
        `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: me { id }`).join(' ')} }`,
        '101 aliases',
      ],
      ['repeated fields', `{ ${'boom '.repeat(4_000)} }`, '4000 fields'],
      ['fragments', bomb, 'far more fields'],
      ['tokens', `{ ${'boom '.repeat(6_000)} }`, 'more than 5000 tokens'],
      [
        'operations',
        Array.from({ length: 60 }, (_, n) => `query Q${n} { boom }`).join(' '),
        '60 operations; the limit is 50',
      ],
      ['characters', `{ boom } # ${'x'.repeat(70_000)}`, 'the limit is 60000'],
      ['fields that repeat', `{ ${'boom '.repeat(1_400)} }`, 'repeats the same fields'],
    ];
    for (const [name, query, message] of cases) {
      const { status, errors } = await post(JSON.stringify({ query }));
      expect([name, status]).toEqual([name, 400]);
      expect(errors.map((error) => error.message).join('\n')).toContain(message);
    }
    expect(await post(JSON.stringify({ query: nested(3) }))).toMatchObject({ status: 200 });
  });

  it('refuses other methods, other types, and requests a browser could be tricked into', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status, headers, errors } = await send({
        method,
        body: '<x/>',
        headers: { 'content-type': 'text/xml' },
      });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, POST, OPTIONS']);
      expect(errors[0]?.message).toContain(method);
    }
    const form = await send({
      method: 'POST',
      body: 'query={me{id}}',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(form.status).toBe(415);
    const large = await send({
      method: 'POST',
      body: 'x'.repeat(5_000_000),
      headers: { 'content-type': 'text/plain' },
    });
    expect(large.status).toBe(415);
    const simple = await send({ path: '/graphql?query={me{id}}', method: 'GET' });
    expect(simple.status).toBe(400);
    expect(simple.errors[0]).toMatchObject({
      message: expect.stringContaining('CSRF'),
      extensions: { code: 'BAD_INPUT' },
    });
    const mutation = await send({
      path: `/graphql?query=${encodeURIComponent('mutation { rename(id: "m1", name: "x") { merchant { id } } }')}`,
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(mutation.status).toBe(405);
  });

  it('tells a subscription over HTTP where to go', async () => {
    const query = 'subscription { insightCreated(merchantId: "m1") { id } }';
    const posted = await post(JSON.stringify({ query }));
    expect(posted.status).toBe(400);
    expect(posted.errors[0]?.message).toContain(`${door.wsUrl}`);
    const got = await send({
      path: `/graphql?query=${encodeURIComponent(query)}`,
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(got.status).toBe(405);
    expect(door.world.openStreams).toBe(0);
  });

  it('survives what is not HTTP, half a request and a client that hangs up', async () => {
    const talk = (text: string) =>
      new Promise<void>((resolve) => {
        const socket = connect(door.port, '127.0.0.1', () =>
          socket.write(text, () => setTimeout(() => socket.destroy(), 20)),
        );
        socket.on('error', () => undefined);
        socket.once('close', () => resolve());
        socket.resume();
      });
    await talk('\x00\x01\x02 nonsense\r\n\r\n');
    await talk(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"que',
    );
    await talk('GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n');
    expect((await post(JSON.stringify({ query: '{ merchants { name } }' }))).status).toBe(200);
  });

  it('gives up on a request after its time', async () => {
    const hurried = await startTestGateway('in-process', { limits: { requestTimeoutMs: 50 } });
    try {
      const { status, errors } = await hurried.graphql('{ slow(ms: 1500) }');
      expect(status).toBe(504);
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining('within 50 ms'),
        extensions: { code: 'TIMEOUT' },
      });
    } finally {
      await hurried.close();
    }
  });
});

describe('browsers', () => {
  it('find Sandbox at /graphql', async () => {
    const page = await fetch(`${door.url}/graphql`, {
      headers: { accept: 'text/html,application/xhtml+xml' },
    });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    const html = await page.text();
    expect(html).toContain('EmbeddedSandbox');
    // It opens with the operations of docs/graphql.md.
    for (const { document } of EXAMPLES) expect(html).toContain(document.split('{', 1)[0]?.trim());
  });

  it('of listed origins may call from elsewhere, others not', async () => {
    const preflight = (origin: string) =>
      fetch(`${door.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const listed = await preflight('https://shop.example');
    expect(listed.status).toBe(204);
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
