import Check from '@mui/icons-material/Check';
import Close from '@mui/icons-material/Close';
import NorthEast from '@mui/icons-material/NorthEast';
import Restore from '@mui/icons-material/RestoreOutlined';
import SouthEast from '@mui/icons-material/SouthEast';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import MuiLink from '@mui/material/Link';
import { keyframes } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Format } from '../shared/format.ts';
import { useMerchantPath } from '../shared/links.ts';
import type { Insight } from '../shared/types.ts';
import { figureOf, SEVERITY } from './words.ts';

const arrive = keyframes`from { opacity: 0; transform: translateY(-8px); } to { opacity: 1; transform: none; }`;

interface InsightCardProps {
  insight: Insight;
  format: Format;
  /** Came while the page was open. */
  isNew: boolean;
  onRead: (id: string) => Promise<void>;
  onDismiss: (id: string) => Promise<void>;
  onRestore: (id: string) => Promise<void>;
}

/** One insight: what happened, by how much, when, and what to do with it. */
export function InsightCard({ insight, format, isNew, onRead, onDismiss, onRestore }: InsightCardProps) {
  const [busy, setBusy] = useState(false);
  const to = useMerchantPath();
  const { id, severity, status, title, text, figures, window, direction } = insight;
  const look = SEVERITY[severity];
  const edge = look.color === 'default' ? 'text.disabled' : `${look.color}.main`;
  const { show: figure } = figureOf(insight, figures.currency, format);
  const Arrow = direction === 'UP' ? NorthEast : SouthEast;
  const run = (action: (id: string) => Promise<void>) => async () => {
    if (busy) return;
    setBusy(true);
    await action(id);
    setBusy(false);
  };

  return (
    <Box
      component="li"
      data-testid="insight-card"
      data-insight-id={id}
      sx={{
        position: 'relative',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        p: 2,
        pl: 2.5,
        overflow: 'hidden',
        animation: isNew ? `${arrive} 400ms ease-out` : undefined,
        bgcolor:
          status === 'UNREAD'
            ? 'color-mix(in srgb, var(--mui-palette-primary-main) 5%, transparent)'
            : undefined,
        '&::before': { content: '""', position: 'absolute', inset: '0 auto 0 0', width: 4, bgcolor: edge },
      }}
    >
      <Box component="article" aria-labelledby={`insight-${id}`}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.75 }}>
          <Chip size="small" label={look.label} color={look.color} variant="outlined" />
          {status === 'UNREAD' && <Chip size="small" label={isNew ? 'Just in' : 'New'} color="primary" />}
          <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto' }} noWrap>
            {format.range(window.from, window.to)}
          </Typography>
        </Box>
        <Typography
          id={`insight-${id}`}
          component="h3"
          sx={{ fontWeight: status === 'UNREAD' ? 700 : 600, lineHeight: 1.35 }}
        >
          <MuiLink component={Link} to={to(`/insights/${id}`)} color="inherit" underline="hover">
            {title}
          </MuiLink>
        </Typography>
        <Typography
          variant="body2"
          color="textSecondary"
          // The page of the insight has all of it.
          sx={{
            mt: 0.5,
            display: '-webkit-box',
            WebkitLineClamp: 4,
            WebkitBoxOrient: 'vertical',
            overflow: 'hidden',
          }}
        >
          {text}
        </Typography>
        <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', gap: 2.5, my: 1.25 }}>
          <Figure label="Observed" value={figure(figures.observed)} />
          <Figure label="Expected" value={figure(figures.expected)} />
          {figures.change !== null && (
            <Figure
              label="Change"
              value={
                <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
                  {format.change(figures.change)}
                  <Arrow sx={{ fontSize: 16 }} aria-hidden />
                </Box>
              }
            />
          )}
        </Box>
        <Box sx={{ display: 'flex', gap: 1, ml: -0.75 }}>
          {status === 'UNREAD' && (
            <Button
              size="small"
              startIcon={<Check />}
              onClick={run(onRead)}
              aria-label={`Mark as read: ${title}`}
            >
              Mark as read
            </Button>
          )}
          {status === 'DISMISSED' ? (
            <Button
              size="small"
              startIcon={<Restore />}
              onClick={run(onRestore)}
              aria-label={`Restore: ${title}`}
            >
              Restore
            </Button>
          ) : (
            <Button
              size="small"
              color="inherit"
              startIcon={<Close />}
              onClick={run(onDismiss)}
              aria-label={`Dismiss: ${title}`}
              sx={{ color: 'text.secondary' }}
            >
              Dismiss
            </Button>
          )}
        </Box>
      </Box>
    </Box>
  );
}

export function Figure({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <div>
      <Typography component="dt" variant="caption" color="textSecondary">
        {label}
      </Typography>
      <Typography
        component="dd"
        variant="body2"
        sx={{ m: 0, fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}
      >
        {value}
      </Typography>
    </div>
  );
}
