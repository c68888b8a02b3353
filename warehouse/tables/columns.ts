import { z } from 'zod';

/** A UUID of any version. */
export const uuid = z.guid();
/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date();
/** An exact decimal with up to four places, as text. */
export const decimal = z.string().regex(/^-?\d+(\.\d{1,4})?$/);
/** An instant as PostgreSQL or ClickHouse print it in UTC, to the microsecond. */
export const instant = z.string().min(19);

/** What every mirrored row carries: the version decides which of several wins, and a deleted one hides the rest. */
export const mirrored = {
  /** Commit position and place in its transaction, see `versionOf`. */
  version: z.union([z.bigint(), z.string().regex(/^\d+$/)]),
  is_deleted: z.union([z.literal(0), z.literal(1)]),
};
