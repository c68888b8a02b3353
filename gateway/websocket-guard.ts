import type { Identity } from '#platform/identity/identity.ts';
import { networkOf } from './limits/rates.ts';
import type { GatewayLimits } from './options.ts';

/** How many connections there are, by where they come from and whose they are. */
export interface ConnectionCounts {
  /** Why another one from this address is refused, if it is. */
  refusal(address: string | undefined): string | undefined;
  opened(address: string | undefined): void;
  closed(address: string | undefined, who: string | undefined): void;
  /** Counts a connection whose owner is now known; false when that one has too many. */
  owned(who: string): boolean;
  disowned(who: string): void;
}

export function createConnectionCounts(limits: GatewayLimits): ConnectionCounts {
  const byAddress = new Map<string, number>();
  const byOwner = new Map<string, number>();
  let all = 0;
  const add = (counts: Map<string, number>, key: string, difference: number) => {
    const count = (counts.get(key) ?? 0) + difference;
    if (count > 0) counts.set(key, count);
    else counts.delete(key);
  };
  return {
    refusal(address) {
      if (all >= limits.maxConnections) return 'The gateway has too many connections. Try again later.';
      if ((byAddress.get(networkOf(address)) ?? 0) >= limits.maxConnectionsPerAddress)
        return `This address has ${limits.maxConnectionsPerAddress} connections open, which is the limit.`;
      return undefined;
    },
    opened(address) {
      all++;
      add(byAddress, networkOf(address), 1);
    },
    closed(address, who) {
      all--;
      add(byAddress, networkOf(address), -1);
      if (who !== undefined) add(byOwner, who, -1);
    },
    owned(who) {
      if ((byOwner.get(who) ?? 0) >= limits.maxConnectionsPerIdentity) return false;
      add(byOwner, who, 1);
      return true;
    },
    disowned: (who) => add(byOwner, who, -1),
  };
}

/** A person or key whose connections are counted; strangers are counted by address alone. */
export function ownerOf(identity: Identity): string | undefined {
  if (identity.kind === 'user') return `user:${identity.userId}`;
  return identity.kind === 'apiKey' ? `key:${identity.keyId}` : undefined;
}

/** What an identity may do, without what does not matter to that, such as its rate limit. */
export function rightsOf(identity: Identity): string {
  if (identity.kind === 'user') return JSON.stringify([identity.userId, identity.memberships]);
  return identity.kind === 'apiKey'
    ? JSON.stringify([identity.keyId, identity.merchantId, identity.scopes])
    : identity.kind;
}
