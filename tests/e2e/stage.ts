import { z } from 'zod';
import { type Answer, request } from '../fixtures/product.ts';
import type { Topology } from './topology.ts';

const merchantSchema = z.object({ id: z.string(), slug: z.string(), apiKey: z.string() });
export type NewMerchant = z.infer<typeof merchantSchema>;

/** What the parts of the suite share; filled by `beforeAll`, hence asked for through a function. */
export interface Stage<T extends Topology = Topology> {
  topology: T;
  /** A merchant made for this run, without orders at first. */
  shop: NewMerchant;
  /** Somebody else's. */
  stranger: NewMerchant;
}
export type OnStage = () => Stage;

export async function createMerchant(topology: Topology, name: string): Promise<NewMerchant> {
  const args = ['merchant', 'create', '--name', name, '--timezone', 'Europe/London', '--currency', 'GBP'];
  return merchantSchema.parse(await topology.cli(args));
}

export async function setStage<T extends Topology>(topology: T): Promise<Stage<T>> {
  const [shop, stranger] = await Promise.all([
    createMerchant(topology, 'Penny Lane'),
    createMerchant(topology, 'Abbey Road'),
  ]);
  return { topology, shop, stranger };
}

/** Asks the gateway as whoever holds the token; as a stranger without one. */
export const ask = (
  { topology }: Stage,
  token: string | undefined,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer> =>
  request(topology.endpoints.graphql, query, variables, {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...headers,
  });

/** Asks and expects no error; gives the data. */
export async function data(...args: Parameters<typeof ask>): Promise<Answer['data']> {
  const answer = await ask(...args);
  if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

export const codesOf = (answer: Answer): string[] => answer.errors.map(({ extensions }) => extensions.code);

/** Days before today, YYYY-MM-DD. */
export const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
