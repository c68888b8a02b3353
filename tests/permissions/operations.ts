import * as sdk from '@merchantgraph/sdk';
import {
  type GraphQLArgument,
  type GraphQLSchema,
  isRequiredArgument,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  parseValue,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { until } from '../fixtures/wait.ts';
import { literalsOf } from './literals.ts';
import type { MutationCall, TargetKind } from './mutations.ts';
import { RULES } from './rules.ts';
import { createTargets, type Known, type World } from './world.ts';

/** An operation of the SDK, with what its document says. */
interface SdkOperation {
  name: string;
  node: OperationDefinitionNode;
  /** The field of Query, Mutation or Subscription it asks. */
  root: string;
  call(client: sdk.MerchantGraphClient, variables: object): unknown;
}

/** Every operation that the SDK exports. */
function sdkOperations(): SdkOperation[] {
  return Object.entries(sdk).flatMap(([name, value]): SdkOperation[] => {
    if (typeof value !== 'function' || !('document' in value)) return [];
    const node = parse(String(value.document)).definitions.find(
      ({ kind }) => kind === Kind.OPERATION_DEFINITION,
    );
    if (node?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${name} has no operation.`);
    const [first] = node.selectionSet.selections;
    const root = first?.kind === Kind.FIELD ? first.name.value : '';
    return [{ name, node, root, call: value as never }];
  });
}

/** What must be given, with the merchant's own things. */
function requiredVariables(world: World, schema: GraphQLSchema, node: OperationDefinitionNode): object {
  const literals = literalsOf(world.things);
  const info = new TypeInfo(schema);
  const variables: Record<string, unknown> = {};
  const use = (path: string, argument: GraphQLArgument, variable: string): void => {
    const literal = isRequiredArgument(argument) ? literals(path, argument) : undefined;
    if (literal !== undefined) variables[variable] = valueFromASTUntyped(parseValue(literal));
  };
  visit(
    node,
    visitWithTypeInfo(info, {
      Argument({ value }) {
        const argument = info.getArgument();
        if (!argument || value.kind !== Kind.VARIABLE) return;
        use(
          `${info.getParentType()?.name}.${info.getFieldDef()?.name}.${argument.name}`,
          argument,
          value.name.value,
        );
      },
    }),
  );
  return variables;
}

/** What came of calling everything. */
export interface Called {
  /** `Query.insight`, for every field that was asked. */
  roots: Set<string>;
  problems: string[];
}

/** Calls every operation of the SDK as somebody who may; what ends somebody's rights comes last. */
export async function callEveryOperation(
  world: World,
  schema: GraphQLSchema,
  calls: Readonly<Record<string, MutationCall>>,
): Promise<Called> {
  const owner = world.actors.find(({ role }) => role === 'OWNER');
  const key = world.actors.find(({ scopes }) => scopes?.includes('*'));
  if (!owner?.token || !key?.token) throw new Error('The owner or the key is missing.');
  const endpoint = world.topology.endpoints.graphql;
  const clients = {
    owner: sdk.createMerchantGraph({ endpoint, accessToken: owner.token }),
    key: sdk.createMerchantGraph({ endpoint, apiKey: key.token }),
  };
  const targets = createTargets(world.admin, world.merchantId);
  const roots = new Set<string>();
  const problems: string[] = [];
  const all = sdkOperations();
  const endings = (kind: SdkOperation): boolean => calls[kind.root]?.ends ?? false;
  const ordered = [...all.filter((one) => !endings(one)), ...all.filter(endings)].sort(
    (a, b) => Number(a.root === 'signOut') - Number(b.root === 'signOut'),
  );
  const ask = async ({ name, node, root, call }: SdkOperation): Promise<void> => {
    const isMutation = node.operation === OperationTypeNode.MUTATION;
    roots.add(`${isMutation ? 'Mutation' : 'Query'}.${root}`);
    const mutation = isMutation ? calls[root] : undefined;
    const variables = mutation
      ? { input: await mutation.input((kind: TargetKind) => targets[kind](), owner as Known) }
      : requiredVariables(world, schema, node);
    const client = RULES.Query?.[root] === 'API_KEY' ? clients.key : clients.owner;
    try {
      const answer = await call(client, variables);
      if (answer === undefined) problems.push(`${name} gives nothing`);
      if (isMutation && !(answer as { __typename?: string })?.__typename)
        problems.push(`${name} does not say what came of it`);
    } catch (error) {
      problems.push(`${name}: ${String(error)}`);
    }
  };

  const subscriptions = all.filter(({ node }) => node.operation === OperationTypeNode.SUBSCRIPTION);
  const open = subscriptions.map(({ name, root, node, call }) => {
    roots.add(`Subscription.${root}`);
    const variables = requiredVariables(world, schema, node);
    const events = call(clients.owner, variables) as AsyncIterableIterator<unknown>;
    events.next().catch((error: unknown) => problems.push(`${name}: ${String(error)}`));
    return events;
  });
  await until('every subscription', async () => {
    if (problems.length > 0) return true;
    const metrics = await (await fetch(world.topology.endpoints.metrics)).text();
    return Number(/^active_subscriptions (\d+)/m.exec(metrics)?.[1]) === open.length;
  });
  await Promise.all(open.map((events) => events.return?.()));
  for (const one of ordered) if (!subscriptions.includes(one)) await ask(one);
  await Promise.all(Object.values(clients).map((client) => client.close()));
  return { roots, problems };
}
