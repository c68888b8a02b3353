import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

/** One field on the way to another. */
export interface Step {
  /** `Type.field` */
  name: string;
  field: Field;
}

/** How to get from a root to a field, and what to ask there. */
export interface Route {
  /** `Type.field` of its end. */
  name: string;
  steps: readonly Step[];
  query: string;
}

/** Gives the literal of an argument, by `Type.field.argument`; undefined where an optional one is left out. */
export type Literals = (path: string, argument: GraphQLArgument) => string | undefined;

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/** Types of a connection that only lead on to others: their nodes are reached without the edges. */
const isEdge = (name: string): boolean => name.endsWith('Edge');

/** Every object type a query can reach, but the typed errors of mutations. */
export function readableTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  const reached = new Set<GraphQLObjectType>();
  const visit = (type: GraphQLObjectType): void => {
    if (reached.has(type)) return;
    reached.add(type);
    for (const field of Object.values(type.getFields())) {
      const inner = getNamedType(field.type);
      if (isObjectType(inner)) visit(inner);
      if (isUnionType(inner)) for (const member of inner.getTypes()) visit(member);
    }
  };
  const query = schema.getQueryType();
  if (query) visit(query);
  return [...reached];
}

/**
 * The shortest way to every type a query can reach. `avoid` names fields that lead somewhere else than the merchant's
 * data (a way through one's own account would prove nothing about the merchant's).
 */
function shortestWays(schema: GraphQLSchema, avoid: ReadonlySet<string>): Map<string, Step[]> {
  const root = schema.getQueryType();
  if (!root) throw new Error('The schema has no queries.');
  const ways = new Map<string, Step[]>([[root.name, []]]);
  const queue: GraphQLObjectType[] = [root];
  for (let type = queue.shift(); type; type = queue.shift()) {
    for (const field of Object.values(type.getFields())) {
      const inner = getNamedType(field.type);
      const step = { name: `${type.name}.${field.name}`, field };
      if (avoid.has(step.name)) continue;
      const targets = isObjectType(inner) ? [inner] : isUnionType(inner) ? inner.getTypes() : [];
      for (const target of targets) {
        if (ways.has(target.name)) continue;
        ways.set(target.name, [...(ways.get(type.name) ?? []), step]);
        queue.push(target);
      }
    }
  }
  return ways;
}

/** Everything below a type that needs no argument, down to `depth` levels. */
function leaves(type: GraphQLObjectType, depth: number): string {
  const parts = ['__typename'];
  for (const field of Object.values(type.getFields())) {
    if (field.args.some(isRequiredArgument)) continue;
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) parts.push(field.name);
    else if (isObjectType(inner) && depth > 1 && !isEdge(inner.name))
      parts.push(`${field.name} { ${leaves(inner, depth - 1)} }`);
  }
  return parts.join(' ');
}

function call(step: Step, literals: Literals): string {
  const args = step.field.args.flatMap((argument) => {
    const literal = literals(`${step.name}.${argument.name}`, argument);
    return literal === undefined ? [] : [`${argument.name}: ${literal}`];
  });
  return args.length > 0 ? `${step.field.name}(${args.join(', ')})` : step.field.name;
}

/** The text that asks for the last step's field, with what can be read below it. */
export function queryOf(steps: readonly Step[], literals: Literals): string {
  const last = steps.at(-1);
  if (!last) throw new Error('A route needs a step.');
  const inner = getNamedType(last.field.type);
  let text = call(last, literals);
  if (isObjectType(inner)) text += ` { ${leaves(inner, 1)} }`;
  if (isUnionType(inner))
    text += ` { __typename ${inner
      .getTypes()
      .map((member) => `... on ${member.name} { ${leaves(member, 1)} }`)
      .join(' ')} }`;
  let child = last;
  for (const step of steps.slice(0, -1).reverse()) {
    const type = getNamedType(step.field.type);
    const owner = child.name.split('.', 1)[0] ?? '';
    // A way through a union goes through the member that has the next field.
    const body = isUnionType(type) ? `__typename ... on ${owner} { ${text} }` : text;
    text = `${call(step, literals)} { ${body} }`;
    child = step;
  }
  return text;
}

/**
 * One route to every field that a query can reach.
 * @param options.also fields (`Type.field`) through which the fields of their type are asked for once more: what is the
 *   caller's own on the shortest way may be somebody else's there
 */
export function routesOf(
  schema: GraphQLSchema,
  literals: Literals,
  options: { avoid: ReadonlySet<string>; also: readonly string[] },
): Route[] {
  const ways = shortestWays(schema, options.avoid);
  const routesBelow = (type: GraphQLObjectType, way: readonly Step[] | undefined): Route[] =>
    Object.values(type.getFields()).map((field): Route => {
      const name = `${type.name}.${field.name}`;
      if (!way) return { name, steps: [], query: '' };
      const steps = [...way, { name, field }];
      return { name, steps, query: `{ ${queryOf(steps, literals)} }` };
    });
  const shortest = readableTypes(schema).flatMap((type) => routesBelow(type, ways.get(type.name)));
  const others = options.also.flatMap((name) => {
    const [owner = '', field = ''] = name.split('.');
    const type = schema.getType(owner);
    const found = isObjectType(type) ? type.getFields()[field] : undefined;
    const target = found && getNamedType(found.type);
    const way = ways.get(owner);
    if (!found || !isObjectType(target) || !way) throw new Error(`There is no way through ${name}.`);
    return routesBelow(target, [...way, { name, field: found }]);
  });
  return [...shortest, ...others];
}

/** What stands at the end of a route in an answer; the first item of every list on the way. Undefined: not reached. */
export function valueAt(data: unknown, steps: readonly Step[]): unknown {
  let value = data;
  for (const step of steps) {
    if (Array.isArray(value)) value = value[0];
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step.field.name];
    if (isList(step.field.type) && Array.isArray(value) && value.length === 0 && step !== steps.at(-1))
      return undefined;
  }
  return value;
}
