import { createHash } from 'node:crypto';

/** An entry as the chain sees it: every value as the text that is hashed. */
export interface ChainedEntry {
  merchantId: string;
  /** From 1, without gaps within a merchant. */
  sequence: number;
  /** Hash of the entry before, hexadecimal; 64 zeros before the first. */
  previousHash: string;
  id: string;
  eventId: string;
  actorKind: string;
  actorId: string | null;
  action: string;
  outcome: string;
  /** UTC with six decimals, for example `2026-01-10T05:00:00.000000Z`. */
  occurredAt: string;
  ipAddress: string | null;
  userAgent: string | null;
  correlationId: string | null;
  /** JSON as PostgreSQL prints `jsonb`. */
  details: string | null;
  /** SHA-256 over all of the above, hexadecimal. */
  hash: string;
}

/** A place in a chain: how many entries stand up to here, and the hash of the last of them. */
export interface ChainPosition {
  sequence: number;
  /** Hexadecimal. */
  hash: string;
}

/** A position somebody vouches for; a head ends a chain, a checkpoint stands where its older part was pruned. */
export interface SignedPosition extends ChainPosition {
  /** Ed25519, base64url; null when nobody has signed it. */
  signature: string | null;
  keyId: string | null;
}

/** Where every chain begins. */
export const CHAIN_START: ChainPosition = { sequence: 0, hash: '0'.repeat(64) };

/**
 * Encoding 1: for null `-`; for any other value how many bytes of UTF-8 it has, a colon, and those bytes. Two lists of
 * values never give the same bytes. `compliance.audit_value` in PostgreSQL does the same.
 */
const encode = (value: string | number | null): string =>
  value === null ? '-' : `${Buffer.byteLength(String(value))}:${value}`;

const encodeAll = (values: readonly (string | number | null)[]): string => values.map(encode).join('');

/** The hash an entry must carry; `compliance.audit_hash` in PostgreSQL computes the same. */
export const hashOf = (entry: Omit<ChainedEntry, 'hash'>): string =>
  createHash('sha256')
    .update(
      encodeAll([
        'merchantgraph.audit.entry/1',
        entry.merchantId,
        entry.sequence,
        entry.previousHash,
        entry.id,
        entry.eventId,
        entry.actorKind,
        entry.actorId,
        entry.action,
        entry.outcome,
        entry.occurredAt,
        entry.ipAddress,
        entry.userAgent,
        entry.correlationId,
        entry.details,
      ]),
    )
    .digest('hex');

/** What a signature of a position covers. */
export const statementOf = (
  kind: 'head' | 'checkpoint',
  merchantId: string,
  position: ChainPosition,
): string => encodeAll([`merchantgraph.audit.${kind}/1`, merchantId, position.sequence, position.hash]);
