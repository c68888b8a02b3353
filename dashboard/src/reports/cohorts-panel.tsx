import type { GetCustomerCohortsQuery } from '@merchantgraph/sdk';
import { useCustomerCohorts } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import { DataTable } from '../shared/data-table.tsx';
import type { Format } from '../shared/format.ts';
import { addDays } from '../shared/period.ts';
import { ReportPanel } from '../shared/report-panel.tsx';
import { FRESH, type ReportProps } from './types.ts';

type Cohorts = NonNullable<NonNullable<GetCustomerCohortsQuery['merchant']>['customerCohorts']>;

/** Cohorts are months: fewer than this say little. */
const LEAST_DAYS = 365;

/** Of those who first bought in a month, how many came back later. */
export function CohortsPanel({ range, format }: ReportProps) {
  const year = addDays(range.to, 1 - LEAST_DAYS);
  const [from = year] = [range.from, year].toSorted();
  const state = useCustomerCohorts({ ...range, from }, FRESH);
  return (
    <ReportPanel<Cohorts>
      id="cohorts"
      title="Cohorts"
      definition={state.data?.definition}
      state={state}
      text={
        state.data &&
        `Share of the customers of a month who bought again, ${format.range(state.data.from, state.data.to)}`
      }
      empty={{
        when: ({ cohorts }) => cohorts.length === 0,
        title: 'No first orders',
        text: 'Nobody ordered for the first time in these months.',
      }}
      chart={(data) => <Heat data={data} format={format} />}
      table={(data) => (
        <DataTable
          label="Cohorts table"
          rows={data.cohorts}
          keyOf={({ month }) => month}
          columns={[
            { label: 'First order in', cell: ({ month }) => format.month(month) },
            { label: 'Customers', numeric: true, cell: ({ customers }) => format.number(customers) },
            {
              label: 'Brought each',
              numeric: true,
              cell: ({ lifetimeValue }) => (lifetimeValue ? format.money(lifetimeValue.amount) : '–'),
            },
            {
              label: 'Came back next month',
              numeric: true,
              cell: ({ months }) => {
                const next = months.find(({ offset }) => offset === 1);
                return typeof next?.retention === 'number' ? format.percent(next.retention) : '–';
              },
            },
          ]}
        />
      )}
    />
  );
}

/** Months below each other, the months after beside each other; the darker, the more came back. */
function Heat({ data, format }: { data: Cohorts; format: Format }) {
  const width = Math.max(...data.cohorts.flatMap(({ months }) => months.map(({ offset }) => offset)), 0);
  const offsets = Array.from({ length: width + 1 }, (_, offset) => offset);
  return (
    <Box tabIndex={0} role="region" aria-label="Cohorts chart" sx={{ overflowX: 'auto' }}>
      <Box
        component="table"
        sx={{
          borderCollapse: 'separate',
          borderSpacing: 2,
          fontSize: 13,
          fontVariantNumeric: 'tabular-nums',
          '& td, & th': { px: 1, py: 0.5, whiteSpace: 'nowrap', borderRadius: 0.5 },
          '& th': { fontWeight: 600, textAlign: 'left' },
          '& td': { textAlign: 'right', minWidth: 48 },
        }}
      >
        <thead>
          <tr>
            <th scope="col">First order</th>
            {offsets.map((offset) => (
              <th key={offset} scope="col">
                {offset === 0 ? 'Customers' : `+${offset}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.cohorts.map(({ month, customers, months }) => (
            <tr key={month}>
              <th scope="row">{format.month(month)}</th>
              {offsets.map((offset) => {
                const known = months.find((each) => each.offset === offset);
                if (offset === 0) return <td key={offset}>{format.number(customers)}</td>;
                const share = known?.retention;
                if (typeof share !== 'number') return <td key={offset} />;
                return (
                  <Box
                    component="td"
                    key={offset}
                    sx={{
                      bgcolor: `color-mix(in srgb, var(--mui-palette-primary-main) ${Math.round(Math.min(1, share) * 45)}%, transparent)`,
                    }}
                  >
                    {format.percent(share)}
                  </Box>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
