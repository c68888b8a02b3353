import { type GraphQLSchema, getNamedType, isUnionType } from 'graphql';
import { request } from '../fixtures/product.ts';
import { isAllowed, type Need } from './actors.ts';
import { type Finding, leaksIn, type WalkResult } from './walk.ts';
import { fingerprint, type Known, type World } from './world.ts';

/** How the walk calls a mutation. */
export interface MutationCall {
  needs: Need;
  /** A valid input about the merchant's own things; a fresh thing for each call where the call uses it up. */
  input(actor: Known): Promise<Record<string, unknown>> | Record<string, unknown>;
}

/** Every mutation of the contract; one that is not here fails the walk. */
export function createMutationCalls(world: World): Record<string, MutationCall> {
  const insight = () => ({ id: world.things.insight });
  return {
    signIn: {
      needs: 'ANYBODY',
      input: () => ({ email: 'nobody@walk.example', password: 'not the password' }),
    },
    refreshSession: { needs: 'ANYBODY', input: () => ({ refreshToken: 'not a token' }) },
    signOut: { needs: 'PERSON', input: () => ({}) },
    markInsightRead: { needs: 'insights:write', input: insight },
    dismissInsight: { needs: 'insights:write', input: insight },
    restoreInsight: { needs: 'insights:write', input: insight },
  };
}

const REFUSALS = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];

function textOf(schema: GraphQLSchema, name: string): { query: string; takesInput: boolean } {
  const field = schema.getMutationType()?.getFields()[name];
  const result = field && getNamedType(field.type);
  if (!field || !isUnionType(result)) throw new Error(`${name} does not give a union.`);
  const input = field.args.find((argument) => argument.name === 'input');
  const call = input ? `${name}(input: $input)` : name;
  return {
    query: `mutation ${input ? `($input: ${input.type})` : ''} { ${call} { __typename ... on UserError { code message path } } }`,
    takesInput: input !== undefined,
  };
}

/** Every mutation as everybody: first those who may not, who must change nothing; then those who may. */
export async function walkMutations(
  world: World,
  schema: GraphQLSchema,
  calls: Record<string, MutationCall>,
): Promise<WalkResult> {
  const findings: Finding[] = [];
  let cells = 0;
  const run = async (name: string, call: MutationCall, actor: Known, allowed: boolean): Promise<void> => {
    cells += 1;
    const { query, takesInput } = textOf(schema, name);
    const input = await call.input(actor);
    const answer = await request(
      world.topology.endpoints.graphql,
      query,
      takesInput ? { input } : {},
      actor.token ? { authorization: `Bearer ${actor.token}` } : {},
    );
    const report = (problem: string): void =>
      void findings.push({ field: `Mutation.${name}`, actor: actor.name, problem });
    const code: string | undefined = answer.data?.[name]?.code ?? answer.errors[0]?.extensions?.code;
    const refused = code !== undefined && REFUSALS.includes(code);
    if (allowed && refused && call.needs !== 'ANYBODY')
      report(`is refused: ${code} ${answer.data?.[name]?.message}`);
    if (code === 'INTERNAL') report('breaks it');
    if (allowed) return;
    if (!refused) report(`gets ${answer.data?.[name]?.__typename ?? code}`);
    const leaks = leaksIn(world, actor, answer, JSON.stringify(input));
    if (leaks.length > 0) report(`reads ${leaks.join(', ')}`);
  };

  const each = async (allowed: boolean): Promise<void> => {
    for (const [name, call] of Object.entries(calls))
      for (const actor of world.actors)
        if (isAllowed(actor, call.needs) === allowed) await run(name, call, actor, allowed);
  };
  const before = await fingerprint(world.admin, world.merchantId);
  await each(false);
  const after = await fingerprint(world.admin, world.merchantId);
  for (const [table, print] of Object.entries(after)) {
    // What was refused is noted there.
    if (table.startsWith('compliance.') || table.startsWith('email.')) continue;
    if (print !== before[table])
      findings.push({ field: table, actor: 'whoever may not', problem: 'changed it' });
  }
  await each(true);
  return { cells, findings };
}
