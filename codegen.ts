/**
 * Writes the SDK's documents, types, operation functions and React hooks from the composed schema.
 *
 *   node codegen.ts [schema file, default schema/supergraph.graphql]
 *
 * Running it twice gives the same bytes; CI runs it and fails on any difference.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CodegenConfig, executeCodegen } from '@graphql-codegen/cli';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';
import { describeResultFields } from './sdk/codegen/descriptions.ts';
import { writeDocuments } from './sdk/codegen/documents.ts';
import {
  BANNER,
  cachePlugin,
  documentsPlugin,
  groupsPlugin,
  hooksPlugin,
  operationsPlugin,
} from './sdk/codegen/plugins.ts';
import { readApiSchema } from './sdk/codegen/schema.ts';

const root = import.meta.dirname;
const documents = join(root, 'sdk/documents');
const schemaFile = resolve(process.argv[2] ?? join(root, 'schema/supergraph.graphql'));

const api = readApiSchema(readFileSync(schemaFile, 'utf8'));
generateDocuments();
describeResultFields();
const files = await generateTypeScript(api.sdl);
process.stdout.write(`Generated ${files} files from ${schemaFile}.\n`);

/** Stage one: operations and fragments, one file per domain. */
function generateDocuments(): void {
  const names = readdirSync(documents).sort();
  const generated = (name: string) => name.endsWith('_generated.graphql');
  const handWritten = names
    .filter((name) => name.endsWith('.graphql') && !generated(name))
    .map((name) => readFileSync(join(documents, name), 'utf8'))
    .join('\n');
  const written = writeDocuments(
    api,
    handWritten.trim() ? parse(handWritten) : { kind: 'Document' as never, definitions: [] },
  );
  for (const name of names.filter(generated)) if (!written.has(name)) rmSync(join(documents, name));
  for (const [name, text] of written) writeFileSync(join(documents, name), text);
}

/** Stages two and three: types and documents, then the functions and hooks over them. */
async function generateTypeScript(schema: string): Promise<number> {
  const plugins = {
    'typescript-operations': typescriptOperations,
    documents: documentsPlugin,
    operations: operationsPlugin,
    groups: groupsPlugin,
    hooks: hooksPlugin,
    cache: cachePlugin,
  };
  const config: CodegenConfig = {
    schema,
    documents: [join(documents, '*.graphql')],
    silent: true,
    pluginLoader: async (name: string) => plugins[name.replace(/^.*\//, '') as keyof typeof plugins],
    config: {
      scalars: { ID: 'string', Date: 'string', DateTime: 'string', Decimal: 'string' },
      defaultScalarType: 'unknown',
      skipTypename: true,
      enumType: 'string-literal',
      maybeValue: 'T | null',
      useTypeImports: true,
    },
    generates: {
      'sdk/src/generated/types_generated.ts': { plugins: ['typescript-operations'] },
      'sdk/src/generated/documents_generated.ts': { plugins: ['documents'] },
      'sdk/src/generated/operations_generated.ts': { plugins: ['operations'] },
      'sdk/src/full/groups_generated.ts': { plugins: ['groups'] },
      'sdk/src/react/hooks_generated.ts': { plugins: ['hooks'] },
      'sdk/src/react/cache_generated.ts': { plugins: ['cache'] },
    },
  };
  const { result, error } = await executeCodegen(config);
  if (error) throw error;
  for (const file of result) {
    const banner = file.content.startsWith(BANNER) ? '' : BANNER;
    writeFileSync(join(root, file.filename), banner + file.content);
  }
  return result.length;
}
