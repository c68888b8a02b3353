import type { Format } from '../shared/format.ts';
import type { Me, Membership, Merchant } from '../shared/types.ts';

/** What every page of the settings is given. */
export interface SettingsPageProps {
  me: Me;
  membership: Membership;
  merchant: Merchant;
  format: Format;
}
