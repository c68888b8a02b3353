import type { Format } from '../shared/format.ts';
import type { Membership } from '../shared/types.ts';

/** What every page about insights is given. */
export interface InsightPageProps {
  membership: Membership;
  format: Format;
}
