import { recordSecurityEvent } from '#platform/events/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { type SqlTransaction, withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { insertAuditEntry, type NewAuditEntry } from './audit.repository.ts';
import {
  findPrunable,
  insertCheckpoint,
  lockChain,
  pruneEntries,
  readCheckpoint,
  readHead,
  signHead,
  walkChain,
} from './chain.repository.ts';
import type { ChainedEntry, SignedPosition } from './chain.ts';
import type { AuditSigner, AuditVerifier } from './signature.ts';
import { type ChainReport, createChainVerification } from './verification.ts';

type Worker = Pick<Database, 'worker'>;

/** A verification reads a whole log in one snapshot. */
const WALK = { timeoutMs: 600_000, snapshot: true };

/**
 * Writes an entry at the end of its merchant's chain and signs the new end, but only when the end before was signed, or
 * there was none: what somebody else did to the log is never vouched for. The entry is written in any case.
 * @returns whether it was new
 */
export function appendToChain(
  deps: { db: Worker; signer: AuditSigner; logger: Logger },
  entry: NewAuditEntry,
): Promise<boolean> {
  const { signer } = deps;
  const { merchantId } = entry;
  return withTenants(deps.db.worker, [merchantId], async (tx) => {
    await lockChain(tx, merchantId);
    const head = await readHead(tx, merchantId);
    const added = await insertAuditEntry(tx, entry);
    if (!added) return false;
    if (head ? signer.isSigned('head', merchantId, head) : added.sequence === 1) {
      await signHead(tx, merchantId, signer.sign('head', merchantId, added));
    } else {
      deps.logger.error(
        { merchantId, sequence: added.sequence },
        'the end of the audit log was not signed by us: see merchantgraph audit verify',
      );
    }
    return true;
  });
}

/** Reads a whole log, from its checkpoint to its head, as it was at one moment. */
export function readLog<T>(
  db: Worker,
  merchantId: string,
  use: (log: {
    head: SignedPosition | null;
    checkpoint: SignedPosition | null;
    entries: AsyncIterable<ChainedEntry>;
  }) => Promise<T>,
): Promise<T> {
  return withTenants(
    db.worker,
    [merchantId],
    async (tx) => {
      const head = await readHead(tx, merchantId);
      const checkpoint = await readCheckpoint(tx, merchantId);
      return use({ head, checkpoint, entries: walkChain(tx, merchantId) });
    },
    WALK,
  );
}

/** Holds the log of a merchant against its hashes and signatures. */
export function verifyLog(
  db: Worker,
  verifier: AuditVerifier,
  merchantId: string,
  kept?: SignedPosition,
): Promise<ChainReport> {
  return readLog(db, merchantId, async ({ head, checkpoint, entries }) => {
    const verification = createChainVerification({ merchantId, checkpoint, verifier, kept });
    for await (const entry of entries) verification.add(entry);
    return verification.finish(head);
  });
}

/**
 * Vouches for the head of a log as it stands: for one that was written before heads were signed, or after an operator has
 * found out what happened to it.
 * @returns the signed head; null for a log without entries
 */
export function signLog(db: Worker, signer: AuditSigner, merchantId: string): Promise<SignedPosition | null> {
  return withTenants(db.worker, [merchantId], async (tx) => {
    await lockChain(tx, merchantId);
    const head = await readHead(tx, merchantId);
    if (!head) return null;
    const signed = signer.sign('head', merchantId, head);
    await signHead(tx, merchantId, signed);
    return signed;
  });
}

/** Vouches for every log whose head nobody has signed. @returns how many */
export async function signUnsignedLogs(db: Worker, signer: AuditSigner): Promise<number> {
  let signed = 0;
  for (const { id } of await db.worker.merchant.findMany({ select: { id: true } })) {
    const head = await withTenants(db.worker, [id], (tx) => readHead(tx, id));
    if (!head || head.signature !== null) continue;
    await signLog(db, signer, id);
    signed += 1;
  }
  return signed;
}

/** Notes what a verification found, for people to see in the graph. */
export async function noteVerification(db: Worker, report: ChainReport): Promise<void> {
  const { merchantId, intact, entries, problems } = report;
  await withTenants(
    db.worker,
    [merchantId],
    (tx) => tx.$executeRaw`
      insert into compliance.audit_verifications (merchant_id, verified_at, intact, entries, problem)
      values (${merchantId}::uuid, now(), ${intact}, ${entries}, ${problems[0]?.message ?? null})
      on conflict (merchant_id) do update
      set verified_at = excluded.verified_at, intact = excluded.intact, entries = excluded.entries, problem = excluded.problem`,
  );
}

const systemEvent = (tx: SqlTransaction, merchantId: string, details: Record<string, unknown>) =>
  recordSecurityEvent(
    tx,
    'compliance',
    { identity: { kind: 'anonymous' }, correlationId: crypto.randomUUID() },
    { merchantId, action: 'audit.pruned', actor: { kind: 'SYSTEM' }, details },
  );

/**
 * Removes the entries older than the retention, leaving a signed checkpoint from which the rest verifies on. That this
 * was done is an entry itself.
 * @param options.months at least 12: the database refuses to delete anything younger
 * @returns how many entries went
 */
export function pruneLog(
  db: Worker,
  signer: AuditSigner,
  options: { merchantId: string; months: number },
): Promise<number> {
  const { merchantId, months } = options;
  return withTenants(
    db.worker,
    [merchantId],
    async (tx) => {
      await lockChain(tx, merchantId);
      const last = await findPrunable(tx, merchantId, months);
      if (!last) return 0;
      await insertCheckpoint(tx, merchantId, signer.sign('checkpoint', merchantId, last));
      const pruned = await pruneEntries(tx, merchantId, last.sequence);
      await systemEvent(tx, merchantId, { entries: pruned, through: last.sequence, hash: last.hash });
      return pruned;
    },
    { timeoutMs: 600_000 },
  );
}
