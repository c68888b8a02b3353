/**
 * Writes the reference under docs/reference, docs/errors.md and docs/graphql.md, from the schema, the SDK's documents and code, the table
 * of permissions and the gateway's error codes: `npm run reference`. CI runs it and fails on any difference.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'graphql';
import { ERROR_PAGES } from '../gateway/error-pages.ts';
import { EXAMPLES } from '../gateway/examples.ts';
import { readApiSchema } from '../sdk/codegen/schema.ts';
import { groups } from '../sdk/src/full/groups_generated.ts';
import * as operations from '../sdk/src/generated/operations_generated.ts';
import { needsOfField, needsOfMutation } from '../tests/permissions/needs.ts';
import { clientPage } from './reference/client.ts';
import { errorsPage } from './reference/errors.ts';
import { graphqlPage } from './reference/graphql.ts';
import { domainPages } from './reference/operations.ts';

/** What the grouped style calls an operation. */
function methodOf(group: string, operation: string): string {
  const methods: Record<string, unknown> = (groups as Record<string, Record<string, unknown>>)[group] ?? {};
  const wanted = (operations as Record<string, unknown>)[operation];
  const found = Object.keys(methods).find((method) => methods[method] === wanted);
  if (!found) throw new Error(`${operation} is in no group.`);
  return found;
}

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const api = readApiSchema(read('schema/supergraph.graphql'));
const folder = path.join(root, 'sdk/documents');
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => ({
    group: name.replace(/(_generated)?\.graphql$/, ''),
    document: parse(readFileSync(path.join(folder, name), 'utf8')),
  }));

const pages = domainPages(
  api,
  documents,
  {
    field: needsOfField,
    mutation: needsOfMutation,
  },
  methodOf,
);
pages.set(
  'reference/client.md',
  clientPage((file) => read(`sdk/src/${file}`)),
);
pages.set('graphql.md', graphqlPage(EXAMPLES));
pages.set('errors.md', errorsPage(api.schema, ERROR_PAGES));

mkdirSync(path.join(root, 'docs/reference'), { recursive: true });
for (const name of readdirSync(path.join(root, 'docs/reference')))
  if (!pages.has(`reference/${name}`)) rmSync(path.join(root, 'docs/reference', name));
for (const [name, text] of pages) writeFileSync(path.join(root, 'docs', name), text);
process.stdout.write(`${pages.size} pages under docs/\n`);
