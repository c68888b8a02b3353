import Logout from '@mui/icons-material/Logout';
import Avatar from '@mui/material/Avatar';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../session/context.ts';
import { useMerchantPath } from '../shared/links.ts';
import { useMessages } from '../shared/messages.tsx';
import { problemOf } from '../shared/outcome.ts';
import type { Membership } from '../shared/types.ts';
import { MY_ACCOUNT, pagesFor } from './pages.ts';

/** Who is signed in, where else to go, and the way out. */
export function AccountMenu(props: { membership: Membership | undefined; name: string; email: string }) {
  const { membership, name, email } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const session = useSession();
  const { show } = useMessages();
  const to = useMerchantPath();
  const initials = name
    .split(' ')
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join('');
  const pages = [...pagesFor(membership), MY_ACCOUNT];
  const close = () => setAnchor(null);
  const signOut = () => session.signOut().catch((error: unknown) => show(problemOf(error).text));
  return (
    <>
      <Tooltip title="Account">
        <IconButton
          aria-label={`Account ${initials}`.trim()}
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
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem disabled sx={{ '&.Mui-disabled': { opacity: 1 } }}>
          <ListItemText primary={name} secondary={email} />
        </MenuItem>
        <Divider />
        {pages.map(({ path, label, Icon }) => (
          <MenuItem key={path} component={Link} to={to(path)} onClick={close}>
            <ListItemIcon>
              <Icon fontSize="small" />
            </ListItemIcon>
            {label}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          onClick={() => {
            close();
            void signOut();
          }}
        >
          <ListItemIcon>
            <Logout fontSize="small" />
          </ListItemIcon>
          Sign out
        </MenuItem>
      </Menu>
    </>
  );
}
