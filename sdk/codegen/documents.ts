import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  print,
} from 'graphql';
import type { ApiSchema } from './schema.ts';
import { createSelections, hasArguments, isConnection, isEntity } from './selections.ts';

const HEADER = [
  '# Generated from schema/supergraph.graphql by codegen.ts. Do not edit: to change an operation, write one of',
  '# the same name in a file of this folder whose name does not end in _generated.graphql.',
].join('\n');

interface Operation {
  name: string;
  domain: string;
  text: string;
}

type Field = GraphQLField<unknown, unknown>;

/**
 * Writes one document per domain: every field of Query, Mutation and Subscription, and every field with arguments
 * of the things Query can reach (a merchant's lists and reports). `handWritten` documents replace operations and
 * fragments of the same name. The result maps a file name to its text.
 */
export function writeDocuments(api: ApiSchema, handWritten: DocumentNode): Map<string, string> {
  const taken = definedNames(handWritten);
  const selections = createSelections(api.schema);
  const operations = listOperations(api, selections, taken);

  const byDomain = new Map<string, string[]>();
  const add = (domain: string, text: string) => byDomain.set(domain, [...(byDomain.get(domain) ?? []), text]);

  for (const operation of operations) {
    if (!taken.has(operation.name)) add(operation.domain, operation.text);
  }
  // Hand-written operations may spread generated fragments that no generated operation uses.
  for (const name of spreadNames(handWritten)) {
    const type = api.schema.getType(name.replace(/Fields$/, ''));
    if (type && isEntity(type)) selections.of(type, '');
  }
  for (const [typeName, text] of [...selections.fragments].sort(([a], [b]) => a.localeCompare(b))) {
    if (!taken.has(`${typeName}Fields`)) add(api.domainOfType(typeName), text);
  }

  const files = new Map<string, string>();
  for (const [domain, texts] of [...byDomain].sort(([a], [b]) => a.localeCompare(b))) {
    files.set(`${domain}_generated.graphql`, `${HEADER}\n\n${print(parse(texts.join('\n\n')))}\n`);
  }
  return files;
}

function listOperations(
  api: ApiSchema,
  selections: ReturnType<typeof createSelections>,
  taken: ReadonlySet<string>,
): Operation[] {
  const operations: Operation[] = [];
  const names = new Set<string>();
  const push = (operation: Operation) => {
    if (names.has(operation.name)) throw new Error(`Two generated operations are named ${operation.name}.`);
    names.add(operation.name);
    // A replaced operation still counts as written, so that its fragments stay available to the replacement.
    operations.push(operation);
  };
  const roots = [
    ['query', api.schema.getQueryType()],
    ['mutation', api.schema.getMutationType()],
    ['subscription', api.schema.getSubscriptionType()],
  ] as const;

  for (const [kind, type] of roots) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.deprecationReason != null) continue;
      const name = kind === 'query' && hasArguments(field) ? `get${capital(field.name)}` : field.name;
      const domain = api.domainOfField(type?.name ?? '', field.name);
      if (!taken.has(name)) {
        const body = `${call(field, '')}${selections.of(getNamedType(field.type), '  ')}`;
        push({ name, domain, text: `${kind} ${name}${variables(field.args, '')} {\n  ${body}\n}` });
      }
      if (kind === 'query') {
        for (const operation of nestedOperations(api, selections, field, names)) push(operation);
      }
    }
  }
  return operations;
}

/**
 * Operations for what is reached through one root field: `merchant(id) { insights(...) }` is `listInsights`. Not through a
 * list: what is asked of each of its elements is no answer of its own, and could not be paged through.
 */
function nestedOperations(
  api: ApiSchema,
  selections: ReturnType<typeof createSelections>,
  root: Field,
  names: ReadonlySet<string>,
): Operation[] {
  const owner = getNullableType(root.type);
  if (!isObjectType(owner)) return [];
  return Object.values(owner.getFields())
    .filter((field) => hasArguments(field) && field.deprecationReason == null)
    .map((field) => {
      const target = getNamedType(field.type);
      const plain = `${isConnection(target) ? 'list' : 'get'}${capital(field.name)}`;
      const name = names.has(plain) ? plain.replace(/^(list|get)/, `$1${capital(root.name)}`) : plain;
      const inner = `${call(field, '')}${selections.of(target, '    ')}`;
      const identity = 'id' in owner.getFields() ? 'id\n    ' : '';
      const declared = variables([...root.args.map((arg) => prefixed(arg, root)), ...field.args], '');
      return {
        name,
        domain: api.domainOfField(owner.name, field.name),
        text: `query ${name}${declared} {\n  ${call(root, root.name)} {\n    ${identity}${inner}\n  }\n}`,
      };
    });
}

/** The root's `id` argument becomes `$merchantId`, so that it cannot meet an argument of the inner field. */
function prefixed(argument: GraphQLArgument, root: Field): GraphQLArgument {
  return { ...argument, name: variableName(argument.name, root.name) };
}

function variableName(argument: string, prefix: string): string {
  return prefix ? `${prefix}${capital(argument)}` : argument;
}

function variables(args: readonly GraphQLArgument[], prefix: string): string {
  if (args.length === 0) return '';
  return `(${args.map((arg) => `$${variableName(arg.name, prefix)}: ${typeOf(arg)}`).join(', ')})`;
}

/** What has a default may be left out, also where the argument itself may not be null. */
function typeOf({ type, defaultValue }: GraphQLArgument): GraphQLInputType {
  return isNonNullType(type) && defaultValue !== undefined ? type.ofType : type;
}

function call(field: Field, prefix: string): string {
  if (field.args.length === 0) return field.name;
  const passed = field.args.map((arg) => `${arg.name}: $${variableName(arg.name, prefix)}`);
  return `${field.name}(${passed.join(', ')})`;
}

function definedNames(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION) {
      if (definition.name) names.add(definition.name.value);
    }
  }
  return names;
}

function spreadNames(document: DocumentNode): string[] {
  return [...print(document).matchAll(/\.\.\.\s*(\w+Fields)\b/g)].flatMap((match) => match[1] ?? []);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export type { GraphQLObjectType };
