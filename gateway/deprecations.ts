import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Something of the schema that an operation uses and that will go, as clients see it in `extensions.deprecations`. */
export interface Deprecation {
  /** Schema coordinate: `Type.field`, `Type.field(argument:)`, `Input.field` or `Enum.VALUE`. */
  coordinate: string;
  /** What to use instead. */
  reason: string;
}

/** What a valid operation uses that is deprecated, each once; variables are as they were sent. */
export type DeprecationsOf = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
) => readonly Deprecation[];

/** An answer tells of so many at most: the rest is told once these are gone. */
const MOST = 20;
const NONE: readonly Deprecation[] = [];

interface Found extends Deprecation {
  /** The variable that gives the argument: one that is not sent uses nothing. */
  variable?: string;
}

/** Costs nothing while nothing in the schema is deprecated. */
export function createDeprecations(schema: GraphQLSchema): DeprecationsOf {
  const { outputs, inputs } = deprecatedIn(schema);
  if (!outputs && !inputs) return () => NONE;
  const known = new WeakMap<OperationDefinitionNode, readonly Found[]>();
  return (document, operation, variables) => {
    let found = known.get(operation);
    if (!found) {
      found = inDocument(schema, document, operation);
      known.set(operation, found);
    }
    const used = found.filter(({ variable }) => variable === undefined || variables[variable] !== undefined);
    const all = inputs ? [...used, ...inVariables(schema, operation, variables)] : used;
    if (all.length === 0) return NONE;
    const byCoordinate = new Map(all.map(({ coordinate, reason }) => [coordinate, reason]));
    return [...byCoordinate].slice(0, MOST).map(([coordinate, reason]) => ({ coordinate, reason }));
  };
}

/** Whether anything is deprecated that a document names, and that only variables may hold. */
function deprecatedIn(schema: GraphQLSchema): { outputs: boolean; inputs: boolean } {
  let outputs = false;
  let inputs = false;
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isEnumType(type)) inputs ||= type.getValues().some((value) => value.deprecationReason != null);
    else if (isInputObjectType(type))
      inputs ||= Object.values(type.getFields()).some((field) => field.deprecationReason != null);
    else if (isObjectType(type))
      outputs ||= Object.values(type.getFields()).some(
        (field) => field.deprecationReason != null || field.args.some((arg) => arg.deprecationReason != null),
      );
  }
  return { outputs, inputs };
}

function inDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly Found[] {
  const found: Found[] = [];
  const info = new TypeInfo(schema);
  const own = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  const fieldName = (): string => `${info.getParentType()?.name}.${info.getFieldDef()?.name}`;
  visit(
    own,
    visitWithTypeInfo(info, {
      Field: () => {
        const reason = info.getFieldDef()?.deprecationReason;
        if (reason != null) found.push({ coordinate: fieldName(), reason });
      },
      Argument: ({ value }) => {
        const argument = info.getArgument();
        if (argument?.deprecationReason == null) return;
        const coordinate = `${fieldName()}(${argument.name}:)`;
        const variable = value.kind === 'Variable' ? { variable: value.name.value } : {};
        found.push({ coordinate, reason: argument.deprecationReason, ...variable });
      },
      ObjectField: ({ name }) => {
        const parent = getNamedType(info.getParentInputType());
        const field = isInputObjectType(parent) ? parent.getFields()[name.value] : undefined;
        if (field?.deprecationReason != null)
          found.push({ coordinate: `${parent?.name}.${field.name}`, reason: field.deprecationReason });
      },
      EnumValue: () => {
        const value = info.getEnumValue();
        const type = getNamedType(info.getInputType());
        if (value?.deprecationReason != null)
          found.push({ coordinate: `${type?.name}.${value.name}`, reason: value.deprecationReason });
      },
    }),
  );
  return found;
}

function inVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Deprecation[] {
  const found: Deprecation[] = [];
  const look = (type: GraphQLInputType, value: unknown): void => {
    if (value === null || value === undefined || found.length >= MOST) return;
    const inner = getNullableType(type);
    if (isListType(inner)) {
      for (const item of Array.isArray(value) ? value : [value]) look(inner.ofType, item);
    } else if (isEnumType(inner)) {
      const reason = typeof value === 'string' ? inner.getValue(value)?.deprecationReason : undefined;
      if (reason != null) found.push({ coordinate: `${inner.name}.${value}`, reason });
    } else if (isInputObjectType(inner) && typeof value === 'object') {
      for (const field of Object.values(inner.getFields())) {
        const given = (value as Record<string, unknown>)[field.name];
        if (given === undefined) continue;
        if (field.deprecationReason != null)
          found.push({ coordinate: `${inner.name}.${field.name}`, reason: field.deprecationReason });
        look(field.type, given);
      }
    }
  };
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const declared = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    if (declared) look(declared, variables[variable.name.value]);
  }
  return found;
}
