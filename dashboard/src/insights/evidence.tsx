import { lazy } from 'react';
import { DataTable } from '../shared/data-table.tsx';
import type { Format } from '../shared/format.ts';
import { ReportPanel } from '../shared/report-panel.tsx';
import { figureOf, METRICS, type WholeInsight } from './words.ts';

const BandChart = lazy(() => import('../shared/charts/band-chart.tsx'));

/** The days an insight rests on, beside what was to be expected of them. */
export function Evidence({ insight, format }: { insight: WholeInsight; format: Format }) {
  const { evidence, metric, figures, window } = insight;
  const { show, axis } = figureOf(insight, figures.currency, format);
  return (
    <ReportPanel
      id="evidence"
      title="Evidence"
      text={`${METRICS[metric]} day by day`}
      state={{ data: evidence ?? [], error: undefined, refreshing: false, refetch: () => undefined }}
      empty={{
        when: (points) => points.length === 0,
        title: 'No daily series',
        text: 'The days behind this insight were not kept with it.',
      }}
      chart={(points) => (
        <BandChart
          label={METRICS[metric]}
          format={format}
          show={show}
          axis={axis}
          names={{ value: 'Observed', expected: 'Expected', marked: 'What this is about' }}
          points={points.map(({ day, observed, expected }) => ({
            date: day,
            value: observed === null ? null : Number(observed),
            expected: expected === null ? null : Number(expected),
            marked: day >= window.from && day <= window.to,
          }))}
        />
      )}
      table={(points) => (
        <DataTable
          label="Evidence table"
          rows={points.toReversed()}
          keyOf={({ day }) => day}
          columns={[
            { label: 'Day', cell: ({ day }) => format.day(day) },
            {
              label: 'Observed',
              numeric: true,
              cell: ({ observed }) => (observed === null ? '–' : show(observed)),
            },
            {
              label: 'Expected',
              numeric: true,
              cell: ({ expected }) => (expected === null ? '–' : show(expected)),
            },
          ]}
        />
      )}
    />
  );
}
