import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What a signed link allows: one person or key to fetch one file, for a while. */
export interface FileGrant {
  /** Id of what is to be fetched. */
  id: string;
  merchantId: string;
  /** Whom the link was made for, for example `user:<id>`. */
  actor: string;
  expiresAt: Date;
}

/** Makes and checks the tokens of signed links. */
export interface FileLinks {
  sign(grant: FileGrant): string;
  /** What a token allows; undefined when it is not ours, was changed, or is over. */
  verify(token: string, now?: Date): FileGrant | undefined;
}

const MAX_TOKEN = 1_000;
const payload = z.tuple([z.guid(), z.guid(), z.string(), z.number().int()]);

/** @param options.secret of the deployment, for links alone */
export function createFileLinks(options: { secret: string }): FileLinks {
  const seal = (body: string): Buffer => createHmac('sha256', options.secret).update(body).digest();
  return {
    sign({ id, merchantId, actor, expiresAt }) {
      const seconds = Math.floor(expiresAt.getTime() / 1_000);
      const body = Buffer.from(JSON.stringify([id, merchantId, actor, seconds])).toString('base64url');
      return `${body}.${seal(body).toString('base64url')}`;
    },
    verify(token, now = new Date()) {
      const [body, signature, ...rest] = token.split('.');
      if (token.length > MAX_TOKEN || !body || !signature || rest.length > 0) return undefined;
      const [given, right] = [Buffer.from(signature, 'base64url'), seal(body)];
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const [id, merchantId, actor, seconds] = payload.parse(
        JSON.parse(Buffer.from(body, 'base64url').toString('utf8')),
      );
      const expiresAt = new Date(seconds * 1_000);
      return expiresAt > now ? { id, merchantId, actor, expiresAt } : undefined;
    },
  };
}
