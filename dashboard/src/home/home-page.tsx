import { useOverview, useSalesTrend } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { InsightsPanel } from '../insights/insights-panel.tsx';
import { SalesPanel } from '../sales/sales-panel.tsx';
import { usePeriod } from '../shared/period.ts';
import type { Merchant } from '../shared/types.ts';
import { useUrlChoice } from '../shared/url-state.ts';
import { useFormat } from '../shared/use-format.ts';
import { COMPARISONS, Filters, GROUPINGS } from './filters.tsx';
import { FreshnessChip } from './freshness-chip.tsx';
import { OverviewTiles } from './overview-tiles.tsx';

export const GROUP_BY = { day: 'DAY', week: 'WEEK', month: 'MONTH' } as const;
export const COMPARE_TO = { previous: 'PREVIOUS_PERIOD', year: 'PREVIOUS_YEAR', none: 'NONE' } as const;

/** How the shop is doing, and what is worth knowing. */
export function HomePage({ merchant }: { merchant: Merchant }) {
  const { period, choosePreset, chooseRange } = usePeriod(merchant.timeZone);
  const [grouping, setGrouping] = useUrlChoice('group', GROUPINGS);
  const [comparison, setComparison] = useUrlChoice('compare', COMPARISONS);
  const format = useFormat(merchant);
  const range = {
    merchantId: merchant.id,
    from: period.from,
    to: period.to,
    compareTo: COMPARE_TO[comparison],
  };
  const policy = { policy: 'cache-and-network' } as const;
  const overview = useOverview(range, policy);
  const trend = useSalesTrend({ ...range, groupBy: GROUP_BY[grouping] }, policy);

  return (
    <Box sx={{ display: 'grid', gap: { xs: 1.5, sm: 2.5 } }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        <Typography component="h1" variant="h5" sx={{ mr: 'auto' }}>
          Overview
        </Typography>
        <FreshnessChip freshness={overview.data?.freshness} format={format} />
      </Box>
      <Filters
        period={period}
        onPreset={choosePreset}
        onRange={chooseRange}
        grouping={grouping}
        onGrouping={setGrouping}
        comparison={comparison}
        onComparison={setComparison}
      />
      <OverviewTiles state={overview} format={format} />
      <Box
        sx={{
          display: 'grid',
          gap: { xs: 1.5, sm: 2.5 },
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1.75fr) minmax(340px, 1fr)' },
        }}
      >
        <SalesPanel state={trend} format={format} grouping={grouping} timeZone={merchant.timeZone} />
        <InsightsPanel merchant={merchant} format={format} />
      </Box>
    </Box>
  );
}
