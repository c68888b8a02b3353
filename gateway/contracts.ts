import type { DocumentNode, ExecutionResult } from 'graphql';

/** Who is asking, as the door has established it. */
export type Identity =
  | { kind: 'anonymous' }
  | {
      kind: 'user';
      userId: string;
      sessionId: string;
      memberships: { merchantId: string; role: 'OWNER' | 'ADMIN' | 'ANALYST' | 'MARKETER' }[];
    }
  | { kind: 'apiKey'; keyId: string; merchantId: string; scopes: string[] }
  | { kind: 'operator'; name: string };

/** Signs an identity for one subgraph; nothing else tells a subgraph who is asking. */
export interface IdentitySigner {
  sign(identity: Identity, audience: string): string;
}

/** One operation for one subgraph. */
export interface SubgraphRequest {
  query: string;
  document?: DocumentNode;
  variables?: Record<string, unknown>;
  operationName?: string;
  headers: Record<string, string | undefined>;
}

/** A subgraph that runs in this process. */
export interface SubgraphExecutor {
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  subscribe(request: SubgraphRequest): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

/** Structured logging, the part of it that the gateway uses. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
