/** What platform code needs of a Prisma transaction: raw statements. */
export interface SqlTransaction {
  $executeRaw(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<number>;
  $queryRaw<T = unknown>(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<T>;
}

/** What platform code needs of a Prisma client: interactive transactions. */
export interface TransactionalClient<Tx extends SqlTransaction> {
  $transaction<T>(
    fn: (tx: Tx) => Promise<T>,
    options?: { maxWait?: number; timeout?: number; isolationLevel?: 'RepeatableRead' },
  ): Promise<T>;
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
 * @param options.snapshot every statement sees the rows as they were at the first one
 */
export function withTenants<Tx extends SqlTransaction, T>(
  client: TransactionalClient<Tx>,
  merchantIds: readonly string[],
  fn: (tx: Tx) => Promise<T>,
  options: { timeoutMs?: number; snapshot?: boolean } = {},
): Promise<T> {
  const setting = tenantSetting(merchantIds);
  return client.$transaction(
    async (tx) => {
      await tx.$executeRaw`select set_config('app.merchant_ids', ${setting}, true)`;
      return fn(tx);
    },
    {
      maxWait: 10_000,
      timeout: options.timeoutMs ?? 30_000,
      ...(options.snapshot ? { isolationLevel: 'RepeatableRead' } : {}),
    },
  );
}
