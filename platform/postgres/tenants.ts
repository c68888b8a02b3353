import type pg from 'pg';

/** What platform code needs of a Prisma transaction: raw statements. */
export interface SqlTransaction {
  $executeRaw(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<number>;
  $queryRaw<T = unknown>(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<T>;
}

/** What platform code needs of a Prisma client: interactive transactions. */
export interface TransactionalClient<Tx extends SqlTransaction> {
  $transaction<T>(fn: (tx: Tx) => Promise<T>, options?: { maxWait?: number; timeout?: number }): Promise<T>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID in its usual form. */
export const isUuid = (text: string): boolean => UUID.test(text);

function tenantSetting(merchantIds: readonly string[]): string {
  for (const id of merchantIds) if (!isUuid(id)) throw new TypeError('A tenant is not a UUID.');
  return `{${merchantIds.join(',')}}`;
}

/**
 * Runs `fn` in one transaction that sees the rows of these merchants and of no other: row-level security reads the
 * setting, which ends with the transaction.
 */
export function withTenants<Tx extends SqlTransaction, T>(
  client: TransactionalClient<Tx>,
  merchantIds: readonly string[],
  fn: (tx: Tx) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  const setting = tenantSetting(merchantIds);
  return client.$transaction(
    async (tx) => {
      await tx.$executeRaw`select set_config('app.merchant_ids', ${setting}, true)`;
      return fn(tx);
    },
    { maxWait: 5_000, timeout: options.timeoutMs ?? 30_000 },
  );
}

/** The same for set-based work over a plain connection. Rolls back when `fn` throws. */
export async function withTenantConnection<T>(
  pool: pg.Pool,
  merchantIds: readonly string[],
  fn: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const setting = tenantSetting(merchantIds);
  const client = await pool.connect();
  let failure: unknown;
  try {
    await client.query('BEGIN');
    await client.query(`select set_config('app.merchant_ids', $1, true)`, [setting]);
    const result = await fn(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    failure = error;
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    // A connection whose transaction failed is not given to the next user.
    client.release(failure instanceof Error);
  }
}
