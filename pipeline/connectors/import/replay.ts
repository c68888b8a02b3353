import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { badInput, messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { WRITERS } from './entities.ts';
import type { EntityName } from './formats/index.ts';
import { inTenant, lockMerchant, recountIfMoved } from './journal.ts';
import type { ImportRow, Numbered } from './line.ts';
import { createMapping, lineNoOf, REVERSAL } from './numbering.ts';
import { type ImportMerchant, type ImportSettings, planRecords, type RecordPlan } from './plan.ts';
import type { SourceRecord } from './record.ts';
import { checkId, IS_OPEN } from './rejects.ts';

/** Records of one transaction. */
const PAGE = 500;
const MAX_FIXES_BYTES = 64 * 1024 * 1024;
const LOCK_WAIT_MS = 10_000;

/** A rejected record, put right. */
export interface Fix {
  id: string;
  /** The whole record, in the form of its file. */
  raw: string;
}

export interface ReplayResult {
  /** Records that were tried. */
  replayed: number;
  accepted: number;
  /** Records that are refused still, with the reason, at most a thousand of them. */
  refused: { id: string; importId: string; lineNo: number; reason: string }[];
}

interface OpenReject {
  id: string;
  line_no: number;
  raw: string;
  context: string | null;
  order_key: string;
  ordinal: number;
  rows: number;
}

const fixesFile = z.object({ rejects: z.array(z.object({ id: z.uuid(), raw: z.string().min(1) })) });

/**
 * Reads what `merchantgraph import rejects --json` printed, with its `raw` texts corrected.
 * @throws BAD_INPUT that names the member at fault
 */
export async function readFixes(file: string): Promise<Fix[]> {
  const name = path.basename(file);
  let value: unknown;
  try {
    const { size } = await stat(file);
    if (size > MAX_FIXES_BYTES) throw new Error('it is longer than 64 MB');
    value = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw badInput(
      `${name} cannot be read: ${messageOf(error)}. It must be what import rejects --json prints.`,
      ['file'],
    );
  }
  const parsed = fixesFile.safeParse(value);
  if (parsed.success) return parsed.data.rejects;
  const [issue] = parsed.error.issues;
  throw badInput(
    `${name} is wrong at ${issue?.path.join('.') || 'its beginning'}: ${issue?.message ?? ''}.`,
    ['file'],
  );
}

export interface ReplayOptions {
  /** Connections of role mg_worker. */
  pool: Pool;
  merchant: ImportMerchant;
  /** Only records of this import. */
  importId?: string;
  /** Only these records, with these texts; without it every open record is tried as it stands. */
  fixes?: readonly Fix[];
  logger: Logger;
  /** How long to wait for an import of this merchant to end, in milliseconds (default 10,000). */
  lockWaitMs?: number;
}

/**
 * Tries rejected records again: corrected ones, or all as they stand, after what refused them has changed. A record that
 * is accepted gets the place in its order it had in its file, and is settled together with what it wrote.
 * @throws BAD_INPUT for a fix whose record does not exist or is settled
 * @throws CONFLICT while an import of the merchant runs
 */
export async function replayRejects(options: ReplayOptions): Promise<ReplayResult> {
  const { pool, merchant, importId, fixes, logger } = options;
  checkId('importId', importId);
  for (const fix of fixes ?? []) checkId('id', fix.id);
  const client = await pool.connect();
  const result: ReplayResult = { replayed: 0, accepted: 0, refused: [] };
  try {
    const unlock = await lockMerchant(client, merchant.id, options.lockWaitMs ?? LOCK_WAIT_MS);
    await recountIfMoved(client, merchant);
    const byId = fixes && new Map(fixes.map((fix) => [fix.id, fix.raw]));
    const imports = await importsToReplay(client, merchant.id, importId, byId);
    for (const entry of imports) await replayImport(client, options, entry, byId, result);
    await unlock();
    logger.info({ replayed: result.replayed, accepted: result.accepted }, 'rejects replayed');
    return result;
  } finally {
    client.release(true);
  }
}

interface ReplayedImport {
  id: string;
  entity: EntityName;
  format: string;
  settings: ImportSettings | null;
}

async function importsToReplay(
  client: PoolClient,
  merchantId: string,
  importId: string | undefined,
  fixes: ReadonlyMap<string, string> | undefined,
): Promise<ReplayedImport[]> {
  return inTenant(client, merchantId, async () => {
    if (fixes) {
      const known = await client.query<{ id: string }>(
        `select r.id from commerce.import_rejects r where r.id = any ($1::uuid[]) and ${IS_OPEN}`,
        [[...fixes.keys()]],
      );
      const open = new Set(known.rows.map((row) => row.id));
      const absent = [...fixes.keys()].find((id) => !open.has(id));
      if (absent !== undefined) {
        throw badInput(`There is no open reject ${absent}. List them with merchantgraph import rejects.`, [
          'id',
        ]);
      }
    }
    const { rows } = await client.query<ReplayedImport>(
      `select id, entity, format, settings from (
         select distinct on (source_digest) id, entity, format, settings, started_at from commerce.imports
         where merchant_id = $1 and ($2::uuid is null or id = $2) order by source_digest, started_at desc, id desc
       ) i
       where exists (select from commerce.import_rejects r where r.import_id = i.id and ${IS_OPEN}
         and ($3::uuid[] is null or r.id = any ($3)))
       order by started_at, id`,
      [merchantId, importId ?? null, fixes ? [...fixes.keys()] : null],
    );
    return rows;
  });
}

async function replayImport(
  client: PoolClient,
  options: ReplayOptions,
  entry: ReplayedImport,
  fixes: ReadonlyMap<string, string> | undefined,
  result: ReplayResult,
): Promise<void> {
  const { merchant } = options;
  if (!entry.settings) {
    throw badInput(
      `Import ${entry.id} was made before its rejects could be replayed. Import the corrected file again.`,
      ['importId'],
    );
  }
  const plan = planRecords(merchant, entry.entity, entry.format, entry.settings);
  const replay = createReplay(plan);
  const behind = createPlaces(client, merchant.id, entry);
  for (let after = 0; ; ) {
    const page = await inTenant(client, merchant.id, async () => {
      const { rows } = await client.query<OpenReject>(
        `select r.id, r.line_no, r.raw, r.context, r.order_key, r.ordinal, r.rows from commerce.import_rejects r
         where r.import_id = $1 and r.line_no > $2 and ($3::uuid[] is null or r.id = any ($3)) and ${IS_OPEN}
         order by r.line_no limit ${PAGE}`,
        [entry.id, after, fixes ? [...fixes.keys()] : null],
      );
      const accepted: Numbered<ImportRow>[] = [];
      const settled: { id: string; raw: string | null }[] = [];
      for (const reject of rows) {
        const fixed = fixes?.get(reject.id);
        const found = replay(reject, fixed ?? reject.raw);
        result.replayed += 1;
        if (typeof found === 'string') {
          if (result.refused.length < 1000)
            result.refused.push({ id: reject.id, importId: entry.id, lineNo: reject.line_no, reason: found });
          continue;
        }
        for (const [index, mapped] of found.rows.entries()) {
          const isOwn = found.order === reject.order_key && index < reject.rows;
          const ordinal = isOwn ? reject.ordinal + index : await behind(found.order);
          for (const row of mapped) accepted.push({ ...row, lineNo: lineNoOf(row, ordinal) });
        }
        settled.push({ id: reject.id, raw: fixed ?? null });
      }
      await WRITERS[entry.entity].write(client, merchant.id, accepted);
      await settle(client, entry.id, settled);
      return { settled: settled.length, last: rows.at(-1)?.line_no, full: rows.length === PAGE };
    });
    result.accepted += page.settled;
    if (!page.full || page.last === undefined) return;
    after = page.last;
  }
}

interface Replayed {
  order: string;
  rows: ImportRow[][];
}

/** Reads single records of a file, one after the other in file order; a text is the reason to refuse. */
function createReplay(plan: RecordPlan): (reject: OpenReject, raw: string) => Replayed | string {
  const map = createMapping(plan);
  const read = (raw: string): SourceRecord[] => {
    const records: SourceRecord[] = [];
    const reader = plan.createReader(true);
    reader.push(`${raw}\n`, (record) => records.push(record));
    reader.end((record) => records.push(record));
    return records;
  };
  let before = '';
  return (reject, raw) => {
    if (reject.order_key !== before) plan.mapper.lost?.('');
    before = reject.order_key;
    if (reject.context !== null) for (const record of read(reject.context)) map(record);
    const [record, ...others] = read(raw);
    if (record === undefined || others.length > 0) return 'The text holds no record, or more than one';
    const { order, rows, reason } = map(record);
    return reason ?? { order, rows };
  };
}

/** Where the places of lines are; what reverses a line, or has a name of its own, has none. */
const LINES: Partial<Record<EntityName, string>> = {
  orders: `select i.line_no from commerce.orders o join commerce.order_items i on i.order_id = o.id
    where o.merchant_id = $1 and o.external_id = $2 and i.merchant_id = $1 and i.line_no < ${REVERSAL}`,
  carts: `select i.line_no from commerce.carts c join commerce.cart_items i on i.cart_id = c.id
    where c.merchant_id = $1 and c.external_id = $2`,
};

/**
 * Places for rows that have none of their own, because their order was wrong or is longer now: behind all lines of the
 * order and behind the places that its rejects keep, where importing the corrected file would put them as well.
 */
function createPlaces(client: PoolClient, merchantId: string, { id, entity }: ReplayedImport) {
  const next = new Map<string, number>();
  return async (order: string): Promise<number> => {
    const lines = LINES[entity];
    let place = next.get(order) ?? 1;
    if (!next.has(order) && lines !== undefined) {
      const { rows } = await client.query<{ last: number | null }>(
        `select max(line_no) as last from (${lines} union all
           select ordinal + rows - 1 from commerce.import_rejects where import_id = $3 and order_key = $2) as held`,
        [merchantId, order, id],
      );
      place = (rows[0]?.last ?? 0) + 1;
    }
    next.set(order, place + 1);
    return place;
  };
}

async function settle(
  client: PoolClient,
  importId: string,
  settled: readonly { id: string; raw: string | null }[],
): Promise<void> {
  if (settled.length === 0) return;
  await client.query(
    `update commerce.import_rejects r set settled_at = now(), settled_raw = t.raw
     from unnest($1::uuid[], $2::text[]) as t (id, raw) where r.id = t.id`,
    [settled.map((one) => one.id), settled.map((one) => one.raw)],
  );
  await client.query(
    `update commerce.imports set accepted = accepted + $2, rejected = rejected - $2 where id = $1`,
    [importId, settled.length],
  );
}
