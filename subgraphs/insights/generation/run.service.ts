import { badInput, notFound } from '#platform/errors/index.ts';
import {
  type Connection,
  type ConnectionArgs,
  connectionOf,
  type Page,
  pageOf,
} from '#platform/graphql/index.ts';
import { type Identity, may, merchantsOf, requireMerchant } from '#platform/identity/index.ts';
import { isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import {
  countOutcomes,
  listOutcomes,
  type OutcomeRow,
  type RunRow,
  runById,
  runsById,
  sawMerchants,
} from './run-history.repository.ts';

/** What a run did for a merchant, and the run, while it is kept. */
export type MerchantRun = OutcomeRow & { run: RunRow | null };

/** Who may see what of the job's runs: of its own merchants everybody who may read them, of others nobody. */
export interface RunService {
  /** @throws UNAUTHENTICATED, NOT_FOUND to a stranger, FORBIDDEN, BAD_INPUT that names the argument */
  list(identity: Identity, merchantId: string, args: ConnectionArgs): Promise<Connection<MerchantRun>>;
  /** A run that looked at a merchant of the caller's. @throws UNAUTHENTICATED, NOT_FOUND */
  get(identity: Identity, id: string): Promise<RunRow>;
}

export function createRunService({ db }: { db: Pick<Database, 'app'> }): RunService {
  return {
    async list(identity, merchantId, args) {
      requireMerchant(identity, merchantId, 'runs:read');
      const page = checkedPage(pageOf(args, 1));
      return withTenants(db.app, [merchantId], async (tx) => {
        const rows = await listOutcomes(tx, merchantId, page);
        const runs = await runsById(
          tx,
          rows.map(({ runId }) => runId),
        );
        const total = await countOutcomes(tx, merchantId);
        const found = rows.map((row) => ({ ...row, run: runs.get(row.runId) ?? null }));
        return connectionOf(found, page, total, ({ asOf }) => [asOf]);
      });
    },

    async get(identity, id) {
      // As everywhere in the graph: who has not said who they are is told to, and not that there is nothing.
      if (identity.kind === 'anonymous') requireMerchant(identity, id, 'runs:read');
      if (!isUuid(id)) throw notFound('The run', ['id']);
      const mine = merchantsOf(identity).filter((merchantId) => may(identity, merchantId, 'runs:read'));
      const run = await withTenants(db.app, mine, async (tx) => {
        const isSeen =
          identity.kind === 'operator' || (mine.length > 0 && (await sawMerchants(tx, id, mine)));
        return isSeen ? runById(tx, id) : undefined;
      });
      if (run === undefined) throw notFound('The run', ['id']);
      return run;
    },
  };
}

/** A cursor comes from the client: its value must be a day. */
function checkedPage(page: Page): Page {
  const [day] = page.cursor ?? [];
  if (day !== undefined && !(/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)))) {
    const name = page.direction === 'backward' ? 'before' : 'after';
    throw badInput(`${name} is not a cursor of this list: start again from the first page.`, [name]);
  }
  return page;
}
