import { badInput, conflict, notFound } from '#platform/errors/index.ts';
import {
  type Connection,
  type ConnectionArgs,
  connectionOf,
  pageOf,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import { type Identity, requireMerchant } from '#platform/identity/index.ts';
import { isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { InsightKind, InsightMetric } from '../insight/insight.enums.ts';
import { checkedText, type TeamChange } from '../team-change.ts';
import { insertMute, listMutes, type MuteRow } from './mute.repository.ts';
import type { MuteInsightsInput, UnmuteInsightsInput } from './mute.type.ts';

/** Whoever mutes more wants none at all. */
const MOST = 100;
const NOT_MUTED: ReadonlySet<string> = new Set([InsightKind.DATA_QUALITY, InsightKind.CUSTOM_ALERT]);

function checked(input: MuteInsightsInput): Omit<MuteRow, 'id' | 'createdAt'> {
  const { merchantId, kind = null, metric = null, until = null, reason } = input;
  if (kind !== null && NOT_MUTED.has(kind))
    throw badInput(`${kind} cannot be muted: switch off the rule or alert it comes from.`, ['input', 'kind']);
  if (metric === InsightMetric.DATA_QUALITY)
    throw badInput('DATA_QUALITY cannot be muted.', ['input', 'metric']);
  if (kind === null && metric === null && until === null)
    throw badInput('Give a kind or a metric, or until when everything is muted.', ['input', 'until']);
  const text = reason?.trim() ? checkedText(reason, 'reason', 200) : null;
  return { merchantId, kind, metric, until, reason: text };
}

/** What merchants do not want to hear. */
export function createMuteService(deps: { db: Pick<Database, 'app'>; change: TeamChange }) {
  const { db, change } = deps;
  return {
    /** A page of a merchant's mutes, newest first; needs insights:read. */
    async list(identity: Identity, merchantId: string, args: ConnectionArgs): Promise<Connection<MuteRow>> {
      requireMerchant(identity, merchantId, 'insights:read');
      const page = pageOf(args, 1);
      if (page.cursor && !isUuid(page.cursor[0] ?? '')) {
        const name = page.direction === 'forward' ? 'after' : 'before';
        throw badInput(`${name} is not a cursor of this list: start again from the first page.`, [name]);
      }
      const { rows, total } = await withTenants(db.app, [merchantId], (tx) =>
        listMutes(tx, merchantId, page),
      );
      return connectionOf(rows, page, total, ({ id }) => [id]);
    },

    /** Mutes; throws BAD_INPUT, and CONFLICT when there are too many already. */
    async mute(context: SubgraphContext, input: MuteInsightsInput): Promise<MuteRow> {
      const { merchantId } = input;
      const wish = {
        merchantId,
        permission: 'insights:configure',
        operation: 'muteInsights',
        input,
      } as const;
      return change(context, wish, async (tx, actor) => {
        const mute = checked(input);
        if ((await tx.insightMute.count({ where: { merchantId } })) >= MOST)
          throw conflict(`A merchant has at most ${MOST} mutes; take back one first.`, ['input']);
        return insertMute(tx, { ...mute, actor });
      });
    },

    /** Takes a mute back; throws NOT_FOUND. */
    async unmute(context: SubgraphContext, input: UnmuteInsightsInput): Promise<void> {
      const { merchantId, id } = input;
      const wish = {
        merchantId,
        permission: 'insights:configure',
        operation: 'unmuteInsights',
        input,
      } as const;
      await change(context, wish, async (tx) => {
        const { count } = isUuid(id)
          ? await tx.insightMute.deleteMany({ where: { id, merchantId } })
          : { count: 0 };
        if (count === 0) throw notFound('The mute', ['input', 'id']);
        return count;
      });
    },
  };
}

export type MuteService = ReturnType<typeof createMuteService>;
