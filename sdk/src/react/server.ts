/**
 * For servers that render pages: asks beforehand, so that hooks have their data when they render there, and again in the
 * browser without asking a second time. Holds no React, so that server components may import it.
 */
import { createRequest, formatDocument, stringifyDocument } from '@urql/core';
import type { TypedDocument } from '../document.ts';
import type { Operation, VariablesAnd } from '../operation.ts';
import type { MerchantGraphClient, RequestOptions } from '../options.ts';

/** Answers by their operations, as plain data that can be sent to a browser. Spread several into one. */
export type Preloaded = Readonly<Record<string, { data: string }>>;

/**
 * Asks one query and gives what `<MerchantGraphProvider preloaded={...}>` takes: a hook of the same query with the same
 * variables then has its data from the start.
 * @throws MerchantGraphError as the operation itself does
 */
export async function preload<Data, Variables, Path extends readonly string[]>(
  client: MerchantGraphClient,
  operation: Operation<Data, Variables, Path>,
  ...[variables, options]: VariablesAnd<Variables, RequestOptions>
): Promise<Preloaded> {
  const { key, query } = createRequest(operation.document, (variables ?? {}) as object);
  // The cache under the hooks knows things by their type.
  const document = stringifyDocument(formatDocument(query)) as TypedDocument<Data, Variables>;
  const data = await client.request(document, variables as Variables, options);
  return { [key]: { data: JSON.stringify(data) } };
}
