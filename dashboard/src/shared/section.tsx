import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  text?: ReactNode;
  /** Beside the title, for example a button that adds something. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One subject of a settings page. */
export function Section({ title, text, action, children }: SectionProps) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} sx={{ p: { xs: 2, sm: 3 }, minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'start', flexWrap: 'wrap', gap: 1.5 }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Typography id={id} component="h2" variant="h6">
            {title}
          </Typography>
          {text && (
            <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
              {text}
            </Typography>
          )}
        </Box>
        {action}
      </Box>
      {children && <Box sx={{ mt: 2 }}>{children}</Box>}
    </Paper>
  );
}

/** A list of things, or bones of it while it is loading. */
export function Rows(props: { label: string; loading: boolean; children: ReactNode }) {
  const { label, loading, children } = props;
  return (
    <Box
      component="ul"
      aria-label={label}
      aria-busy={loading}
      sx={{ listStyle: 'none', m: 0, p: 0, '& > li + li': { borderTop: 1, borderColor: 'divider' } }}
    >
      {loading
        ? ['a', 'b', 'c'].map((key) => (
            <li key={key}>
              <Skeleton height={56} />
            </li>
          ))
        : children}
    </Box>
  );
}

interface RowProps {
  /** What the thing is called; rows are found by it. */
  name: string;
  title?: ReactNode;
  text?: ReactNode;
  /** Under it, in its whole width. */
  below?: ReactNode;
  children?: ReactNode;
}

/** One thing of a list: what it is, and what can be done with it. */
export function Row({ name, title, text, below, children }: RowProps) {
  return (
    <Box
      component="li"
      aria-label={name}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, py: 1.5 }}
    >
      <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
        <Typography component="div" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {title ?? name}
        </Typography>
        {text && (
          <Typography variant="body2" component="div" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {text}
          </Typography>
        )}
      </Box>
      {children}
      {below && <Box sx={{ flexBasis: '100%', minWidth: 0 }}>{below}</Box>}
    </Box>
  );
}
