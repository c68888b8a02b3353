import { networkOf } from '#platform/network/index.ts';
import { createSealer } from '#platform/sealing/index.ts';

/** Characters of the hash that are kept: 96 bits, far more than carts there will ever be. */
const LENGTH = 16;

/**
 * Makes of an IP address what is kept of it: HMAC-SHA256 under a key of the deployment, over merchant and address. The
 * same address is the same within one merchant, and says nothing to who has the database but not the secret: all of IPv4
 * can be guessed from a plain hash within minutes. A host of IPv6 is its /64.
 * @param options.secret of the deployment; the key is derived for these hashes alone
 */
export function createAddressHash(options: {
  secret: string;
  merchantId: string;
}): (address: string) => string {
  const sealer = createSealer({ secret: options.secret, label: 'cart-addresses' });
  return (address) =>
    sealer
      .digest(`${options.merchantId} ${networkOf(address)}`)
      .toString('base64url')
      .slice(0, LENGTH);
}
