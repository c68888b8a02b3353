import type { GetCustomerSegmentsQuery, ListSegmentCustomersQueryVariables } from '@merchantgraph/sdk';
import { useCustomerSegments, useSegmentCustomers } from '@merchantgraph/sdk/react';
import { ExportButton } from '../exports/export-button.tsx';
import { COMPARE_TO } from '../home/home-page.tsx';
import { Bars } from '../shared/charts/bars.tsx';
import { ChoiceField } from '../shared/choices.tsx';
import { DataTable } from '../shared/data-table.tsx';
import { Loaded } from '../shared/loaded.tsx';
import { More } from '../shared/more.tsx';
import { ReportPanel } from '../shared/report-panel.tsx';
import { may } from '../shared/roles.ts';
import { Section } from '../shared/section.tsx';
import { useUrlState } from '../shared/url-state.ts';
import { CohortsPanel } from './cohorts-panel.tsx';
import { ReportHeader } from './report-header.tsx';
import { isSegment, SEGMENTS } from './segments.ts';
import { FRESH, type ReportProps } from './types.ts';

type Segments = NonNullable<NonNullable<GetCustomerSegmentsQuery['merchant']>['customerSegments']>;

/** Who buys: segments by how lately and how often, and whether those who came stay. */
export default function CustomersPage(props: ReportProps) {
  const { membership, format, range, comparison } = props;
  const compareTo = COMPARE_TO[comparison];
  const segments = useCustomerSegments({ ...range, compareTo }, FRESH);
  const { from, to, filter } = range;
  return (
    <>
      <ReportHeader
        title="Customers"
        report={props}
        state={segments}
        what="segments"
        input={{ kind: 'CUSTOMER_SEGMENTS', from, to, filter, compareTo }}
      />
      <ReportPanel<Segments>
        id="segments"
        title="Segments"
        definition={segments.data?.definition}
        state={segments}
        text={segments.data && `${format.number(segments.data.customers)} customers bought in these days`}
        empty={{
          when: ({ customers }) => customers === 0,
          title: 'No known customers in this period',
          text: 'Segments are made of customers who bought in these days. Choose a longer period.',
        }}
        chart={({ segments: rows }) => (
          <Bars
            label="Customers by segment"
            bars={rows.map((row) => ({
              key: row.segment,
              label: SEGMENTS[row.segment],
              value: row.customers,
              shown: format.number(row.customers),
              note: row.share === null ? undefined : format.percent(row.share),
              before: row.customersBefore,
            }))}
          />
        )}
        table={({ segments: rows }) => (
          <DataTable
            label="Segments table"
            rows={rows}
            keyOf={({ segment }) => segment}
            columns={[
              { label: 'Segment', cell: ({ segment }) => SEGMENTS[segment] },
              { label: 'Customers', numeric: true, cell: (row) => format.number(row.customers) },
              {
                label: 'Before',
                numeric: true,
                cell: (row) => (row.customersBefore === null ? '–' : format.number(row.customersBefore)),
              },
              { label: 'Revenue', numeric: true, cell: (row) => format.money(row.grossRevenue.amount) },
              {
                label: 'Of revenue',
                numeric: true,
                cell: (row) => (row.revenueShare === null ? '–' : format.percent(row.revenueShare)),
              },
              {
                label: 'Each',
                numeric: true,
                cell: (row) => (row.averageRevenue ? format.money(row.averageRevenue.amount) : '–'),
              },
              {
                label: 'Days since last order',
                numeric: true,
                cell: (row) =>
                  row.averageRecencyDays === null ? '–' : format.number(Math.round(row.averageRecencyDays)),
              },
            ]}
          />
        )}
      />
      <CohortsPanel {...props} />
      {may(membership, 'customers:read') && <Customers {...props} />}
    </>
  );
}

/** The customers themselves, largest first. */
function Customers({ merchant, membership, format, range }: ReportProps) {
  const [chosen, choose] = useUrlState('segment');
  const segment = isSegment(chosen) ? chosen : undefined;
  const { from, to, filter } = range;
  const variables: ListSegmentCustomersQueryVariables = {
    ...range,
    ...(segment && { segment }),
    first: 25,
    orderBy: { field: 'REVENUE', direction: 'DESC' },
  };
  const state = useSegmentCustomers(variables, FRESH);
  return (
    <Section
      title="Best customers"
      text={state.data && `The largest of ${format.number(state.data.totalCount)}`}
      action={
        <ExportButton
          merchant={merchant}
          membership={membership}
          what="customers"
          input={{
            ...{ kind: 'SEGMENT_CUSTOMERS', from, to },
            filter: { ...filter, ...(segment && { segment: [segment] }) },
          }}
        />
      }
    >
      <ChoiceField
        size="small"
        label="Segment"
        value={segment ?? ''}
        onChange={({ target }) => choose(target.value || undefined)}
        choices={[['', 'All segments'], ...Object.entries(SEGMENTS)]}
        sx={{ mb: 2, minWidth: 180 }}
      />
      <Loaded
        state={state}
        empty={{
          when: ({ nodes }) => nodes.length === 0,
          title: 'Nobody',
          text: 'No known customer of this segment bought in these days.',
        }}
      >
        {(page) => (
          <DataTable
            label="Best customers table"
            more={(draw) => (
              <More page={page} use={useSegmentCustomers} variables={variables} columns={6}>
                {draw}
              </More>
            )}
            rows={page.nodes}
            keyOf={({ customer }, index) => customer?.id ?? `${index}`}
            columns={[
              {
                label: 'Customer',
                cell: ({ customer }) => customer?.name ?? customer?.email ?? 'Without a name',
              },
              { label: 'Segment', cell: (row) => SEGMENTS[row.segment] },
              { label: 'Revenue', numeric: true, cell: (row) => format.money(row.grossRevenue.amount) },
              { label: 'Orders', numeric: true, cell: (row) => format.number(row.orders) },
              { label: 'Last order', numeric: true, cell: (row) => format.day(row.lastOrderOn) },
              { label: 'In all', numeric: true, cell: (row) => format.money(row.lifetimeValue.amount) },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
