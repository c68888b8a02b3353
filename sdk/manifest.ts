import { createHash } from 'node:crypto';
import { createRequest, formatDocument, stringifyDocument } from '@urql/core';

/**
 * Every text that a document is sent as: its own, and that of the hooks, whose cache asks for the type of everything. A
 * gateway that runs trusted documents only knows both.
 */
export function textsOf(document: string): string[] {
  return [document, stringifyDocument(formatDocument(createRequest(document, {}).query))];
}

/** Texts by their SHA-256 in hexadecimal, as a gateway takes them from TRUSTED_DOCUMENTS_FILE. */
export function manifestOf(documents: readonly string[]): Record<string, string> {
  const texts = documents.flatMap(textsOf);
  return Object.fromEntries(texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]));
}
