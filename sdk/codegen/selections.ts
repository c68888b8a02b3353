import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

import { LEFT_OUT } from './left-out.ts';

/** Fields that name a thing to a person: what a reference to another entity selects beside its id. */
const LABELS = ['slug', 'name', 'title', 'email'];

/** Value types that get a fragment of their own although they are not entities. */
const SHARED_VALUES = ['Money', 'PageInfo'];

const ERROR_INTERFACE = 'UserError';

/** Builds the text of selections and collects the fragments they use. */
export interface Selections {
  /** The selection of a field's type, `{ ... }` with a leading space, or '' for scalars. */
  of(type: GraphQLNamedType, indent: string): string;
  /** The page of a connection: its nodes, page info and counts (no edges: nodes carry everything). */
  connection(type: GraphQLObjectType, indent: string): string;
  /** Text of the fragments, by the type they are on. */
  fragments: Map<string, string>;
}

export function isConnection(type: GraphQLNamedType | undefined): type is GraphQLObjectType {
  return isObjectType(type) && type.name.endsWith('Connection') && 'pageInfo' in type.getFields();
}

/** Entities are things with an id that other things refer to; they get a fragment each. */
export function isEntity(type: GraphQLNamedType): boolean {
  return isObjectType(type) && 'id' in type.getFields();
}

export function hasArguments(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.length > 0;
}

export function createSelections(schema: GraphQLSchema): Selections {
  const fragments = new Map<string, string>();

  const fragment = (type: GraphQLObjectType): string => {
    const name = `${type.name}Fields`;
    if (!fragments.has(type.name)) {
      fragments.set(type.name, '');
      fragments.set(type.name, `fragment ${name} on ${type.name} {\n${fieldsOf(type, '  ', [])}\n}`);
    }
    return `...${name}`;
  };

  const fieldsOf = (type: GraphQLObjectType, indent: string, path: readonly string[]): string => {
    const lines: string[] = [];
    for (const field of Object.values(type.getFields())) {
      if (field.args.some(isRequiredArgument) || field.deprecationReason != null) continue;
      if (LEFT_OUT[type.name]?.includes(field.name)) continue;
      const target = getNamedType(field.type);
      if (isLeafType(target)) lines.push(`${indent}${field.name}`);
      else if (!hasArguments(field)) {
        const selection = nested(type, target, indent, path);
        if (selection) lines.push(`${indent}${field.name}${selection}`);
      }
    }
    return lines.join('\n');
  };

  const nested = (
    owner: GraphQLObjectType,
    target: GraphQLNamedType,
    indent: string,
    path: readonly string[],
  ): string => {
    if (!isObjectType(target)) return of(target, indent);
    if (SHARED_VALUES.includes(target.name)) return block([fragment(target)], indent);
    if (path.includes(target.name)) return '';
    if (isEntity(target) && isReferable(schema, target)) {
      const whole = owner.name.endsWith('Success');
      return block(whole ? [fragment(target)] : reference(owner, target), indent);
    }
    return ` {\n${fieldsOf(target, `${indent}  `, [...path, owner.name, target.name])}\n${indent}}`;
  };

  const of = (type: GraphQLNamedType, indent: string): string => {
    if (isLeafType(type)) return '';
    if (isUnionType(type)) {
      const members = type.getTypes();
      const errors = members.some((member) => isUserError(member));
      const lines = members
        .filter((member) => !isUserError(member))
        .map(
          (member) =>
            `... on ${member.name} {\n${fieldsOf(member, `${indent}    `, [member.name])}\n${indent}  }`,
        );
      if (errors) lines.push(`...${ERROR_INTERFACE}Fields`);
      if (errors) {
        fragments.set(
          ERROR_INTERFACE,
          `fragment ${ERROR_INTERFACE}Fields on ${ERROR_INTERFACE} {\n  code\n  message\n  path\n}`,
        );
      }
      return block(['__typename', ...lines], indent);
    }
    if (isInterfaceType(type)) return block(['__typename'], indent);
    if (!isObjectType(type)) return '';
    if (type.name.endsWith('Connection')) return connection(type, indent);
    if (isEntity(type)) return block([fragment(type)], indent);
    return ` {\n${fieldsOf(type, `${indent}  `, [type.name])}\n${indent}}`;
  };

  const connection = (type: GraphQLObjectType, indent: string): string => {
    const lines: string[] = [];
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      if (field.name === 'edges') continue;
      if (isLeafType(target)) lines.push(field.name);
      else if (field.name === 'nodes') lines.push(`nodes${of(target, `${indent}  `)}`);
      else if (isObjectType(target)) lines.push(`${field.name}${nested(type, target, `${indent}  `, [])}`);
    }
    return block(lines, indent);
  };

  return { of, connection, fragments };
}

function block(lines: readonly string[], indent: string): string {
  return ` {\n${lines.map((line) => `${indent}  ${line}`).join('\n')}\n${indent}}`;
}

function isUserError(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some((candidate) => candidate.name === ERROR_INTERFACE);
}

/** An entity that can be asked for by itself, or that lists others: selecting all of it would run in circles. */
function isReferable(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  const lists = Object.values(type.getFields()).some((field) => isConnection(getNamedType(field.type)));
  const root = Object.values(schema.getQueryType()?.getFields() ?? {});
  const labels = LABELS.some((label) => label in type.getFields());
  return (
    lists ||
    root.some((field) => getNamedType(field.type) === type) ||
    (labels && 'externalId' in type.getFields())
  );
}

/**
 * A reference selects the id and what names the thing to a person. A reference back to the owner of the list this
 * thing came from selects the id alone: the caller knows the owner, and its name costs a call to another subgraph.
 */
function reference(from: GraphQLObjectType, to: GraphQLObjectType): string[] {
  const back = Object.values(to.getFields()).some((field) => {
    const listed = getNamedType(field.type);
    return isConnection(listed) && getNamedType(listed.getFields().nodes?.type ?? listed) === from;
  });
  const labels = back ? [] : LABELS.filter((label) => label in to.getFields());
  return ['id', ...labels];
}
