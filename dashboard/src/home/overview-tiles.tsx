import type { QueryState } from '@merchantgraph/sdk/react';
import TrendingDown from '@mui/icons-material/TrendingDown';
import TrendingFlat from '@mui/icons-material/TrendingFlat';
import TrendingUp from '@mui/icons-material/TrendingUp';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { Format } from '../shared/format.ts';
import { ErrorState } from '../shared/states.tsx';
import type { Overview } from '../shared/types.ts';

interface Tile {
  label: string;
  value: string;
  exact?: string;
  change?: number | null;
  before?: string;
  note?: string;
  /** Whether more of it is good news. */
  good: 'up' | 'down';
}

/** The headline figures of the period, each with its change against the period before. */
export function OverviewTiles({ state, format }: { state: QueryState<Overview | null>; format: Format }) {
  const { data, error, loading, refetch } = state;
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  const tiles = data ? tilesOf(data, format) : undefined;
  return (
    <Box
      component="section"
      aria-label="Headline figures"
      aria-busy={loading}
      sx={{
        display: 'grid',
        gap: { xs: 1, sm: 1.5 },
        gridTemplateColumns: { xs: 'repeat(2, 1fr)', sm: 'repeat(3, 1fr)', lg: 'repeat(6, 1fr)' },
        opacity: state.refreshing ? 0.75 : 1,
        transition: 'opacity 150ms',
      }}
    >
      {tiles
        ? tiles.map((tile) => <TileCard key={tile.label} tile={tile} format={format} />)
        : ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => <Skeleton key={key} variant="rounded" height={116} />)}
    </Box>
  );
}

function TileCard({ tile, format }: { tile: Tile; format: Format }) {
  return (
    <Paper sx={{ p: { xs: 1.5, sm: 2 }, minWidth: 0 }}>
      <Typography variant="body2" color="textSecondary" sx={{ fontWeight: 500 }}>
        {tile.label}
      </Typography>
      <Tooltip title={tile.exact && tile.exact !== tile.value ? tile.exact : ''}>
        <Typography
          sx={{
            fontSize: { xs: 22, sm: 26 },
            fontWeight: 700,
            letterSpacing: '-0.02em',
            lineHeight: 1.3,
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          {tile.value}
        </Typography>
      </Tooltip>
      <Box sx={{ minHeight: 22, mt: 0.25 }}>
        {tile.change !== undefined ? (
          <Change change={tile.change} good={tile.good} before={tile.before} format={format} />
        ) : (
          <Typography variant="caption" color="textSecondary">
            {tile.note}
          </Typography>
        )}
      </Box>
    </Paper>
  );
}

function Change(props: {
  change: number | null;
  good: 'up' | 'down';
  before: string | undefined;
  format: Format;
}) {
  const { change, good, before, format } = props;
  if (change === null) {
    return (
      <Typography variant="caption" color="textSecondary">
        Nothing to compare with
      </Typography>
    );
  }
  const steady = Math.abs(change) < 0.0005;
  const better = change > 0 === (good === 'up');
  const Icon = steady ? TrendingFlat : change > 0 ? TrendingUp : TrendingDown;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flexWrap: 'wrap' }}>
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.5,
          fontSize: 13,
          fontWeight: 600,
          color: steady ? 'text.secondary' : better ? 'success.main' : 'error.main',
        }}
      >
        <Icon sx={{ fontSize: 17 }} aria-hidden />
        {format.change(change)}
      </Box>
      {before && (
        <Typography variant="caption" color="textSecondary" noWrap>
          from {before}
        </Typography>
      )}
    </Box>
  );
}

function tilesOf(overview: Overview, format: Format): Tile[] {
  const { totals, comparison } = overview;
  const change = comparison?.change;
  const before = comparison?.totals;
  const money = (
    label: string,
    key: 'grossRevenue' | 'refunds' | 'averageOrderValue',
    good: 'up' | 'down',
  ): Tile => {
    const now = totals[key];
    const then = before?.[key];
    return {
      label,
      value: now ? format.shortMoney(now.amount) : '–',
      exact: now ? format.money(now.amount) : undefined,
      change: change?.[key],
      before: then ? format.shortMoney(then.amount) : undefined,
      good,
    };
  };
  const count = (label: string, key: 'orders' | 'units'): Tile => ({
    label,
    value: format.number(totals[key]),
    change: change?.[key],
    before: before ? format.number(before[key]) : undefined,
    good: 'up',
  });
  return [
    money('Gross revenue', 'grossRevenue', 'up'),
    count('Orders', 'orders'),
    money('Average order value', 'averageOrderValue', 'up'),
    count('Units', 'units'),
    money('Refunds', 'refunds', 'down'),
    {
      label: 'Abandoned carts',
      value: overview.abandonedCarts === null ? '–' : format.number(overview.abandonedCarts),
      note:
        overview.abandonmentRate === null ? '' : `${format.percent(overview.abandonmentRate)} of all carts`,
      good: 'down',
    },
  ];
}
