import type { Comparison } from '../home/filters.tsx';
import type { Format } from '../shared/format.ts';
import type { Period } from '../shared/period.ts';
import type { Membership, Merchant } from '../shared/types.ts';

/** What every report is given. */
export interface ReportProps {
  merchant: Merchant;
  membership: Membership;
  format: Format;
  period: Period;
  comparison: Comparison;
  /** The variables that all reports about days share. */
  range: {
    merchantId: string;
    from: string;
    to: string;
    filter: { country?: string[] };
  };
}

/** What is known is shown while newer figures are asked for. */
export const FRESH = { policy: 'cache-and-network' } as const;
