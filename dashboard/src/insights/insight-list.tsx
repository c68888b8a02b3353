import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { ReactNode } from 'react';
import type { Format } from '../shared/format.ts';
import type { Insight } from '../shared/types.ts';
import { InsightCard } from './insight-card.tsx';
import type { useInsightActions } from './use-insight-actions.ts';

/** What is shown of a merchant's insights. */
export const SHOWN = ['current', 'unread', 'dismissed'] as const;
export const STATUS = {
  current: ['UNREAD', 'READ'],
  unread: ['UNREAD'],
  dismissed: ['DISMISSED'],
} as const;
export const SHOWN_LABELS = { current: 'Current', unread: 'Unread', dismissed: 'Dismissed' } as const;

/** Cards below one another, or where they will be. */
export function InsightList(props: {
  insights: readonly Insight[] | undefined;
  loading: boolean;
  format: Format;
  /** Ids of those that came while the page was open. */
  arrived: ReadonlySet<string>;
  actions: ReturnType<typeof useInsightActions>;
  /** Not on a surface of their own: the cards bring theirs. */
  bare?: boolean;
  /** What comes after them, given how they are drawn. */
  more?: (draw: (insights: readonly Insight[]) => ReactNode) => ReactNode;
}) {
  const { insights, loading, format, arrived, actions, bare = false, more } = props;
  const draw = (each: readonly Insight[]) =>
    each.map((insight) => (
      <InsightCard
        key={insight.id}
        insight={insight}
        format={format}
        isNew={arrived.has(insight.id)}
        {...actions}
      />
    ));
  return (
    <Box
      component="ul"
      aria-label="Insights"
      aria-busy={loading}
      sx={{
        listStyle: 'none',
        p: 0,
        m: 0,
        display: 'grid',
        gap: 1.5,
        ...(bare && { '& > li[data-insight-id]': { bgcolor: 'background.paper' } }),
      }}
    >
      {loading &&
        ['a', 'b', 'c'].map((key) => (
          <li key={key}>
            <Skeleton variant="rounded" height={150} />
          </li>
        ))}
      {insights && draw(insights)}
      {more?.(draw)}
    </Box>
  );
}
