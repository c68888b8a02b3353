import type { Random } from '../faults/random.ts';

/** One thing to send: a request that is HTTP at least, bytes for a bare socket, or frames for a WebSocket. */
export type Hostile =
  | {
      kind: 'http';
      name: string;
      method: string;
      path: string;
      headers: Record<string, string>;
      body?: string | Buffer;
    }
  | { kind: 'socket'; name: string; bytes: Buffer; hold: boolean }
  | { kind: 'websocket'; name: string; frames: (string | Buffer)[]; hold: boolean };

/** What a real client would send along, so that hostility is met behind the door as well. */
export interface Target {
  merchantId: string;
  token: string;
}

const JSON_HEADERS = { 'content-type': 'application/json' };
const STRANGE = [
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066',
  'e\u0301'.repeat(50),
  '\ufeff',
  '𒐫'.repeat(100),
  '\u2028\u2029',
  "'; drop table users.users; --",
  '$\u007bjndi:ldap://localhost/a}',
  '../../../../etc/passwd',
  '%00%0a%0d',
  '<script>alert(1)</script>',
];

const body = (query: unknown, variables?: unknown): string => JSON.stringify({ query, variables });

/** Makes hostile requests of every family, the same ones for the same seed. */
export function createPayloads(random: Random, target: Target): () => Hostile {
  const whole = (min: number, max: number): number => random.whole(min, max);
  const one = <T>(items: readonly T[]): T => {
    const item = items[whole(0, items.length - 1)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  };
  const authorized = (): Record<string, string> =>
    whole(0, 1) === 0 ? JSON_HEADERS : { ...JSON_HEADERS, authorization: `Bearer ${target.token}` };
  const post = (name: string, text: string | Buffer, headers = authorized()): Hostile => ({
    kind: 'http',
    name,
    method: 'POST',
    path: '/graphql',
    headers,
    body: text,
  });
  const id = JSON.stringify(target.merchantId);
  const good = `{ merchant(id: ${id}) { name insights(first: 5) { nodes { id title } } } }`;

  const queries: Record<string, () => string> = {
    deep: () => {
      const depth = whole(20, 4_000);
      return `{ merchant(id: ${id}) ${'{ members { nodes { user { memberships { nodes { merchant '.repeat(depth)} { id } ${'} } } } } }'.repeat(depth)} }`;
    },
    wide: () => `{ ${Array.from({ length: whole(50, 20_000) }, (_, n) => `a${n}: __typename`).join(' ')} }`,
    repeated: () => `{ me { ${'id '.repeat(whole(100, 30_000))} } }`,
    directives: () => `{ __typename ${'@include(if: true) '.repeat(whole(10, 10_000))} }`,
    'unknown directives': () => `{ __typename ${'@nope '.repeat(whole(10, 10_000))} }`,
    circular: () =>
      `query { me { ...A } } fragment A on User { ...B } fragment B on User { ...${one(['A', 'B', 'C'])} }`,
    'fragments that multiply': () => {
      const levels = whole(5, 40);
      const parts = Array.from(
        { length: levels },
        (_, n) => `fragment F${n} on User { ...F${n + 1} ...F${n + 1} }`,
      );
      return `{ me { ...F0 } } ${parts.join(' ')} fragment F${levels} on User { id }`;
    },
    introspection: () =>
      `{ __schema { types { fields { type { ${'ofType { '.repeat(whole(5, 200))} name ${'} '.repeat(200)} } } } }`,
    'overlapping fields': () =>
      `{ ${Array.from({ length: whole(10, 400) }, (_, n) => `me { ... on User { x: ${n % 2 ? 'name' : 'email'} } }`).join(' ')} }`,
    'huge string': () => `{ merchant(id: "${'x'.repeat(whole(1_000, 900_000))}") { id } }`,
    'huge number': () =>
      `{ merchant(id: ${'9'.repeat(whole(20, 50_000))}) { members(first: 1e999) { totalCount } } }`,
    'strange text': () => `{ merchant(id: ${JSON.stringify(one(STRANGE).repeat(whole(1, 50)))}) { name } }`,
    'no graphql': () =>
      one(['', ' ', '{', '}', '{}', 'query', 'mutation {', '#', '"""', '{ a(b: $c) }', '\u0000']),
    'many operations': () =>
      Array.from({ length: whole(2, 2_000) }, (_, n) => `query Q${n} { __typename }`).join(' '),
    'deep values': () => `{ merchant(id: ${'['.repeat(whole(10, 5_000))}) { id } }`,
  };

  const wrongVariables: (() => unknown)[] = [
    () => one([null, 0, 1, 'x', [], [[]], true, 1e308, {}]),
    () => ({ merchant: one([{}, [], [[[]]], 12, true, null, '', one(STRANGE)]) }),
    () => JSON.parse('{"__proto__": {"merchant": "x"}, "constructor": {"prototype": {}}}'),
    () => Object.fromEntries(Array.from({ length: whole(10, 5_000) }, (_, n) => [`v${n}`, n])),
    () => ({ merchant: target.merchantId, first: one([-1, 1e9, '5', 1.5, Number.MAX_SAFE_INTEGER]) }),
    () => ({ merchant: target.merchantId, after: one(STRANGE) }),
  ];
  const asked =
    'query ($merchant: ID!, $first: Int, $after: String) { merchant(id: $merchant) { insights(first: $first, after: $after) { totalCount nodes { id } } } }';

  const families: (() => Hostile)[] = [
    () => {
      const [name, make] = one(Object.entries(queries));
      return post(name, body(make()));
    },
    () => post('wrong variables', body(asked, one(wrongVariables)())),
    () => {
      const text = body(good);
      const at = whole(0, text.length - 1);
      return post(
        'broken JSON',
        one([
          text.slice(0, at),
          `${text}${text}`,
          `\ufeff${text}`,
          text.replace('"', "'"),
          `${'['.repeat(whole(100, 100_000))}`,
          `${'{"a":'.repeat(whole(100, 50_000))}`,
          'NaN',
          '',
          '\u0000'.repeat(100),
        ]),
      );
    },
    () => post('bytes', Buffer.from(Array.from({ length: whole(1, 2_000) }, () => whole(0, 255)))),
    () => post('a batch', JSON.stringify(Array.from({ length: whole(1, 500) }, () => ({ query: good })))),
    () => post('too large', body(`# ${'x'.repeat(whole(1_100_000, 3_000_000))}`)),
    () =>
      post('an unknown type', body(good), {
        'content-type': one([
          'text/plain',
          'multipart/form-data; boundary=x',
          'application/x-www-form-urlencoded',
          'application/json; charset=utf-16',
          'x',
          'application/graphql',
        ]),
      }),
    () =>
      post('a false encoding', body(good), {
        ...JSON_HEADERS,
        'content-encoding': one(['gzip', 'br', 'deflate', 'x']),
      }),
    () =>
      post('a false token', body(good), {
        ...JSON_HEADERS,
        authorization: one([
          'Bearer',
          'Bearer x',
          `Bearer ${'x'.repeat(whole(100, 8_000))}`,
          `Bearer mg_${'a'.repeat(43)}`,
          'Basic dXNlcjpwYXNz',
          `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`,
          `Bearer ${target.token.slice(0, -1)}`,
        ]),
      }),
    () =>
      post('strange headers', body(good), {
        ...authorized(),
        'idempotency-key': one(['a b', 'x'.repeat(5_000), 'ä']),
        'x-correlation-id': one(['x', '"><', 'y'.repeat(3_000)]),
        'x-mg-identity': Buffer.from('{"kind":"operator"}').toString('base64url'),
      }),
    () => ({
      kind: 'http',
      name: 'a mutation by GET',
      method: 'GET',
      path: `/graphql?query=${encodeURIComponent('mutation { signOut { __typename } }')}`,
      headers: { 'apollo-require-preflight': '1' },
    }),
    () => ({
      kind: 'http',
      name: 'another method or path',
      method: one(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'GET', 'POST']),
      path: one([
        '/graphql',
        '/graphql/',
        '//graphql',
        '/../../etc/passwd',
        '/assets/..%2f..%2fpackage.json',
        '/%',
        '/%c0%ae',
        `/${'a'.repeat(7_000)}`,
        '/health/ready?x=%',
        '/metrics/..',
        '/graphql?query=%7b',
        '/graphql?variables=x&query=%7B__typename%7D',
      ]),
      headers: {},
    }),
    () => {
      const text = body(good);
      const start = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
      const bytes = one([
        `${start}Content-Length: ${text.length + 1_000}\r\n\r\n${text}`,
        `${start}Transfer-Encoding: chunked\r\n\r\nffff\r\n${text}`,
        `${start}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`,
        `${start}Content-Length: -1\r\n\r\n${text}`,
        `${start}Content-Length: 1\r\nContent-Length: 2\r\n\r\n${text}`,
        `POST /graphql HTTP/9.9\r\n\r\n`,
        `${'A'.repeat(whole(10, 100_000))}`,
        `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(whole(1_000, 100_000))}\r\n\r\n`,
        `GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(whole(10, 5_000))}`,
        'GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
        '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
      ]);
      return {
        kind: 'socket',
        name: 'an unfinished or broken upload',
        bytes: Buffer.from(bytes, 'latin1'),
        hold: whole(0, 3) === 0,
      };
    },
    () => {
      const init = JSON.stringify({
        type: 'connection_init',
        payload: { authorization: `Bearer ${target.token}` },
      });
      const subscribe = (key: string, query: string): string =>
        JSON.stringify({ id: key, type: 'subscribe', payload: { query } });
      const events = `subscription { insightCreated(merchantId: ${id}) { id } }`;
      const frames: (string | Buffer)[] = one<(string | Buffer)[]>([
        [],
        ['not json'],
        [init, init],
        [subscribe('1', events)],
        [init, subscribe('1', events), subscribe('1', events)],
        [init, subscribe('1', one(Object.values(queries))())],
        [init, ...Array.from({ length: 150 }, (_, n) => subscribe(String(n), events))],
        [init, Buffer.from([0, 1, 2, 255])],
        [init, 'x'.repeat(2_000_000)],
        ['{"type":"connection_init","payload":[]}'],
        ['{"type":"connection_init","payload":{"authorization":{"a":1}}}'],
        [init, '{"type":"complete"}'],
        [init, '{"id":5,"type":"subscribe","payload":null}'],
      ]);
      return { kind: 'websocket', name: 'a websocket', frames, hold: whole(0, 3) === 0 };
    },
  ];
  return () => one(families)();
}
