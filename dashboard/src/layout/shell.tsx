import type { MembershipFieldsFragment } from '@merchantgraph/sdk';
import { useMe } from '@merchantgraph/sdk/react';
import DarkMode from '@mui/icons-material/DarkModeOutlined';
import LightMode from '@mui/icons-material/LightModeOutlined';
import Logout from '@mui/icons-material/Logout';
import AppBar from '@mui/material/AppBar';
import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useColorScheme } from '@mui/material/styles';
import Toolbar from '@mui/material/Toolbar';
import Tooltip from '@mui/material/Tooltip';
import { type ReactNode, useState } from 'react';
import { EmptyState, ErrorState } from '../shared/states.tsx';
import { useUrlState } from '../shared/url-state.ts';
import { MerchantSwitcher } from './merchant-switcher.tsx';
import { Wordmark } from './wordmark.tsx';

/** A merchant as the switcher and every page know it. */
export type Merchant = MembershipFieldsFragment['merchant'];

interface ShellProps {
  onSignOut: () => Promise<void>;
  children: (merchant: Merchant) => ReactNode;
}

/** The bar on top, the choice of merchant, and the page below. */
export function Shell({ onSignOut, children }: ShellProps) {
  const { data: me, error, loading, refetch } = useMe();
  const [chosen, choose] = useUrlState('merchant');
  const merchants = me?.memberships.nodes.map((membership) => membership.merchant) ?? [];
  const merchant = merchants.find(({ slug, id }) => slug === chosen || id === chosen) ?? merchants[0];

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
          {merchant && <MerchantSwitcher merchants={merchants} current={merchant} onChoose={choose} />}
          <Box sx={{ flex: 1 }} />
          <ThemeButton />
          <AccountMenu name={me?.name ?? ''} email={me?.email ?? ''} onSignOut={onSignOut} />
        </Toolbar>
        {loading && <LinearProgress aria-label="Loading" sx={{ height: 2, mt: '-2px' }} />}
      </AppBar>
      <Box
        component="main"
        id="content"
        tabIndex={-1}
        sx={{ maxWidth: 1440, mx: 'auto', p: { xs: 1.5, sm: 3 }, outline: 0 }}
      >
        {error && !me && <ErrorState error={error} onRetry={refetch} />}
        {me && !merchant && (
          <EmptyState
            title="No merchant yet"
            text="Nobody has added you to a merchant. Ask its owner for an invitation."
          />
        )}
        {merchant && children(merchant)}
      </Box>
    </Box>
  );
}

function ThemeButton() {
  const { mode, systemMode, setMode } = useColorScheme();
  const dark = (mode === 'system' ? systemMode : mode) === 'dark';
  const label = dark ? 'Use light colours' : 'Use dark colours';
  return (
    <Tooltip title={label}>
      <IconButton aria-label={label} onClick={() => setMode(dark ? 'light' : 'dark')}>
        {dark ? <LightMode /> : <DarkMode />}
      </IconButton>
    </Tooltip>
  );
}

function AccountMenu(props: { name: string; email: string; onSignOut: () => Promise<void> }) {
  const { name, email, onSignOut } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const initials = name
    .split(' ')
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join('');
  return (
    <>
      <Tooltip title="Account">
        <IconButton
          aria-label="Account"
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
          sx={{ p: 0.5 }}
        >
          <Avatar
            sx={{
              width: 34,
              height: 34,
              fontSize: 14,
              fontWeight: 600,
              bgcolor: 'primary.main',
              color: 'primary.contrastText',
            }}
          >
            {initials}
          </Avatar>
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem disabled sx={{ '&.Mui-disabled': { opacity: 1 } }}>
          <ListItemText primary={name} secondary={email} />
        </MenuItem>
        <MenuItem onClick={() => void onSignOut()}>
          <ListItemIcon>
            <Logout fontSize="small" />
          </ListItemIcon>
          Sign out
        </MenuItem>
      </Menu>
    </>
  );
}
