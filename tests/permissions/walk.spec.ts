import { type GraphQLSchema, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysAgo } from '../e2e/stage.ts';
import { createMutationCalls, walkMutations } from './mutations.ts';
import { type Literals, type Route, routesOf } from './routes.ts';
import { MAY_BE_NULL } from './rules.ts';
import { needsOf, probesOf, readApiSchema, walkGateway, walkSubgraphs } from './walk.ts';
import { createWorld, setRowSecurity, type World } from './world.ts';

/** Ways that lead to one's own account rather than to the merchant. */
const AVOID = new Set(['User.memberships', 'ApiKey.merchant']);

describe('every field, as everybody', () => {
  let world: World;
  let schema: GraphQLSchema;
  let routes: Route[];
  const literals: Literals = (at, argument) => {
    const given = LITERALS[at] ?? (isRequiredArgument(argument) ? LITERALS[argument.name] : undefined);
    if (!given && isRequiredArgument(argument))
      throw new Error(`The walk does not know what to pass for ${at}: add it to LITERALS.`);
    return given?.(world);
  };

  beforeAll(async () => {
    [world, schema] = await Promise.all([createWorld(), readApiSchema()]);
    routes = routesOf(schema, literals, AVOID);
  }, 120_000);
  afterAll(() => world?.close());

  it('has a rule and a way to it', () => {
    expect(routes.filter((route) => route.steps.length === 0).map(({ name }) => name)).toEqual([]);
    expect(routes.filter((route) => needsOf(route).missing).map(({ name }) => name)).toEqual([]);
  });

  it('is answered and refused through the gateway as the table of permissions says', async () => {
    const { cells, findings } = await walkGateway(world, routes, MAY_BE_NULL);
    expect(findings).toEqual([]);
    expect(cells).toBe(routes.length * world.actors.length);
  }, 300_000);

  it('tells a stranger nothing at the subgraphs themselves', async () => {
    const { findings } = await walkSubgraphs(world, await probesOf(world, literals));
    expect(findings).toEqual([]);
  }, 300_000);

  it('changes nothing for whoever may not, and refuses nobody who may', async () => {
    const calls = createMutationCalls(world);
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()).toEqual(
      Object.keys(calls).sort(),
    );
    const { findings } = await walkMutations(world, schema, calls);
    expect(findings).toEqual([]);
  }, 300_000);

  it('would tell strangers what they may not know without row-level security', async () => {
    await setRowSecurity(world.admin, false);
    const { findings } = await walkSubgraphs(world, await probesOf(world, literals));
    await setRowSecurity(world.admin, true);
    expect(findings.filter(({ problem }) => problem.startsWith('reads')).length).toBeGreaterThan(0);
    const { findings: again } = await walkSubgraphs(world, await probesOf(world, literals));
    expect(again).toEqual([]);
  }, 300_000);
});

const LITERALS: Record<string, (world: World) => string> = {
  'Query.merchant.id': ({ things }) => JSON.stringify(things.merchant),
  'Query.insight.id': ({ things }) => JSON.stringify(things.insight),
  'Query.cart.id': ({ things }) => JSON.stringify(things.cart),
  'Merchant.salesTrend.compareTo': () => 'PREVIOUS_PERIOD',
  'Query.auditEntry.id': ({ things }) => JSON.stringify(things.auditEntry),
  from: () => JSON.stringify(daysAgo(60)),
  to: () => JSON.stringify(daysAgo(1)),
};
