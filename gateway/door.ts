import { LruCache } from '#platform/cache/lru.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { IdentitySigner } from '#platform/identity/internal-token.ts';
import type { Budget } from '#platform/rate-limit/index.ts';
import type { Telemetry } from '#platform/telemetry/index.ts';
import type { CostReport, RequestContext } from './context.ts';
import type { DeprecationsOf } from './deprecations.ts';
import type { Documents, PreparedOperation } from './documents.ts';
import { codeOf, gatewayError } from './errors.ts';
import type { CostOf } from './limits/cost.ts';
import { type RateLimits, requireBudget } from './limits/rates.ts';
import { checkVariableText } from './limits/text.ts';
import type { GatewayMetrics } from './metrics.ts';
import type { GatewayLimits } from './options.ts';
import type { ErrorReporter } from './reporter.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** What HTTP and WebSocket have in common: who may come in, with what, and how often. */
export interface Door {
  documents: Documents;
  trusted: TrustedDocuments;
  signer: IdentitySigner;
  authenticate: (authorization: string | undefined) => Promise<Identity>;
  metrics: GatewayMetrics;
  limits: GatewayLimits;
  reporter: ErrorReporter;
  telemetry: Telemetry | undefined;
  deprecationsOf: DeprecationsOf;
  /** Finds out who asks, and counts the request. @throws UNAUTHENTICATED, RATE_LIMITED */
  admit(request: {
    authorization: string | undefined;
    address: string | undefined;
    variables: unknown;
    onBudget?: (budget: Budget) => void;
  }): Promise<{ identity: Identity }>;
  /** Measures an operation, and counts its expensive fields. @throws BAD_INPUT when it costs too much, RATE_LIMITED */
  admitOperation(request: {
    prepared: PreparedOperation;
    variables: Record<string, unknown>;
    identity: Identity;
    address: string | undefined;
    onBudget?: (budget: Budget) => void;
  }): Promise<CostReport>;
  /** Runs an operation in a span, where spans are taken. */
  traced<T>(prepared: PreparedOperation, context: RequestContext, work: () => Promise<T>): Promise<T>;
}

/** API keys that have held lately. */
const REMEMBERED_KEYS = 5_000;
const KEY = /^Bearer\s+mg_/i;

type DoorParts = Omit<Door, 'admit' | 'admitOperation' | 'traced'> & {
  costOf: CostOf;
  rates: RateLimits | undefined;
};

export function createDoor(parts: DoorParts): Door {
  const { rates, costOf, limits, telemetry, ...rest } = parts;
  const holding = new LruCache<true>(REMEMBERED_KEYS);
  return {
    ...rest,
    limits,
    telemetry,
    async admit({ authorization, address, variables, onBudget }) {
      let identity: Identity;
      // Who guesses keys is not looked up any more. Others at the same address have keys that have held before, or access
      // tokens, whose signature tells without asking anybody.
      const isKey = rates !== undefined && authorization !== undefined && KEY.test(authorization);
      if (isKey && rates.isSpent(address) && !holding.get(authorization)) {
        const budget = await rates.admitRefused(address);
        onBudget?.(budget);
        requireBudget(budget);
      }
      try {
        identity = await rest.authenticate(authorization);
        if (isKey) holding.set(authorization, true);
      } catch (error) {
        if (rates && codeOf(error) === 'UNAUTHENTICATED') {
          const budget = await rates.admitRefused(address);
          onBudget?.(budget);
          requireBudget(budget);
        }
        throw error;
      }
      const admitted = rates?.admit(identity, address, variables);
      if (admitted) {
        // Not awaited while leased tokens last: that would be a turn of the event loop for nothing.
        const budget = admitted instanceof Promise ? await admitted : admitted;
        onBudget?.(budget);
        requireBudget(budget);
      }
      return { identity };
    },
    async admitOperation({ prepared, variables, identity, address, onBudget }) {
      checkVariableText(variables);
      const cost = costOf(prepared.document, prepared.operation, variables);
      if (cost.requested > limits.maxCost) {
        throw gatewayError(
          'BAD_INPUT',
          `The operation costs ${cost.requested}; the limit is ${limits.maxCost}. Ask for smaller pages, or split it.`,
          { limit: 'cost', requested: cost.requested, allowed: limits.maxCost },
        );
      }
      const admitted = rates?.admitExpensive(cost, identity, address);
      if (admitted) {
        const budget = await admitted;
        if (!budget.allowed) onBudget?.(budget);
        requireBudget(budget);
      }
      return { requested: cost.requested, limit: limits.maxCost };
    },
    traced(prepared, context, work) {
      if (!telemetry) return work();
      const { operation } = prepared;
      return telemetry.span(
        `graphql ${operation.operation}`,
        {
          kind: 'server',
          attributes: {
            'graphql.operation.type': operation.operation,
            'graphql.operation.name': operation.name?.value.slice(0, 100) ?? '',
            'merchantgraph.correlation_id': context.correlationId,
          },
        },
        work,
      );
    },
  };
}
