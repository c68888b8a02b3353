import DataLoader from 'dataloader';
import { badInput, notFound } from '#platform/errors/index.ts';
import {
  type Connection,
  connectionOf,
  loaderOf,
  type Page,
  pageOf,
  SortDirection,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import { actorOf, type Identity, may, merchantsOf, requireMerchant } from '#platform/identity/index.ts';
import { type Idempotency, isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { InsightOrderField, InsightStatus } from './insight.enums.ts';
import type { InsightFilter, InsightsArgs, MarkInsightsReadInput } from './insight.input.ts';
import {
  cursorValues,
  type InsightRow,
  insightRepository,
  markRead,
  type UnreadRow,
  unreadOf,
  type VersionRow,
  versionsOf,
} from './insight.repository.ts';

export interface InsightServiceDeps {
  db: Pick<Database, 'app'>;
  idempotency: Idempotency;
}

/** What can be done to an insight: where it ends, and from which states. */
const MOVES = {
  markInsightRead: { to: InsightStatus.READ, from: [InsightStatus.UNREAD] },
  markInsightUnread: { to: InsightStatus.UNREAD, from: [InsightStatus.READ] },
  dismissInsight: { to: InsightStatus.DISMISSED, from: [InsightStatus.UNREAD, InsightStatus.READ] },
  restoreInsight: { to: InsightStatus.READ, from: [InsightStatus.DISMISSED] },
} as const;
export type InsightMove = keyof typeof MOVES;

export type InsightPage = Connection<InsightRow> & { unreadCount: number };

/** The rules of insights: who may see and move them. */
export interface InsightService {
  /** A page of a merchant's insights. Throws NOT_FOUND to a stranger, FORBIDDEN, BAD_INPUT that names the argument. */
  list(identity: Identity, merchantId: string, args: InsightsArgs): Promise<InsightPage>;
  /** One insight; throws UNAUTHENTICATED for nobody, NOT_FOUND when it does not exist or is a stranger's. */
  get(context: SubgraphContext, id: string): Promise<InsightRow>;
  /** One insight or null; loads of one request are read together. */
  find(context: SubgraphContext, id: string): Promise<InsightRow | null>;
  /** What is unread of a merchant; the same refusals as `list`. */
  unread(identity: Identity, merchantId: string): Promise<UnreadRow>;
  /** Up to 100 earlier versions of an insight that the caller was shown, newest first; loaded together. */
  history(context: SubgraphContext, insight: { id: string; merchantId: string }): Promise<VersionRow[]>;
  /** Marks many read; answers how many were unread. */
  markMany(context: SubgraphContext, input: MarkInsightsReadInput): Promise<number>;
  /** Marks read or unread, dismisses or restores; repeating it changes nothing. Honours the request's Idempotency-Key. */
  move(context: SubgraphContext, move: InsightMove, id: string): Promise<InsightRow>;
}

const loaderKey = {};
const historyKey = {};
const MOST_VERSIONS = 100;
const MOST_IDS = 500;

export function createInsightService({ db, idempotency }: InsightServiceDeps): InsightService {
  async function loadMany(identity: Identity, ids: readonly string[]): Promise<(InsightRow | null)[]> {
    const tenants = merchantsOf(identity);
    const wanted = ids.filter(isUuid);
    if (tenants.length === 0 || wanted.length === 0) return ids.map(() => null);
    const rows = await withTenants(db.app, tenants, (tx) => insightRepository.byIds(tx, wanted));
    const readable = rows.filter((row) => may(identity, row.merchantId, 'insights:read'));
    const byId = new Map(readable.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
  }

  const find = (context: SubgraphContext, id: string) =>
    loaderOf(
      context,
      loaderKey,
      () => new DataLoader<string, InsightRow | null>((ids) => loadMany(context.identity, ids)),
    ).load(id);

  /** Who was shown an insight may see what it said before: only its merchant's rows are looked through. */
  async function loadHistory(wanted: readonly { id: string; merchantId: string }[]): Promise<VersionRow[][]> {
    const tenants = [...new Set(wanted.map(({ merchantId }) => merchantId))];
    const ids = wanted.map(({ id }) => id);
    const rows = await withTenants(db.app, tenants, (tx) => versionsOf(tx, ids, MOST_VERSIONS));
    return ids.map((id) => rows.filter(({ insightId }) => insightId === id));
  }

  return {
    find,

    history: (context, insight) =>
      loaderOf(
        context,
        historyKey,
        () => new DataLoader(loadHistory, { cacheKeyFn: ({ id }: { id: string }) => id }),
      ).load(insight),

    async unread(identity, merchantId) {
      requireMerchant(identity, merchantId, 'insights:read');
      return withTenants(db.app, [merchantId], (tx) => unreadOf(tx, merchantId));
    },

    async markMany(context, input) {
      const { identity, idempotencyKey: key } = context;
      const { merchantId } = input;
      requireMerchant(identity, merchantId, 'insights:write');
      const which = checkedChoice(input);
      const call = { scope: merchantId, actor: actorOf(identity), operation: 'markInsightsRead', key };
      return withTenants(db.app, [merchantId], (tx) =>
        idempotency.run(tx, { ...call, input: which }, () => markRead(tx, merchantId, which)),
      );
    },

    async get(context, id) {
      // As everywhere in the graph: who has not said who they are is told to, and not that there is nothing.
      if (context.identity.kind === 'anonymous') requireMerchant(context.identity, id, 'insights:read');
      const row = await find(context, id);
      if (row === null) throw notFound('The insight', ['id']);
      return row;
    },

    async list(identity, merchantId, args) {
      requireMerchant(identity, merchantId, 'insights:read');
      const filter = checkedFilter(args.filter ?? {});
      const field = args.orderBy?.field ?? InsightOrderField.CREATED_AT;
      const descending = args.orderBy?.direction !== SortDirection.ASC;
      const page = checkedPage(pageOf(args, 2), field);
      return withTenants(db.app, [merchantId], async (tx) => {
        const rows = await insightRepository.list(tx, merchantId, filter, { field, descending }, page);
        const { total, unread } = await insightRepository.count(tx, merchantId, filter);
        const connection = connectionOf(rows, page, total, (row) => cursorValues(row, field));
        return { ...connection, unreadCount: unread };
      });
    },

    async move(context, move, id) {
      const { identity, idempotencyKey } = context;
      // A stranger without a token learns that first; everybody else whether the insight is theirs.
      if (identity.kind === 'anonymous') requireMerchant(identity, id, 'insights:write');
      const found = await find(context, id);
      if (found === null) throw notFound('The insight', ['input', 'id']);
      requireMerchant(identity, found.merchantId, 'insights:write');
      const { to, from } = MOVES[move];
      const moved = await withTenants(db.app, [found.merchantId], (tx) =>
        idempotency.run(
          tx,
          {
            scope: found.merchantId,
            actor: actorOf(identity),
            operation: move,
            key: idempotencyKey,
            input: { id: found.id },
          },
          () => insightRepository.move(tx, found.id, to, from),
        ),
      );
      if (moved === undefined) throw notFound('The insight', ['input', 'id']);
      return moved;
    },
  };
}

/** Which insights are meant: by ids or by time, one of the two. */
function checkedChoice({ ids, until }: MarkInsightsReadInput): { ids: string[] } | { until: string } {
  if (ids && !until) {
    if (ids.length > MOST_IDS) throw badInput(`At most ${MOST_IDS} ids at a time.`, ['input', 'ids']);
    // What is no id is no insight either, and those are left as they are.
    return { ids: ids.filter(isUuid) };
  }
  if (until && !ids) return { until: until.toISOString() };
  throw badInput('Give either ids or until.', ['input', ids ? 'until' : 'ids']);
}

function checkedFilter(filter: InsightFilter): InsightFilter {
  if (filter.from && filter.to && filter.from > filter.to) {
    throw badInput(`from (${filter.from}) is after to (${filter.to}); give the earlier day as from.`, [
      'filter',
      'from',
    ]);
  }
  return filter;
}

const CURSOR_VALUE: Record<InsightOrderField, RegExp> = {
  CREATED_AT: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/,
  AS_OF: /^\d{4}-\d{2}-\d{2}$/,
  LAST_SEEN: /^\d{4}-\d{2}-\d{2}$/,
  SEVERITY: /^[1-4]$/,
};

/** A cursor comes from the client: its values must be what this order's cursors hold. */
function checkedPage(page: Page, field: InsightOrderField): Page {
  const [value, id] = page.cursor ?? [];
  const holds = value !== undefined && id !== undefined && CURSOR_VALUE[field].test(value) && isUuid(id);
  if (
    page.cursor !== undefined &&
    !(holds && !Number.isNaN(Date.parse(field === 'SEVERITY' ? '2000-01-01' : value)))
  ) {
    const name = page.direction === 'forward' ? 'after' : 'before';
    throw badInput(`${name} is a cursor of another list or order: start again from the first page.`, [name]);
  }
  return page;
}
