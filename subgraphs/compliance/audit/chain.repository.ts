import type { SqlTransaction } from '#platform/postgres/tenants.ts';
import { CHAIN_START, type ChainedEntry, type ChainPosition, type SignedPosition } from './chain.ts';

interface SignedRow {
  sequence: bigint;
  hash: string;
  signature: Uint8Array | null;
  key_id: string | null;
}

const positionOf = (row: SignedRow | undefined): SignedPosition | null =>
  row
    ? {
        sequence: Number(row.sequence),
        hash: row.hash,
        signature: row.signature && Buffer.from(row.signature).toString('base64url'),
        keyId: row.key_id,
      }
    : null;

/** Lets one transaction at a time write to a merchant's log; the trigger that numbers entries takes the same lock. */
export const lockChain = (tx: SqlTransaction, merchantId: string): PromiseLike<number> =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('audit ' || ${merchantId}::uuid, 0))`;

/** Where the chain of a merchant ends; null before its first entry. */
export async function readHead(tx: SqlTransaction, merchantId: string): Promise<SignedPosition | null> {
  const rows = await tx.$queryRaw<SignedRow[]>`
    select sequence, encode(hash, 'hex') as hash, signature, key_id from compliance.audit_heads
    where merchant_id = ${merchantId}::uuid`;
  return positionOf(rows[0]);
}

/** The last entry that was pruned; null when none was. */
export async function readCheckpoint(tx: SqlTransaction, merchantId: string): Promise<SignedPosition | null> {
  const rows = await tx.$queryRaw<SignedRow[]>`
    select sequence, encode(hash, 'hex') as hash, signature, key_id from compliance.audit_checkpoints
    where merchant_id = ${merchantId}::uuid order by sequence desc limit 1`;
  return positionOf(rows[0]);
}

/** Signs the head, if it still stands there. */
export async function signHead(
  tx: SqlTransaction,
  merchantId: string,
  { sequence, hash, signature, keyId }: SignedPosition,
): Promise<void> {
  const bytes = Buffer.from(signature ?? '', 'base64url');
  const signed = await tx.$executeRaw`
    update compliance.audit_heads set signature = ${bytes}, key_id = ${keyId}
    where merchant_id = ${merchantId}::uuid and sequence = ${sequence} and hash = decode(${hash}, 'hex')`;
  if (signed !== 1) throw new Error('The head of the audit log moved while it was being signed.');
}

export async function insertCheckpoint(
  tx: SqlTransaction,
  merchantId: string,
  { sequence, hash, signature, keyId }: SignedPosition,
): Promise<void> {
  await tx.$executeRaw`
    insert into compliance.audit_checkpoints (merchant_id, sequence, hash, signature, key_id)
    values (${merchantId}::uuid, ${sequence}, decode(${hash}, 'hex'), ${Buffer.from(signature ?? '', 'base64url')}, ${keyId})`;
}

/**
 * The last entry of the part of the log that is all older than some months; null when there is none.
 * Entries are in the order of their writing, so an older one may stand behind a younger one: it waits for that.
 */
export async function findPrunable(
  tx: SqlTransaction,
  merchantId: string,
  months: number,
): Promise<ChainPosition | null> {
  const rows = await tx.$queryRaw<{ sequence: bigint; hash: string }[]>`
    select sequence, encode(hash, 'hex') as hash from compliance.audit_entries
    where merchant_id = ${merchantId}::uuid and sequence < coalesce(
      (select min(sequence) from compliance.audit_entries
       where merchant_id = ${merchantId}::uuid and occurred_at >= now() - make_interval(months => ${months}::int)),
      (select max(sequence) + 1 from compliance.audit_entries where merchant_id = ${merchantId}::uuid))
    order by sequence desc limit 1`;
  const [row] = rows;
  return row ? { sequence: Number(row.sequence), hash: row.hash } : null;
}

/** Deletes the entries that a checkpoint covers. @returns how many */
export async function pruneEntries(tx: SqlTransaction, merchantId: string, through: number): Promise<number> {
  const rows = await tx.$queryRaw<{ pruned: bigint }[]>`
    select compliance.prune_audit_entries(${merchantId}::uuid, ${through}::bigint) as pruned`;
  return Number(rows[0]?.pruned ?? 0);
}

/** Entries of the chain after a number, in its order. */
export async function readChain(
  tx: SqlTransaction,
  merchantId: string,
  after: number,
  limit: number,
): Promise<ChainedEntry[]> {
  const rows = await tx.$queryRaw<(Omit<ChainedEntry, 'sequence'> & { sequence: bigint })[]>`
    select merchant_id as "merchantId", sequence, encode(previous_hash, 'hex') as "previousHash", id, event_id as "eventId",
           actor_kind as "actorKind", actor_id as "actorId", action, outcome,
           compliance.audit_time(occurred_at) as "occurredAt", ip_address as "ipAddress", user_agent as "userAgent",
           correlation_id as "correlationId", details::text as details, encode(hash, 'hex') as hash
    from compliance.audit_entries where merchant_id = ${merchantId}::uuid and sequence > ${after}::bigint
    order by sequence limit ${limit}`;
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}

/** Reads a whole chain, a page at a time. */
export async function* walkChain(tx: SqlTransaction, merchantId: string): AsyncGenerator<ChainedEntry> {
  const page = 1_000;
  for (let after: number = CHAIN_START.sequence; ; ) {
    const entries = await readChain(tx, merchantId, after, page);
    yield* entries;
    const last = entries.at(-1);
    if (!last || entries.length < page) return;
    after = last.sequence;
  }
}
