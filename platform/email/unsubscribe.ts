import { timingSafeEqual } from 'node:crypto';
import { isUuid } from '../postgres/tenants.ts';
import { createSealer } from '../sealing/index.ts';

/** What a person can leave with the link of an e-mail: summaries, or notices of critical insights. */
const LEAVABLE = ['DIGEST', 'INSIGHTS'] as const;

/** Who no longer wants what of which merchant. */
export interface Unsubscription {
  merchantId: string;
  userId: string;
  what: (typeof LEAVABLE)[number];
}

/** Links at which a person leaves e-mails of a merchant without signing in. */
export interface UnsubscribeLinks {
  /** The whole address, for a message and its List-Unsubscribe header. */
  url(wish: Unsubscription): string;
  /** What a token stands for; undefined when it is not ours or was changed. */
  verify(token: string): Unsubscription | undefined;
}

const BODY_BYTES = 33;
const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/**
 * Links do not end: an old e-mail must still be one that can be left, and all a stolen one can do is to stop e-mails.
 * @param options.secret of the deployment; the key is derived for these links alone
 * @param options.publicUrl origin of the gateway
 */
export function createUnsubscribeLinks(options: { secret: string; publicUrl: string }): UnsubscribeLinks {
  const sealer = createSealer({ secret: options.secret, label: 'unsubscribe' });
  const signatureOf = (body: Buffer): Buffer => sealer.digest(body.toString('hex'));
  return {
    url({ merchantId, userId, what }) {
      if (!isUuid(merchantId) || !isUuid(userId))
        throw new TypeError('Not the ids of a merchant and a person.');
      const body = Buffer.concat([Buffer.of(LEAVABLE.indexOf(what)), bytesOf(merchantId), bytesOf(userId)]);
      const token = Buffer.concat([body, signatureOf(body)]).toString('base64url');
      return new URL(`/unsubscribe/${token}`, options.publicUrl).toString();
    },
    verify(token) {
      const bytes = Buffer.from(token, 'base64url');
      // What is no base64url is skipped by the decoder: there is one way to write a token.
      if (bytes.toString('base64url') !== token || bytes.length <= BODY_BYTES) return undefined;
      const body = bytes.subarray(0, BODY_BYTES);
      const [given, right] = [bytes.subarray(BODY_BYTES), signatureOf(body)];
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const what = LEAVABLE[body.readUInt8(0)];
      if (what === undefined) return undefined;
      return { what, merchantId: idOf(body.subarray(1, 17)), userId: idOf(body.subarray(17)) };
    },
  };
}
