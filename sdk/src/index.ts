/** The core of the SDK: the client, the generated operations, and the errors they throw. */
export { createMerchantGraph } from './client.ts';
export { SESSION_NOTE } from './cookies.ts';
export type { DocumentInput, TypedDocument } from './document.ts';
export * from './errors.ts';
export * from './generated/documents_generated.ts';
export * from './generated/operations_generated.ts';
export type * from './generated/types_generated.ts';
export type { At, Operation, Subscription } from './operation.ts';
export type * from './options.ts';
export { type NodeOf, type Page, paginate } from './paginate.ts';
