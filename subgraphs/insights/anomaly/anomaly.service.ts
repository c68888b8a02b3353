import DataLoader from 'dataloader';
import { badInput, conflict, notFound } from '#platform/errors/index.ts';
import {
  type Connection,
  connectionOf,
  loaderOf,
  pageByTime,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import { actorOf, type Identity, may, merchantsOf, requireMerchant } from '#platform/identity/index.ts';
import { type Idempotency, isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { addDays, dayInZone } from '../detection/calendar.ts';
import { InsightMetric } from '../insight/insight.enums.ts';
import type { AnomaliesArgs, AnomalyFilter, ReportAnomalyInput } from './anomaly.input.ts';
import { type AnomalyRow, anomalyRepository } from './anomaly.repository.ts';
import { AnomalyStatus } from './anomaly.type.ts';

const { OPEN, ACKNOWLEDGED, RESOLVED, FALSE_ALARM } = AnomalyStatus;

/** What can be done to an anomaly: where it ends, and from which states. Where it is already, it stays. */
const MOVES = {
  acknowledgeAnomaly: { to: ACKNOWLEDGED, from: [OPEN] },
  resolveAnomaly: { to: RESOLVED, from: [OPEN, ACKNOWLEDGED] },
  markAnomalyFalseAlarm: { to: FALSE_ALARM, from: [OPEN, ACKNOWLEDGED, RESOLVED] },
  reopenAnomaly: { to: OPEN, from: [ACKNOWLEDGED, RESOLVED, FALSE_ALARM] },
} as const;
export type AnomalyMove = keyof typeof MOVES;

const LONGEST_NOTE = 2_000;
const LONGEST_RANGE = 400;

/** The rules of anomalies. Reading needs `insights:read`, everything else `insights:write`. */
export interface AnomalyService {
  list(identity: Identity, merchantId: string, args: AnomaliesArgs): Promise<Connection<AnomalyRow>>;
  /** @throws NOT_FOUND when it does not exist or is a stranger's */
  get(context: SubgraphContext, id: string): Promise<AnomalyRow>;
  /** One anomaly or null; loads of one request are read together. */
  find(context: SubgraphContext, id: string): Promise<AnomalyRow | null>;
  /** What stands behind an insight; loads of one request are read together. */
  ofInsight(context: SubgraphContext, insightId: string): Promise<AnomalyRow[]>;
  /** @throws CONFLICT when its status does not allow the move */
  move(
    context: SubgraphContext,
    move: AnomalyMove,
    input: { id: string; note?: string | null },
  ): Promise<AnomalyRow>;
  report(context: SubgraphContext, input: ReportAnomalyInput): Promise<AnomalyRow>;
}

const byId = {};
const byInsight = {};

export function createAnomalyService(deps: {
  db: Pick<Database, 'app'>;
  idempotency: Idempotency;
  /** The clock, for tests. */
  now?: (() => Date) | undefined;
}): AnomalyService {
  const { db, idempotency, now = () => new Date() } = deps;

  /** Rows of the tenants of whoever asks, of which they may read. */
  async function readable(
    identity: Identity,
    ids: readonly string[],
    read: (tx: Transaction, ids: string[]) => Promise<AnomalyRow[]>,
  ): Promise<AnomalyRow[]> {
    const tenants = merchantsOf(identity);
    const wanted = ids.filter(isUuid);
    if (tenants.length === 0 || wanted.length === 0) return [];
    const rows = await withTenants(db.app, tenants, (tx) => read(tx, wanted));
    return rows.filter((row) => may(identity, row.merchantId, 'insights:read'));
  }

  const find = (context: SubgraphContext, id: string) =>
    loaderOf(
      context,
      byId,
      () =>
        new DataLoader<string, AnomalyRow | null>(async (ids) => {
          const rows = await readable(context.identity, ids, anomalyRepository.byIds);
          const known = new Map(rows.map((row) => [row.id, row]));
          return ids.map((one) => known.get(one.toLowerCase()) ?? null);
        }),
    ).load(id);

  async function change<T>(
    context: SubgraphContext,
    operation: string,
    merchantId: string,
    input: object,
    run: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const { identity, idempotencyKey } = context;
    return withTenants(db.app, [merchantId], (tx) =>
      idempotency.run(
        tx,
        { scope: merchantId, actor: actorOf(identity), operation, key: idempotencyKey, input },
        () => run(tx),
      ),
    );
  }

  async function reread(tx: Transaction, id: string): Promise<AnomalyRow> {
    const [row] = await anomalyRepository.byIds(tx, [id]);
    if (row === undefined) throw notFound('The anomaly', ['input', 'id']);
    return row;
  }

  return {
    find,

    async get(context, id) {
      if (context.identity.kind === 'anonymous') requireMerchant(context.identity, id, 'insights:read');
      const row = await find(context, id);
      if (row === null) throw notFound('The anomaly', ['id']);
      return row;
    },

    async list(identity, merchantId, args) {
      requireMerchant(identity, merchantId, 'insights:read');
      const filter = checkedFilter(args.filter ?? {});
      const page = pageByTime(args);
      return withTenants(db.app, [merchantId], async (tx) => {
        const rows = await anomalyRepository.list(tx, merchantId, filter, page);
        const total = await anomalyRepository.count(tx, merchantId, filter);
        return connectionOf(rows, page, total, (row) => [row.position, row.id]);
      });
    },

    ofInsight: (context, insightId) =>
      loaderOf(
        context,
        byInsight,
        () =>
          new DataLoader<string, AnomalyRow[]>(async (ids) => {
            const rows = await readable(context.identity, ids, anomalyRepository.byInsights);
            const behind = Map.groupBy(rows, (row) => row.insightId);
            return ids.map((id) => behind.get(id.toLowerCase()) ?? []);
          }),
      ).load(insightId),

    async move(context, move, { id, note }) {
      const { identity } = context;
      if (identity.kind === 'anonymous') requireMerchant(identity, id, 'insights:write');
      const found = await find(context, id);
      if (found === null) throw notFound('The anomaly', ['input', 'id']);
      requireMerchant(identity, found.merchantId, 'insights:write');
      const text = note === undefined || note === null ? null : checkedNote(note);
      const { to, from } = MOVES[move];
      return change(context, move, found.merchantId, { id: found.id, note: text }, async (tx) => {
        const by = actorOf(identity);
        const moved = await anomalyRepository.move(tx, found.id, { to, from, by, note: text });
        const row = await reread(tx, found.id);
        if (moved || row.status === to) return row;
        throw conflict(
          `The anomaly is ${row.status}; this takes one that is ${from.join(' or ')}. Reopen it first.`,
          ['input', 'id'],
        );
      });
    },

    async report(context, input) {
      const { merchantId } = input;
      requireMerchant(context.identity, merchantId, 'insights:write');
      const note = checkedNote(input.note);
      const { from, to } = checkedRange(input);
      if (input.metric === InsightMetric.DATA_QUALITY)
        throw badInput('DATA_QUALITY is no metric of a day: name one that is.', ['input', 'metric']);
      const reporter = actorOf(context.identity);
      return change(context, 'reportAnomaly', merchantId, input, async (tx) => {
        const { timeZone } = await tx.merchant.findUniqueOrThrow({
          where: { id: merchantId },
          select: { timeZone: true },
        });
        const today = dayInZone(now(), timeZone);
        if (to > today)
          throw badInput(`${to} has not come yet: it is ${today} in ${timeZone}.`, [
            'input',
            input.to ? 'to' : 'from',
          ]);
        return reread(tx, await anomalyRepository.report(tx, { ...input, from, to, note }, reporter));
      });
    },
  };
}

function checkedNote(note: string): string {
  const text = note.trim();
  if (text.length < 1 || text.length > LONGEST_NOTE)
    throw badInput(`note has 1 to ${LONGEST_NOTE} characters; got ${text.length}.`, ['input', 'note']);
  return text;
}

function checkedRange({ from, to }: ReportAnomalyInput): { from: string; to: string } {
  const last = to ?? from;
  if (last < from)
    throw badInput(`from (${from}) is after to (${last}); give the earlier day as from.`, ['input', 'from']);
  if (addDays(from, LONGEST_RANGE) <= last)
    throw badInput(`from and to span ${LONGEST_RANGE} days at most.`, ['input', 'to']);
  return { from, to: last };
}

function checkedFilter(filter: AnomalyFilter): AnomalyFilter {
  if (filter.from && filter.to && filter.from > filter.to)
    throw badInput(`from (${filter.from}) is after to (${filter.to}); give the earlier day as from.`, [
      'filter',
      'from',
    ]);
  return filter;
}
