import type { QueryState } from '@merchantgraph/sdk/react';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { type ReactNode, Suspense } from 'react';
import { type EmptyWords, Loaded } from './loaded.tsx';
import { useUrlChoice } from './url-state.ts';

const VIEWS = ['chart', 'table'] as const;

interface ReportPanelProps<Data> {
  /** Names the panel in the address, where the choice of chart or table is kept. */
  id: string;
  title: string;
  text?: ReactNode;
  /** How the figures are made, in words. */
  definition?: string | undefined;
  state: Pick<QueryState<Data | null>, 'data' | 'error' | 'refreshing' | 'refetch'>;
  /** What is said when there is nothing to draw. */
  empty: EmptyWords & { when: (data: Data) => boolean };
  chart: (data: Data) => ReactNode;
  table: (data: Data) => ReactNode;
  /** Choices that belong to this panel alone. */
  children?: ReactNode;
  height?: number;
}

/** A chart and the table behind it: bones while it loads, words when it is empty, fails or is out of date. */
export function ReportPanel<Data>(props: ReportPanelProps<Data>) {
  const { id, title, text, definition, state, empty, chart, table, children, height = 320 } = props;
  const [view, setView] = useUrlChoice(`${id}-view`, VIEWS);
  const { data, error, refreshing } = state;
  const bones = <Skeleton variant="rounded" height={height} />;
  return (
    <Paper component="section" aria-labelledby={`${id}-title`} sx={{ p: { xs: 1.5, sm: 2.5 }, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mb: 1 }}>
        <Typography id={`${id}-title`} component="h2" variant="h6">
          {title}
        </Typography>
        {definition && (
          <Tooltip title={definition}>
            <IconButton size="small" aria-label={`How these figures are made: ${title}`}>
              <InfoOutlined fontSize="small" />
            </IconButton>
          </Tooltip>
        )}
        <Tabs
          value={view}
          onChange={(_, value) => setView(value)}
          aria-label={`Show ${title} as`}
          sx={{ ml: 'auto', minHeight: 36, '& .MuiTab-root': { minHeight: 36, py: 0, minWidth: 72 } }}
        >
          <Tab value="chart" label="Chart" id={`${id}-tab-chart`} aria-controls={`${id}-panel`} />
          <Tab value="table" label="Table" id={`${id}-tab-table`} aria-controls={`${id}-panel`} />
        </Tabs>
      </Box>
      {text && (
        <Typography variant="body2" component="div" color="textSecondary" sx={{ mb: 1.5 }}>
          {text}
        </Typography>
      )}
      {children && <Box sx={{ mb: 2 }}>{children}</Box>}
      <Box
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-tab-${view}`}
        aria-busy={!data && !error}
        sx={{ opacity: refreshing ? 0.7 : 1, transition: 'opacity 150ms' }}
      >
        <Loaded state={state} waiting={bones} empty={empty}>
          {(loaded) => (
            <Suspense fallback={bones}>{view === 'chart' ? chart(loaded) : table(loaded)}</Suspense>
          )}
        </Loaded>
      </Box>
    </Paper>
  );
}
