import Add from '@mui/icons-material/Add';
import Check from '@mui/icons-material/Check';
import Storefront from '@mui/icons-material/StorefrontOutlined';
import UnfoldMore from '@mui/icons-material/UnfoldMore';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Merchant } from '../shared/types.ts';

interface SwitcherProps {
  merchants: readonly Merchant[];
  current: Merchant;
  onChoose: (slug: string) => void;
}

/** The merchant being looked at, and the others this person works for. */
export function MerchantSwitcher({ merchants, current, onChoose }: SwitcherProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <Button
        color="inherit"
        variant="outlined"
        aria-label={`Merchant: ${current.name}`}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        startIcon={<Storefront />}
        endIcon={<UnfoldMore />}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          borderColor: 'divider',
          minWidth: 0,
          '& .name': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
        }}
      >
        <span className="name">{current.name}</span>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {merchants.map((merchant) => (
          <MenuItem
            key={merchant.id}
            selected={merchant.id === current.id}
            onClick={() => {
              close();
              onChoose(merchant.slug);
            }}
          >
            <ListItemIcon>{merchant.id === current.id && <Check fontSize="small" />}</ListItemIcon>
            <ListItemText primary={merchant.name} secondary={`${merchant.currency} · ${merchant.timeZone}`} />
          </MenuItem>
        ))}
        <Divider />
        <MenuItem component={Link} to="/open-shop">
          <ListItemIcon>
            <Add fontSize="small" />
          </ListItemIcon>
          Open another shop
        </MenuItem>
      </Menu>
    </>
  );
}
