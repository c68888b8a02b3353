import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../cli/environment.ts';
import { SUBGRAPH_NAMES } from '../cli/names.ts';
import { readGatewaySettings } from '../gateway/environment.ts';

interface Service {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { disable?: boolean; test?: string[] };
  ports?: string[];
  expose?: string[];
}

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const text = read('docker-compose.yml');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const processes = Object.entries(compose.services).filter(([, service]) => service.build !== undefined);

/** What a deployment gives; `.env` names nothing else without a default. */
const GIVEN: Record<string, string> = {
  MERCHANTGRAPH_SECRET: 'a secret that is long enough for tests',
  POSTGRES_PASSWORD: 'elephant',
  CLICKHOUSE_PASSWORD: 'house',
};

/** Compose's own rules: `${A:-default}`, and `${A:?why}` fails without a value. */
function interpolate(value: string): string {
  return value.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, kind: string, rest: string) => {
      const given = GIVEN[name];
      if (given !== undefined) return given;
      if (kind !== '-') throw new Error(`${name} is needed: ${rest}`);
      return rest;
    },
  );
}

const environmentOf = (service: Service): Record<string, string> =>
  Object.fromEntries(
    Object.entries(service.environment ?? {}).map(([name, value]) => [name, interpolate(value)]),
  );

test('one service for each process of a deployment', () => {
  expect(Object.fromEntries(processes.map(([name, service]) => [name, service.command]))).toEqual({
    migrate: ['migrate'],
    ...Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, ['subgraph', name]])),
    gateway: ['gateway'],
    worker: ['worker'],
  });
  expect(new Set(processes.map(([, service]) => service.image)).size).toBe(1);
});

test.each(processes)('%s: the executable knows its command', (_, service) => {
  const command = service.command ?? [];
  const help = execFileSync(process.execPath, [path.join(root, 'cli/bin.mjs'), ...command, '--help'], {
    encoding: 'utf8',
  });
  expect(help).toMatch(new RegExp(`^Usage: merchantgraph ${command[0]} `));
});

test.each(processes)('%s: its settings are read as they are meant', (_, service) => {
  const settings = readSettings({ ...environmentOf(service), NODE_ENV: 'production', HOST: '0.0.0.0' });
  expect(settings.secret).toBe(GIVEN.MERCHANTGRAPH_SECRET);
  expect(settings.databaseUrl).toBe('postgres://postgres:elephant@postgres:5432/merchantgraph');
  expect(settings.clickhouse).toEqual({
    url: 'http://clickhouse:8123',
    user: 'merchantgraph',
    password: 'house',
    database: 'merchantgraph',
  });
});

test('every variable it sets is one that is read', () => {
  const readers = ['cli/environment.ts', 'gateway/environment.ts', 'cli/main.ts', 'Dockerfile']
    .map(read)
    .join('\n');
  for (const [name, service] of processes) {
    for (const variable of Object.keys(service.environment ?? {})) {
      expect(readers, `${name} sets ${variable}`).toMatch(new RegExp(`\\b${variable}\\b`));
    }
  }
});

test('the gateway finds each subgraph where it listens', () => {
  const gateway = compose.services.gateway;
  if (!gateway) throw new Error('no gateway');
  const environment = environmentOf(gateway);
  const { subgraphUrls } = readSettings(environment);
  expect(Object.keys(subgraphUrls ?? {}).sort()).toEqual([...SUBGRAPH_NAMES].sort());
  for (const [name, url] of Object.entries(subgraphUrls ?? {})) {
    const service = compose.services[name];
    expect(new URL(url).hostname).toBe(name);
    expect(new URL(url).port).toBe(service?.environment?.SUBGRAPH_PORT);
    expect(service?.expose).toEqual([new URL(url).port]);
    expect(gateway.depends_on?.[name]).toEqual({ condition: 'service_healthy' });
  }
  expect(gateway.ports?.map(interpolate)).toEqual([
    `127.0.0.1:4000:${readGatewaySettings(environment).port}`,
  ]);
});

test('nothing starts before the databases are there and up to date', () => {
  for (const [name, service] of processes) {
    if (name === 'gateway') continue;
    expect(service.depends_on).toEqual(
      name === 'migrate'
        ? { postgres: { condition: 'service_healthy' }, clickhouse: { condition: 'service_healthy' } }
        : { migrate: { condition: 'service_completed_successfully' } },
    );
  }
  for (const name of ['postgres', 'clickhouse'])
    expect(compose.services[name]?.healthcheck?.test).toBeDefined();
});

test('only the gateway is reachable from outside, and secrets have no default', () => {
  const open = Object.entries(compose.services).filter(([, service]) => service.ports !== undefined);
  expect(open.map(([name]) => name)).toEqual(['gateway']);
  for (const secret of ['MERCHANTGRAPH_SECRET', 'POSTGRES_PASSWORD', 'CLICKHOUSE_PASSWORD']) {
    expect(text).toContain(`\${${secret}:?`);
    expect(text).not.toContain(`\${${secret}:-`);
  }
});
