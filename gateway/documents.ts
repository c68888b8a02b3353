import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LruCache } from '#platform/cache/lru.ts';
import { gatewayError } from './errors.ts';
import { checkDocumentLimits, checkTextLimits } from './limits/document.ts';
import { checkDocumentText } from './limits/text.ts';
import type { GatewayLimits } from './options.ts';

export interface PreparedOperation {
  query: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** Parsed and validated documents, shared by HTTP and WebSocket and by Apollo Server's own look-up. */
export interface Documents {
  /** The schema that documents are validated against: what clients see. */
  readonly schema: GraphQLSchema;
  /** Parses, limits and validates; what is wrong is thrown at once, as one list. */
  prepare(query: unknown, operationName?: unknown): PreparedOperation | { errors: readonly GraphQLError[] };
  /** The store in the form that Apollo Server asks for: by a key that ends in the query's SHA-256. */
  readonly store: {
    get(key: string): Promise<DocumentNode | undefined>;
    set(key: string, value: DocumentNode): Promise<void>;
    delete(key: string): Promise<boolean>;
  };
  readonly hitRatio: number;
}

/** Characters of source text that are remembered in parsed form; the trees take about thirty times as many bytes. */
const CACHED_CHARACTERS = 1_000_000;
const HASH_LENGTH = 64;

/**
 * @param options.introspection whether documents may ask about the schema; where not, errors suggest no names either,
 *   since those would tell it name by name
 */
export function createDocuments(
  schema: GraphQLSchema,
  limits: GatewayLimits,
  options: { introspection: boolean } = { introspection: true },
): Documents {
  const { introspection } = options;
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  interface Entry {
    document: DocumentNode;
    hash: string;
  }
  const byHash = new Map<string, DocumentNode>();
  const byQuery = new LruCache<Entry>(CACHED_CHARACTERS, (entry) => byHash.delete(entry.hash));

  const read = (query: string): DocumentNode | readonly GraphQLError[] => {
    const known = byQuery.get(query);
    if (known) return known.document;
    const document = parseDocument(query, limits);
    if (document instanceof GraphQLError) return [document];
    const tooLarge = checkDocumentLimits(document, limits);
    if (tooLarge.length > 0) return tooLarge;
    const notText = checkDocumentText(document);
    if (notText) return [notText];
    const invalid = validate(schema, document, rules);
    if (invalid.length > 0) return invalid.map((error) => asBadInput(error, introspection));
    const hash = createHash('sha256').update(query).digest('hex');
    byHash.set(hash, document);
    byQuery.set(query, { document, hash }, query.length);
    return document;
  };

  return {
    schema,
    prepare(query, operationName) {
      if (typeof query !== 'string' || query.trim() === '') {
        return {
          errors: [gatewayError('BAD_INPUT', 'The request needs a "query": the GraphQL document to run.')],
        };
      }
      const document = read(query);
      if (!('kind' in document)) return { errors: document };
      const name = typeof operationName === 'string' && operationName !== '' ? operationName : undefined;
      const operation = getOperationAST(document, name);
      if (!operation) return { errors: [operationNotFound(document, name)] };
      return { query, document, operation };
    },
    store: {
      get: async (key) => byHash.get(key.slice(-HASH_LENGTH)),
      // `prepare` has stored it before Apollo Server asks, with its size; an entry without one would never leave.
      set: async () => undefined,
      delete: async () => false,
    },
    get hitRatio() {
      return byQuery.hitRatio;
    },
  };
}

function parseDocument(query: string, limits: GatewayLimits): DocumentNode | GraphQLError {
  try {
    return checkTextLimits(query, limits) ?? parse(query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return asBadInput(error);
  }
}

/** graphql-js gives up by itself when comparing repeated fields takes too long, without saying why. */
const GAVE_UP = 'Validation aborted.';

/** How graphql-js ends a message that guesses what was meant. */
const SUGGESTION = /\s*Did you mean .*\?$/s;

function asBadInput(error: GraphQLError, suggest = true): GraphQLError {
  if (error.message === GAVE_UP) {
    return gatewayError(
      'BAD_INPUT',
      'The document repeats the same fields too often. Ask for each field once.',
      {
        limit: 'fields',
      },
    );
  }
  return new GraphQLError(suggest ? error.message : error.message.replace(SUGGESTION, ''), {
    source: error.source,
    positions: error.positions,
    nodes: error.nodes,
    extensions: { code: 'BAD_INPUT' },
  });
}

function operationNotFound(document: DocumentNode, name: string | undefined): GraphQLError {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const names = operations.map((node) => node.name?.value).filter((value) => value !== undefined);
  if (operations.length === 0)
    return gatewayError('BAD_INPUT', 'The document holds fragments but no operation.');
  const known = names.length > 0 ? ` It has: ${names.slice(0, 10).join(', ')}.` : '';
  return gatewayError(
    'BAD_INPUT',
    name === undefined
      ? `The document has several operations; say in "operationName" which one to run.${known}`
      : `The document has no operation named "${name.slice(0, 100)}".${known}`,
  );
}
