import type { ListInsightsQueryVariables } from '@merchantgraph/sdk';
import { useInsights } from '@merchantgraph/sdk/react';
import TipsAndUpdates from '@mui/icons-material/TipsAndUpdatesOutlined';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { Format } from '../shared/format.ts';
import { type LoadState, Trouble } from '../shared/loaded.tsx';
import { type Connection, More } from '../shared/more.tsx';
import { EmptyState } from '../shared/states.tsx';
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

/** Cards below one another, or where they will be, and words where there are none; the list stays, with nothing in it. */
export function InsightList(props: {
  state: LoadState<Connection<Insight>>;
  variables: ListInsightsQueryVariables;
  empty: { title: string; text: string };
  format: Format;
  /** Ids of those that came while the page was open. */
  arrived: ReadonlySet<string>;
  actions: ReturnType<typeof useInsightActions>;
  /** Not on a surface of their own: the cards bring theirs. */
  bare?: boolean;
}) {
  const { state, variables, empty, format, arrived, actions, bare = false } = props;
  const { data, error } = state;
  const loading = data === undefined && !error;
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
    <>
      <Trouble state={state} />
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
        {data && draw(data.nodes)}
        {data && (
          <More page={data} use={useInsights} variables={variables}>
            {draw}
          </More>
        )}
      </Box>
      {data?.nodes.length === 0 && <EmptyState icon={<TipsAndUpdates />} {...empty} />}
    </>
  );
}
