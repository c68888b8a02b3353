import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { LruCache } from '#platform/cache/lru.ts';
import { DEFAULT_LIST_SIZE, FIELD_WEIGHTS, INTROSPECTION_COST, LIST_SIZES } from './weights.ts';

/** What an operation asks for, before anything of it runs. */
export interface OperationCost {
  /** Its static cost, as `weights.ts` counts. */
  requested: number;
  /** Fields that have a rate limit of their own, as `Type.field`, with how often the operation holds them. */
  expensive: ReadonlyMap<string, number>;
}

/** Measures an operation of a valid document; variables are as they were sent. */
export type CostOf = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
) => OperationCost;

/** Costs stop here: beyond it they are no number that anybody allows. */
const SATURATED = 1_000_000_000;
/** Different page sizes of one operation whose costs are remembered. */
const REMEMBERED_SIZES = 50;

/** @param expensive fields to count besides, as `Type.field` */
export function createCosts(schema: GraphQLSchema, expensive: ReadonlySet<string>): CostOf {
  const known = new WeakMap<OperationDefinitionNode, { sizes: string[]; costs: LruCache<OperationCost> }>();
  return (document, operation, variables) => {
    let entry = known.get(operation);
    if (!entry) {
      entry = { sizes: sizeVariables(document), costs: new LruCache(REMEMBERED_SIZES) };
      known.set(operation, entry);
    }
    const key = entry.sizes.map((name) => sizeOf(variables[name]) ?? '').join();
    const remembered = entry.costs.get(key);
    if (remembered) return remembered;
    const cost = measure(schema, document, operation, variables, expensive);
    entry.costs.set(key, cost);
    return cost;
  };
}

function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  expensive: ReadonlySet<string>,
): OperationCost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const defaults = new Map(
    (operation.variableDefinitions ?? []).map((node) => [node.variable.name.value, node.defaultValue]),
  );
  const counted = new Map<string, number>();

  const sizeIn = (field: FieldNode): number | undefined => {
    for (const { name, value } of field.arguments ?? []) {
      if (name.value !== 'first' && name.value !== 'last') continue;
      const size = value.kind === Kind.VARIABLE ? variableSize(value.name.value) : literalSize(value);
      if (size !== undefined) return size;
    }
    return undefined;
  };
  const variableSize = (name: string): number | undefined =>
    sizeOf(variables[name]) ?? literalSize(defaults.get(name));

  /** @param page the size that the connection above has given to its lists */
  const walk = (set: SelectionSetNode, parent: GraphQLNamedType, page: number | undefined): number => {
    let total = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) total += costOfField(selection, parent, page);
      else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const type = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
        if (fragment && type) total += walk(fragment.selectionSet, type, page);
      }
      if (total > SATURATED) return SATURATED;
    }
    return total;
  };

  const costOfField = (node: FieldNode, parent: GraphQLNamedType, page: number | undefined): number => {
    const name = node.name.value;
    if (name.startsWith('__')) return name === '__typename' ? 0 : INTROSPECTION_COST;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!field) return 0;
    const coordinate = `${parent.name}.${name}`;
    if (expensive.has(coordinate)) counted.set(coordinate, (counted.get(coordinate) ?? 0) + 1);
    const own = weightOf(schema, parent, coordinate, field);
    if (!node.selectionSet) return own;
    const isPaged = field.args.some((argument) => argument.name === 'first' || argument.name === 'last');
    const given = isPaged ? (sizeIn(node) ?? DEFAULT_LIST_SIZE) : undefined;
    if (!isList(field)) return own + walk(node.selectionSet, getNamedType(field.type), given);
    const size = given ?? page ?? LIST_SIZES[coordinate] ?? DEFAULT_LIST_SIZE;
    return size * (own + walk(node.selectionSet, getNamedType(field.type), undefined));
  };

  const root = schema.getRootType(operation.operation);
  const requested = root ? Math.min(SATURATED, walk(operation.selectionSet, root, undefined)) : 0;
  return { requested, expensive: counted };
}

function weightOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  coordinate: string,
  field: GraphQLField<unknown, unknown>,
): number {
  const named = FIELD_WEIGHTS[coordinate] ?? FIELD_WEIGHTS[`*.${field.name}`];
  if (named !== undefined) return named;
  if (parent === schema.getMutationType() || parent === schema.getSubscriptionType()) return 10;
  return isCompositeType(getNamedType(field.type)) ? 1 : 0;
}

function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** A page size that a client sent; what is no sensible number is refused by the field itself. */
function sizeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? Math.min(value, SATURATED)
    : undefined;
}

function literalSize(value: ValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT ? sizeOf(Number(value.value)) : undefined;
}

/** Variables that stand for page sizes anywhere in a document. */
function sizeVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  const look = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) {
        for (const { name, value } of node.arguments ?? []) {
          if ((name.value === 'first' || name.value === 'last') && value.kind === Kind.VARIABLE)
            names.add(value.name.value);
        }
      }
      if (node.kind !== Kind.FRAGMENT_SPREAD) look(node.selectionSet);
    }
  };
  for (const definition of document.definitions) {
    if ('selectionSet' in definition) look(definition.selectionSet);
  }
  return [...names];
}
