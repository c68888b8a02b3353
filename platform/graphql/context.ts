import type { Identity } from '../identity/identity.ts';
import type { RequestSession } from './session.ts';

/** What a resolver knows about the request it serves. */
export interface SubgraphContext {
  identity: Identity;
  /** One id through logs, events and answers. */
  correlationId: string;
  /** What the client sent in `Idempotency-Key`. */
  idempotencyKey: string | undefined;
  /** Address and user agent of the client; known only when the gateway vouches for them. */
  clientIp: string | undefined;
  userAgent: string | undefined;
  /** How the client keeps its session. */
  session: RequestSession;
  /** Loaders of this request, by whatever key their owner chose; see `loaderOf`. */
  loaders: Map<unknown, unknown>;
}

/** The loader that belongs to this request, made at its first use, so that nothing is cached across requests. */
export function loaderOf<T>(context: SubgraphContext, key: object, create: () => T): T {
  const known = context.loaders.get(key);
  if (known !== undefined) return known as T;
  const created = create();
  context.loaders.set(key, created);
  return created;
}
