import { randomUUID } from 'node:crypto';
import { messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import type { WatchedDays, WatchedQueries, WatchedSum } from '#warehouse/index.ts';
import { addDays, dayInZone } from '../detection/calendar.ts';
import { ruleOf } from './check-rule.ts';
import { scopeOf } from './dry-run.ts';
import {
  alertsBehind,
  claim,
  type DueAlert,
  keepFailure,
  lastFirings,
  moveOn,
  type Place,
} from './due-alerts.ts';
import { type AlertRule, judge, reachOf } from './evaluate.ts';
import { fireAlert } from './fire-alert.ts';
import { type Days, earliest, latest, sumsOf } from './watched-days.ts';

/** Alerts held in memory at a time. */
const PAGE = 500;
/** Alerts whose days are read by one set of queries. */
const CHUNK = 200;
/** Days before the newest that are made up for after an outage; older ones are no news any more. */
const MOST_DAYS_BEHIND = 7;
/** After so many failed reads the warehouse is down rather than an alert broken. */
const MOST_FAILED_READS = 40;
/** What is shown with a card, whatever the rule reads. */
const SHOWN_DAYS = 28;

export interface RunAlertsOptions {
  db: Pick<Database, 'worker'>;
  watched: WatchedQueries;
  logger: Logger;
  signal?: AbortSignal;
  /** The clock, for tests. */
  now?: () => Date;
  correlationId?: string;
}

export interface RunAlertsSummary {
  /** Alerts judged up to their merchant's last complete day. */
  judged: number;
  /** Firings written. */
  fired: number;
  /** Alerts that could not be judged; they stay due. */
  failures: number;
}

interface Work {
  alert: DueAlert;
  rule: AlertRule;
  /** The days to judge. */
  days: Days;
}

/**
 * Judges every alert for the days that are complete where its merchant is, and not judged yet. What an alert is judged
 * for and what comes of it are written in one transaction, so a run that is killed is completed by the next without
 * doing anything twice. An alert that fails, by its data or its writing, fails alone and stays due.
 */
export async function runAlerts(options: RunAlertsOptions): Promise<RunAlertsSummary> {
  const { db, logger, signal } = options;
  const run = new Run(options);
  const now = options.now?.() ?? new Date();
  // Nowhere is it later than fourteen hours from Greenwich: whose day is over there is behind this one.
  const before = addDays(now.toISOString().slice(0, 10), 1);
  let after: Place | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const page = await alertsBehind(db.worker, before, { after, limit: PAGE });
    await run.page(page, now);
    after = page.at(-1);
    if (page.length < PAGE) break;
  }
  if (run.summary.judged + run.summary.failures > 0)
    logger.info({ event: 'insights.alerts', ...run.summary }, 'alerts judged');
  return run.summary;
}

class Run {
  readonly summary: RunAlertsSummary = { judged: 0, fired: 0, failures: 0 };
  private failedReads = 0;
  private readonly correlationId: string;

  constructor(private readonly options: RunAlertsOptions) {
    this.correlationId = options.correlationId ?? randomUUID();
  }

  async page(alerts: readonly DueAlert[], now: Date): Promise<void> {
    const due: Work[] = [];
    for (const alert of alerts) {
      try {
        const to = addDays(dayInZone(now, alert.timeZone), -1);
        if (alert.judgedTo >= to) continue;
        const from = latest(addDays(to, 1 - MOST_DAYS_BEHIND), addDays(alert.judgedTo, 1));
        due.push({ alert, rule: ruleOf(alert), days: { from, to } });
      } catch (error) {
        await this.fail([alert], error);
      }
    }
    if (due.length === 0) return;
    const last = await withTenants(this.options.db.worker, tenantsOf(due), (tx) =>
      lastFirings(
        tx,
        due.map(({ alert }) => alert.id),
      ),
    );
    for (const { alert } of due) alert.lastFired = last.get(alert.id) ?? null;
    for (let start = 0; start < due.length; start += CHUNK) await this.chunk(due.slice(start, start + CHUNK));
  }

  /** Reads the days of these alerts and judges them. One whose days cannot be read is found by halving. */
  private async chunk(due: readonly Work[]): Promise<void> {
    this.options.signal?.throwIfAborted();
    let watched: WatchedDays[];
    try {
      watched = await this.read(due);
    } catch (error) {
      this.options.signal?.throwIfAborted();
      this.failedReads++;
      if (due.length === 1 || this.failedReads > MOST_FAILED_READS) {
        await this.fail(
          due.map(({ alert }) => alert),
          error,
        );
        return;
      }
      const middle = due.length >> 1;
      await this.chunk(due.slice(0, middle));
      await this.chunk(due.slice(middle));
      return;
    }
    const quiet: DueAlert[] = [];
    for (const [index, work] of due.entries()) {
      try {
        const days = watched[index];
        if (days === undefined) throw new Error('the days of the alert were not read');
        if (await this.settle(work, days)) quiet.push({ ...work.alert, judgedTo: work.days.to });
      } catch (error) {
        await this.fail([work.alert], error);
      }
    }
    await this.moveOn(quiet);
  }

  private async read(due: readonly Work[]): Promise<WatchedDays[]> {
    const [first] = due;
    if (first === undefined) return [];
    const sums = new Set<WatchedSum>(due.flatMap(({ rule }) => sumsOf(rule.metric)));
    const from = earliest(
      first.days.from,
      ...due.flatMap(({ rule, days }) => [reachOf(rule, days.from), addDays(days.from, -SHOWN_DAYS)]),
    );
    const to = latest(first.days.to, ...due.map(({ days }) => days.to));
    const scopes = due.map(({ alert }) => scopeOf({ id: alert.merchantId, currency: alert.currency }, alert));
    return this.options.watched.days({ scopes, from, to, sums, signal: this.options.signal });
  }

  /** Writes what an alert fires for. Answers whether there is nothing to write but how far it has been judged. */
  private async settle({ alert, rule, days }: Work, watched: WatchedDays): Promise<boolean> {
    const fired = judge(rule, watched, days, alert).flatMap((one) =>
      one.outcome === 'FIRED' ? [one.reading] : [],
    );
    if (fired.length === 0) return true;
    const written = await withTenants(this.options.db.worker, [alert.merchantId], async (tx) => {
      if (!(await claim(tx, alert))) return null;
      let count = 0;
      for (const reading of fired)
        if (await fireAlert(tx, alert, watched, reading, this.correlationId)) count++;
      await moveOn(tx, [{ id: alert.id, version: alert.version, to: days.to }]);
      return count;
    });
    if (written !== null) {
      this.summary.judged++;
      this.summary.fired += written;
    }
    return false;
  }

  private async moveOn(quiet: readonly DueAlert[]): Promise<void> {
    if (quiet.length === 0) return;
    const judged = quiet.map(({ id, version, judgedTo: to }) => ({ id, version, to }));
    await withTenants(this.options.db.worker, [...new Set(quiet.map(({ merchantId }) => merchantId))], (tx) =>
      moveOn(tx, judged),
    );
    this.summary.judged += quiet.length;
  }

  private async fail(alerts: readonly DueAlert[], error: unknown): Promise<void> {
    this.summary.failures += alerts.length;
    const ids = alerts.map(({ id }) => id);
    this.options.logger.error({ alertIds: ids.slice(0, 20), err: error }, 'alerts could not be judged');
    await withTenants(
      this.options.db.worker,
      [...new Set(alerts.map(({ merchantId }) => merchantId))],
      (tx) => keepFailure(tx, ids, messageOf(error)),
    );
  }
}

const tenantsOf = (due: readonly Work[]): string[] => [...new Set(due.map(({ alert }) => alert.merchantId))];
