import type { ListInsightsQueryVariables } from '@merchantgraph/sdk';
import { useFeatureFlags, useInsightCreated, useInsights } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Format } from '../shared/format.ts';
import { useMerchantPath } from '../shared/links.ts';
import { useMessages } from '../shared/messages.tsx';
import type { Merchant } from '../shared/types.ts';
import { useUrlChoice } from '../shared/url-state.ts';
import { InsightList, SHOWN, SHOWN_LABELS, STATUS } from './insight-list.tsx';
import { useInsightActions } from './use-insight-actions.ts';

const EMPTY = {
  current:
    'Every night the numbers of the shop are compared with its own past. What stands out appears here by itself.',
  unread: 'You have seen everything.',
  dismissed: 'What you dismiss is kept here, and can be restored.',
};
const PAGE = 10;

/** What is worth knowing; new insights appear by themselves. */
export function InsightsPanel({ merchant, format }: { merchant: Merchant; format: Format }) {
  const [filter, setFilter] = useUrlChoice('insights', SHOWN);
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const { announce } = useMessages();
  const to = useMerchantPath();
  const variables: ListInsightsQueryVariables = {
    merchantId: merchant.id,
    first: PAGE,
    filter: { status: [...STATUS[filter]] },
    orderBy: { field: 'CREATED_AT', direction: 'DESC' },
  };
  const state = useInsights(variables, { policy: 'cache-and-network' });
  const { data } = state;
  const { data: flags } = useFeatureFlags({ merchantId: merchant.id, names: ['dashboard.live_updates'] });
  useInsightCreated(
    { merchantId: merchant.id },
    {
      skip: flags?.[0]?.enabled === false,
      onEvent: (insight) => {
        setArrived((before) => new Set(before).add(insight.id));
        announce(`New insight: ${insight.title}`);
      },
    },
  );
  const act = useInsightActions();

  return (
    <Paper component="section" aria-labelledby="insights-title" sx={{ p: { xs: 1.5, sm: 2.5 }, minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1, mb: 2 }}>
        <Typography id="insights-title" component="h2" variant="h6">
          Insights
        </Typography>
        {data && data.unreadCount > 0 && (
          <Chip size="small" color="primary" label={`${data.unreadCount} new`} />
        )}
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label="Show insights"
          value={filter}
          onChange={(_, value) => value && setFilter(value)}
          sx={{ ml: 'auto' }}
        >
          {SHOWN.map((value) => (
            <ToggleButton key={value} value={value}>
              {SHOWN_LABELS[value]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Box>
      <InsightList
        state={state}
        variables={variables}
        empty={{ title: filter === 'unread' ? 'Nothing new' : 'Nothing here', text: EMPTY[filter] }}
        format={format}
        arrived={arrived}
        actions={act}
      />
      <Button fullWidth sx={{ mt: 1 }} component={Link} to={to('/insights')}>
        All insights
      </Button>
    </Paper>
  );
}
