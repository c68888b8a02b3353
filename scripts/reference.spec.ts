import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as sdk from '@merchantgraph/sdk';
import { isInterfaceType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '#platform/errors/index.ts';
import { readApiSchema } from '../sdk/codegen/schema.ts';
import { declarations } from './reference/client.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { schema } = readApiSchema(read('schema/supergraph.graphql'));
const headings = (text: string): Set<string> =>
  new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading));

describe('docs/errors.md', () => {
  const page = read('docs/errors.md');

  test('explains every code of the API and of the SDK', () => {
    const ofTheSdk = Object.values(sdk).flatMap((value) =>
      typeof value === 'function' && value.prototype instanceof sdk.MerchantGraphError
        ? (Reflect.construct(value, ['']) as sdk.MerchantGraphError).code
        : [],
    );
    expect(ofTheSdk).toHaveLength(12);
    const known = headings(page);
    expect([...ERROR_CODES, ...ofTheSdk].filter((code) => !known.has(code))).toEqual([]);
  });

  test('names every error of a mutation', () => {
    const named = schema.getType('UserError');
    if (!isInterfaceType(named)) throw new Error('There is no UserError.');
    const types = schema.getPossibleTypes(named).map(({ name }) => name);
    expect(types.length).toBeGreaterThan(5);
    expect(types.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('docs/reference', () => {
  const pages = readdirSync(path.join(root, 'docs/reference')).map((name) => read(`docs/reference/${name}`));
  const all = headings(pages.join('\n'));

  test('has a section for every operation, with what it needs, and for every type', () => {
    const operations = Object.entries(sdk).flatMap(([name, value]) =>
      typeof value === 'function' && 'document' in value ? [name] : [],
    );
    const types = Object.keys(schema.getTypeMap()).filter(
      (name) => !name.startsWith('__') && !['Query', 'Mutation', 'Subscription'].includes(name),
    );
    expect([...operations, ...types].filter((name) => !all.has(name))).toEqual([]);
    expect(pages.join('\n')).not.toContain('Needs: nothing.');
  });

  test('leads nowhere that is not there', () => {
    const known = new Map(
      readdirSync(path.join(root, 'docs/reference')).map((name) => [
        name,
        new Set([...headings(read(`docs/reference/${name}`))].map((heading) => heading.toLowerCase())),
      ]),
    );
    const broken = [...known.keys()].flatMap((name) =>
      [...read(`docs/reference/${name}`).matchAll(/\]\(([\w.]*)#([\w-]+)\)/g)]
        .filter(([, page = '', anchor = '']) => !known.get(page === '' ? name : page)?.has(anchor))
        .map(([link]) => `${name}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test('reads what is exported, and what is said of it', () => {
    const source = `/** A thing. */\nexport interface Thing {\n  /** Its name. */\n  name: string;\n  hidden: number;\n}\nconst own = 1;\n`;
    expect(declarations(source)).toMatchObject([
      {
        kind: 'interface',
        name: 'Thing',
        comment: 'A thing.',
        members: [{ name: 'name', comment: 'Its name.' }],
      },
    ]);
  });
});
