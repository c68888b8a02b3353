import { useRevenueBreakdown } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { type ComponentType, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { COMPARISONS, Filters } from '../home/filters.tsx';
import type { Viewer } from '../layout/shell.tsx';
import { ChoiceField } from '../shared/choices.tsx';
import { loadedAhead } from '../shared/loaded-ahead.ts';
import { usePeriod } from '../shared/period.ts';
import { NotFound } from '../shared/states.tsx';
import { SubNavigation } from '../shared/sub-navigation.tsx';
import { useUrlChoice, useUrlState } from '../shared/url-state.ts';
import { useFormat } from '../shared/use-format.ts';
import type { ReportProps } from './types.ts';

interface Report {
  path: string;
  label: string;
  Page: ComponentType<ReportProps>;
  /** It looks ahead: days, comparison and countries do not apply. */
  ahead?: boolean;
}

const REPORTS: readonly Report[] = [
  {
    path: 'sales',
    label: 'Sales trend',
    Page: loadedAhead('/reports/sales', () => import('./trend-page.tsx')),
  },
  {
    path: 'products',
    label: 'Products',
    Page: loadedAhead('/reports/products', () => import('./products-page.tsx')),
  },
  {
    path: 'customers',
    label: 'Customers',
    Page: loadedAhead('/reports/customers', () => import('./customers-page.tsx')),
  },
  {
    path: 'funnel',
    label: 'Funnel',
    Page: loadedAhead('/reports/funnel', () => import('./funnel-page.tsx')),
  },
  {
    path: 'revenue',
    label: 'Revenue by',
    Page: loadedAhead('/reports/revenue', () => import('./revenue-page.tsx')),
  },
  {
    path: 'forecast',
    label: 'Forecast',
    Page: loadedAhead('/reports/forecast', () => import('./forecast-page.tsx')),
    ahead: true,
  },
];

/** All reports, with the filters they share, which go along from one to the next. */
export default function ReportsArea({ membership }: Viewer) {
  const { merchant } = membership;
  const format = useFormat(merchant);
  const { period, choosePreset, chooseRange } = usePeriod(merchant.timeZone);
  const [comparison, setComparison] = useUrlChoice('compare', COMPARISONS);
  const [country, setCountry] = useUrlState('country');
  const { pathname, search } = useLocation();
  const current = REPORTS.find(({ path }) => pathname === `/reports/${path}`);
  const props: ReportProps = {
    ...{ merchant, membership, format, period, comparison },
    range: {
      merchantId: merchant.id,
      from: period.from,
      to: period.to,
      filter: country ? { country: [country] } : {},
    },
  };
  return (
    <Box sx={{ display: 'grid', gap: { xs: 1.5, sm: 2.5 } }}>
      <SubNavigation
        label="Reports"
        pages={REPORTS.map(({ path, label }) => ({ path: `/reports/${path}`, label }))}
        keepSearch
      />
      {current && !current.ahead && (
        <Filters
          period={period}
          onPreset={choosePreset}
          onRange={chooseRange}
          comparison={comparison}
          onComparison={setComparison}
        >
          <CountryField {...props} value={country} onCountry={setCountry} />
        </Filters>
      )}
      <Suspense fallback={<LinearProgress aria-label="Loading" sx={{ height: 2 }} />}>
        <Routes>
          <Route index element={<Navigate to={`/reports/sales${search}`} replace />} />
          {REPORTS.map(({ path, Page }) => (
            <Route key={path} path={path} element={<Page {...props} />} />
          ))}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </Box>
  );
}

/** The countries orders of these days came from. */
function CountryField(
  props: ReportProps & { value: string | undefined; onCountry: (country: string | undefined) => void },
) {
  const { range, value, onCountry } = props;
  const { from, to, merchantId } = range;
  const { data } = useRevenueBreakdown({ merchantId, from, to, by: 'COUNTRY', first: 100 });
  const known = data?.nodes.flatMap(({ key, label }) => (key ? [[key, label ?? key] as const] : [])) ?? [];
  // The chosen one stays there although nothing came from it in these days.
  const chosen = value && !known.some(([key]) => key === value) ? [[value, value] as const] : [];
  return (
    <ChoiceField
      size="small"
      label="Country"
      value={value ?? ''}
      onChange={({ target }) => onCountry(target.value || undefined)}
      choices={[['', 'All countries'], ...chosen, ...known]}
      sx={{ minWidth: 150, maxWidth: 220, '& .MuiInputBase-root': { bgcolor: 'background.paper' } }}
    />
  );
}
