import type { QueryState } from '@merchantgraph/sdk/react';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { Suspense } from 'react';
import type { Format } from '../shared/format.ts';
import { Loaded } from '../shared/loaded.tsx';
import { loadedAhead } from '../shared/loaded-ahead.ts';
import { today } from '../shared/period.ts';
import type { SalesTrend } from '../shared/types.ts';
import { useUrlChoice } from '../shared/url-state.ts';
import { METRIC_KEYS, METRICS } from './metrics.ts';
import { SalesTable } from './sales-table.tsx';

// The charting library is as large as everything else together: it loads after that, while the API is asked.
const SalesChart = loadedAhead('/', () => import('./sales-chart.tsx'));

const VIEWS = ['chart', 'table'] as const;
const CHART_HEIGHT = 340;

interface SalesPanelProps {
  state: QueryState<SalesTrend | null>;
  format: Format;
  grouping: 'day' | 'week' | 'month';
  timeZone: string;
}

/** Sales over time, as a chart and as the table behind it. */
export function SalesPanel({ state, format, grouping, timeZone }: SalesPanelProps) {
  const [view, setView] = useUrlChoice('view', VIEWS);
  const [metric, setMetric] = useUrlChoice('metric', METRIC_KEYS);
  const { data: trend, refreshing } = state;

  return (
    <Paper component="section" aria-labelledby="sales-title" sx={{ p: { xs: 1.5, sm: 2.5 }, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mb: 1 }}>
        <Typography id="sales-title" component="h2" variant="h6">
          Sales trend
        </Typography>
        {trend && (
          <Tooltip title={trend.definition}>
            <IconButton size="small" aria-label="How these figures are made">
              <InfoOutlined fontSize="small" />
            </IconButton>
          </Tooltip>
        )}
        <Tabs
          value={view}
          onChange={(_, value) => setView(value)}
          aria-label="Show sales as"
          sx={{ ml: 'auto', minHeight: 36, '& .MuiTab-root': { minHeight: 36, py: 0, minWidth: 72 } }}
        >
          <Tab value="chart" label="Chart" id="sales-tab-chart" aria-controls="sales-view" />
          <Tab value="table" label="Table" id="sales-tab-table" aria-controls="sales-view" />
        </Tabs>
      </Box>
      {trend && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
          {format.range(trend.from, trend.to)}
          {trend.comparison && `, compared with ${format.range(trend.comparison.from, trend.comparison.to)}`}
        </Typography>
      )}
      <div id="sales-view" role="tabpanel" aria-labelledby={`sales-tab-${view}`}>
        <Loaded
          state={{ ...state, data: trend && withoutUnbegunToday(trend, timeZone) }}
          waiting={<Skeleton variant="rounded" height={CHART_HEIGHT + 48} />}
          empty={{
            when: ({ totals }) => totals.orders === 0 && Number(totals.refunds.amount) === 0,
            title: 'No sales in this period',
            text: 'Nothing was sold in these days. Choose a longer or another period; new orders appear within seconds.',
          }}
        >
          {(shown) => (
            <Box sx={{ opacity: refreshing ? 0.7 : 1, transition: 'opacity 150ms' }}>
              {view === 'chart' ? (
                <>
                  <ToggleButtonGroup
                    exclusive
                    size="small"
                    aria-label="Figure"
                    value={metric}
                    onChange={(_, value) => value && setMetric(value)}
                    sx={{ flexWrap: 'wrap', mb: 2 }}
                  >
                    {METRIC_KEYS.map((key) => (
                      <ToggleButton key={key} value={key}>
                        {METRICS[key].label}
                      </ToggleButton>
                    ))}
                  </ToggleButtonGroup>
                  <Suspense fallback={<Skeleton variant="rounded" height={CHART_HEIGHT} />}>
                    <SalesChart
                      trend={shown}
                      metric={metric}
                      grouping={grouping}
                      format={format}
                      height={CHART_HEIGHT}
                    />
                  </Suspense>
                </>
              ) : (
                <SalesTable trend={shown} grouping={grouping} format={format} maxHeight={CHART_HEIGHT + 56} />
              )}
            </Box>
          )}
        </Loaded>
      </div>
    </Paper>
  );
}

/** A day that has only begun, without a sale yet, would look like a collapse at the end of the line. */
function withoutUnbegunToday(trend: SalesTrend, timeZone: string): SalesTrend {
  const last = trend.points.at(-1);
  const unbegun = trend.groupBy === 'DAY' && last?.date === today(timeZone) && last.orders === 0;
  return unbegun && trend.points.length > 1 ? { ...trend, points: trend.points.slice(0, -1) } : trend;
}
