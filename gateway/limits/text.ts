import { type DocumentNode, type GraphQLError, Kind, visit } from 'graphql';
import { isStorable } from '#platform/text/index.ts';
import { gatewayError } from '../errors.ts';

/** Values within values: what is deeper no input type of ours has. */
const MAX_DEPTH = 64;

const notText = (where: string): GraphQLError =>
  gatewayError(
    'BAD_INPUT',
    `${where} holds a character that is none: U+0000, or half of a surrogate pair. Send well-formed Unicode.`,
  );

/** Refuses documents whose string values no database could keep. Visits each once; documents are remembered. */
export function checkDocumentText(document: DocumentNode): GraphQLError | undefined {
  let problem: GraphQLError | undefined;
  visit(document, {
    [Kind.STRING](node) {
      if (!problem && !isStorable(node.value)) problem = notText('A string of the document');
    },
  });
  return problem;
}

/**
 * Refuses variables with text that no database could keep, wherever it stands in them.
 * @throws BAD_INPUT that names the place
 */
export function checkVariableText(variables: unknown): void {
  const waiting: { value: unknown; path: string; depth: number }[] = [
    { value: variables, path: '', depth: 0 },
  ];
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    const { value, path, depth } = item;
    if (typeof value === 'string') {
      if (!isStorable(value)) throw notText(`The variable ${path}`);
    } else if (typeof value === 'object' && value !== null) {
      if (depth > MAX_DEPTH)
        throw gatewayError(
          'BAD_INPUT',
          `The variable ${path.slice(0, 100)} holds more than ${MAX_DEPTH} levels of values.`,
        );
      for (const [name, member] of Object.entries(value))
        waiting.push({ value: member, path: path === '' ? `$${name}` : `${path}.${name}`, depth: depth + 1 });
    }
  }
}
