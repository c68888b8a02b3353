import type { GetConversionFunnelQuery } from '@merchantgraph/sdk';
import { useConversionFunnel } from '@merchantgraph/sdk/react';
import Alert from '@mui/material/Alert';
import { COMPARE_TO } from '../home/home-page.tsx';
import { Bars } from '../shared/charts/bars.tsx';
import { DataTable } from '../shared/data-table.tsx';
import { ReportPanel } from '../shared/report-panel.tsx';
import { ReportHeader } from './report-header.tsx';
import { FRESH, type ReportProps } from './types.ts';

type Funnel = NonNullable<NonNullable<GetConversionFunnelQuery['merchant']>['conversionFunnel']>;

const STAGES: Record<Funnel['stages'][number]['stage'], string> = {
  CART: 'Carts begun',
  CHECKOUT: 'Went to checkout',
  ORDER: 'Ordered',
};

/** How many carts become orders, and where the others stay. */
export default function FunnelPage(props: ReportProps) {
  const { format, range, comparison } = props;
  const compareTo = COMPARE_TO[comparison];
  const state = useConversionFunnel({ ...range, compareTo }, FRESH);
  const { from, to, filter } = range;
  const { data } = state;
  return (
    <>
      <ReportHeader
        title="Funnel"
        report={props}
        state={state}
        what="the funnel"
        input={{ kind: 'CONVERSION_FUNNEL', from, to, filter, compareTo }}
      />
      {data?.unavailable.map(({ metric, reason }) => (
        <Alert key={metric} severity="info">
          {reason}
        </Alert>
      ))}
      <ReportPanel<Funnel>
        id="funnel"
        title="From cart to order"
        definition={data?.definition}
        state={state}
        text={
          data &&
          `${format.number(data.openCarts)} still open, ${format.number(data.lostCarts)} lost, ${format.number(data.recoveredCarts)} won back`
        }
        empty={{
          when: ({ stages }) => !stages[0]?.carts,
          title: 'No carts in this period',
          text: 'No cart was begun in these days. Choose a longer or another period.',
        }}
        chart={({ stages }) => (
          <Bars
            label="Carts by stage"
            bars={stages.map(({ stage, carts, rate, cartsBefore }) => ({
              key: stage,
              label: STAGES[stage],
              value: carts ?? 0,
              shown: carts === null ? 'not known' : format.number(carts),
              note: rate === null ? undefined : format.percent(rate),
              before: cartsBefore,
            }))}
          />
        )}
        table={({ stages }) => (
          <DataTable
            label="Funnel table"
            rows={stages}
            keyOf={({ stage }) => stage}
            columns={[
              { label: 'Stage', cell: ({ stage }) => STAGES[stage] },
              {
                label: 'Carts',
                numeric: true,
                cell: ({ carts }) => (carts === null ? '–' : format.number(carts)),
              },
              {
                label: 'Of all carts',
                numeric: true,
                cell: ({ rate }) => (rate === null ? '–' : format.percent(rate)),
              },
              {
                label: 'Worth',
                numeric: true,
                cell: ({ value }) => (value ? format.money(value.amount) : '–'),
              },
              {
                label: 'Before',
                numeric: true,
                cell: ({ cartsBefore }) => (cartsBefore === null ? '–' : format.number(cartsBefore)),
              },
              {
                label: 'Points of change',
                numeric: true,
                cell: ({ rateChange }) => (rateChange === null ? '–' : format.change(rateChange)),
              },
            ]}
          />
        )}
      />
    </>
  );
}
