import { useCallback } from 'react';
import { useLocation, useSearchParams } from 'react-router';

/** Addresses of other pages that stay with the merchant being looked at. */
export function useMerchantPath(): (path: string) => string {
  const [parameters] = useSearchParams();
  const merchant = parameters.get('merchant');
  return useCallback(
    (path) => (merchant ? `${path}?merchant=${encodeURIComponent(merchant)}` : path),
    [merchant],
  );
}

/** What stands behind `#token=` in the address: the link of an e-mail. */
export function useLinkToken(): string | undefined {
  return new URLSearchParams(useLocation().hash.slice(1)).get('token') || undefined;
}
