import type { GraphQLSchema } from 'graphql';
import { literalsOf } from './literals.ts';
import { type Route, routesOf } from './routes.ts';
import type { Things } from './world.ts';

/** Ways that lead to one's own account rather than to the merchant. */
const AVOID = new Set(['User.memberships', 'ApiKey.merchant']);
/** The shortest way to these is the caller's own account or key; here they are other people's. */
const ALSO = ['ApiKeyConnection.nodes', 'Membership.user'];

/** A route to every field of the contract, about these things. */
export const everyRoute = (schema: GraphQLSchema, things: Things): Route[] =>
  routesOf(schema, literalsOf(things), { avoid: AVOID, also: ALSO });
