import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';

/** One column of a table; the first one names its rows. */
export interface Column<Row> {
  label: string;
  numeric?: boolean;
  cell: (row: Row) => ReactNode;
}

interface RowsProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string;
}

interface DataTableProps<Row> extends RowsProps<Row> {
  label: string;
  maxHeight?: number;
  /** What comes after these rows, given how rows are drawn: `More` of a connection. */
  more?: (draw: (rows: readonly Row[]) => ReactNode) => ReactNode;
}

/** Figures in rows, which scroll inside their own box: by touch, wheel and arrow keys. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, keyOf, maxHeight = 460, more } = props;
  return (
    <TableContainer sx={{ maxHeight }} tabIndex={0} role="region" aria-label={label}>
      <Table
        size="small"
        stickyHeader
        sx={{ '& td, & th': { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } }}
      >
        <TableHead>
          <TableRow sx={{ '& th': { bgcolor: 'background.paper', fontWeight: 600 } }}>
            {columns.map((column) => (
              <TableCell key={column.label} align={column.numeric ? 'right' : 'left'}>
                {column.label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          <DataRows columns={columns} rows={rows} keyOf={keyOf} />
          {more?.((next) => (
            <DataRows columns={columns} rows={next} keyOf={keyOf} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function DataRows<Row>({ columns, rows, keyOf }: RowsProps<Row>) {
  return rows.map((row, place) => (
    <TableRow key={keyOf(row, place)} hover>
      {columns.map((column, index) => (
        <TableCell
          key={column.label}
          align={column.numeric ? 'right' : 'left'}
          {...(index === 0 && { component: 'th', scope: 'row' })}
          sx={index === 0 ? { maxWidth: 280, overflow: 'hidden', textOverflow: 'ellipsis' } : undefined}
        >
          {column.cell(row)}
        </TableCell>
      ))}
    </TableRow>
  ));
}
