import type { CodegenPlugin, Types } from '@graphql-codegen/plugin-helpers';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import { capital } from './documents.ts';
import { isConnection, isEntity } from './selections.ts';

export const BANNER = '// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.\n';

interface NamedOperation {
  name: string;
  node: OperationDefinitionNode;
  kind: OperationTypeNode;
  /** Where in the data the answer is: ['merchant', 'insights'] for `merchant { id insights { ... } }`. */
  path: string[];
  /** Doc comment lines, from the description of the field at the end of the path. */
  comment: string;
  dataType: string;
  variablesType: string;
}

/** The text of every operation as one plain string each: a bundler keeps only those that are used. */
export const documentsPlugin: CodegenPlugin = {
  plugin(schema, files) {
    const fragments = fragmentsOf(files);
    const operations = operationsOf(schema, files);
    const types = operations.flatMap((operation) => [operation.dataType, operation.variablesType]);
    const constants = operations.map((operation) => {
      const text = stripIgnoredCharacters(
        [operation.node, ...usedFragments(operation.node.selectionSet, fragments)].map(print).join('\n'),
      );
      return (
        `/** The document of \`${operation.name}\`. */\n` +
        `export const ${capital(operation.name)}Document = ${quote(text)} as ` +
        `TypedDocument<${operation.dataType}, ${operation.variablesType}>;`
      );
    });
    return (
      `${BANNER}import type { TypedDocument } from '../document.ts';\n` +
      `import type {\n${lines(types)}} from './types_generated.ts';\n\n${constants.join('\n\n')}\n`
    );
  },
};

/** One function per operation: `listInsights(client, variables, options)`. */
export const operationsPlugin: CodegenPlugin = {
  plugin(schema, files) {
    const operations = operationsOf(schema, files);
    const kinds = new Set(operations.map(factory));
    const types = operations.flatMap((operation) => [operation.dataType, operation.variablesType]);
    const functions = operations.map(
      (operation) =>
        `${operation.comment}export const ${operation.name}: ${capital(factory(operation))}<\n` +
        `  ${operation.dataType},\n  ${operation.variablesType},\n  ${tuple(operation.path)}\n` +
        `> = /* @__PURE__ */ ${factory(operation)}(${capital(operation.name)}Document, ${tuple(operation.path)});`,
    );
    const imported = [...kinds].sort().flatMap((kind) => [`type ${capital(kind)}`, kind]);
    return (
      `${BANNER}import {\n${lines(imported)}} from '../operation.ts';\n` +
      `import {\n${lines(operations.map((operation) => `${capital(operation.name)}Document`))}} from './documents_generated.ts';\n` +
      `import type {\n${lines(types)}} from './types_generated.ts';\n\n${functions.join('\n\n')}\n`
    );
  },
};

/** One React hook per operation: `useInsights`, `useDismissInsight`, `useInsightCreated`. */
export const hooksPlugin: CodegenPlugin = {
  plugin(schema, files) {
    const operations = operationsOf(schema, files);
    const makers = [...new Set(operations.map((operation) => `${operation.kind}Hook`))].sort();
    const types = operations.flatMap((operation) => [operation.dataType, operation.variablesType]);
    const hooks = operations.map((operation) => {
      const type = `${capital(operation.kind)}Hook`;
      return (
        `${operation.comment}export const ${hookName(operation.name)}: ${type}<\n` +
        `  ${operation.dataType},\n  ${operation.variablesType},\n  ${tuple(operation.path)}\n` +
        `> = /* @__PURE__ */ ${operation.kind}Hook(${capital(operation.name)}Document, ${tuple(operation.path)});`
      );
    });
    return (
      `${BANNER}import {\n${lines(operations.map((operation) => `${capital(operation.name)}Document`))}} from '../generated/documents_generated.ts';\n` +
      `import type {\n${lines(types)}} from '../generated/types_generated.ts';\n` +
      `import {\n${lines(makers.flatMap((maker) => [`type ${capital(maker)}`, maker]))}} from './hooks.ts';\n\n` +
      `${hooks.join('\n\n')}\n`
    );
  },
};

/** Every operation as a method of its part of the platform: `insights.list`, `users.signIn`. */
export const groupsPlugin: CodegenPlugin = {
  plugin(_schema, files) {
    const groups = new Map<string, Map<string, string>>();
    const all = new Set(
      files.flatMap(({ document }) =>
        (document?.definitions ?? []).map((node) => ('name' in node ? node.name?.value : undefined)),
      ),
    );
    for (const file of files) {
      const group = /([a-z]+)(?:_generated)?\.graphql$/.exec(file.location ?? '')?.[1] ?? '';
      for (const node of file.document?.definitions ?? []) {
        if (node.kind !== Kind.OPERATION_DEFINITION || !node.name) continue;
        const methods = groups.get(group) ?? new Map<string, string>();
        groups.set(group, methods);
        // What is done to many goes by its whole name where the same is done to one: markInsightsRead beside markRead.
        const short = methodName(group, node.name.value);
        const one = node.name.value.replace(capital(group), capital(group).replace(/s$/, ''));
        const method = one !== node.name.value && all.has(one) ? node.name.value : short;
        if (methods.has(method)) throw new Error(`Two operations would be ${group}.${method}.`);
        methods.set(method, node.name.value);
      }
    }
    const sorted = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    const names = [...groups.values()].flatMap((methods) => [...methods.values()]).sort();
    const text = sorted(groups).map(
      ([group, methods]) =>
        `  ${group}: {\n${sorted(methods)
          .map(([method, name]) => (method === name ? `    ${name},\n` : `    ${method}: ${name},\n`))
          .join('')}  },\n`,
    );
    return (
      `${BANNER}import {\n${lines(names)}} from '../generated/operations_generated.ts';\n\n` +
      `/** Every operation, by the part of the platform it belongs to. */\nexport const groups = {\n${text.join('')}};\n`
    );
  },
};

/** An operation's name without the thing its group is about: `listInsights` of `insights` is `list`. */
export function methodName(group: string, operation: string): string {
  const short = operation.replace(new RegExp(`${capital(group).replace(/s$/, '')}s?(?![a-z])`), '');
  const start = operation.replace(new RegExp(`^${group.replace(/s$/, '')}(?=[A-Z])`), '');
  const name = short !== operation ? short : start;
  return name === '' ? operation : name.charAt(0).toLowerCase() + name.slice(1);
}

/** What the normalised cache must know of the schema: which types have no identity, and who implements what. */
export const cachePlugin: CodegenPlugin = {
  plugin(schema) {
    const types = Object.values(schema.getTypeMap())
      .filter((type) => !type.name.startsWith('__'))
      .sort((a, b) => a.name.localeCompare(b.name));
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const embedded = types
      .filter((type) => isObjectType(type) && !roots.includes(type) && !('id' in type.getFields()))
      .map((type) => type.name);
    const possible = types
      .filter((type) => isAbstractType(type))
      .map((type) => {
        const members = schema.getPossibleTypes(type).map((member) => `'${member.name}'`);
        return `  ${type.name}: [${members.sort().join(', ')}],`;
      });
    return (
      `${BANNER}\n/** Object types without an id: the cache keeps them inside what they belong to. */\n` +
      `export const embeddedTypes: readonly string[] = [\n${lines(embedded.map((name) => `'${name}'`))}];\n\n` +
      `/** The members of every interface and union. */\n` +
      `export const possibleTypes: Record<string, string[]> = {\n${possible.join('\n')}\n};\n\n` +
      `/** Lists that may be out of date after a mutation or an event: [root, field, payload, owner, owner type, list]. */\n` +
      `export const staleLists: readonly (readonly [string, string, string | null, string, string, string])[] = [\n` +
      `${lines(staleLists(schema))}];\n`
    );
  },
};

/**
 * A mutation or event that hands out an entity may have changed the lists of its owner that show such entities:
 * a dismissed insight leaves `Merchant.insights`, a created one enters it.
 */
function staleLists(schema: GraphQLSchema): string[] {
  const rows: string[] = [];
  for (const root of [schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      for (const { entity, payload } of entitiesIn(schema, getNamedType(field.type))) {
        for (const link of Object.values(entity.getFields())) {
          const owner = getNamedType(link.type);
          if (!isObjectType(owner) || !isEntity(owner)) continue;
          for (const list of Object.values(owner.getFields())) {
            const connection = getNamedType(list.type);
            if (!isConnection(connection)) continue;
            const nodes = connection.getFields().nodes;
            if (!nodes || getNamedType(nodes.type) !== entity) continue;
            const row = [root?.name, field.name, payload, link.name, owner.name, list.name];
            rows.push(`[${row.map((cell) => (cell == null ? 'null' : quote(cell))).join(', ')}]`);
          }
        }
      }
    }
  }
  return rows;
}

function entitiesIn(schema: GraphQLSchema, type: GraphQLNamedType) {
  if (isObjectType(type) && isEntity(type)) return [{ entity: type, payload: null }];
  const members = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  return members.flatMap((member) =>
    Object.values(member.getFields()).flatMap((field) => {
      const entity = getNamedType(field.type);
      return isObjectType(entity) && isEntity(entity) ? [{ entity, payload: field.name }] : [];
    }),
  );
}

export function hookName(operation: string): string {
  return `use${capital(operation.replace(/^(list|get)(?=[A-Z])/, ''))}`;
}

function operationsOf(schema: GraphQLSchema, files: Types.DocumentFile[]): NamedOperation[] {
  const operations: NamedOperation[] = [];
  for (const file of files) {
    for (const node of file.document?.definitions ?? []) {
      if (node.kind !== Kind.OPERATION_DEFINITION || !node.name) continue;
      const name = node.name.value;
      const kind = capital(node.operation);
      const path = answerPath(node.selectionSet, schema.getRootType(node.operation));
      operations.push({
        name,
        node,
        kind: node.operation,
        path,
        comment: comment(describe(schema, node.operation, path)),
        dataType: `${capital(name)}${kind}`,
        variablesType: `${capital(name)}${kind}Variables`,
      });
    }
  }
  return operations.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Follows the document for as long as there is one thing to follow, not counting ids. A list is the end of the way: what
 * lies behind it is there once for every element, and no path leads to all of them.
 */
function answerPath(selectionSet: SelectionSetNode, owner: GraphQLNamedType | null | undefined): string[] {
  const [only, ...others] = selectionSet.selections.filter(
    (selection) => selection.kind !== Kind.FIELD || !['id', '__typename'].includes(selection.name.value),
  );
  if (others.length > 0 || only?.kind !== Kind.FIELD || !only.selectionSet) return [];
  const type = isObjectType(owner) ? owner.getFields()[only.name.value]?.type : undefined;
  const rest =
    type && isListType(getNullableType(type)) ? [] : answerPath(only.selectionSet, getNamedType(type));
  return [responseKey(only), ...rest];
}

function responseKey(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

function describe(schema: GraphQLSchema, kind: OperationTypeNode, path: readonly string[]): string {
  let type = getNamedType(schema.getRootType(kind));
  let description = '';
  for (const step of path) {
    const field = isObjectType(type) ? type.getFields()[step] : undefined;
    if (!field) break;
    description = field.description || description;
    type = getNamedType(field.type);
    if (isLeafType(type) || isInterfaceType(type)) break;
  }
  return description;
}

function comment(description: string): string {
  if (!description) return '';
  const body = description
    .replaceAll('*/', '*\\/')
    .split('\n')
    .map((line) => ` * ${line}`.trimEnd());
  return `/**\n${body.join('\n')}\n */\n`;
}

function factory(operation: NamedOperation): string {
  return operation.kind === OperationTypeNode.SUBSCRIPTION ? 'subscription' : 'operation';
}

function fragmentsOf(files: Types.DocumentFile[]): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const file of files) {
    for (const node of file.document?.definitions ?? []) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    }
  }
  return fragments;
}

function usedFragments(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found = new Set<FragmentDefinitionNode>(),
): FragmentDefinitionNode[] {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (!fragment) throw new Error(`No fragment is named ${selection.name.value}.`);
      if (!found.has(fragment)) {
        found.add(fragment);
        usedFragments(fragment.selectionSet, fragments, found);
      }
    } else if (selection.selectionSet) usedFragments(selection.selectionSet, fragments, found);
  }
  return [...found];
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function tuple(path: readonly string[]): string {
  return `[${path.map(quote).join(', ')}]`;
}

function lines(items: readonly string[]): string {
  return items.map((item) => `  ${item},\n`).join('');
}
