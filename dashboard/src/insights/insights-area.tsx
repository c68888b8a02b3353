import Box from '@mui/material/Box';
import { Route, Routes } from 'react-router';
import type { Viewer } from '../layout/shell.tsx';
import { may } from '../shared/roles.ts';
import { NotFound } from '../shared/states.tsx';
import { SubNavigation } from '../shared/sub-navigation.tsx';
import { useFormat } from '../shared/use-format.ts';
import { AnomaliesPage } from './anomalies-page.tsx';
import { FeedPage } from './feed-page.tsx';
import { InsightPage } from './insight-page.tsx';
import { MutesPage } from './mutes-page.tsx';
import { RunsPage } from './runs-page.tsx';

/** What is worth knowing, the anomalies behind it, and what is not to be told. */
export default function InsightsArea({ membership }: Viewer) {
  const format = useFormat(membership.merchant);
  const props = { membership, format };
  const seesRuns = may(membership, 'runs:read');
  return (
    <Box sx={{ display: 'grid', gap: { xs: 1.5, sm: 2.5 }, maxWidth: 1100, mx: 'auto' }}>
      <SubNavigation
        label="Insights"
        pages={[
          { path: '/insights', label: 'Feed', within: /^\/insights\/[0-9a-f-]{36}$/ },
          { path: '/insights/anomalies', label: 'Anomalies' },
          { path: '/insights/muted', label: 'Muted' },
          ...(seesRuns ? [{ path: '/insights/runs', label: 'Looks' }] : []),
        ]}
      />
      <Routes>
        <Route index element={<FeedPage {...props} />} />
        <Route path="anomalies" element={<AnomaliesPage {...props} />} />
        <Route path="muted" element={<MutesPage {...props} />} />
        {seesRuns && <Route path="runs" element={<RunsPage {...props} />} />}
        <Route path=":id" element={<InsightPage {...props} />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Box>
  );
}
