import { useMerchantSettings } from '@merchantgraph/sdk/react';
import { useMemo } from 'react';
import { type Format, formatFor } from './format.ts';
import type { Merchant } from './types.ts';

/** Formats in the merchant's locale and currency; until its locale is known, in the browser's. */
export function useFormat({ id, currency, timeZone }: Merchant): Format {
  const locale = useMerchantSettings({ id }).data?.locale;
  return useMemo(() => formatFor(currency, timeZone, locale), [currency, timeZone, locale]);
}
