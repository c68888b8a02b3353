import { z } from 'zod';
import type { EventConsumer } from '#platform/events/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { addDays } from '../detection/calendar.ts';
import { announceInsight, saveFinding } from '../insight/save-finding.ts';

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
      const saved = await saveFinding(
        tx,
        merchantId,
        {
          kind: 'DATA_QUALITY',
          metric: 'DATA_QUALITY',
          direction: tooHigh ? 'UP' : 'DOWN',
          severity: 'WARNING',
          stableKey: `quality:${rule}:${foundOn}`,
          window: {
            from: foundOn,
            to: foundOn,
            baselineFrom: addDays(foundOn, -30),
            baselineTo: addDays(foundOn, -1),
          },
          observed,
          expected,
          change: null,
          score: 0,
          currency: null,
          asOf: foundOn,
        },
        { title, text },
      );
      await announceInsight(tx, { merchantId, correlationId: event.correlationId, saved });
    });
  },
});
