import { Supergraph } from '@apollo/federation-internals';
import {
  buildSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  printSchema,
} from 'graphql';

/** The schema clients see, and which domain (subgraph) answers for each part of it. */
export interface ApiSchema {
  schema: GraphQLSchema;
  sdl: string;
  /** The domain that resolves a field; `shared` when every subgraph does. */
  domainOfField(typeName: string, fieldName: string): string;
  /** The domain that owns most of a type; `shared` for value types all subgraphs define. */
  domainOfType(typeName: string): string;
}

/** Reads a composed supergraph (or a plain API schema) and strips everything federation added to it. */
export function readApiSchema(sdl: string): ApiSchema {
  const document = parse(sdl);
  const federated = sdl.includes('@join__graph');
  const schema = federated
    ? Supergraph.build(sdl, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema()
    : buildSchema(sdl);
  return { schema, sdl: printSchema(schema), ...domains(document) };
}

function domains(document: DocumentNode): Pick<ApiSchema, 'domainOfField' | 'domainOfType'> {
  const names = graphNames(document);
  const types = new Map<string, ObjectTypeDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) types.set(definition.name.value, definition);
  }
  const graphsOf = (directives: readonly ConstDirectiveNode[] | undefined, directive: string) =>
    (directives ?? [])
      .filter((node) => node.name.value === directive && stringArgument(node, 'external') !== 'true')
      .flatMap((node) => names.get(stringArgument(node, 'graph') ?? '') ?? []);

  const ownersOfField = (typeName: string, fieldName: string): string[] => {
    const type = types.get(typeName);
    const field = type?.fields?.find((candidate) => candidate.name.value === fieldName);
    const owners = graphsOf(field?.directives, 'join__field');
    return owners.length > 0 ? owners : graphsOf(type?.directives, 'join__type');
  };

  return {
    domainOfField: (typeName, fieldName) => ownersOfField(typeName, fieldName)[0] ?? 'api',
    domainOfType: (typeName) => {
      const total = graphsOf(types.get(typeName)?.directives, 'join__type').length;
      if (total === 0) return 'shared';
      const votes = new Map<string, number>();
      for (const field of types.get(typeName)?.fields ?? []) {
        const owners = ownersOfField(typeName, field.name.value);
        if (total > 1 && owners.length === total) continue;
        for (const owner of owners) votes.set(owner, (votes.get(owner) ?? 0) + 1);
      }
      return [...votes].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0] ?? 'shared';
    },
  };
}

/** `USERS` -> `users`: the names the subgraphs were composed under. */
function graphNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find((directive) => directive.name.value === 'join__graph');
      names.set(value.name.value, (graph && stringArgument(graph, 'name')) ?? value.name.value.toLowerCase());
    }
  }
  return names;
}

function stringArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.STRING || value?.kind === Kind.ENUM) return value.value;
  return value?.kind === Kind.BOOLEAN ? String(value.value) : undefined;
}
