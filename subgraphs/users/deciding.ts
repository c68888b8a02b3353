import { setTimeout as sleep } from 'node:timers/promises';
import { recordSecurityEvent } from '#platform/events/security.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { actorOf } from '#platform/identity/index.ts';
import type { Idempotency } from '#platform/postgres/idempotency.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { type Refusal, Refused } from './errors.ts';

export type Outcome<T> = { ok: T; refused?: undefined } | { ok?: undefined; refused: Refusal };

/** Runs a mutation over the role of sign-ins: one transaction, its Idempotency-Key, refusals that stay written. */
export type Decide = <T>(
  context: SubgraphContext,
  operation: string,
  input: unknown,
  run: (tx: Transaction) => Promise<Outcome<T>>,
) => Promise<T>;

/** A refusal is stored and audited like a success; only then does it become an error. */
export function createDecide(deps: { db: Database; idempotency: Idempotency }): Decide {
  return async <T>(
    context: SubgraphContext,
    operation: string,
    input: unknown,
    run: (tx: Transaction) => Promise<Outcome<T>>,
  ): Promise<T> => {
    const actor = actorOf(context.identity);
    const call = { scope: 'global', actor, operation, key: context.idempotencyKey, input };
    const outcome: Outcome<T> = await deps.db.auth.$transaction(
      (tx) => deps.idempotency.run(tx, call, () => run(tx)),
      { maxWait: 10_000, timeout: 15_000 },
    );
    if (outcome.refused !== undefined) throw new Refused(outcome.refused);
    return outcome.ok;
  };
}

/** Who somebody is and where they work, as sign-ins read it. */
export interface Person {
  id: string;
  memberships: readonly { merchantId: string; role: string }[];
}

/** One entry in the audit log of each merchant the person works for. */
export async function auditPerson(
  tx: Transaction,
  context: SubgraphContext,
  person: Person,
  action: string,
  about: { outcome?: 'SUCCESS' | 'FAILURE'; anybody?: boolean; details?: Record<string, unknown> } = {},
): Promise<void> {
  const { outcome = 'SUCCESS', details } = about;
  const anybody = about.anybody ?? outcome === 'FAILURE';
  for (const { merchantId } of person.memberships) {
    await recordSecurityEvent(tx, 'users', context, {
      merchantId,
      action,
      outcome,
      // Who failed may be anybody: the entry names the account it was about, not an actor.
      ...(anybody
        ? { actor: { kind: 'ANONYMOUS' }, details: { userId: person.id, ...details } }
        : { actor: { kind: 'USER', id: person.id }, ...(details ? { details } : {}) }),
    });
  }
}

/** Answers at whole multiples of this long after the question, so that their time does not tell what was found. */
const ANSWER_STEP_MS = 250;

/** Makes the time of an answer tell nothing: see `evenly`. */
export interface Pace {
  /** Runs `fn`; its answer, or its failure, comes at the next full step since the start. */
  evenly<T>(fn: () => Promise<T>): Promise<T>;
  /** Runs `fn`; only its failure waits. */
  failingEvenly<T>(fn: () => Promise<T>): Promise<T>;
}

/** @param options.sleep waits so many milliseconds; a test listens to it */
export function createPace(options: { sleep?: (ms: number) => Promise<unknown> } = {}): Pace {
  const wait = options.sleep ?? sleep;
  const rest = (startedAt: number): Promise<unknown> =>
    wait(ANSWER_STEP_MS - ((performance.now() - startedAt) % ANSWER_STEP_MS));
  return {
    async evenly(fn) {
      const startedAt = performance.now();
      try {
        return await fn();
      } finally {
        await rest(startedAt);
      }
    },
    async failingEvenly(fn) {
      const startedAt = performance.now();
      try {
        return await fn();
      } catch (error) {
        await rest(startedAt);
        throw error;
      }
    },
  };
}
