import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { sharedByTags } from '#platform/graphql/sharing.ts';
import { type Identity, may, type Permission } from '#platform/identity/identity.ts';
import type { PreparedOperation } from './documents.ts';
import { rightsOf } from './websocket-guard.ts';

/** A subscription, as far as it matters to whom it says the same. */
interface Subscription {
  prepared: PreparedOperation;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  identity: Identity;
}

/** Subscriptions with the same key are told the same from the moment on at which they are opened. */
export interface Share {
  key: string;
  /** Who opens it for all of them; absent: the first one that comes. */
  identity?: Identity;
  /** What it is opened with for all of them. */
  variables: Record<string, unknown>;
  /** It begins in a past of its own, and says the same as the others only from then on. */
  resumes: boolean;
}

/** Finds out which subscriptions say the same. */
export interface Sharing {
  of(subscription: Subscription): Share | undefined;
}

/** Who has no id of its own. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const RESUME_ARGUMENT = 'after';
const MERCHANT_ARGUMENT = 'merchantId';

/**
 * Two subscriptions say the same when all that they select is marked in the schema as the same for everybody who holds a
 * permission for the merchant (platform/graphql/sharing.ts), and both subscribers hold it. They are opened for nobody in
 * particular, with those permissions for that merchant and no other: what is marked wrongly then shows nothing of
 * anybody. Any other selection is shared among the connections of one person or key with the same rights, if its field is
 * marked at all.
 * @param supergraphSdl with the marks
 */
export function createSharing(supergraphSdl: string, schema: GraphQLSchema): Sharing {
  const tags = tagsIn(parse(supergraphSdl));
  /** Permissions that a selection is shared by; undefined when it is personal. */
  const known = new WeakMap<PreparedOperation, readonly Permission[] | undefined>();

  function permissionsOf(prepared: PreparedOperation): readonly Permission[] | undefined {
    if (known.has(prepared)) return known.get(prepared);
    const fragments = new Map(
      prepared.document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      ),
    );
    const found = new Set<Permission>();
    const collect = (selectionSet: SelectionSetNode, typeName: string): boolean =>
      selectionSet.selections.every((selection) => {
        if (selection.kind === Kind.INLINE_FRAGMENT)
          return collect(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const fragment = fragments.get(selection.name.value);
          return fragment !== undefined && collect(fragment.selectionSet, fragment.typeCondition.name.value);
        }
        const name = selection.name.value;
        if (name === '__typename') return true;
        const permission = sharedByTags(tags.get(`${typeName}.${name}`) ?? [], tags.get(typeName) ?? []);
        if (!permission) return false;
        found.add(permission);
        const type = schema.getType(typeName);
        const field = type && 'getFields' in type ? type.getFields()[name] : undefined;
        if (!field) return false;
        return !selection.selectionSet || collect(selection.selectionSet, getNamedType(field.type).name);
      });
    const root = schema.getSubscriptionType()?.name ?? '';
    const permissions = collect(prepared.operation.selectionSet, root) ? [...found].sort() : undefined;
    known.set(prepared, permissions);
    return permissions;
  }

  return {
    of(subscription) {
      const { prepared, operationName, identity } = subscription;
      const [root, ...others] = prepared.operation.selectionSet.selections;
      if (others.length > 0 || root?.kind !== Kind.FIELD) return undefined;
      const subscriptionType = schema.getSubscriptionType()?.name ?? '';
      if (!sharedByTags(tags.get(`${subscriptionType}.${root.name.value}`) ?? [], [])) return undefined;
      const { after, variables: common } = withoutResume(root, subscription);
      if (after === undefined) return undefined;
      const share = { variables: common, resumes: after !== null };
      const same = [operationName, prepared.query, common];
      const permissions = permissionsOf(prepared);
      const merchantId = argumentOf(root, MERCHANT_ARGUMENT, subscription);
      if (
        permissions &&
        typeof merchantId === 'string' &&
        permissions.every((permission) => may(identity, merchantId, permission))
      ) {
        return {
          ...share,
          key: JSON.stringify(['merchant', merchantId, ...same]),
          identity: { kind: 'apiKey', keyId: NOBODY, merchantId, scopes: permissions },
        };
      }
      return { ...share, key: JSON.stringify([rightsOf(identity), ...same]) };
    },
  };
}

/** Where a subscription resumes (null: nowhere; undefined: it cannot be told apart), and its variables without that. */
function withoutResume(
  root: FieldNode,
  subscription: Subscription,
): { after: unknown; variables: Record<string, unknown> } {
  const { variables } = subscription;
  const after = argumentOf(root, RESUME_ARGUMENT, subscription);
  const value = root.arguments?.find((argument) => argument.name.value === RESUME_ARGUMENT)?.value;
  // Written into the document, it is a document of its own.
  if (value?.kind !== Kind.VARIABLE) return { after: after === null ? null : undefined, variables };
  const name = value.name.value;
  const { [name]: _, ...others } = variables;
  // One that must not be null cannot be left out.
  const declared = subscription.prepared.operation.variableDefinitions?.find(
    ({ variable }) => variable.name.value === name,
  );
  return { after: declared?.type.kind === Kind.NON_NULL_TYPE ? undefined : after, variables: others };
}

/** What an argument is given: null without it; undefined when that is not known here. */
function argumentOf(field: FieldNode, name: string, { prepared, variables }: Subscription): unknown {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  if (!value || value.kind === Kind.NULL) return null;
  if (value.kind === Kind.STRING) return value.value;
  if (value.kind !== Kind.VARIABLE) return undefined;
  const given = variables[value.name.value];
  if (given !== undefined) return given;
  const declared = prepared.operation.variableDefinitions?.find(
    ({ variable }) => variable.name.value === value.name.value,
  );
  return declared?.defaultValue ? undefined : null;
}

/** Names of the tags by `Type` and `Type.field`. */
function tagsIn(supergraph: DocumentNode): Map<string, readonly string[]> {
  const tags = new Map<string, readonly string[]>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    for (const node of [definition, ...(definition.fields ?? [])]) {
      const names = (node.directives ?? []).flatMap(({ name, arguments: args }) => {
        const value =
          name.value === 'tag' ? args?.find((arg) => arg.name.value === 'name')?.value : undefined;
        return value?.kind === Kind.STRING ? [value.value] : [];
      });
      if (names.length > 0) tags.set(node === definition ? type : `${type}.${node.name.value}`, names);
    }
  }
  return tags;
}
