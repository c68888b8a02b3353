import type { ListInsightsQueryVariables } from '@merchantgraph/sdk';
import {
  useFeatureFlags,
  useInsightCreated,
  useInsights,
  useInsightUpdated,
  useMarkInsightsRead,
} from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { ChoiceField } from '../shared/choices.tsx';
import { useMessages } from '../shared/messages.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { useUrlChoice, useUrlState } from '../shared/url-state.ts';
import { useAct } from '../shared/use-act.ts';
import { InsightList, SHOWN, SHOWN_LABELS, STATUS } from './insight-list.tsx';
import type { InsightPageProps } from './types.ts';
import { useInsightActions } from './use-insight-actions.ts';
import { choicesOf, DIMENSIONS, KINDS, keyOf, METRICS, SEVERITY } from './words.ts';

const SORTS = ['CREATED_AT', 'SEVERITY', 'LAST_SEEN'] as const;
const SORT_LABELS = {
  CREATED_AT: 'Newest first',
  SEVERITY: 'Most severe first',
  LAST_SEEN: 'Last seen first',
};
const LEAST = {
  NOTICE: 'Notice and more',
  WARNING: 'Warning and more',
  CRITICAL: SEVERITY.CRITICAL.label,
} as const;
const PAGE = 12;
const NONE_LIKE_THESE = { title: 'None like these', text: 'No insight fits all the choices above.' };
const NOTHING = {
  title: 'Nothing here',
  text: 'Every night the numbers of the shop are compared with its own past. What stands out appears here by itself.',
};

/** All insights, narrowed by choices that stay in the address; new ones and new versions appear by themselves. */
export function FeedPage({ membership, format }: InsightPageProps) {
  const { merchant } = membership;
  const [shown, setShown] = useUrlChoice('show', SHOWN);
  const [sort, setSort] = useUrlChoice('sort', SORTS);
  const [kindText, setKind] = useUrlState('kind');
  const [metricText, setMetric] = useUrlState('metric');
  const [leastText, setLeast] = useUrlState('severity');
  const [aboutText, setAbout] = useUrlState('about');
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const { announce, show } = useMessages();
  const act = useAct();
  const [markRead, { loading: marking }] = useMarkInsightsRead();
  const actions = useInsightActions();
  const kind = keyOf(KINDS, kindText);
  const metric = keyOf(METRICS, metricText);
  const leastSeverity = keyOf(LEAST, leastText);
  const about = keyOf(DIMENSIONS, aboutText);
  const variables: ListInsightsQueryVariables = {
    merchantId: merchant.id,
    first: PAGE,
    filter: {
      status: [...STATUS[shown]],
      ...(kind && { kind: [kind] }),
      ...(metric && { metric: [metric] }),
      ...(leastSeverity && { leastSeverity }),
      ...(about && { sliceDimension: [about] }),
    },
    orderBy: { field: sort, direction: 'DESC' },
  };
  const state = useInsights(variables, { policy: 'cache-and-network' });
  const { data, refetch } = state;
  const { data: flags } = useFeatureFlags({ merchantId: merchant.id, names: ['dashboard.live_updates'] });
  const skip = flags?.[0]?.enabled === false;
  useInsightCreated(
    { merchantId: merchant.id },
    {
      skip,
      onEvent: (insight) => {
        setArrived((before) => new Set(before).add(insight.id));
        announce(`New insight: ${insight.title}`);
      },
    },
  );
  useInsightUpdated(
    { merchantId: merchant.id },
    { skip, onEvent: ({ insight }) => announce(`Insight goes on: ${insight.title}`) },
  );
  const readAll = async () => {
    // Up to the newest that is shown: what comes meanwhile stays unread.
    const until = data?.nodes
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .at(-1);
    if (!until) return;
    const done = await act(markRead({ input: { merchantId: merchant.id, until } }));
    if (!done) return;
    show(`${format.number(done.markedCount)} marked as read`);
    refetch();
  };
  const narrowed = [kind, metric, leastSeverity, about].some((each) => each !== undefined);
  const select = (
    label: string,
    value: string | undefined,
    set: (value: string | undefined) => void,
    choices: [string, string][],
  ) => (
    <ChoiceField
      size="small"
      label={label}
      value={value ?? ''}
      onChange={({ target }) => set(target.value || undefined)}
      choices={choices}
    />
  );
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        <PageTitle sx={{ mr: 'auto' }}>Insights</PageTitle>
        {data && data.unreadCount > 0 && (
          <Button onClick={() => void readAll()} loading={marking}>
            Mark all as read ({format.number(data.unreadCount)})
          </Button>
        )}
      </Box>
      <Box
        component="search"
        aria-label="Filters"
        sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))' }}
      >
        {select('Show', shown, (value) => setShown(keyOf(STATUS, value) ?? 'current'), [
          ...Object.entries(SHOWN_LABELS),
        ])}
        {select('Severity', leastSeverity, setLeast, choicesOf(LEAST, 'All'))}
        {select('Kind', kind, setKind, choicesOf(KINDS, 'All'))}
        {select('Figure', metric, setMetric, choicesOf(METRICS, 'All'))}
        {select('About', about, setAbout, choicesOf(DIMENSIONS, 'Everything'))}
        {select('Order', sort, (value) => setSort(keyOf(SORT_LABELS, value) ?? 'CREATED_AT'), [
          ...Object.entries(SORT_LABELS),
        ])}
      </Box>
      <InsightList
        state={state}
        variables={variables}
        empty={narrowed ? NONE_LIKE_THESE : NOTHING}
        format={format}
        arrived={arrived}
        actions={actions}
        bare
      />
    </>
  );
}
