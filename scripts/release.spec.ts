import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readApiSchema } from '../sdk/codegen/schema.ts';
import { packProblems } from '../sdk/release/pack.ts';
import {
  changelogEntry,
  compareContracts,
  migrationGuide,
  planRelease,
  undeclared,
  withEntry,
} from '../sdk/release/plan.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const BEFORE = `
  type Query { shop(id: ID!, old: Int): Shop }
  type Shop { id: ID! name: String! }
  enum Unit { CM IN }
  input ShopInput { id: ID! }
`;
const compare = (after: string, before = BEFORE) =>
  compareContracts(
    { schema: buildSchema(before), exports: { '.': ['listShops', 'gone'] } },
    { schema: buildSchema(after), exports: { '.': ['listShops', 'gone'] } },
  );

describe('the version of a release', () => {
  test('follows from what breaks, what may surprise, and what is new', () => {
    const same = compare(BEFORE);
    const safe = compare(BEFORE.replace('name: String!', 'name: String! town: String'));
    const dangerous = compare(BEFORE.replace('CM IN', 'CM IN MM'));
    const breaking = compare(BEFORE.replace('name: String!', 'title: String!'));
    const versions = (current: string) =>
      [same, safe, dangerous, breaking].map((changes) => planRelease(current, changes).version);
    expect(versions('1.2.3')).toEqual(['1.2.4', '1.3.0', '1.3.0', '2.0.0']);
    expect(versions('0.2.3')).toEqual(['0.2.4', '0.2.4', '0.2.4', '0.3.0']);
    expect(breaking.breaking).toEqual(['Shop.name was removed.']);
    expect(dangerous.dangerous).toEqual(['MM was added to enum type Unit.']);
    expect(safe.safe).toEqual(['Shop.town was added.']);
    expect(() => planRelease('next', same)).toThrow('"next"');
  });

  test('a name that is exported no more breaks, a new one does not; what is deprecated is told', () => {
    const schema = buildSchema(BEFORE);
    const changes = compareContracts(
      { schema, exports: { '.': ['a'], './react': ['useA'] } },
      {
        schema: buildSchema(BEFORE.replace('old: Int', 'old: Int @deprecated(reason: "Use id.")')),
        exports: { '.': ['a', 'b'], './react': [] },
      },
    );
    expect(changes.breaking).toEqual(['`useA` was removed from `@merchantgraph/sdk/react`.']);
    expect(changes.safe).toEqual([
      'Query.shop(old:) is deprecated: Use id.',
      '`b` was added to `@merchantgraph/sdk`.',
    ]);
  });
});

describe('the changelog', () => {
  const changes = compare(BEFORE.replace('name: String!', 'town: String'));

  test('gets the changes as its newest entry, in place of what was noted before', () => {
    const noted = withEntry(
      '# Changelog\n\n## 0.1.0 (then)\n\nThe first.\n',
      changelogEntry('Unreleased', changes),
    );
    expect(undeclared(noted, changes)).toEqual([]);
    const released = withEntry(noted, changelogEntry('0.2.0 (now)', changes));
    expect(released).toBe(
      '# Changelog\n\n## 0.2.0 (now)\n\n### Breaking: change your program before you update\n\n- Shop.name was removed.\n\n' +
        '### New\n\n- Shop.town was added.\n\n## 0.1.0 (then)\n\nThe first.\n',
    );
    expect(undeclared(released, changes)).toEqual(['Shop.name was removed.']);
  });

  test('declares everything that has broken since the last release', () => {
    const now = compareContracts(
      { schema: buildSchema(read('sdk/release/schema_generated.graphql')), exports: {} },
      { schema: readApiSchema(read('schema/supergraph.graphql')).schema, exports: {} },
    );
    expect(undeclared(read('sdk/CHANGELOG.md'), now)).toEqual([]);
  });

  test('has a guide beside it with a step for everything that breaks', () => {
    const guide = migrationGuide(read('docs/migrations/template.md'), planRelease('0.1.0', changes), '0.1.0');
    expect(guide).toContain('# Moving from 0.1.0 to 0.2.0');
    expect(guide).toContain('### Shop.name was removed.');
    expect(guide).not.toContain('{{');
  });
});

test('the package may hold its build and its papers, and nothing else', () => {
  const good = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'package.json',
    'dist/THIRD_PARTY_LICENSES.txt',
    'dist/a.js',
  ];
  const manifest = { exports: { '.': { import: './dist/a.js' } } };
  const problems = (paths: string[], other = {}) =>
    packProblems(
      paths.map((name) => ({ path: name, size: 1 })),
      { ...manifest, ...other },
    );
  expect(problems(good)).toEqual([]);
  expect(problems([...good, 'src/a.ts', 'dist/a.js.map'], { scripts: {}, dependencies: {} })).toEqual([
    'src/a.ts does not belong into the package.',
    'dist/a.js.map is of use to nobody.',
    'It has dependencies; everything it needs is built in.',
    'It has scripts, which would run on the machines of others.',
  ]);
  expect(problems(good.filter((name) => name !== 'dist/a.js'))).toEqual([
    './dist/a.js is in "exports" but not in the package.',
  ]);
});

test('the workflow publishes with provenance, by its identity alone', () => {
  const text = read('.github/workflows/release.yml');
  const { permissions, jobs } = parse(text);
  expect(permissions).toEqual({ contents: 'read' });
  expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  const commands = jobs.publish.steps.flatMap(({ run }: { run?: string }) => run ?? []);
  expect(commands.at(-1)).toBe('npm publish --workspace sdk --provenance --access public');
  expect(commands.join('\n')).toContain('release:plan -- --tag');
  expect(text).not.toMatch(/secrets\.|_TOKEN|registry/);
});
