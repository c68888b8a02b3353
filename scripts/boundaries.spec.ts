import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkBoundaries, configuration } from './boundaries.ts';

/** A small house in which every import is allowed. */
const HOUSE: Record<string, string> = {
  'package.json': JSON.stringify({
    name: 'house',
    type: 'module',
    dependencies: { used: '1.0.0' },
    devDependencies: { workbench: '1.0.0' },
    imports: { '#platform/*': './platform/*', '#prisma/*': './prisma/*', '#warehouse/*': './warehouse/*' },
  }),
  'node_modules/used/package.json': '{"name":"used","version":"1.0.0","main":"index.js"}',
  'node_modules/used/index.js': 'export const used = 1;',
  'node_modules/workbench/package.json': '{"name":"workbench","version":"1.0.0","main":"index.js"}',
  'node_modules/workbench/index.js': 'export const bench = 1;',
  'node_modules/stray/package.json': '{"name":"stray","version":"1.0.0","main":"index.js"}',
  'node_modules/stray/index.js': 'export const stray = 1;',
  'platform/log/index.ts': "import { readFile } from 'fs/promises';\nexport const log = readFile;",
  'prisma/database.ts': "import { log } from '#platform/log/index.ts';\nexport const database = log;",
  'warehouse/warehouse.ts': "import { log } from '#platform/log/index.ts';\nexport const warehouse = log;",
  'subgraphs/users/subgraph.ts': `import { used } from 'used';
    import { database } from '#prisma/database.ts';
    import { decorated } from './user/user.type.ts';
    export const users = [used, database, decorated];`,
  'subgraphs/users/user/user.type.ts': `import { log } from '#platform/log/index.ts';
    const field = (): PropertyDecorator => () => undefined;
    export class Decorated { @field() name: string = String(log); }
    export const decorated = Decorated;`,
  'subgraphs/users/user/user.spec.ts': `import { fixture } from '../../../tests/fixtures/services.ts';
    import { bench } from 'workbench';
    import { decorated } from './user.type.ts';
    export default [fixture, bench, decorated];`,
  'subgraphs/insights/subgraph.ts':
    "import { warehouse } from '#warehouse/warehouse.ts';\nexport const insights = warehouse;",
  'gateway/gateway.ts': "import { log } from '#platform/log/index.ts';\nexport const gateway = log;",
  'pipeline/cdc/cdc.ts':
    "import { warehouse } from '#warehouse/warehouse.ts';\nexport const cdc = warehouse;",
  'sdk/src/index.ts': "import type { Client } from './client.ts';\nexport type { Client };",
  'sdk/src/client.ts': 'export interface Client { url: string }\nexport const version = 1;',
  'dashboard/app.tsx':
    "import type { Client } from '../sdk/src/index.ts';\nexport const App = (client: Client) => <p>{client.url}</p>;",
  'tests/fixtures/services.ts':
    "import { database } from '#prisma/database.ts';\nexport const fixture = database;",
  'cli/main.ts': `import { gateway } from '../gateway/gateway.ts';
    import { cdc } from '../pipeline/cdc/cdc.ts';
    import { insights } from '../subgraphs/insights/subgraph.ts';
    import { users } from '../subgraphs/users/subgraph.ts';
    export default [gateway, cdc, insights, users];`,
};

/** One line that breaks each rule, and the file it is added to. */
const PLANTED: Record<string, [file: string, code: string]> = {
  'subgraph-stands-alone': [
    'subgraphs/users/subgraph.ts',
    "import type { insights } from '../insights/subgraph.ts';\nexport type I = typeof insights;",
  ],
  'subgraph-specs-stay-home': ['subgraphs/users/user/user.spec.ts', "import '../../../gateway/gateway.ts';"],
  'platform-imports-no-room': [
    'platform/log/index.ts',
    "export const later = () => import('#prisma/database.ts');",
  ],
  'schemas-import-only-platform': ['prisma/database.ts', "export * from '#warehouse/warehouse.ts';"],
  'gateway-knows-no-subgraph': ['gateway/gateway.ts', "import '../subgraphs/users/subgraph.ts';"],
  'pipeline-has-no-graphql': ['pipeline/cdc/cdc.ts', "import '../../gateway/gateway.ts';"],
  'sdk-imports-no-server': ['sdk/src/client.ts', "import '../../platform/log/index.ts';"],
  'dashboard-imports-only-sdk': ['dashboard/app.tsx', "import '../platform/log/index.ts';"],
  'only-cli-is-the-root': ['gateway/gateway.ts', "import '../cli/main.ts';"],
  'no-import-of-specs': ['subgraphs/users/subgraph.ts', "import './user/user.spec.ts';"],
  'no-tests-in-production': ['cli/main.ts', "import '../tests/fixtures/services.ts';"],
  'no-dev-packages-in-production': [
    'gateway/gateway.ts',
    "import { bench } from 'workbench';\nexport const b = bench;",
  ],
  'no-undeclared-packages': ['gateway/gateway.ts', "import { stray } from 'stray';\nexport const s = stray;"],
  'no-circular': ['platform/log/index.ts', "import { ring } from './ring.ts';\nexport const r = ring;"],
  'no-orphans': ['platform/forgotten.ts', 'export const forgotten = 1;'],
  'no-unresolvable': ['gateway/gateway.ts', "import './gone.ts';"],
};

let root: string;

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'boundaries-')));
  for (const [file, text] of Object.entries(HOUSE)) put(file, text);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a house in order breaks no rule, and every arrow in it is seen', async () => {
  const { violations, modules, arrows } = await checkBoundaries(root);
  expect(violations).toEqual([]);
  expect(modules).toBe(14);
  expect(arrows).toBe(20);
});

test('every rule has its planted violation', () => {
  expect(Object.keys(PLANTED).sort()).toEqual(configuration.forbidden?.map((rule) => rule.name ?? '').sort());
});

/** A file that knows the one that plants it by a type. */
const RING_OF_TYPES =
  "import type { log } from './index.ts';\nexport const ring = 1;\nexport type L = typeof log;";

test.each(Object.entries(PLANTED))('%s', async (rule, [file, code]) => {
  put('platform/log/ring.ts', RING_OF_TYPES);
  if (rule === 'no-circular')
    put('platform/log/ring.ts', "import { log } from './index.ts';\nexport const ring = log;");
  put(file, `${HOUSE[file] ?? ''}\n${code}\n`);
  const { violations } = await checkBoundaries(root);
  expect(violations.filter((violation) => violation.rule === rule).map(({ from }) => from)).toContain(file);
});

test('types may not go round either', async () => {
  put('platform/log/ring.ts', RING_OF_TYPES);
  put('platform/log/index.ts', `${HOUSE['platform/log/index.ts']}\nexport type { L } from './ring.ts';`);
  const { violations } = await checkBoundaries(root);
  expect(new Set(violations.map(({ rule }) => rule))).toEqual(new Set(['no-circular']));
});

test('an import that is made when it is needed may lead back', async () => {
  put('platform/log/ring.ts', "export const ring = 1;\nexport const later = () => import('./index.ts');");
  put(
    'platform/log/index.ts',
    `${HOUSE['platform/log/index.ts']}\nimport { ring } from './ring.ts';\nexport const r = ring;`,
  );
  expect((await checkBoundaries(root)).violations).toEqual([]);
});
