import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link as RouterLink, type To } from 'react-router';
import { Wordmark } from '../layout/wordmark.tsx';
import { PageTitle } from '../shared/page-title.tsx';

interface FrameProps {
  title: string;
  text?: ReactNode;
  children: ReactNode;
  /** Links to other pages of this kind. */
  footer?: ReactNode;
}

/** A page for somebody who is not (quite) signed in: one card in the middle. */
export function Frame({ title, text, children, footer }: FrameProps) {
  return (
    <Box
      component="main"
      sx={{
        minHeight: '100dvh',
        display: 'grid',
        placeItems: 'center',
        p: 2,
        background: (theme) =>
          `radial-gradient(60rem 40rem at 15% -10%, color-mix(in srgb, ${theme.vars?.palette.primary.main} 22%, transparent), transparent),
           radial-gradient(50rem 40rem at 110% 110%, color-mix(in srgb, ${theme.vars?.palette.secondary.main} 18%, transparent), transparent)`,
      }}
    >
      <Paper sx={{ width: '100%', maxWidth: 440, p: { xs: 3, sm: 5 }, display: 'grid', gap: 2.5 }}>
        <Wordmark />
        <div>
          <PageTitle>{title}</PageTitle>
          {text && (
            <Typography color="textSecondary" sx={{ mt: 0.5 }}>
              {text}
            </Typography>
          )}
        </div>
        {children}
        {footer && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 1, fontSize: 14 }}>
            {footer}
          </Box>
        )}
      </Paper>
    </Box>
  );
}

/** A link to another page, as text. */
export function TextLink(props: { to: To; state?: unknown; children: ReactNode }) {
  return <Link component={RouterLink} underline="hover" {...props} />;
}

/** The fields of a form, one below the other. */
export const stack = { display: 'grid', gap: 2.5 } as const;
