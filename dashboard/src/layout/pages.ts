import FileDownload from '@mui/icons-material/FileDownloadOutlined';
import Home from '@mui/icons-material/HomeOutlined';
import Assessment from '@mui/icons-material/InsertChartOutlined';
import Notifications from '@mui/icons-material/NotificationsNoneOutlined';
import Person from '@mui/icons-material/PersonOutlined';
import Settings from '@mui/icons-material/SettingsOutlined';
import ShoppingCart from '@mui/icons-material/ShoppingCartOutlined';
import TipsAndUpdates from '@mui/icons-material/TipsAndUpdatesOutlined';
import { may } from '../shared/roles.ts';
import type { Membership } from '../shared/types.ts';

interface Page {
  path: string;
  label: string;
  Icon: typeof Home;
  /** Who lacks it is not shown the way there. */
  permission?: string;
}

const PAGES: readonly Page[] = [
  { path: '/', label: 'Overview', Icon: Home },
  { path: '/insights', label: 'Insights', Icon: TipsAndUpdates, permission: 'insights:read' },
  { path: '/reports', label: 'Reports', Icon: Assessment, permission: 'reports:read' },
  { path: '/alerts', label: 'Alerts', Icon: Notifications, permission: 'alerts:read' },
  { path: '/carts', label: 'Carts', Icon: ShoppingCart, permission: 'carts:read' },
  { path: '/exports', label: 'Exports', Icon: FileDownload, permission: 'exports:read' },
  { path: '/settings', label: 'Settings', Icon: Settings },
];

export const MY_ACCOUNT: Page = { path: '/settings/account', label: 'My account', Icon: Person };

/** The pages somebody may go to; without a merchant there are only those of everybody. */
export const pagesFor = (membership: Membership | undefined): readonly Page[] =>
  PAGES.filter(({ permission }) => permission === undefined || (membership && may(membership, permission)));
