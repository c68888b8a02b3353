import { describe, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { CompositionError, composeSupergraph } from './compose.ts';
import { readGatewaySettings } from './environment.ts';
import { createGateway } from './gateway.ts';
import { startTestGateway } from './testing/harness.ts';
import { TEST_SDL } from './testing/subgraphs.ts';

const definitions = Object.entries(TEST_SDL).map(([name, sdl]) => ({ name, sdl }));

describe('composition', () => {
  it('does not depend on the order of the subgraphs', () => {
    expect(composeSupergraph([...definitions].reverse())).toBe(composeSupergraph(definitions));
  });

  it('names the subgraph whose SDL cannot be read', () => {
    expect(() => composeSupergraph([...definitions, { name: 'torn', sdl: 'type Query {' }])).toThrow(
      /\[torn\] its SDL cannot be read: Syntax Error/,
    );
  });

  it('says what does not fit and what to do', () => {
    const other = {
      name: 'other',
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
        type Query { other: Int }
        type Merchant @key(fields: "id") { id: ID! name: Int }`,
    };
    const failure = (() => {
      try {
        composeSupergraph([...definitions, other]);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(CompositionError);
    expect((failure as Error).message).toContain('Merchant.name');
    expect((failure as Error).message).toMatch(/"other"/);
    expect((failure as Error).message).toMatch(/@shareable|one type in every subgraph/);
  });

  it('is refused by a gateway that was not given every subgraph', async () => {
    const gateway = createGateway({
      supergraphSdl: composeSupergraph(definitions),
      subgraphs: { people: { url: 'http://127.0.0.1:1/graphql' } },
      authenticate: async () => ({ kind: 'anonymous' }),
      signer: { sign: () => '' },
      logger: createLogger({ name: 'test', level: 'silent' }),
    });
    await expect(gateway.listen({ port: 0 })).rejects.toThrow(
      /subgraph "\w+" that the gateway was not given. Known: people/,
    );
    await gateway.close();
  });
});

describe('listening', () => {
  it('says when the port is taken', async () => {
    const door = await startTestGateway();
    const second = await startTestGateway('in-process', {}, door.port).catch((error: Error) => error.message);
    await door.close();
    expect(second).toBe(
      `Port ${door.port} on 127.0.0.1 is taken by another program. Set PORT to a free one.`,
    );
  });
});

describe('settings', () => {
  it('have defaults, and take what the environment says', () => {
    expect(readGatewaySettings({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      corsOrigins: [],
      limits: { maxBodyBytes: 1_048_576 },
    });
    expect(
      readGatewaySettings({
        PORT: '0',
        HOST: '0.0.0.0',
        CORS_ORIGINS: 'https://a.example, https://b.example:8443',
        MAX_QUERY_DEPTH: '9',
        REQUEST_TIMEOUT_MS: '',
      }),
    ).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      corsOrigins: ['https://a.example', 'https://b.example:8443'],
      limits: { maxDepth: 9, requestTimeoutMs: 35_000 },
    });
  });

  it('name every variable that is wrong', () => {
    expect(() => readGatewaySettings({ PORT: '70000', CORS_ORIGINS: 'https://a.example/path' })).toThrow(
      /PORT: .*65535[\s\S]*CORS_ORIGINS: .*not an origin/,
    );
  });
});
