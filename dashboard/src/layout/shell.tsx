import { useMe } from '@merchantgraph/sdk/react';
import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Toolbar from '@mui/material/Toolbar';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useSession } from '../session/context.ts';
import { useMerchantPath } from '../shared/links.ts';
import { EmptyState, ErrorState } from '../shared/states.tsx';
import type { Me, Membership } from '../shared/types.ts';
import { useUrlState } from '../shared/url-state.ts';
import { AccountMenu } from './account-menu.tsx';
import { MerchantSwitcher } from './merchant-switcher.tsx';
import { pagesFor } from './pages.ts';
import { ThemeButton } from './theme-button.tsx';
import { Wordmark } from './wordmark.tsx';

const ARRIVAL_WAIT_MS = 500;
const ARRIVAL_TRIES = 4;

/** What every page is given: who is looking, and at which merchant. */
export interface Viewer {
  me: Me;
  membership: Membership;
}

/** The bar on top, the choice of merchant, and the page below. */
export function Shell({ children }: { children: (viewer: Viewer) => ReactNode }) {
  const session = useSession();
  const { data: me, error, loading, refetch } = useMe();
  const [chosen, choose] = useUrlState('merchant');
  const memberships = me?.memberships.nodes ?? [];
  const wanted = memberships.find(({ merchant: { slug, id } }) => slug === chosen || id === chosen);
  const isArriving = useArrival(me !== undefined && chosen !== undefined && !wanted, refetch);
  const membership = wanted ?? (isArriving ? undefined : memberships[0]);

  // The API says that this browser is a stranger's: the session is over, however that came.
  const isNobody = me === null && !error && !loading;
  useEffect(() => {
    if (isNobody) session.ended('Your session has ended. Please sign in again.');
  }, [isNobody, session]);

  // Who comes back to the tab may have got another role meanwhile.
  useEffect(() => {
    const onVisible = () => document.visibilityState === 'visible' && refetch();
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [refetch]);

  return (
    <Box sx={{ minHeight: '100dvh', bgcolor: 'background.default' }}>
      <Button
        href="#content"
        variant="contained"
        sx={{ position: 'fixed', top: -100, left: 8, zIndex: 2000, '&:focus': { top: 8 } }}
      >
        Skip to content
      </Button>
      <AppBar position="sticky" color="inherit" sx={{ bgcolor: 'background.paper' }}>
        <Toolbar sx={{ gap: { xs: 1, sm: 2 }, minHeight: { xs: 60 } }}>
          <Wordmark compact />
          {membership && (
            <MerchantSwitcher
              merchants={memberships.map(({ merchant }) => merchant)}
              current={membership.merchant}
              onChoose={choose}
            />
          )}
          {membership && <MainNavigation membership={membership} />}
          <Box sx={{ flex: 1 }} />
          <ThemeButton />
          <AccountMenu membership={membership} name={me?.name ?? ''} email={me?.email ?? ''} />
        </Toolbar>
        {(loading || isArriving) && <LinearProgress aria-label="Loading" sx={{ height: 2, mt: '-2px' }} />}
      </AppBar>
      <Box
        component="main"
        id="content"
        tabIndex={-1}
        sx={{ maxWidth: 1440, mx: 'auto', p: { xs: 1.5, sm: 3 }, outline: 0 }}
      >
        {error && !me && <ErrorState error={error} onRetry={refetch} />}
        {me && !membership && !isArriving && (
          <EmptyState
            title="No merchant yet"
            text="You are in no team at present. Ask the owner of a shop for an invitation, or open your own."
          >
            <Button component={Link} to="/open-shop" variant="outlined">
              Open a shop
            </Button>
          </EmptyState>
        )}
        {me && membership && children({ me, membership })}
      </Box>
    </Box>
  );
}

/** A team that was joined a moment ago is known to the whole API within a second: until then it is asked for again. */
function useArrival(isMissing: boolean, refetch: () => void): boolean {
  const [asked, setAsked] = useState(0);
  const isArriving = isMissing && asked < ARRIVAL_TRIES;
  useEffect(() => {
    if (!isMissing) return setAsked(0);
    if (asked >= ARRIVAL_TRIES) return;
    const timer = setTimeout(() => {
      refetch();
      setAsked(asked + 1);
    }, ARRIVAL_WAIT_MS);
    return () => clearTimeout(timer);
  }, [isMissing, asked, refetch]);
  return isArriving;
}

/** On a narrow screen the same pages are in the account menu. */
function MainNavigation({ membership }: { membership: Membership }) {
  const { pathname } = useLocation();
  const to = useMerchantPath();
  return (
    <Box component="nav" aria-label="Main" sx={{ display: { xs: 'none', lg: 'flex' }, gap: 0.5 }}>
      {pagesFor(membership).map(({ path, label }) => {
        const isCurrent = path === '/' ? pathname === '/' : pathname.startsWith(path);
        return (
          <Button
            key={path}
            component={Link}
            to={to(path)}
            color={isCurrent ? 'primary' : 'inherit'}
            aria-current={isCurrent ? 'page' : undefined}
          >
            {label}
          </Button>
        );
      })}
    </Box>
  );
}
