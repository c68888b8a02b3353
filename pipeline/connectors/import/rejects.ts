import type { Pool } from 'pg';
import { badInput } from '#platform/errors/index.ts';
import { inTenant } from './journal.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A rejected record as an operator sees it. */
export interface RejectRow {
  /** Cursor: pass it as `after` for what follows. */
  id: string;
  importId: string;
  sourceName: string;
  /** Line of the file the record starts on, from 1. */
  lineNo: number;
  reason: string;
  raw: string;
}

/**
 * Records of `r`, an alias of import_rejects, that wait to be repaired. Those of a file that was imported again do not
 * come back when a replay has settled them.
 */
export const IS_OPEN = `r.settled_at is null and not exists (
  select from commerce.import_rejects settled
  join commerce.imports before on before.id = settled.import_id
  join commerce.imports now on now.id = r.import_id and now.source_digest = before.source_digest
  where settled.merchant_id = r.merchant_id and before.merchant_id = r.merchant_id and settled.line_no = r.line_no
    and settled.raw = r.raw and settled.settled_at is not null)`;

/** @throws BAD_INPUT for what is no id */
export function checkId(field: string, id: string | undefined): void {
  if (id === undefined || UUID.test(id)) return;
  const what = field === 'after' ? 'Cursor' : field === 'importId' ? 'Import' : 'Reject';
  throw badInput(
    `${what} ${JSON.stringify(id)} is no id; copy it from the list or from the import's result.`,
    [field],
  );
}

/**
 * Lists rejected records in the order of the imports and of their files. Without `importId`, those of the latest import
 * of every file: importing a file again does not show its rejects twice. What a replay has settled is left out.
 * @param options.limit at most this many, 1 to 1000
 */
export async function listRejects(options: {
  pool: Pool;
  merchantId: string;
  importId?: string;
  limit?: number;
  after?: string;
}): Promise<RejectRow[]> {
  const { pool, merchantId, importId, after } = options;
  checkId('importId', importId);
  checkId('after', after);
  const limit = Math.min(Math.max(options.limit ?? 100, 1), 1000);
  const client = await pool.connect();
  try {
    return await inTenant(client, merchantId, async () => {
      const { rows } = await client.query<RejectRow>(
        `select r.id, r.import_id as "importId", i.source_name as "sourceName", r.line_no as "lineNo", r.reason, r.raw
         from commerce.import_rejects r
         join (
           select distinct on (source_digest) id, source_name from commerce.imports
           where merchant_id = $1 and ($2::uuid is null or id = $2) order by source_digest, started_at desc, id desc
         ) i on i.id = r.import_id
         where r.merchant_id = $1 and ${IS_OPEN}
           and ($3::uuid is null or (r.import_id, r.line_no) > (select import_id, line_no from commerce.import_rejects where id = $3))
         order by r.import_id, r.line_no limit $4`,
        [merchantId, importId ?? null, after ?? null, limit],
      );
      return rows;
    });
  } finally {
    client.release();
  }
}
