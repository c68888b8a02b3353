import type { GetForecastQuery } from '@merchantgraph/sdk';
import { useForecast } from '@merchantgraph/sdk/react';
import Alert from '@mui/material/Alert';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { DataTable } from '../shared/data-table.tsx';
import type { Format } from '../shared/format.ts';
import { loadedAhead } from '../shared/loaded-ahead.ts';
import { ReportPanel } from '../shared/report-panel.tsx';
import { Section } from '../shared/section.tsx';
import { useUrlChoice } from '../shared/url-state.ts';
import { ReportHeader } from './report-header.tsx';
import { FRESH, type ReportProps } from './types.ts';

const BandChart = loadedAhead('/reports/forecast', () => import('../shared/charts/band-chart.tsx'));

type Forecast = NonNullable<NonNullable<GetForecastQuery['merchant']>['forecast']>;

const METRICS = ['REVENUE', 'ORDERS', 'UNITS'] as const;
const METRIC_LABELS = { REVENUE: 'Revenue', ORDERS: 'Orders', UNITS: 'Units' };
const HORIZONS = ['30', '60', '90'] as const;

/** What the next weeks are likely to bring, how sure that is, and how well it would have worked in the past. */
export default function ForecastPage(props: ReportProps) {
  const { merchant, format } = props;
  const [metric, setMetric] = useUrlChoice('of', METRICS);
  const [horizon, setHorizon] = useUrlChoice('ahead', HORIZONS);
  const state = useForecast({ merchantId: merchant.id, metric, horizonDays: Number(horizon) }, FRESH);
  const { data } = state;
  const show = (value: number) =>
    metric === 'REVENUE' ? format.money(value) : format.number(Math.round(value * 10) / 10);
  const axis = (value: number) =>
    metric === 'REVENUE' ? format.axisMoney(value) : format.shortNumber(value);
  return (
    <>
      <ReportHeader
        title="Forecast"
        report={props}
        state={state}
        what="the forecast"
        input={{ kind: 'FORECAST', metric, ...(data && { from: data.from, to: data.to }) }}
      />
      {data?.reason && <Alert severity="info">{data.reason}</Alert>}
      <ReportPanel<Forecast>
        id="forecast"
        title={`${METRIC_LABELS[metric]} ahead`}
        definition={data?.definition}
        state={state}
        text={
          data &&
          `${format.range(data.from, data.to)}: ${show(data.points.reduce((sum, { value }) => sum + value, 0))} in all, learnt from ${format.number(data.trainedDays)} days. The darker band holds 80% of days, the lighter one 95%.`
        }
        empty={{
          when: ({ basis, points }) => basis === 'EMPTY' || points.length === 0,
          title: 'Nothing to learn from',
          text: 'There are no sales yet. Two weeks of them are enough for a first forecast.',
        }}
        chart={({ points }) => (
          <BandChart
            label={`Forecast of ${METRIC_LABELS[metric].toLowerCase()}`}
            points={points.map(({ date, value, lo80, hi80, lo95, hi95 }) => ({
              ...{ date, value },
              band80: [lo80, hi80],
              band95: [lo95, hi95],
            }))}
            format={format}
            show={show}
            axis={axis}
            names={{ value: 'Expected' }}
          />
        )}
        table={({ points }) => (
          <DataTable
            label="Forecast table"
            rows={points}
            keyOf={({ date }) => date}
            columns={[
              { label: 'Day', cell: ({ date }) => format.day(date) },
              { label: 'Expected', numeric: true, cell: ({ value }) => show(value) },
              { label: '80% low', numeric: true, cell: ({ lo80 }) => show(lo80) },
              { label: '80% high', numeric: true, cell: ({ hi80 }) => show(hi80) },
              { label: '95% low', numeric: true, cell: ({ lo95 }) => show(lo95) },
              { label: '95% high', numeric: true, cell: ({ hi95 }) => show(hi95) },
            ]}
          />
        )}
      >
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label="Forecast of"
          value={metric}
          onChange={(_, value) => value && setMetric(value)}
          sx={{ mr: 1.5, mb: { xs: 1, sm: 0 } }}
        >
          {METRICS.map((value) => (
            <ToggleButton key={value} value={value}>
              {METRIC_LABELS[value]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label="Days ahead"
          value={horizon}
          onChange={(_, value) => value && setHorizon(value)}
        >
          {HORIZONS.map((value) => (
            <ToggleButton key={value} value={value}>
              {value} days
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </ReportPanel>
      {data?.backtest && <Backtest backtest={data.backtest} format={format} />}
    </>
  );
}

/** How the forecast did on days that are known by now, beside what anybody could have guessed. */
function Backtest({ backtest, format }: { backtest: NonNullable<Forecast['backtest']>; format: Format }) {
  const { forecast, seasonalNaive, origins } = backtest;
  const better =
    forecast.mase !== null && seasonalNaive.mase !== null && seasonalNaive.mase > 0
      ? 1 - forecast.mase / seasonalNaive.mase
      : null;
  const ratio = (value: number | null) =>
    value === null ? '–' : format.number(Math.round(value * 100) / 100);
  const share = (value: number | null) => (value === null ? '–' : format.percent(value));
  return (
    <Section
      title="Tried on the past"
      text={
        (better === null
          ? ''
          : better > 0
            ? `Its error was ${format.percent(better)} smaller than that of repeating the last week. `
            : 'It was no better than repeating the last week. ') +
        `Tried from ${format.number(origins)} days of the past, on the days after each.`
      }
    >
      <DataTable
        label="Backtest"
        keyOf={({ name }) => name}
        rows={[
          { name: 'This forecast', ...forecast },
          { name: 'Repeating the last week', ...seasonalNaive },
        ]}
        columns={[
          { label: 'Method', cell: ({ name }) => name },
          { label: 'Error (1 is a week-old guess)', numeric: true, cell: ({ mase }) => ratio(mase) },
          { label: 'Days within the 95% band', numeric: true, cell: ({ coverage95 }) => share(coverage95) },
        ]}
      />
    </Section>
  );
}
