import type { Command } from 'commander';
import { announceIdentityChange } from '#platform/identity/index.ts';
import type { Database } from '#prisma/database.ts';
import { readSettings } from '../environment.ts';
import { auditOperator } from '../operator.ts';
import { createOutput } from '../output.ts';
import { withDeployment } from '../with-deployment.ts';

/**
 * For somebody who has lost both app and recovery codes, once the operator knows who is asking.
 * @returns whether there was one
 * @throws an error when nobody has the address
 */
export async function removeSecondFactor(db: Pick<Database, 'auth'>, email: string): Promise<boolean> {
  return db.auth.$transaction(async (tx) => {
    const user = await tx.user.findUnique({
      where: { email: email.trim().toLowerCase() },
      select: { id: true, memberships: { select: { merchantId: true } } },
    });
    if (!user) throw new Error(`--email: nobody has the address "${email}".`);
    const { count } = await tx.secondFactor.deleteMany({ where: { userId: user.id } });
    await tx.recoveryCode.deleteMany({ where: { userId: user.id } });
    if (count === 0) return false;
    await announceIdentityChange(tx, 'USER', user.id);
    for (const { merchantId } of user.memberships)
      await auditOperator(tx, merchantId, 'user.second_factor_disabled', { userId: user.id });
    return true;
  });
}

export function registerUser(program: Command): void {
  program
    .command('user')
    .description('people of the platform')
    .command('remove-second-factor')
    .description('let somebody sign in without a code who has lost their app and their recovery codes')
    .requiredOption('--email <address>', 'address the person signs in with')
    .option('--json', 'print one JSON object last')
    .action(async (options: { email: string; json?: boolean }) => {
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'cli', async ({ db }) => {
        const removed = await removeSecondFactor(db, options.email);
        output.result(
          { email: options.email, removed },
          removed
            ? `${options.email} signs in without a code now.`
            : `${options.email} had no second factor.`,
        );
      });
    });
}
