import { isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { toInsight } from '../insight/insight.mapper.ts';
import { insightRepository } from '../insight/insight.repository.ts';
import type { Insight } from '../insight/insight.type.ts';
import type { InsightEvent } from './insight-events.ts';

/** Reads the insights that events are about: once for everybody who is told of an event. */
export interface AnnouncedInsights {
  /**
   * The insight as it was at most `freshMs` ago and not before its event; null when it is gone. Whoever asks has to have
   * been allowed to listen to the event's merchant.
   */
  of(event: InsightEvent): Promise<Insight | null>;
}

/** How long what was read for an event is told to further subscribers of it. */
const FRESH_MS = 1_000;
/** Reads at the same time; events that come meanwhile are read together by the next one. */
const READS_AT_ONCE = 2;
const READ_TOGETHER = 200;

interface Wanted {
  event: InsightEvent;
  resolve(insight: Insight | null): void;
  reject(error: unknown): void;
}

export function createAnnouncedInsights(
  db: Pick<Database, 'app'>,
  options: { freshMs?: number } = {},
): AnnouncedInsights {
  const { freshMs = FRESH_MS } = options;
  /** By event, those read first first. */
  const known = new Map<string, { insight: Promise<Insight | null>; until: number }>();
  const waiting: Wanted[] = [];
  let reading = 0;

  function forgetOld(now: number): void {
    for (const [eventId, { until }] of known) {
      if (until > now) break;
      known.delete(eventId);
    }
  }

  async function readNext(): Promise<void> {
    const batch = waiting.splice(0, READ_TOGETHER);
    try {
      const tenants = [...new Set(batch.map(({ event }) => event.merchantId))];
      const ids = batch.map(({ event }) => event.insightId);
      const rows = await withTenants(db.app, tenants, (tx) => insightRepository.byIds(tx, ids));
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const { event, resolve } of batch) {
        const row = byId.get(event.insightId);
        // The walls were open for every merchant of the batch: an event tells of its own merchant's insight alone.
        resolve(row?.merchantId === event.merchantId ? toInsight(row) : null);
      }
    } catch (error) {
      for (const { event, reject } of batch) {
        known.delete(event.eventId);
        reject(error);
      }
    }
  }

  function readWaiting(): void {
    while (reading < READS_AT_ONCE && waiting.length > 0) {
      reading += 1;
      void readNext().finally(() => {
        reading -= 1;
        readWaiting();
      });
    }
  }

  return {
    of(event) {
      // One such id would fail the whole batch.
      if (!isUuid(event.insightId)) return Promise.resolve(null);
      const now = Date.now();
      forgetOld(now);
      const before = known.get(event.eventId);
      if (before) return before.insight;
      const insight = new Promise<Insight | null>((resolve, reject) => {
        // Events come in bursts: what the feed has read at once is read together.
        if (waiting.push({ event, resolve, reject }) === 1) setImmediate(readWaiting);
      });
      known.set(event.eventId, { insight, until: now + freshMs });
      return insight;
    },
  };
}
