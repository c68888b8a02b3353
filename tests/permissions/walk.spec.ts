import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRoute } from './every-route.ts';
import { literalsOf } from './literals.ts';
import { createMutationCalls, walkMutations } from './mutations.ts';
import { callEveryOperation } from './operations.ts';
import type { Route } from './routes.ts';
import { MAY_BE_NULL } from './rules.ts';
import { probesOf, readApiSchema, walkGateway, walkSubgraphs } from './walk.ts';
import { createWorld, setRowSecurity, type World } from './world.ts';

describe('every field, as everybody', () => {
  let world: World;
  let schema: GraphQLSchema;
  let routes: Route[];
  beforeAll(async () => {
    [world, schema] = await Promise.all([createWorld(), readApiSchema()]);
    routes = everyRoute(schema, world.things);
  }, 120_000);
  afterAll(() => world?.close());

  it('is answered and refused through the gateway as the table of permissions says', async () => {
    const { cells, findings } = await walkGateway(world, routes, MAY_BE_NULL);
    expect(findings).toEqual([]);
    expect(cells).toBe(routes.length * world.actors.length);
  }, 300_000);

  it('tells a stranger nothing at the subgraphs themselves', async () => {
    const { findings } = await walkSubgraphs(world, await probesOf(world, literalsOf(world.things)));
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
    const { findings } = await walkSubgraphs(world, await probesOf(world, literalsOf(world.things)));
    await setRowSecurity(world.admin, true);
    expect(findings.filter(({ problem }) => problem.startsWith('reads')).length).toBeGreaterThan(0);
    const { findings: again } = await walkSubgraphs(world, await probesOf(world, literalsOf(world.things)));
    expect(again).toEqual([]);
  }, 300_000);

  // The last, as it also closes the merchant and signs its owner out.
  it('can be asked through the SDK: every query, mutation and subscription', async () => {
    const { roots, problems } = await callEveryOperation(world, schema, createMutationCalls(world));
    expect(problems).toEqual([]);
    const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
      (type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
    );
    expect([...roots].sort()).toEqual(fields.sort());
  }, 120_000);
});
