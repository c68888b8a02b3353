import type { GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { everyRoute } from './every-route.ts';
import { createMutationCalls } from './mutations.ts';
import { needsOf, readApiSchema } from './walk.ts';
import type { World } from './world.ts';

/** Nothing is asked here, so that names do for things. */
const things = new Proxy({}, { get: (_, name) => String(name) });

describe('the rules of the walk', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await readApiSchema();
  });

  it('say of every field who may read it, and know a way to it', () => {
    const routes = everyRoute(schema, things);
    expect(routes.filter((route) => route.steps.length === 0).map(({ name }) => name)).toEqual([]);
    expect([...new Set(routes.filter((route) => needsOf(route).missing).map(({ name }) => name))]).toEqual(
      [],
    );
    expect(routes.length).toBeGreaterThan(300);
  });

  it('say of every mutation who may call it', () => {
    const calls = createMutationCalls({ merchantId: 'merchant', things } as unknown as World);
    const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(Object.keys(calls).sort()).toEqual(fields.sort());
  });
});
