import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADA, startTestGateway, type TestGateway, until } from './testing/harness.ts';

describe('what is deprecated', () => {
  let door: TestGateway;
  beforeAll(async () => {
    door = await startTestGateway();
  });
  afterAll(() => door.close());
  const told = async (query: string, variables: object = {}) => {
    const response = await fetch(`${door.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...ADA },
      body: JSON.stringify({ query, variables }),
    });
    const { extensions, errors } = (await response.json()) as {
      errors?: unknown;
      extensions?: { deprecations?: unknown };
    };
    expect(errors).toBeUndefined();
    return extensions?.deprecations;
  };

  it('is told with the answer: fields, arguments, values and inputs, each once', async () => {
    expect(
      await told('{ merchants { ...M } } fragment M on Merchant { members { since again: since } }'),
    ).toEqual([{ coordinate: 'Member.since', reason: 'Nobody knows.' }]);
    expect(await told('{ pick(mode: OLD, old: 1, filter: { word: "a" }) }')).toEqual([
      { coordinate: 'Mode.OLD', reason: 'Use NEW.' },
      { coordinate: 'Query.pick(old:)', reason: 'Use mode.' },
      { coordinate: 'Filter.word', reason: 'Use mode.' },
    ]);
  });

  it('counts what variables hold, and no argument whose variable is not sent', async () => {
    const query =
      'query q($old: Int, $filter: Filter, $mode: Mode) { pick(mode: $mode, old: $old, filter: $filter) }';
    expect(await told(query, { mode: 'NEW' })).toBeUndefined();
    expect(await told(query, { old: 1, filter: { word: 'a', mode: 'OLD' } })).toEqual([
      { coordinate: 'Query.pick(old:)', reason: 'Use mode.' },
      { coordinate: 'Mode.OLD', reason: 'Use NEW.' },
      { coordinate: 'Filter.word', reason: 'Use mode.' },
    ]);
  });

  it('is looked for in the operation that runs, and in no other of its document', async () => {
    expect(await told('query a { me { id } }')).toBeUndefined();
    const both = 'query a { me { id } } query b { merchants { members { since } } }';
    const response = await fetch(`${door.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...ADA },
      body: JSON.stringify({ query: both, operationName: 'a' }),
    });
    expect(await response.json()).not.toHaveProperty('extensions.deprecations');
  });

  it('is told with the first event of a subscription', async () => {
    const { results, stop } = door.subscribe(
      'subscription { insightCreated(merchantId: "m1", since: 1) { id } }',
    );
    await until('the stream', () => door.world.openStreams === 1);
    for (const id of ['a', 'b']) door.world.publish({ id, title: id, merchantId: 'm1' });
    await until('both events', () => results.length === 2);
    expect(results).toEqual([
      {
        data: { insightCreated: { id: 'a' } },
        extensions: {
          deprecations: [{ coordinate: 'Subscription.insightCreated(since:)', reason: 'Use after.' }],
        },
      },
      { data: { insightCreated: { id: 'b' } } },
    ]);
    stop();
  });
});

it('explains every error code on the page that errors link to', async () => {
  const door = await startTestGateway();
  const { errors } = await door.graphql('{ coded(code: "NOT_FOUND") }');
  const documentation = `${door.url}/docs/errors#not_found`;
  expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', documentation } }]);
  const page = await fetch(documentation);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain(`id="not_found"`);
  await door.close();
});
