import Box from '@mui/material/Box';
import { Route, Routes } from 'react-router';
import type { Viewer } from '../layout/shell.tsx';
import { NotFound } from '../shared/states.tsx';
import { SubNavigation } from '../shared/sub-navigation.tsx';
import { useFormat } from '../shared/use-format.ts';
import { AnomaliesPage } from './anomalies-page.tsx';
import { FeedPage } from './feed-page.tsx';
import { InsightPage } from './insight-page.tsx';
import { MutesPage } from './mutes-page.tsx';

/** What is worth knowing, the anomalies behind it, and what is not to be told. */
export default function InsightsArea({ membership }: Viewer) {
  const format = useFormat(membership.merchant);
  const props = { membership, format };
  return (
    <Box sx={{ display: 'grid', gap: { xs: 1.5, sm: 2.5 }, maxWidth: 1100, mx: 'auto' }}>
      <SubNavigation
        label="Insights"
        pages={[
          { path: '/insights', label: 'Feed' },
          { path: '/insights/anomalies', label: 'Anomalies' },
          { path: '/insights/muted', label: 'Muted' },
        ]}
      />
      <Routes>
        <Route index element={<FeedPage {...props} />} />
        <Route path="anomalies" element={<AnomaliesPage {...props} />} />
        <Route path="muted" element={<MutesPage {...props} />} />
        <Route path=":id" element={<InsightPage {...props} />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Box>
  );
}
