import { z } from 'zod';
import { appendEvent, type EventConsumer } from '#platform/events/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { INSIGHT_CREATED, INSIGHT_CREATED_VERSION } from '../subscription/insight-created.ts';

const QUALITY_RULE_BROKEN = 'quality.rule_broken';

const payload = z.object({
  rule: z.string(),
  table: z.string(),
  column: z.string().nullable(),
  description: z.string(),
  observed: z.number(),
  least: z.number().nullable(),
  most: z.number().nullable(),
  foundOn: z.iso.date(),
});

/** The largest number the column of figures holds. */
const LARGEST = 1e14;
const decimal = (value: number): string => Math.max(-LARGEST, Math.min(LARGEST, value)).toFixed(4);

/** Makes an insight of every rule of data quality that breaks, once a day at most for each. */
export const createQualityAlertConsumer = (deps: { db: Pick<Database, 'worker'> }): EventConsumer => ({
  name: 'insights.quality',
  eventTypes: [QUALITY_RULE_BROKEN],
  async handle(event) {
    const parsed = payload.safeParse(event.payload);
    if (!parsed.success)
      throw new TypeError(
        `The payload of ${event.eventType} ${event.eventId} is not valid: ${z.prettifyError(parsed.error)}`,
      );
    const { rule, table, column, description, observed, least, most, foundOn } = parsed.data;
    const tooHigh = most !== null && observed > most;
    const expected = (tooHigh ? most : least) ?? 0;
    const bound = tooHigh ? `at most ${most}` : `at least ${least}`;
    const what = `${table.replaceAll('_', ' ')}${column ? ` (${column.replaceAll('_', ' ')})` : ''}`;
    const title = `The data of your ${what} look wrong`;
    const text = `${description}: ${observed}, where ${bound} is expected. Reports that are made of these rows may mislead until it is put right; see the data quality of the shop.`;
    const { merchantId } = event;
    await withTenants(deps.db.worker, [merchantId], async (tx) => {
      const [written] = await tx.$queryRaw<{ id: string }[]>`
        insert into insights.insights (merchant_id, stable_key, kind, metric, direction, severity, title, body,
          window_from, window_to, baseline_from, baseline_to, observed, expected, change, score, currency, as_of)
        values (${merchantId}::uuid, ${`quality:${rule}:${foundOn}`}, 'DATA_QUALITY', 'DATA_QUALITY',
          ${tooHigh ? 'UP' : 'DOWN'}, 'WARNING', ${title}, ${text}, ${foundOn}::text::date, ${foundOn}::text::date,
          ${foundOn}::text::date - 30, ${foundOn}::text::date - 1, ${decimal(observed)}::text::numeric,
          ${decimal(expected)}::text::numeric, null, 0, null, ${foundOn}::text::date)
        on conflict (merchant_id, stable_key) do nothing returning id::text`;
      if (!written) return;
      await appendEvent(tx, {
        // The event carries the insight's id, so that a subscription can resume after it.
        eventId: written.id,
        eventType: INSIGHT_CREATED,
        eventVersion: INSIGHT_CREATED_VERSION,
        correlationId: event.correlationId,
        sourceService: 'insights',
        merchantId,
        payload: { insightId: written.id, kind: 'DATA_QUALITY', severity: 'WARNING' },
      });
    });
  },
});
