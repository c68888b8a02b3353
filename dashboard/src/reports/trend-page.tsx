import { useSalesTrend } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { GROUPINGS } from '../home/filters.tsx';
import { COMPARE_TO, GROUP_BY } from '../home/home-page.tsx';
import { SalesPanel } from '../sales/sales-panel.tsx';
import { DataTable } from '../shared/data-table.tsx';
import { Section } from '../shared/section.tsx';
import type { SalesTrend } from '../shared/types.ts';
import { useUrlChoice } from '../shared/url-state.ts';
import { ReportHeader } from './report-header.tsx';
import { FRESH, type ReportProps } from './types.ts';

/** Sales over time, against an earlier time. */
export default function TrendPage(props: ReportProps) {
  const { merchant, format, range, comparison } = props;
  const [grouping, setGrouping] = useUrlChoice('group', GROUPINGS);
  const choice = { groupBy: GROUP_BY[grouping], compareTo: COMPARE_TO[comparison] };
  const trend = useSalesTrend({ ...range, ...choice }, FRESH);
  const { from, to, filter } = range;
  return (
    <>
      <ReportHeader
        title="Sales trend"
        report={props}
        state={trend}
        what="the sales trend"
        input={{ kind: 'SALES_TREND', from, to, filter, ...choice }}
      />
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label="Group by"
        value={grouping}
        onChange={(_, value) => value && setGrouping(value)}
        sx={{ justifySelf: 'start', bgcolor: 'background.paper' }}
      >
        {GROUPINGS.map((value) => (
          <ToggleButton key={value} value={value} sx={{ textTransform: 'capitalize' }}>
            {value}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <SalesPanel state={trend} format={format} grouping={grouping} timeZone={merchant.timeZone} />
      {trend.data?.comparison && (
        <Section
          title="Compared"
          text={`${format.range(trend.data.from, trend.data.to)} with ${format.range(trend.data.comparison.from, trend.data.comparison.to)}`}
        >
          <Compared trend={trend.data} comparison={trend.data.comparison} format={format} />
        </Section>
      )}
    </>
  );
}

function Compared(
  props: { trend: SalesTrend; comparison: NonNullable<SalesTrend['comparison']> } & Pick<
    ReportProps,
    'format'
  >,
) {
  const { trend, comparison, format } = props;
  const money = (value: { amount: string } | null) => (value ? format.money(value.amount) : '–');
  const [now, then, change] = [trend.totals, comparison.totals, comparison.change];
  const row = (label: string, current: string, before: string, relative: number | null) => ({
    ...{ label, current, before },
    change: relative === null ? '–' : format.change(relative),
  });
  const rows = [
    row('Gross revenue', money(now.grossRevenue), money(then.grossRevenue), change.grossRevenue),
    row('Refunds', money(now.refunds), money(then.refunds), change.refunds),
    row('Net revenue', money(now.netRevenue), money(then.netRevenue), change.netRevenue),
    row('Orders', format.number(now.orders), format.number(then.orders), change.orders),
    row('Units', format.number(now.units), format.number(then.units), change.units),
    row('Order value', money(now.averageOrderValue), money(then.averageOrderValue), change.averageOrderValue),
  ];
  return (
    <Box sx={{ minWidth: 0 }}>
      <DataTable
        label="Comparison"
        rows={rows}
        keyOf={(each) => each.label}
        columns={[
          { label: 'Figure', cell: (each) => each.label },
          { label: 'Now', numeric: true, cell: (each) => each.current },
          { label: 'Then', numeric: true, cell: (each) => each.before },
          { label: 'Change', numeric: true, cell: (each) => each.change },
        ]}
      />
    </Box>
  );
}
