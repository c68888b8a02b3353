import { createSealer } from '#platform/sealing/index.ts';

/**
 * Places in the order of all events, as clients are told them and give them back. Sealed: the plain number would tell how
 * much happens at other merchants.
 */
export interface Places {
  /** @param sequence after which a subscription would go on */
  write(sequence: bigint, merchantId: string): string;
  /** The sequence; undefined when it is another merchant's, or was written under another secret. */
  read(place: string, merchantId: string): bigint | undefined;
  /** Whether it looks like one. */
  isPlace(text: string): boolean;
}

/** At least a nonce, a tag and one digit: 29 bytes. No UUID is that long. */
const SHAPE = /^[A-Za-z0-9_-]{39,80}$/;

/** @param secret of the deployment: every process that serves insights reads what another one wrote */
export function createPlaces(secret: string): Places {
  const sealer = createSealer({ secret, label: 'places' });
  return {
    write: (sequence, merchantId) => sealer.seal(String(sequence), merchantId).toString('base64url'),
    read(place, merchantId) {
      try {
        return BigInt(sealer.open(Buffer.from(place, 'base64url'), merchantId));
      } catch {
        return undefined;
      }
    },
    isPlace: (text) => SHAPE.test(text),
  };
}
