/**
 * The text of one operation, together with the types of its data and variables. At run time it is a plain string, so
 * nothing parses it and nothing is loaded to read it.
 */
export type TypedDocument<Data, Variables> = string & {
  /** Never set: it only carries the types. */
  readonly __apiType?: (variables: Variables) => Data;
};

/**
 * What `client.request` takes: a generated document, a string, or any document of GraphQL Code Generator
 * (`TypedDocumentNode`, `TypedDocumentString`).
 */
export type DocumentInput<Data, Variables> =
  | TypedDocument<Data, Variables>
  | (object & {
      readonly __apiType?: (variables: Variables) => Data;
      readonly loc?: { readonly source: { readonly body: string } };
    });

/** The kind of an operation. */
export type OperationKind = 'query' | 'mutation' | 'subscription';

/** What the client reads from a document. */
export interface DocumentFacts {
  text: string;
  kind: OperationKind;
  /** Name of the operation, if it has one. */
  name: string | undefined;
}

/** Reads the text, the kind and the name of a document, without a parser. */
export function readDocument(document: DocumentInput<never, never> | string): DocumentFacts {
  const text =
    typeof document === 'string'
      ? document
      : 'loc' in document && document.loc
        ? document.loc.source.body
        : String(document);
  const match = /(?:^|\})\s*(query|mutation|subscription)\b\s*(\w+)?/.exec(text.replace(/#.*/g, '').trim());
  return { text, kind: (match?.[1] ?? 'query') as OperationKind, name: match?.[2] };
}
