import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link, useLocation } from 'react-router';
import { useMerchantPath } from './links.ts';

interface SubNavigationProps {
  label: string;
  /** `within` is the beginning of addresses that belong to the page too. */
  pages: readonly { path: string; label: string; within?: RegExp }[];
  /** Filters in the address go along. */
  keepSearch?: boolean;
}

/** The pages of one area, in a row that wraps. */
export function SubNavigation({ label, pages, keepSearch = false }: SubNavigationProps) {
  const { pathname, search } = useLocation();
  const to = useMerchantPath();
  return (
    <Box component="nav" aria-label={label} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
      {pages.map((page) => {
        const isCurrent = pathname === page.path || page.within?.test(pathname) === true;
        return (
          <Button
            key={page.path}
            component={Link}
            to={keepSearch ? `${page.path}${search}` : to(page.path)}
            size="small"
            color={isCurrent ? 'primary' : 'inherit'}
            aria-current={pathname === page.path ? 'page' : isCurrent ? 'true' : undefined}
            sx={{
              px: 1.5,
              bgcolor: isCurrent
                ? 'color-mix(in srgb, var(--mui-palette-primary-main) 10%, transparent)'
                : undefined,
            }}
          >
            {page.label}
          </Button>
        );
      })}
    </Box>
  );
}
