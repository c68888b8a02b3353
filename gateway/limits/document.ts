import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  Lexer,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';
import { gatewayError } from '../errors.ts';
import type { GatewayLimits } from '../options.ts';

interface Size {
  depth: number;
  aliases: number;
  fields: number;
}

/** Counts stop here, so that fragments that spread one another many times cannot overflow them. */
const SATURATED = 1_000_000_000;

/** Brackets within brackets, of any kind. Parsing, validation and planning all recurse, and a stack is not endless. */
const MAX_NESTING = 100;

/** Operations of one document: validation goes over all of them, although one runs. */
const MAX_OPERATIONS = 50;

/** Reads a text's tokens and says whether it is too long or too deep to be parsed; throws where it is no GraphQL. */
export function checkTextLimits(query: string, limits: GatewayLimits): GraphQLError | undefined {
  if (query.length > limits.maxCharacters) {
    return gatewayError(
      'BAD_INPUT',
      `The document has ${query.length} characters; the limit is ${limits.maxCharacters}. Split it, and pass values as variables.`,
      { limit: 'characters' },
    );
  }
  const lexer = new Lexer(new Source(query));
  let nesting = 0;
  let directives = 0;
  for (let tokens = 0; lexer.advance().kind !== TokenKind.EOF; ) {
    if (++tokens > limits.maxTokens) {
      return gatewayError(
        'BAD_INPUT',
        `The document has more than ${limits.maxTokens} tokens, which is the limit. Split it, and pass values as variables.`,
        { limit: 'tokens' },
      );
    }
    const { kind } = lexer.token;
    if (kind === TokenKind.AT && ++directives > limits.maxDirectives) {
      return gatewayError(
        'BAD_INPUT',
        `The document has more than ${limits.maxDirectives} directives, which is the limit. Split it into several requests.`,
        { limit: 'directives' },
      );
    }
    if (kind === TokenKind.BRACE_L || kind === TokenKind.BRACKET_L || kind === TokenKind.PAREN_L) nesting++;
    else if (kind === TokenKind.BRACE_R || kind === TokenKind.BRACKET_R || kind === TokenKind.PAREN_R)
      nesting--;
    if (nesting > MAX_NESTING) {
      return gatewayError(
        'BAD_INPUT',
        `The document has more than ${MAX_NESTING} levels of brackets, which is the limit.`,
        {
          limit: 'nesting',
        },
      );
    }
  }
  return undefined;
}

/**
 * Refuses documents that would cost too much to validate or to plan. Fragments are counted wherever they are spread,
 * each visited once. Runs before validation, whose cost grows with the square of repeated fields.
 */
export function checkDocumentLimits(document: DocumentNode, limits: GatewayLimits): GraphQLError[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Size>();

  const measureFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    const nothing = { depth: 0, aliases: 0, fields: 0 };
    // Validation reports a fragment that is unknown or spreads itself; here it only must not loop.
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const size = fragment ? measure(fragment.selectionSet) : nothing;
    measured.set(name, size);
    return size;
  };

  const measure = (selectionSet: SelectionSetNode): Size => {
    const total = { depth: 0, aliases: 0, fields: 0 };
    for (const selection of selectionSet.selections) {
      let size: Size;
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet ? measure(selection.selectionSet) : undefined;
        size = {
          depth: 1 + (inner?.depth ?? 0),
          aliases: (selection.alias ? 1 : 0) + (inner?.aliases ?? 0),
          fields: 1 + (inner?.fields ?? 0),
        };
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        size = measure(selection.selectionSet);
      } else {
        size = measureFragment(selection.name.value);
      }
      total.depth = Math.max(total.depth, size.depth);
      total.aliases = Math.min(SATURATED, total.aliases + size.aliases);
      total.fields = Math.min(SATURATED, total.fields + size.fields);
    }
    return total;
  };

  const total: Size = { depth: 0, aliases: 0, fields: 0 };
  for (const definition of document.definitions) {
    let size: Size | undefined;
    if (definition.kind === Kind.OPERATION_DEFINITION) size = measure(definition.selectionSet);
    else if (definition.kind === Kind.FRAGMENT_DEFINITION) size = measureFragment(definition.name.value);
    if (!size) continue;
    total.depth = Math.max(total.depth, size.depth);
    total.aliases = Math.max(total.aliases, size.aliases);
    total.fields = Math.max(total.fields, size.fields);
  }

  const errors: GraphQLError[] = [];
  const check = (value: number, limit: number, name: string, advice: string) => {
    if (value <= limit) return;
    const shown = value >= SATURATED ? 'far more' : String(value);
    errors.push(
      gatewayError('BAD_INPUT', `The document has ${shown} ${name}; the limit is ${limit}. ${advice}`, {
        limit: name,
      }),
    );
  };
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length;
  check(operations, MAX_OPERATIONS, 'operations', 'Send each in a request of its own.');
  check(
    total.depth,
    limits.maxDepth,
    'levels of nested fields',
    'Ask for the inner part in a query of its own.',
  );
  check(total.aliases, limits.maxAliases, 'aliases', 'Split it into several requests.');
  check(total.fields, limits.maxFields, 'fields', 'Split it into several requests.');
  return errors;
}
