import { composeServices } from '@apollo/composition';
import { type DocumentNode, GraphQLError, parse } from 'graphql';

export interface SubgraphDefinition {
  name: string;
  sdl: string;
  /** Written into the supergraph; a gateway is told the real address when it starts. */
  url?: string;
}

/** Every reason why the subgraphs do not fit together, each naming the subgraphs and what to do. */
export class CompositionError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super(
      `The subgraphs do not compose: ${count}.\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'CompositionError';
    this.problems = problems;
  }
}

/** What to do about the failures that a change to one subgraph usually causes. */
const ADVICE: Record<string, string> = {
  INVALID_FIELD_SHARING:
    'Only one subgraph may define a field; move it there, or mark it @shareable in all of them (common types come from platform/graphql).',
  FIELD_TYPE_MISMATCH: 'Give the field one type in every subgraph that defines it.',
  SATISFIABILITY_ERROR:
    'A subgraph adds fields to an entity that the others cannot reach: give the type the same @key(fields: "id") and resolve its reference.',
  EXTERNAL_UNUSED: 'Remove @external, or use the field in @requires, @provides or @key.',
  ENUM_VALUE_MISMATCH: 'An enum used as input and output has to have the same values everywhere.',
  REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH: 'Make the argument optional, or add it in every subgraph.',
  KEY_FIELDS_HAS_ARGS: 'A key must consist of fields without arguments.',
};

/** Composes the supergraph that the gateway runs. The result does not depend on the order of the subgraphs. */
export function composeSupergraph(subgraphs: readonly SubgraphDefinition[]): string {
  const problems: string[] = [];
  const services: { name: string; url: string; typeDefs: DocumentNode }[] = [];
  for (const { name, sdl, url } of [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    try {
      services.push({ name, url: url ?? '', typeDefs: parse(sdl, { noLocation: false }) });
    } catch (error) {
      problems.push(`[${name}] its SDL cannot be read: ${describe(error)}`);
    }
  }
  if (problems.length > 0) throw new CompositionError(problems);
  const { supergraphSdl, errors } = composeServices(services);
  if (errors) throw new CompositionError(errors.map(describe));
  return supergraphSdl;
}

function describe(error: unknown): string {
  if (!(error instanceof GraphQLError)) return error instanceof Error ? error.message : String(error);
  const code = typeof error.extensions.code === 'string' ? error.extensions.code : undefined;
  const place = error.locations?.[0]
    ? ` (line ${error.locations[0].line}, column ${error.locations[0].column})`
    : '';
  const advice = code ? ADVICE[code] : undefined;
  return `${error.message}${place}${code ? ` [${code}]` : ''}${advice ? `\n    ${advice}` : ''}`;
}
