/** A position in PostgreSQL's write-ahead log, as the number it is. */
export type Lsn = bigint;

/** `16/B374D848` as a number. */
export function parseLsn(text: string): Lsn {
  const match = /^([0-9A-Fa-f]{1,8})\/([0-9A-Fa-f]{1,8})$/.exec(text);
  if (!match) throw new Error(`"${text}" is not a position in the write-ahead log`);
  return (BigInt(`0x${match[1]}`) << 32n) | BigInt(`0x${match[2]}`);
}

/** A position as PostgreSQL writes it: `16/B374D848`. */
export const formatLsn = (lsn: Lsn): string =>
  `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffffffffn).toString(16).toUpperCase()}`;

const SEQUENCE_BITS = 18n;
/** Later changes of one transaction share the version of this place. */
export const LAST_SEQUENCE = (1 << 18) - 1;

/**
 * A 64-bit version that orders changes: by their transaction's commit, then by their place in it.
 *
 * Records of the log begin at multiples of 8, so three bits of a position are free; with 18 bits for the place, that
 * holds for the first 562 TB of a cluster's log and 262,143 changes of one transaction. Later changes of a longer one
 * share the last version, and of equal versions the row inserted last stays, which is the right one, because changes
 * are always written in order.
 */
export const versionOf = (commitLsn: Lsn, sequence: number): bigint =>
  ((commitLsn >> 3n) << SEQUENCE_BITS) | BigInt(Math.min(sequence, LAST_SEQUENCE));
