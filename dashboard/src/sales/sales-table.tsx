import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableFooter from '@mui/material/TableFooter';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { Format } from '../shared/format.ts';
import type { SalesTrend } from '../shared/types.ts';

interface SalesTableProps {
  trend: SalesTrend;
  grouping: 'day' | 'week' | 'month';
  format: Format;
  maxHeight: number;
}

type Figures = SalesTrend['totals'];

/** Every figure behind the chart, exact. The newest day is on top. */
export function SalesTable({ trend, grouping, format, maxHeight }: SalesTableProps) {
  const name = (date: string) =>
    grouping === 'month'
      ? format.month(date)
      : grouping === 'week'
        ? `Week of ${format.shortDay(date)}`
        : format.day(date);
  return (
    <TableContainer sx={{ maxHeight }} tabIndex={0} role="region" aria-label="Sales table">
      <Table
        size="small"
        stickyHeader
        sx={{ '& td, & th': { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } }}
      >
        <TableHead>
          <TableRow sx={{ '& th': { bgcolor: 'background.paper', fontWeight: 600 } }}>
            <TableCell>{grouping === 'day' ? 'Day' : grouping === 'week' ? 'Week' : 'Month'}</TableCell>
            <TableCell align="right">Revenue</TableCell>
            <TableCell align="right">Refunds</TableCell>
            <TableCell align="right">Net</TableCell>
            <TableCell align="right">Orders</TableCell>
            <TableCell align="right">Units</TableCell>
            <TableCell align="right">Order value</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {trend.points.toReversed().map((point) => (
            <TableRow key={point.date} hover>
              <TableCell component="th" scope="row">
                {name(point.date)}
              </TableCell>
              <Cells figures={point} format={format} />
            </TableRow>
          ))}
        </TableBody>
        <TableFooter sx={{ position: 'sticky', bottom: 0, bgcolor: 'background.paper' }}>
          <TableRow
            sx={{
              '& td, & th': {
                fontWeight: 650,
                color: 'text.primary',
                fontSize: 14,
                borderTop: 1,
                borderColor: 'divider',
              },
            }}
          >
            <TableCell component="th" scope="row">
              Total
            </TableCell>
            <Cells figures={trend.totals} format={format} />
          </TableRow>
        </TableFooter>
      </Table>
    </TableContainer>
  );
}

function Cells({ figures, format }: { figures: Figures; format: Format }) {
  return (
    <>
      <TableCell align="right">{format.money(figures.grossRevenue.amount)}</TableCell>
      <TableCell align="right">{format.money(figures.refunds.amount)}</TableCell>
      <TableCell align="right">{format.money(figures.netRevenue.amount)}</TableCell>
      <TableCell align="right">{format.number(figures.orders)}</TableCell>
      <TableCell align="right">{format.number(figures.units)}</TableCell>
      <TableCell align="right">
        {figures.averageOrderValue ? format.money(figures.averageOrderValue.amount) : '–'}
      </TableCell>
    </>
  );
}
