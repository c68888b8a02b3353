import DataLoader from 'dataloader';
import { readWarehouse } from '#platform/clickhouse/read.ts';
import { badInput, conflict, notFound } from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/index.ts';
import {
  type Connection,
  type ConnectionArgs,
  connectionOf,
  loaderOf,
  pageByTime,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import { actorOf, type Identity, may, merchantsOf, requireMerchant } from '#platform/identity/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { type Idempotency, isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import type { WatchedQueries } from '#warehouse/index.ts';
import { addDays, dayInZone } from '../detection/calendar.ts';
import type { AlertRuleInput, CreateAlertInput, SilenceAlertInput, UpdateAlertInput } from './alert.input.ts';
import { type AlertRow, alertRepository, type FiringRow } from './alert.repository.ts';
import { type CheckedRule, checkRule } from './check-rule.ts';
import { type DryRun, dryRun, scopeOf } from './dry-run.ts';

/** Alerts a merchant may have. */
const MOST_ALERTS = 100;
const LONGEST_SILENCE = 400;

export interface AlertServiceDeps {
  db: Pick<Database, 'app'>;
  idempotency: Idempotency;
  watched: WatchedQueries;
  logger: Logger;
  /** The clock, for tests. */
  now?: (() => Date) | undefined;
}

/** The rules of alerts. Reading needs `alerts:read`, everything else `alerts:write`. */
export interface AlertService {
  list(identity: Identity, merchantId: string, args: ConnectionArgs): Promise<Connection<AlertRow>>;
  /** @throws NOT_FOUND when it does not exist or is a stranger's, FORBIDDEN */
  get(context: SubgraphContext, id: string): Promise<AlertRow>;
  /** One alert or null; loads of one request are read together. */
  find(context: SubgraphContext, id: string): Promise<AlertRow | null>;
  firings(
    identity: Identity,
    alert: { id: string; merchantId: string },
    args: ConnectionArgs,
  ): Promise<Connection<FiringRow>>;
  /** @throws BAD_INPUT that names the field, CONFLICT when the merchant has too many */
  create(context: SubgraphContext, input: CreateAlertInput): Promise<AlertRow>;
  update(context: SubgraphContext, input: UpdateAlertInput): Promise<AlertRow>;
  silence(context: SubgraphContext, input: SilenceAlertInput): Promise<AlertRow>;
  delete(context: SubgraphContext, id: string): Promise<string>;
  /** When a rule would have fired; needs `alerts:read`. */
  dryRun(
    identity: Identity,
    merchantId: string,
    rule: AlertRuleInput,
    range: { from: string; to: string },
  ): Promise<DryRun>;
}

const loaderKey = {};

export function createAlertService(deps: AlertServiceDeps): AlertService {
  const { db, idempotency, watched, logger, now = () => new Date() } = deps;

  const find = (context: SubgraphContext, id: string) =>
    loaderOf(
      context,
      loaderKey,
      () =>
        new DataLoader<string, AlertRow | null>(async (ids) => {
          const tenants = merchantsOf(context.identity);
          const wanted = ids.filter(isUuid);
          if (tenants.length === 0 || wanted.length === 0) return ids.map(() => null);
          const rows = await withTenants(db.app, tenants, (tx) => alertRepository.byIds(tx, wanted));
          const readable = rows.filter((row) => may(context.identity, row.merchantId, 'alerts:read'));
          const known = new Map(readable.map((row) => [row.id, row]));
          return ids.map((one) => known.get(one.toLowerCase()) ?? null);
        }),
    ).load(id);

  async function merchantOf(tx: Transaction, id: string) {
    const { timeZone, currency } = await tx.merchant.findUniqueOrThrow({
      where: { id },
      select: { timeZone: true, currency: true },
    });
    const today = dayInZone(now(), timeZone);
    return { id, currency, today, yesterday: addDays(today, -1) };
  }

  /** Refuses a slice that nothing is known of: an alert on a misspelt product would never fire. */
  async function checkSlice(merchantId: string, rule: CheckedRule, path: readonly string[]): Promise<void> {
    const key = rule.sku ?? rule.country;
    if (key === null) return;
    const merchant = await withTenants(db.app, [merchantId], (tx) => merchantOf(tx, merchantId));
    const scope = scopeOf(merchant, rule);
    if (await readWarehouse(logger, (signal) => watched.exists(scope, signal))) return;
    const field = rule.sku === null ? 'country' : 'sku';
    throw badInput(
      `filter.${field}: nothing has been sold of ${JSON.stringify(key)} in ${merchant.currency}, so there are no daily figures of it.`,
      [...path, 'filter', field],
    );
  }

  /** Runs a change of a merchant's alerts, with what the audit log has to say of it. */
  function change<T>(
    context: SubgraphContext,
    call: { merchantId: string; operation: string; input: unknown; action: string },
    run: (tx: Transaction) => Promise<{ result: T; details: Record<string, unknown> }>,
  ): Promise<T> {
    const { merchantId, operation, input, action } = call;
    const actor = actorOf(context.identity);
    return withTenants(db.app, [merchantId], (tx) =>
      idempotency.run(
        tx,
        { scope: merchantId, actor, operation, key: context.idempotencyKey, input },
        async () => {
          const { result, details } = await run(tx);
          await recordSecurityEvent(tx, 'insights', context, { merchantId, action, details });
          return result;
        },
      ),
    );
  }

  async function reread(tx: Transaction, id: string): Promise<AlertRow> {
    const [row] = await alertRepository.byIds(tx, [id]);
    if (row === undefined) throw notFound('The alert', ['input', 'id']);
    return row;
  }

  /** An alert that whoever asks may change. */
  async function writable(context: SubgraphContext, id: string): Promise<AlertRow> {
    const { identity } = context;
    if (identity.kind === 'anonymous') requireMerchant(identity, id, 'alerts:write');
    const found = await find(context, id);
    if (found === null) throw notFound('The alert', ['input', 'id']);
    requireMerchant(identity, found.merchantId, 'alerts:write');
    return found;
  }

  return {
    find,

    async get(context, id) {
      if (context.identity.kind === 'anonymous') requireMerchant(context.identity, id, 'alerts:read');
      const row = await find(context, id);
      if (row === null) throw notFound('The alert', ['id']);
      return row;
    },

    async list(identity, merchantId, args) {
      requireMerchant(identity, merchantId, 'alerts:read');
      const page = pageByTime(args);
      const { rows, total } = await withTenants(db.app, [merchantId], (tx) =>
        alertRepository.list(tx, merchantId, page),
      );
      return connectionOf(rows, page, total, (row) => [row.position, row.id]);
    },

    async firings(identity, alert, args) {
      requireMerchant(identity, alert.merchantId, 'alerts:read');
      const page = pageByTime(args);
      const { rows, total } = await withTenants(db.app, [alert.merchantId], (tx) =>
        alertRepository.firings(tx, alert.id, page),
      );
      return connectionOf(rows, page, total, (row) => [row.position, row.id]);
    },

    async create(context, input) {
      const { merchantId } = input;
      requireMerchant(context.identity, merchantId, 'alerts:write');
      if (!isUuid(merchantId)) throw notFound('The merchant', ['input', 'merchantId']);
      const rule = checkRule(input.rule, ['input', 'rule']);
      await checkSlice(merchantId, rule, ['input', 'rule']);
      const call = { merchantId, operation: 'createAlert', input, action: 'alert.created' };
      return change(context, call, async (tx) => {
        await alertRepository.lockMerchant(tx, merchantId);
        if ((await alertRepository.count(tx, merchantId)) >= MOST_ALERTS)
          throw conflict(`The merchant has ${MOST_ALERTS} alerts already. Delete one first.`, ['input']);
        const { yesterday } = await merchantOf(tx, merchantId);
        const createdBy = actorOf(context.identity);
        const id = await alertRepository.insert(tx, { merchantId, rule, judgedTo: yesterday, createdBy });
        return { result: await reread(tx, id), details: { alertId: id, name: rule.name } };
      });
    },

    async update(context, input) {
      const { id, merchantId } = await writable(context, input.id);
      const rule = checkRule(input.rule, ['input', 'rule']);
      await checkSlice(merchantId, rule, ['input', 'rule']);
      const call = { merchantId, operation: 'updateAlert', input, action: 'alert.changed' };
      return change(context, call, async (tx) => {
        const { yesterday } = await merchantOf(tx, merchantId);
        if (!(await alertRepository.update(tx, id, rule, yesterday)))
          throw notFound('The alert', ['input', 'id']);
        return { result: await reread(tx, id), details: { alertId: id, name: rule.name } };
      });
    },

    async silence(context, input) {
      const { id, merchantId } = await writable(context, input.id);
      const until = input.until ?? null;
      const call = { merchantId, operation: 'silenceAlert', input: { id, until }, action: 'alert.silenced' };
      return change(context, call, async (tx) => {
        const { today } = await merchantOf(tx, merchantId);
        if (until !== null && until > addDays(today, LONGEST_SILENCE))
          throw badInput(`until lies ${LONGEST_SILENCE} days ahead at most; disable the alert instead.`, [
            'input',
            'until',
          ]);
        if (!(await alertRepository.silence(tx, id, until))) throw notFound('The alert', ['input', 'id']);
        return { result: await reread(tx, id), details: { alertId: id, until } };
      });
    },

    async delete(context, id) {
      const { merchantId, name, ...alert } = await writable(context, id);
      const call = { merchantId, operation: 'deleteAlert', input: { id: alert.id }, action: 'alert.deleted' };
      return change(context, call, async (tx) => {
        if (!(await alertRepository.delete(tx, alert.id))) throw notFound('The alert', ['input', 'id']);
        return { result: alert.id, details: { alertId: alert.id, name } };
      });
    },

    async dryRun(identity, merchantId, input, range) {
      requireMerchant(identity, merchantId, 'alerts:read');
      if (!isUuid(merchantId)) throw notFound('The merchant', ['merchant']);
      const rule = checkRule(input, ['rule']);
      await checkSlice(merchantId, rule, ['rule']);
      const merchant = await withTenants(db.app, [merchantId], (tx) => merchantOf(tx, merchantId));
      return dryRun({ watched, logger }, merchant, rule, range);
    },
  };
}
