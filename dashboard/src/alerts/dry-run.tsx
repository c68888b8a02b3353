import type { GetAlertDryRunQuery } from '@merchantgraph/sdk';
import { useAlertDryRun } from '@merchantgraph/sdk/react';
import { lazy, useEffect, useState } from 'react';
import { figureOf } from '../insights/words.ts';
import { DataTable } from '../shared/data-table.tsx';
import type { Format } from '../shared/format.ts';
import { addDays, today } from '../shared/period.ts';
import { ReportPanel } from '../shared/report-panel.tsx';
import type { Merchant } from '../shared/types.ts';
import type { Rule } from './words.ts';

const BandChart = lazy(() => import('../shared/charts/band-chart.tsx'));

type Run = NonNullable<NonNullable<GetAlertDryRunQuery['merchant']>['alertDryRun']>;

const DAYS = 180;
const PAUSE_MS = 400;

/** When a rule would have fired in the last half year; asked for once somebody stops changing it. */
export function DryRun({ merchant, format, rule }: { merchant: Merchant; format: Format; rule: Rule }) {
  const [tried, setTried] = useState(rule);
  const text = JSON.stringify({ ...rule, name: 'Dry run' });
  useEffect(() => {
    const timer = setTimeout(() => setTried(JSON.parse(text) as Rule), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const to = today(merchant.timeZone);
  const state = useAlertDryRun(
    { merchantId: merchant.id, from: addDays(to, -DAYS), to, rule: tried },
    { skip: tried.name === '' || !(Number(tried.threshold) > 0) },
  );
  const { data } = state;
  const { show, axis } = figureOf(tried, data?.firings[0]?.currency ?? null, format);
  return (
    <ReportPanel<Run>
      id="dryrun"
      title="In the last half year"
      state={state}
      height={200}
      text={
        data &&
        `It would have fired ${format.number(data.firings.length)} times in ${format.number(data.judged)} looks` +
          (data.unknown > 0 ? `; about ${format.number(data.unknown)} nothing could be said` : '')
      }
      empty={{
        when: ({ firings }) => firings.length === 0,
        title: 'It would not have fired',
        text: 'Never in these days. Lower the bound to see when it would have.',
      }}
      chart={(run) => (
        <BandChart
          label="When it would have fired"
          format={format}
          show={show}
          axis={axis}
          height={220}
          names={{ value: 'Observed', expected: 'Bound', marked: 'It would have fired' }}
          points={pointsOf(run)}
        />
      )}
      table={({ firings }) => (
        <DataTable
          label="Dry run table"
          rows={firings.toReversed()}
          keyOf={({ day }) => day}
          columns={[
            { label: 'Day', cell: ({ day }) => format.day(day) },
            { label: 'Observed', numeric: true, cell: ({ observed }) => show(observed) },
            { label: 'Bound', numeric: true, cell: ({ threshold }) => show(threshold) },
            {
              label: 'Change',
              numeric: true,
              cell: ({ change }) => (change === null ? '–' : format.change(change)),
            },
          ]}
        />
      )}
    />
  );
}

/** Every day of the run, so that the distance between firings is seen; figures are known of the firings alone. */
function pointsOf({ from, to, firings }: Run) {
  const fired = new Map(firings.map((each) => [each.day, each]));
  const points = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const firing = fired.get(date);
    points.push({
      date,
      value: firing ? Number(firing.observed) : null,
      expected: firing ? Number(firing.threshold) : null,
      marked: firing !== undefined,
    });
  }
  return points;
}
