import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IPv4 that is not the public internet (IANA's registry of special-purpose addresses, and multicast). */
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv4');

/** The one block of IPv6 that is routed, and what of it leads elsewhere: Teredo, documentation, 6to4. */
const ROUTED = new BlockList();
ROUTED.addSubnet('2000::', 3, 'ipv6');
const NOT_PUBLIC_6 = new BlockList();
NOT_PUBLIC_6.addSubnet('2001::', 23, 'ipv6');
NOT_PUBLIC_6.addSubnet('2001:db8::', 32, 'ipv6');
NOT_PUBLIC_6.addSubnet('2002::', 16, 'ipv6');
NOT_PUBLIC_6.addSubnet('3fff::', 20, 'ipv6');

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether an address belongs to this machine. */
export const isLoopback = (address: string): boolean =>
  LOOPBACK.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether an IP address is one of the public internet. IPv6 that only carries an IPv4 address is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !NOT_PUBLIC.check(address, 'ipv4');
  return family === 6 && ROUTED.check(address, 'ipv6') && !NOT_PUBLIC_6.check(address, 'ipv6');
}

/** Why an address is not connected to. It does not say where a name leads: that is nobody's business outside. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
  constructor() {
    super('The address leads into a private network.');
  }
}

/** Which addresses may be connected to. */
export interface AddressRules {
  /** This machine itself, over plain HTTP too: for development. */
  allowLoopback: boolean;
}

const allowed = (address: string, rules: AddressRules): boolean =>
  isPublicAddress(address) || (rules.allowLoopback && isLoopback(address));

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** What is wrong with a URL as an endpoint, before any name is looked up; undefined: nothing. */
export function endpointProblem(text: string, rules: AddressRules): string | undefined {
  if (text.length > 2_000) return 'has at most 2000 characters';
  if (!URL.canParse(text)) return 'is not a URL';
  const url = new URL(text);
  const host = hostOf(url);
  const local = host === 'localhost' || (isIP(host) !== 0 && isLoopback(host));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local && rules.allowLoopback))
    return 'must begin with https://';
  if (url.username || url.password) return 'must not hold a name or password: requests are signed';
  if (local && rules.allowLoopback) return undefined;
  if (local || (isIP(host) !== 0 && !isPublicAddress(host))) return 'leads into a private network';
  return undefined;
}

/**
 * Looks names up for a connection and refuses those of which any address is not allowed. The connection goes to the very
 * address that was checked, so that a name cannot lead elsewhere a moment later.
 */
export const guardedLookup =
  (rules: AddressRules): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => allowed(address, rules)))
        return callback(new ForbiddenAddress(), '', 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

/** A connection to a literal address is never looked up: asked before each request. @throws ForbiddenAddress */
export function checkLiteral(url: URL, rules: AddressRules): void {
  const host = hostOf(url);
  if (isIP(host) !== 0 && !allowed(host, rules)) throw new ForbiddenAddress();
}
