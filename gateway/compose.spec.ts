import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  it('switch off in production what only developers need, unless told otherwise', () => {
    expect(readGatewaySettings({})).toMatchObject({ introspection: true, sandbox: true });
    expect(readGatewaySettings({}, { production: true })).toMatchObject({
      introspection: false,
      sandbox: false,
    });
    expect(readGatewaySettings({ INTROSPECTION: 'on' }, { production: true })).toMatchObject({
      introspection: true,
      sandbox: false,
    });
    expect(readGatewaySettings({ SANDBOX: 'off' })).toMatchObject({ introspection: true, sandbox: false });
  });

  it('scale rates, and the times of single subgraphs', () => {
    const { rates, limits, trustProxy } = readGatewaySettings({
      RATE_LIMIT_PER_SECOND: '5000',
      RATE_LIMIT_PER_ADDRESS: '10',
      RATE_LIMIT_EXPENSIVE_FACTOR: '2',
      SUBGRAPH_TIMEOUTS_MS: 'campaigns=5000, insights=700',
      TRUST_PROXY: '2',
    });
    expect(rates).toMatchObject({
      overall: { perSecond: 5_000, burst: 5_000 },
      address: { perSecond: 10, burst: 40 },
      user: { perSecond: 100, burst: 200 },
      expensive: { 'Mutation.signIn': { perSecond: 2, burst: 120, by: 'address' } },
    });
    expect(limits.subgraphTimeouts).toEqual({ analytics: 31_000, campaigns: 5_000, insights: 700 });
    expect(trustProxy).toBe(2);
    expect(readGatewaySettings({ TRUST_PROXY: 'true', RATE_LIMITS: 'off' })).toMatchObject({
      trustProxy: 1,
      rates: undefined,
    });
    expect(() => readGatewaySettings({ SUBGRAPH_TIMEOUTS_MS: 'analytics' })).toThrow(/SUBGRAPH_TIMEOUTS_MS/);
  });

  it('read the manifest of trusted documents', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
    const file = join(folder, 'documents.json');
    const settings = () =>
      readGatewaySettings({ TRUSTED_DOCUMENTS: 'enforce', TRUSTED_DOCUMENTS_FILE: file });
    expect(settings).toThrow(/TRUSTED_DOCUMENTS_FILE/);
    await writeFile(file, JSON.stringify({ abc: '{ me { id } }' }));
    expect(settings().trustedDocuments).toEqual({
      mode: 'enforce',
      enforceFor: 'browsers',
      manifest: { abc: '{ me { id } }' },
    });
    expect(() => readGatewaySettings({ TRUSTED_DOCUMENTS: 'allow' })).toThrow(/needs TRUSTED_DOCUMENTS_FILE/);
    await rm(folder, { recursive: true });
  });

  it('name every variable that is wrong', () => {
    expect(() => readGatewaySettings({ PORT: '70000', CORS_ORIGINS: 'https://a.example/path' })).toThrow(
      /PORT: .*65535[\s\S]*CORS_ORIGINS: .*not an origin/,
    );
  });
});
