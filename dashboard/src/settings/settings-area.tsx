import { useMe, useOutbox } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { type ReactNode, useMemo } from 'react';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import type { Viewer } from '../layout/shell.tsx';
import { useMerchantPath } from '../shared/links.ts';
import { may } from '../shared/roles.ts';
import { NotFound } from '../shared/states.tsx';
import { useFormat } from '../shared/use-format.ts';
import { CalendarPage } from './calendar/calendar-page.tsx';
import { KeysPage } from './keys/keys-page.tsx';
import { AuditPage } from './log/audit-page.tsx';
import { OutboxPage } from './log/outbox-page.tsx';
import { FlagsPage } from './merchant/flags-page.tsx';
import { MerchantPage } from './merchant/merchant-page.tsx';
import { AccountPage } from './self/account-page.tsx';
import { TeamPage } from './team/team-page.tsx';
import type { SettingsPageProps } from './types.ts';
import { WebhooksPage } from './webhooks/webhooks-page.tsx';

interface Page {
  path: string;
  label: string;
  /** Who lacks it is not shown the page. */
  permission?: string;
  /** Only where e-mail stays in the outbox, because no mail server is configured. */
  outboxOnly?: boolean;
  render: (props: SettingsPageProps) => ReactNode;
}

const PAGES: readonly Page[] = [
  { path: 'team', label: 'Team', permission: 'members:read', render: (props) => <TeamPage {...props} /> },
  { path: 'keys', label: 'API keys', permission: 'keys:read', render: (props) => <KeysPage {...props} /> },
  {
    path: 'webhooks',
    label: 'Webhooks',
    permission: 'webhooks:read',
    render: (props) => <WebhooksPage {...props} />,
  },
  {
    path: 'calendar',
    label: 'Calendar',
    permission: 'calendar:read',
    render: (props) => <CalendarPage {...props} />,
  },
  {
    path: 'merchant',
    label: 'Shop',
    permission: 'settings:read',
    render: (props) => <MerchantPage {...props} />,
  },
  {
    path: 'features',
    label: 'Features',
    permission: 'flags:read',
    render: (props) => <FlagsPage {...props} />,
  },
  {
    path: 'audit',
    label: 'Audit log',
    permission: 'audit:read',
    render: (props) => <AuditPage {...props} />,
  },
  { path: 'outbox', label: 'Outbox', outboxOnly: true, render: (props) => <OutboxPage {...props} /> },
  { path: 'account', label: 'My account', render: (props) => <AccountPage {...props} /> },
];

/** Everything about people, teams, keys and how the shop counts. Loaded when somebody goes there. */
export default function SettingsArea({ me, membership }: Viewer) {
  // Rights may have changed since the page was loaded; what is known is shown meanwhile.
  useMe({}, { policy: 'cache-and-network' });
  const outbox = useOutbox({ first: 1 });
  const delivery = outbox.data?.delivery;
  const to = useMerchantPath();
  const { pathname } = useLocation();
  const { merchant } = membership;
  const format = useFormat(merchant);
  const props = useMemo(() => ({ me, membership, merchant, format }), [me, membership, merchant, format]);
  const pages = PAGES.filter(
    ({ permission, outboxOnly }) =>
      (permission === undefined || may(membership, permission)) && (!outboxOnly || delivery === 'OUTBOX'),
  );
  const first = pages[0]?.path ?? 'account';

  return (
    <Box
      sx={{
        display: 'grid',
        gap: { xs: 1.5, md: 3 },
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '190px minmax(0, 1fr)' },
        alignItems: 'start',
        maxWidth: 1100,
        mx: 'auto',
      }}
    >
      <Box
        component="nav"
        aria-label="Settings"
        sx={{
          display: 'flex',
          flexDirection: { md: 'column' },
          flexWrap: { xs: 'wrap', md: 'nowrap' },
          gap: 0.5,
          position: { md: 'sticky' },
          top: 84,
        }}
      >
        {pages.map(({ path, label }) => {
          const isCurrent = pathname === `/settings/${path}`;
          return (
            <Button
              key={path}
              component={Link}
              to={to(`/settings/${path}`)}
              color={isCurrent ? 'primary' : 'inherit'}
              aria-current={isCurrent ? 'page' : undefined}
              sx={{
                justifyContent: 'flex-start',
                bgcolor: isCurrent
                  ? 'color-mix(in srgb, var(--mui-palette-primary-main) 10%, transparent)'
                  : undefined,
              }}
            >
              {label}
            </Button>
          );
        })}
      </Box>
      <Box sx={{ display: 'grid', gap: { xs: 1.5, sm: 2.5 }, minWidth: 0 }}>
        <Routes>
          <Route index element={<Navigate to={to(`/settings/${first}`)} replace />} />
          {pages.map(({ path, render }) => (
            <Route key={path} path={path} element={render(props)} />
          ))}
          <Route path="*" element={outbox.loading ? <Skeleton height={60} /> : <NotFound />} />
        </Routes>
      </Box>
    </Box>
  );
}
