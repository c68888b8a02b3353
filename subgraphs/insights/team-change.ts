import { badInput } from '#platform/errors/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { actorOf, type Permission, requireMerchant } from '#platform/identity/index.ts';
import { type Idempotency, isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';

/** Runs a change of a merchant's things: who may, in one transaction, and once for an Idempotency-Key. */
export type TeamChange = <T>(
  context: SubgraphContext,
  wish: { merchantId: string; permission: Permission; operation: string; input: unknown },
  change: (tx: Transaction, actor: string) => Promise<T>,
) => Promise<T>;

export const createTeamChange =
  (deps: { db: Pick<Database, 'app'>; idempotency: Idempotency }): TeamChange =>
  async (context, { merchantId, permission, operation, input }, change) => {
    const { identity, idempotencyKey: key } = context;
    requireMerchant(identity, merchantId, permission);
    if (!isUuid(merchantId))
      throw badInput('merchantId is not the id of a merchant.', ['input', 'merchantId']);
    const actor = actorOf(identity);
    return withTenants(deps.db.app, [merchantId], (tx) =>
      deps.idempotency.run(tx, { scope: merchantId, actor, operation, key, input }, () => change(tx, actor)),
    );
  };

/** A text of a person's own, without spaces around it. Throws BAD_INPUT that names the field. */
export function checkedText(value: string, field: string, most: number): string {
  const text = value.trim();
  if (text === '') throw badInput(`${field} must not be empty.`, ['input', field]);
  if (text.length > most) throw badInput(`${field} has at most ${most} characters.`, ['input', field]);
  return text;
}
