import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { GraphQLError } from 'graphql';
import { LruCache } from '#platform/cache/lru.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { Budget, Charge, Rate, RateLimiter } from '#platform/rate-limit/index.ts';
import type { OperationCost } from './cost.ts';
import { REPORT_FIELDS } from './weights.ts';

/** Whose bucket an expensive field takes from. */
type ExpensiveRate = Rate & { by: 'address' | 'identity' };

/** Rates by what they are on. */
export interface RateLimitRules {
  /** All requests of the deployment together. */
  overall: Rate;
  /** Requests of one address that nobody signed, or whose token does not hold. */
  address: Rate;
  user: Rate;
  /** Where the key itself names no rate. */
  apiKey: Rate;
  /** Everybody of one merchant together. */
  merchant: Rate;
  /** Fields that cost far more than others, as `Type.field`. */
  expensive: Readonly<Record<string, ExpensiveRate>>;
}

/** Addresses whose bucket's name need not be computed again. */
const REMEMBERED_ADDRESSES = 5_000;

const perMinute = (count: number, by: ExpensiveRate['by']): ExpensiveRate => ({
  perSecond: count / 60,
  burst: count,
  by,
});

export const DEFAULT_RATES: RateLimitRules = {
  overall: { perSecond: 1_000, burst: 1_000 },
  address: { perSecond: 50, burst: 200 },
  user: { perSecond: 100, burst: 200 },
  apiKey: { perSecond: 100, burst: 200 },
  merchant: { perSecond: 300, burst: 600 },
  expensive: {
    // Guessing, and mail to strangers. An office shares an address.
    'Mutation.signIn': perMinute(60, 'address'),
    'Mutation.completeSignIn': perMinute(60, 'address'),
    'Mutation.signUp': perMinute(20, 'address'),
    'Mutation.requestPasswordReset': perMinute(20, 'address'),
    'Mutation.resetPassword': perMinute(20, 'address'),
    'Mutation.acceptInvitation': perMinute(20, 'address'),
    'Mutation.verifyEmail': perMinute(60, 'address'),
    'Query.invitation': perMinute(60, 'address'),
    // Whole periods and whole tables.
    'Mutation.requestExport': perMinute(30, 'identity'),
    ...Object.fromEntries(REPORT_FIELDS.map((field) => [field, perMinute(600, 'identity')])),
    'Merchant.forecast': perMinute(120, 'identity'),
  },
};

/** How often who may ask. Answers at once while leased tokens last. */
export interface RateLimits {
  readonly expensiveFields: ReadonlySet<string>;
  /** One request of somebody known, or of a stranger. */
  admit(identity: Identity, address: string | undefined, variables?: unknown): Budget | Promise<Budget>;
  /** A request whose token does not hold: its address pays. */
  admitRefused(address: string | undefined): Budget | Promise<Budget>;
  /** Whether an address has spent what it has for requests without a name, or with tokens that do not hold. */
  isSpent(address: string | undefined): boolean;
  /** What an operation holds of expensive fields; nothing when it holds none. */
  admitExpensive(
    cost: OperationCost,
    identity: Identity,
    address: string | undefined,
  ): Budget | Promise<Budget> | undefined;
}

export function createRateLimits(limiter: RateLimiter, rules: Partial<RateLimitRules> = {}): RateLimits {
  const rates = { ...DEFAULT_RATES, ...rules };
  const charge = (key: string, name: string, rate: Rate, tokens = 1): Charge => ({
    key,
    name,
    perSecond: rate.perSecond,
    burst: Math.max(rate.burst, tokens),
    tokens,
  });
  const overall = charge('all', 'requests of everybody', rates.overall);
  /** Charges of one identity object, which is the same while nothing about it changes. */
  const known = new WeakMap<Identity, Charge[]>();

  const keys = new LruCache<string>(REMEMBERED_ADDRESSES);
  const keyOfAddress = (address: string | undefined): string => {
    const known = keys.get(address ?? '');
    if (known !== undefined) return known;
    const key = `address:${networkOf(address)}`;
    keys.set(address ?? '', key);
    return key;
  };
  const ofAddress = (address: string | undefined): Charge =>
    charge(keyOfAddress(address), 'requests of this address', rates.address);

  const chargesOf = (identity: Identity): Charge[] => {
    let charges = known.get(identity);
    if (!charges) {
      charges = [overall];
      if (identity.kind === 'user') {
        charges.push(charge(`user:${identity.userId}`, 'requests of this user', rates.user));
        const [only, another] = identity.memberships;
        if (only && !another) charges.push(ofMerchant(only.merchantId));
      } else if (identity.kind === 'apiKey') {
        const { rateLimit } = identity;
        const own = rateLimit === undefined ? rates.apiKey : { perSecond: rateLimit, burst: rateLimit * 2 };
        charges.push(charge(`key:${identity.keyId}`, 'requests of this API key', own));
        charges.push(ofMerchant(identity.merchantId));
      }
      known.set(identity, charges);
    }
    return charges;
  };
  const ofMerchant = (merchantId: string): Charge =>
    charge(`merchant:${merchantId}`, 'requests of this merchant', rates.merchant);

  return {
    expensiveFields: new Set(Object.keys(rates.expensive)),
    admit(identity, address, variables) {
      if (identity.kind === 'anonymous') return limiter.take([overall, ofAddress(address)]);
      const charges = chargesOf(identity);
      // Who belongs to several merchants takes from the one that is asked about, where a variable names it.
      if (identity.kind === 'user' && identity.memberships.length > 1) {
        const merchantId = merchantIn(identity.memberships, variables);
        if (merchantId !== undefined) return limiter.take([...charges, ofMerchant(merchantId)]);
      }
      return limiter.take(charges);
    },
    admitRefused: (address) => limiter.take([overall, ofAddress(address)]),
    isSpent: (address) => limiter.isEmpty(keyOfAddress(address)),
    admitExpensive({ expensive }, identity, address) {
      if (expensive.size === 0) return undefined;
      const charges: Charge[] = [];
      for (const [field, count] of expensive) {
        const rate = rates.expensive[field];
        if (!rate) continue;
        const whose = rate.by === 'address' ? networkOf(address) : whoIs(identity, address);
        charges.push(charge(`${field}:${whose}`, `${field} of this ${rate.by}`, rate, count));
      }
      return limiter.take(charges);
    },
  };
}

/** Throws RATE_LIMITED unless the budget allows the request. */
export function requireBudget(budget: Budget): void {
  if (budget.allowed) return;
  throw new GraphQLError(
    `Too many ${budget.name}: the limit is ${budget.limit} at once. Try again in ${budget.resetSeconds} s.`,
    { extensions: { code: 'RATE_LIMITED', limit: budget.name, retryAfter: budget.resetSeconds } },
  );
}

/** Headers that tell a client what is left, after the IETF's draft on RateLimit header fields (its version 06). */
export const budgetHeaders = (budget: Budget): Record<string, string> => ({
  'ratelimit-limit': String(budget.limit),
  'ratelimit-remaining': String(budget.remaining),
  'ratelimit-reset': String(budget.resetSeconds),
  ...(budget.allowed ? {} : { 'retry-after': String(budget.resetSeconds) }),
});

function whoIs(identity: Identity, address: string | undefined): string {
  if (identity.kind === 'user') return identity.userId;
  return identity.kind === 'apiKey' ? identity.keyId : networkOf(address);
}

/**
 * An address as a bucket's name: its hash, since an address tells about a person and a bucket is kept for an hour. One
 * customer of IPv6 has at least a /64, every address of which is the same bucket.
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const network = mapped ?? (isIPv6(address) ? firstHalf(address) : address);
  return createHash('sha256').update(network).digest('base64url').slice(0, 16);
}

function firstHalf(address: string): string {
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = !tail ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

function merchantIn(
  memberships: readonly { merchantId: string }[],
  variables: unknown,
  depth = 0,
): string | undefined {
  if (typeof variables === 'string')
    return memberships.find(({ merchantId }) => merchantId === variables)?.merchantId;
  if (typeof variables !== 'object' || variables === null || depth > 2) return undefined;
  for (const value of Object.values(variables).slice(0, 20)) {
    const found = merchantIn(memberships, value, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
