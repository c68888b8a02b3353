import type { ListRevenueBreakdownQuery, ListRevenueBreakdownQueryVariables } from '@merchantgraph/sdk';
import { useRevenueBreakdown } from '@merchantgraph/sdk/react';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { COMPARE_TO } from '../home/home-page.tsx';
import { Bars } from '../shared/charts/bars.tsx';
import { DataTable } from '../shared/data-table.tsx';
import type { Format } from '../shared/format.ts';
import { More } from '../shared/more.tsx';
import { ReportPanel } from '../shared/report-panel.tsx';
import { useUrlChoice } from '../shared/url-state.ts';
import { ReportHeader } from './report-header.tsx';
import { isSegment, SEGMENTS } from './segments.ts';
import { FRESH, type ReportProps } from './types.ts';

type Breakdown = NonNullable<NonNullable<ListRevenueBreakdownQuery['merchant']>['revenueBreakdown']>;

const DIMENSIONS = ['COUNTRY', 'CHANNEL', 'PRODUCT', 'SEGMENT', 'WEEKDAY', 'HOUR'] as const;
const LABELS = {
  COUNTRY: 'Country',
  CHANNEL: 'Channel',
  PRODUCT: 'Product',
  SEGMENT: 'Segment',
  WEEKDAY: 'Weekday',
  HOUR: 'Hour',
};
const SHOWN = 30;

/** Revenue, taken apart in one of several ways. */
export default function RevenuePage(props: ReportProps) {
  const { format, range, comparison } = props;
  const [by, setBy] = useUrlChoice('by', DIMENSIONS);
  const compareTo = COMPARE_TO[comparison];
  const variables: ListRevenueBreakdownQueryVariables = { ...range, compareTo, by, first: SHOWN };
  const state = useRevenueBreakdown(variables, FRESH);
  const { from, to, filter } = range;
  const { data } = state;
  const name = (row: Breakdown['nodes'][number]) => nameOf(by, row, format);
  return (
    <>
      <ReportHeader
        title="Revenue by"
        report={props}
        state={state}
        what={`revenue by ${LABELS[by].toLowerCase()}`}
        input={{ kind: 'REVENUE_BREAKDOWN', breakdownBy: by, from, to, filter, compareTo }}
      />
      <ReportPanel<Breakdown>
        id="revenue"
        title={`Revenue by ${LABELS[by].toLowerCase()}`}
        definition={data?.definition}
        state={state}
        text={
          data && data.totalCount > data.nodes.length
            ? `The first ${format.number(data.nodes.length)} of ${format.number(data.totalCount)}; the table goes on`
            : undefined
        }
        empty={{
          when: ({ nodes }) => nodes.every(({ grossRevenue }) => Number(grossRevenue.amount) === 0),
          title: 'No sales in this period',
          text: 'Nothing was sold in these days. Choose a longer or another period.',
        }}
        chart={({ nodes }) => (
          <Bars
            label={`Revenue by ${LABELS[by].toLowerCase()}`}
            bars={nodes.map((row) => ({
              key: row.key ?? '',
              label: name(row),
              value: Number(row.grossRevenue.amount),
              shown: format.money(row.grossRevenue.amount),
              note: row.share === null ? undefined : format.percent(row.share),
              before: row.comparison && Number(row.comparison.grossRevenue.amount),
            }))}
          />
        )}
        table={(page) => (
          <DataTable
            label={`Revenue by ${LABELS[by].toLowerCase()}, table`}
            rows={page.nodes}
            more={(draw) => (
              <More page={page} use={useRevenueBreakdown} variables={variables} columns={7}>
                {draw}
              </More>
            )}
            keyOf={({ key }) => key ?? ''}
            columns={[
              { label: LABELS[by], cell: name },
              { label: 'Revenue', numeric: true, cell: (row) => format.money(row.grossRevenue.amount) },
              {
                label: 'Change',
                numeric: true,
                cell: (row) =>
                  typeof row.comparison?.change === 'number' ? format.change(row.comparison.change) : '–',
              },
              {
                label: 'Share',
                numeric: true,
                cell: (row) => (row.share === null ? '–' : format.percent(row.share)),
              },
              { label: 'Orders', numeric: true, cell: (row) => format.number(row.orders) },
              { label: 'Units', numeric: true, cell: (row) => format.number(row.units) },
              { label: 'Refunds', numeric: true, cell: (row) => format.money(row.refunds.amount) },
            ]}
          />
        )}
      >
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label="Revenue by"
          value={by}
          onChange={(_, value) => value && setBy(value)}
          sx={{ flexWrap: 'wrap' }}
        >
          {DIMENSIONS.map((value) => (
            <ToggleButton key={value} value={value}>
              {LABELS[value]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </ReportPanel>
    </>
  );
}

/** What a part is called: weekdays and hours in words of the merchant's locale. */
function nameOf(
  by: (typeof DIMENSIONS)[number],
  { key, label }: Breakdown['nodes'][number],
  format: Format,
): string {
  if (key === null) return 'Not known';
  if (by === 'WEEKDAY') return format.weekday(Number(key));
  if (by === 'HOUR') return format.hour(Number(key));
  if (by === 'SEGMENT' && isSegment(key)) return SEGMENTS[key];
  return label && label !== key ? `${label} (${key})` : key;
}
