import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isScalarType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { hookName } from '../../sdk/codegen/plugins.ts';
import type { ApiSchema } from '../../sdk/codegen/schema.ts';
import { anchor, BANNER, oneLine, page, table } from './markdown.ts';

/** The documents of one group of the SDK. */
export interface GroupDocument {
  group: string;
  document: DocumentNode;
}

/** What a field asks of its caller: a permission, or a word such as `PERSON`. */
export interface Needs {
  field(type: string, field: string): string | undefined;
  mutation(field: string): string | undefined;
}

/** What an operation is called in a group of the SDK's grouped style. */
export type MethodOf = (group: string, operation: string) => string;

type Field = GraphQLField<unknown, unknown>;

const NEEDS: Readonly<Record<string, string>> = {
  ANYBODY: 'nobody need be signed in',
  PERSON: 'a signed-in person',
  API_KEY: 'an API key',
  COLLEAGUE: "a person of the merchant's team",
};

/** One page for each domain: its operations, then its types; and a page that leads to them. */
export function domainPages(
  api: ApiSchema,
  documents: readonly GroupDocument[],
  needs: Needs,
  methodOf: MethodOf,
): Map<string, string> {
  const { schema } = api;
  const types = Object.values(schema.getTypeMap()).filter(
    (type) =>
      !type.name.startsWith('__') &&
      ![schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
        type as never,
      ),
  );
  const home = new Map(types.map((type) => [type.name, homeOf(api, type)]));
  const link =
    (from: string): Link =>
    (type) =>
      linked(schema, home, from, String(type));
  const groups = new Map<string, OperationDefinitionNode[]>();
  for (const { group, document } of documents)
    for (const node of document.definitions)
      if (node.kind === Kind.OPERATION_DEFINITION) groups.set(group, [...(groups.get(group) ?? []), node]);
  const domains = [...new Set([...groups.keys(), ...home.values()])].sort();
  const pages = new Map<string, string>();
  for (const domain of domains) {
    const operations = (groups.get(domain) ?? []).sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    const own = types
      .filter(({ name }) => home.get(name) === domain)
      .sort((a, b) => a.name.localeCompare(b.name));
    pages.set(
      `reference/${domain}.md`,
      page(
        BANNER,
        `# ${domain}`,
        ...operations.map((node) => operationSection(schema, domain, node, needs, methodOf, link(domain))),
        own.length > 0 ? '# Types' : '',
        ...own.map((type) => typeSection(type, link(domain))),
      ),
    );
  }
  pages.set('reference/README.md', contents(schema, domains, groups));
  return pages;
}

/** Where a type is described: with the fields that own it, or with the operation that takes or gives it. */
function homeOf(api: ApiSchema, type: GraphQLNamedType): string {
  const { schema } = api;
  if (isScalarType(type) || isInterfaceType(type)) return 'shared';
  if (isObjectType(type)) return api.domainOfType(type.name);
  for (const root of [schema.getMutationType(), schema.getSubscriptionType(), schema.getQueryType()])
    for (const field of Object.values(root?.getFields() ?? {}))
      if ([field.type, ...field.args.map((arg) => arg.type)].some((used) => getNamedType(used) === type))
        return api.domainOfField(root?.name ?? '', field.name);
  const users = Object.values(schema.getTypeMap())
    .filter((other) => isObjectType(other) && !other.name.startsWith('__'))
    .flatMap((other) =>
      Object.values((other as { getFields(): Record<string, Field> }).getFields())
        .filter((field) =>
          [field.type, ...field.args.map((arg) => arg.type)].some((used) => getNamedType(used) === type),
        )
        .map((field) => api.domainOfField(other.name, field.name)),
    );
  const homes = new Set(users);
  return homes.size === 1 ? (users[0] ?? 'shared') : 'shared';
}

function linked(
  schema: GraphQLSchema,
  home: ReadonlyMap<string, string>,
  from: string,
  type: string,
): string {
  const name = type.replace(/[[\]!]/g, '');
  const domain = home.get(name);
  if (!domain || isScalarType(schema.getType(name))) return `\`${type}\``;
  return `[\`${type}\`](${domain === from ? '' : `${domain}.md`}${anchor(name)})`;
}

type Link = (type: { toString(): string }) => string;

const nameOf = (node: OperationDefinitionNode): string => node.name?.value ?? '';

/** The fields that an operation goes through until its answer begins to spread: `Query.merchant`, `Merchant.insights`. */
function stepsOf(schema: GraphQLSchema, node: OperationDefinitionNode): { owner: string; field: Field }[] {
  const steps: { owner: string; field: Field }[] = [];
  let type: GraphQLNamedType | undefined = schema.getRootType(node.operation) ?? undefined;
  let selections = node.selectionSet.selections;
  while (isObjectType(type)) {
    const [only, ...others] = selections.filter(
      (selection) => selection.kind !== Kind.FIELD || !['id', '__typename'].includes(selection.name.value),
    );
    if (others.length > 0 || only?.kind !== Kind.FIELD) break;
    const field: Field | undefined = type.getFields()[only.name.value];
    if (!field) break;
    steps.push({ owner: type.name, field });
    type = getNamedType(field.type);
    selections = only.selectionSet?.selections ?? [];
    if (isLeafType(type) || steps.length > 1) break;
  }
  return steps;
}

function operationSection(
  schema: GraphQLSchema,
  group: string,
  node: OperationDefinitionNode,
  needs: Needs,
  methodOf: MethodOf,
  link: Link,
): string {
  const name = nameOf(node);
  const steps = stepsOf(schema, node);
  const last = steps.at(-1);
  if (!last) throw new Error(`${name} asks for nothing.`);
  const asked = steps.flatMap(({ owner, field }) =>
    node.operation === 'mutation'
      ? (needs.mutation(field.name) ?? [])
      : (needs.field(owner, field.name) ?? []),
  );
  const answer = getNamedType(last.field.type);
  const errors = isUnionType(answer)
    ? answer.getTypes().filter((member) => member.getInterfaces().some(({ name: of }) => of === 'UserError'))
    : [];
  const used = argumentsOf(schema, node);
  const variables = (node.variableDefinitions ?? []).map(({ variable, type: declared }) => {
    const argument = used.get(variable.name.value);
    if (!argument) throw new Error(`${name} does not use $${variable.name.value}.`);
    return { name: variable.name.value, argument, required: declared.kind === Kind.NON_NULL_TYPE };
  });
  return page(
    `## ${name}`,
    oneLine(last.field.description),
    last.field.deprecationReason ? `**Deprecated**: ${oneLine(last.field.deprecationReason)}` : '',
    `_${node.operation}_ \`${steps.map(({ owner, field }) => `${owner}.${field.name}`).join(' › ')}\`, gives ${link(last.field.type)}. Hook: \`${hookName(name)}\`. With \`/full\`: \`${group}.${methodOf(group, name)}\`.`,
    `Needs: ${[...new Set(asked)].map((need) => NEEDS[need] ?? `[\`${need}\`](../permissions.md)`).join(', ') || 'nothing'}.`,
    table(
      ['variable', 'type', 'meaning'],
      variables.map(({ name: of, argument, required }) => [
        `\`${of}\`${required ? '' : ' (optional)'}`,
        link(argument.type),
        meaning(argument),
      ]),
    ),
    `Errors: ${[...errors.map((error) => link(error)), 'any of [the codes](../errors.md)'].join(', ')}.`,
    `\`\`\`js\n${example(schema, node, variables)}\n\`\`\``,
  );
}

/** The argument that each variable of an operation is given to. */
function argumentsOf(schema: GraphQLSchema, node: OperationDefinitionNode): Map<string, GraphQLArgument> {
  const found = new Map<string, GraphQLArgument>();
  const info = new TypeInfo(schema);
  visit(
    node,
    visitWithTypeInfo(info, {
      Argument({ value }) {
        const argument = info.getArgument();
        if (argument && value.kind === Kind.VARIABLE) found.set(value.name.value, argument);
      },
    }),
  );
  return found;
}

function meaning({ description, defaultValue, deprecationReason }: GraphQLArgument): string {
  const usual = defaultValue === undefined ? '' : ` Default: \`${JSON.stringify(defaultValue)}\`.`;
  const going = deprecationReason ? ` **Deprecated**: ${oneLine(deprecationReason)}` : '';
  return `${oneLine(description)}${usual}${going}`;
}

function example(
  schema: GraphQLSchema,
  node: OperationDefinitionNode,
  variables: readonly { name: string; argument: GraphQLArgument; required: boolean }[],
): string {
  const given = variables
    .filter(({ required }) => required)
    .map(({ name, argument }) =>
      `${name}: ${sample(schema, name, String(argument.type))}`.replace(
        'merchantId: merchantId',
        'merchantId',
      ),
    );
  const call = `${nameOf(node)}(client${given.length > 0 ? `, { ${given.join(', ')} }` : ''})`;
  if (node.operation === 'subscription') return `for await (const event of ${call}) console.log(event);`;
  if (node.operation === 'mutation')
    return `const result = await ${call};\nif ('code' in result) console.warn(result.code, result.message);`;
  return `const answer = await ${call};`;
}

/** A value of a type as one would write it in a program. */
function sample(schema: GraphQLSchema, name: string, typeText: string, depth = 0): string {
  const inner = typeText.replace(/!$/, '');
  if (inner.startsWith('[')) return `[${sample(schema, name, inner.slice(1, -1), depth)}]`;
  const type = schema.getType(inner);
  if (isEnumType(type)) return `'${type.getValues()[0]?.name}'`;
  if (isInputObjectType(type)) {
    if (depth > 2) return '{}';
    const required = Object.values(type.getFields()).filter((field) => isRequiredArgument(field as never));
    const parts = required.map(
      (field) => `${field.name}: ${sample(schema, field.name, String(field.type), depth + 1)}`,
    );
    return parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
  }
  const values: Record<string, string> = {
    Int: '1',
    Float: '0.5',
    Boolean: 'true',
    Date: "'2026-11-01'",
    DateTime: "'2026-11-01T09:00:00Z'",
    Decimal: "'9.99'",
  };
  return values[inner] ?? (inner === 'ID' ? (name === 'merchantId' ? 'merchantId' : "'0199...'") : "'...'");
}

function typeSection(type: GraphQLNamedType, link: Link): string {
  const rows = isEnumType(type)
    ? type
        .getValues()
        .map((value) => [`\`${value.name}\``, going(value.description, value.deprecationReason)])
    : isUnionType(type)
      ? type.getTypes().map((member) => [link(member), oneLine(member.description)])
      : isInputObjectType(type) || isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).map((field) => [
            `\`${field.name}\``,
            link(field.type),
            going(field.description, field.deprecationReason),
          ])
        : [];
  const head =
    rows[0]?.length === 3 ? ['field', 'type', 'meaning'] : [isEnumType(type) ? 'value' : 'member', 'meaning'];
  return page(`## ${type.name}`, `_${kindOf(type)}_. ${oneLine(type.description)}`, table(head, rows));
}

const going = (description: string | null | undefined, reason: string | null | undefined): string =>
  `${oneLine(description)}${reason ? ` **Deprecated**: ${oneLine(reason)}` : ''}`;

function kindOf(type: GraphQLNamedType): string {
  if (isEnumType(type)) return 'enum';
  if (isUnionType(type)) return 'union';
  if (isInputObjectType(type)) return 'input';
  if (isInterfaceType(type)) return 'interface';
  return isScalarType(type) ? 'scalar' : 'type';
}

function contents(
  schema: GraphQLSchema,
  domains: readonly string[],
  groups: ReadonlyMap<string, readonly OperationDefinitionNode[]>,
): string {
  return page(
    BANNER,
    '# Reference',
    'Every operation of the API as a function of `@merchantgraph/sdk`, by the part of the platform that answers it, with what it needs, takes, gives and refuses. [The client](client.md), [errors](../errors.md), [permissions](../permissions.md), [ten operations to begin with](../graphql.md).',
    ...domains
      .filter((domain) => groups.has(domain))
      .map((domain) =>
        page(
          `## [${domain}](${domain}.md)`,
          table(
            ['operation', 'what it does'],
            [...(groups.get(domain) ?? [])]
              .sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
              .map((node) => [
                `[\`${nameOf(node)}\`](${domain}.md${anchor(nameOf(node))})`,
                oneLine(stepsOf(schema, node).at(-1)?.field.description).split(/(?<=\.) /)[0] ?? '',
              ]),
          ),
        ),
      ),
  );
}
