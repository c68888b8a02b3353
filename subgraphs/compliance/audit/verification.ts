import { CHAIN_START, type ChainedEntry, type ChainPosition, hashOf, type SignedPosition } from './chain.ts';
import type { AuditVerifier } from './signature.ts';

/** Something that is wrong with a chain. */
export interface ChainProblem {
  kind:
    | 'ENTRY_CHANGED'
    | 'ENTRIES_MISSING'
    | 'ENTRY_OUT_OF_ORDER'
    | 'LINK_BROKEN'
    | 'END_MISSING'
    | 'BEYOND_HEAD'
    | 'HEAD_DIFFERS'
    | 'HEAD_NOT_SIGNED'
    | 'CHECKPOINT_NOT_SIGNED'
    | 'KEPT_HEAD_DIFFERS';
  /** Number of the entry at fault. */
  sequence: number;
  message: string;
}

/** What a verification found. */
export interface ChainReport {
  merchantId: string;
  /** No problem, and signed. */
  intact: boolean;
  /** How many entries were read. */
  entries: number;
  /** Where the chain ends, as read. */
  last: ChainPosition;
  head: SignedPosition | null;
  /** Entries up to and including this one were pruned; null when none were. */
  checkpoint: SignedPosition | null;
  /** The first hundred. */
  problems: ChainProblem[];
  /** How many there are in all. */
  problemCount: number;
}

export interface ChainVerification {
  /** Takes the next entry, in the order in which the log holds them. */
  add(entry: ChainedEntry): void;
  /** @param head where the log says it ends; null when it does not say */
  finish(head: SignedPosition | null): ChainReport;
}

const MAX_PROBLEMS = 100;

/** Follows a chain from its start or from a checkpoint, and notes everything that is not as it was written. */
export function createChainVerification(options: {
  merchantId: string;
  checkpoint: SignedPosition | null;
  verifier: AuditVerifier;
  /** A head that was kept elsewhere: shows that the log was not set back to before it. */
  kept?: SignedPosition | undefined;
}): ChainVerification {
  const { merchantId, checkpoint, verifier, kept } = options;
  const problems: ChainProblem[] = [];
  let problemCount = 0;
  let entries = 0;
  let previous: ChainPosition = checkpoint ?? CHAIN_START;
  /** Highest number seen: what comes later with a lower one stands in the wrong place. */
  let highest = previous.sequence;

  const wrong = (kind: ChainProblem['kind'], sequence: number, message: string): void => {
    problemCount += 1;
    if (problems.length < MAX_PROBLEMS) problems.push({ kind, sequence, message });
  };

  if (checkpoint && !verifier.isSigned('checkpoint', merchantId, checkpoint))
    wrong(
      'CHECKPOINT_NOT_SIGNED',
      checkpoint.sequence,
      `The checkpoint at entry ${checkpoint.sequence} is not signed with key ${verifier.keyId}.`,
    );

  let keptHash = kept && checkpoint?.sequence === kept.sequence ? checkpoint.hash : undefined;

  function checkHead(head: SignedPosition | null): void {
    if (!head) {
      if (previous.sequence > 0)
        wrong('HEAD_NOT_SIGNED', previous.sequence, 'The log has entries, but does not say where it ends.');
      return;
    }
    const { sequence } = head;
    if (!verifier.isSigned('head', merchantId, head))
      wrong(
        'HEAD_NOT_SIGNED',
        sequence,
        `The head at entry ${sequence} is not signed with key ${verifier.keyId}.`,
      );
    if (highest < sequence)
      wrong(
        'END_MISSING',
        highest + 1,
        `The log ends with entry ${highest}, its head is at entry ${sequence}.`,
      );
    else if (highest > sequence)
      wrong(
        'BEYOND_HEAD',
        sequence + 1,
        `The log goes on to entry ${highest}, its head is at entry ${sequence}.`,
      );
    else if (previous.hash !== head.hash)
      wrong('HEAD_DIFFERS', sequence, `Entry ${sequence} is not the one the head was made for.`);
  }

  function checkKept(): void {
    // What was pruned since the head was kept can no longer be compared.
    if (!kept || kept.sequence === 0 || kept.sequence < (checkpoint?.sequence ?? 0)) return;
    if (!verifier.isSigned('head', merchantId, kept))
      wrong(
        'KEPT_HEAD_DIFFERS',
        kept.sequence,
        `The kept head is not signed with key ${verifier.keyId} for this merchant.`,
      );
    else if (keptHash !== kept.hash)
      wrong(
        'KEPT_HEAD_DIFFERS',
        kept.sequence,
        keptHash === undefined
          ? `The kept head is at entry ${kept.sequence}, which is not there.`
          : `Entry ${kept.sequence} is not the one the kept head was made for.`,
      );
  }

  return {
    add(entry) {
      entries += 1;
      const { sequence } = entry;
      if (entry.merchantId !== merchantId)
        wrong('ENTRY_CHANGED', sequence, `Entry ${sequence} belongs to another merchant.`);
      if (hashOf(entry) !== entry.hash)
        wrong('ENTRY_CHANGED', sequence, `Entry ${sequence} does not have the hash of its content.`);
      if (sequence <= highest) {
        wrong(
          'ENTRY_OUT_OF_ORDER',
          sequence,
          `Entry ${sequence} comes after entry ${highest}: it was moved or inserted.`,
        );
      } else if (sequence > highest + 1) {
        const missing =
          sequence === highest + 2
            ? `Entry ${highest + 1} is`
            : `Entries ${highest + 1} to ${sequence - 1} are`;
        wrong('ENTRIES_MISSING', highest + 1, `${missing} missing before entry ${sequence}.`);
      }
      if (sequence === previous.sequence + 1 && entry.previousHash !== previous.hash)
        wrong(
          'LINK_BROKEN',
          sequence,
          `Entry ${sequence} does not follow the entry ${previous.sequence} that stands before it.`,
        );
      highest = Math.max(highest, sequence);
      previous = { sequence, hash: entry.hash };
      if (sequence === kept?.sequence) keptHash = entry.hash;
    },
    finish(head) {
      checkHead(head);
      checkKept();
      return {
        merchantId,
        intact: problemCount === 0,
        entries,
        last: { sequence: previous.sequence, hash: previous.hash },
        head,
        checkpoint,
        problems,
        problemCount,
      };
    },
  };
}
