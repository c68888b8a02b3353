import type {
  GetRevenueChangeQuery,
  ListProductPerformanceQuery,
  ListProductPerformanceQueryVariables,
} from '@merchantgraph/sdk';
import { useProductPerformance, useRevenueChange } from '@merchantgraph/sdk/react';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { COMPARE_TO } from '../home/home-page.tsx';
import { Bars } from '../shared/charts/bars.tsx';
import { ChoiceField } from '../shared/choices.tsx';
import { DataTable } from '../shared/data-table.tsx';
import type { Format } from '../shared/format.ts';
import { More } from '../shared/more.tsx';
import { ReportPanel } from '../shared/report-panel.tsx';
import { useUrlChoice, useUrlState } from '../shared/url-state.ts';
import { Columns } from './columns.tsx';
import { ReportHeader } from './report-header.tsx';
import { FRESH, type ReportProps } from './types.ts';

type Merchant<Query extends { merchant: unknown }> = NonNullable<Query['merchant']>;
type Products = NonNullable<Merchant<ListProductPerformanceQuery>['productPerformance']>;
type Product = Products['nodes'][number];
type Change = NonNullable<Merchant<GetRevenueChangeQuery>['revenueChange']>;

const ORDERS = ['REVENUE', 'UNITS', 'ORDERS', 'REFUNDS', 'CHANGE', 'SKU'] as const;
const ORDER_LABELS = {
  REVENUE: 'Revenue',
  UNITS: 'Units',
  ORDERS: 'Orders',
  REFUNDS: 'Refunds',
  CHANGE: 'Change of revenue',
  SKU: 'Number',
};
const PAGE = 20;
const IN_CHART = 12;

/** What sold, what moved, and why revenue changed. */
export default function ProductsPage(props: ReportProps) {
  const { format, range, comparison } = props;
  const [order, setOrder] = useUrlChoice('sort', ORDERS);
  const [search, setSearch] = useUrlState('search');
  const compareTo = COMPARE_TO[comparison];
  const variables: ListProductPerformanceQueryVariables = {
    ...range,
    compareTo,
    first: PAGE,
    orderBy: { field: order, direction: order === 'SKU' ? 'ASC' : 'DESC' },
    ...(search && { search }),
  };
  const products = useProductPerformance(variables, FRESH);
  const isCompared = compareTo !== 'NONE';
  const change = useRevenueChange({ ...range, compareTo, movers: 8 }, { ...FRESH, skip: !isCompared });
  const { from, to, filter } = range;
  const empty = {
    title: search ? 'No product like this' : 'No sales in this period',
    text: search
      ? 'Nothing that was sold in these days matches. Try a part of the number or the name.'
      : 'Nothing was sold in these days. Choose a longer or another period.',
  };
  return (
    <>
      <ReportHeader
        title="Products"
        report={props}
        state={products}
        what="products"
        input={{ kind: 'PRODUCT_PERFORMANCE', from, to, filter, compareTo }}
      />
      {isCompared && (
        <Columns>
          <ReportPanel<Change>
            id="why"
            title="Why revenue changed"
            definition={change.data?.definition}
            state={change}
            text={change.data && <Sum change={change.data} format={format} />}
            empty={{
              when: ({ current, base }) => Number(current.amount) === 0 && Number(base.amount) === 0,
              title: 'Nothing to compare',
              text: 'There were no sales in these days, nor in those they are compared with.',
            }}
            chart={(data) => (
              <Bars
                label="Parts of the change of revenue"
                diverging
                bars={partsOf(data).map(({ key, label, amount }) => ({
                  ...{ key, label },
                  value: Number(amount),
                  shown: format.signedMoney(amount),
                }))}
              />
            )}
            table={(data) => (
              <DataTable
                label="Parts of the change of revenue"
                rows={partsOf(data)}
                keyOf={({ key }) => key}
                columns={[
                  { label: 'Part', cell: ({ label }) => label },
                  { label: 'Amount', numeric: true, cell: ({ amount }) => format.signedMoney(amount) },
                ]}
              />
            )}
          />
          <ReportPanel<Change>
            id="movers"
            title="What moved most"
            state={change}
            empty={{
              when: ({ up, down }) => up.length + down.length === 0,
              title: 'Nothing moved',
              text: 'No product sold more or less than before.',
            }}
            chart={(data) => (
              <Bars
                label="Products that moved revenue most"
                diverging
                bars={moversOf(data).map((product) => ({
                  key: product.sku,
                  label: nameOf(product),
                  value: Number(product.comparison?.revenueChange.amount ?? 0),
                  shown: format.signedMoney(product.comparison?.revenueChange.amount ?? 0),
                }))}
              />
            )}
            table={(data) => (
              <ProductTable label="Products that moved revenue most" rows={moversOf(data)} format={format} />
            )}
          />
        </Columns>
      )}
      <ReportPanel<Products>
        id="products"
        title="All products"
        definition={products.data?.definition}
        state={products}
        text={products.data && `${format.number(products.data.totalCount)} products`}
        empty={{ when: ({ nodes }) => nodes.length === 0, ...empty }}
        chart={({ nodes }) => (
          <Bars
            label="Revenue by product"
            bars={nodes.slice(0, IN_CHART).map((product) => ({
              key: product.sku,
              label: nameOf(product),
              value: Number(product.grossRevenue.amount),
              shown: format.money(product.grossRevenue.amount),
              note: product.share === null ? undefined : format.percent(product.share),
              before: product.comparison && Number(product.comparison.grossRevenue.amount),
            }))}
          />
        )}
        table={(page) => (
          <ProductTable
            label="Products"
            rows={page.nodes}
            format={format}
            more={(draw) => (
              <More page={page} use={useProductPerformance} variables={variables} columns={8}>
                {draw}
              </More>
            )}
          />
        )}
      >
        <SearchRow search={search} onSearch={setSearch}>
          <ChoiceField
            size="small"
            label="Sort by"
            value={order}
            onChange={({ target }) => setOrder(target.value as typeof order)}
            choices={ORDERS.map((each) => [each, ORDER_LABELS[each]])}
            sx={{ minWidth: 160 }}
          />
        </SearchRow>
      </ReportPanel>
    </>
  );
}

const nameOf = ({ title, sku }: Product) => (title ? `${title} (${sku})` : sku);

const moversOf = ({ up, down }: Change): Product[] => [...up, ...down.toReversed()];

const partsOf = ({ parts }: Change) => [
  { key: 'price', label: 'Prices', amount: parts.price.amount },
  { key: 'volume', label: 'Pieces sold', amount: parts.volume.amount },
  { key: 'mix', label: 'Dearer or cheaper products', amount: parts.mix.amount },
  { key: 'new', label: 'Products not sold before', amount: parts.newProducts.amount },
  { key: 'lost', label: 'Products not sold any more', amount: parts.lostProducts.amount },
];

function Sum({ change, format }: { change: Change; format: Format }) {
  return (
    <>
      {format.money(change.base.amount)} became {format.money(change.current.amount)}:{' '}
      <Typography component="span" variant="body2" sx={{ fontWeight: 650, color: 'text.primary' }}>
        {format.signedMoney(change.difference.amount)}
        {change.change !== null && ` (${format.change(change.change)})`}
      </Typography>
    </>
  );
}

function ProductTable(props: {
  label: string;
  rows: readonly Product[];
  format: Format;
  more?: (draw: (rows: readonly Product[]) => ReactNode) => ReactNode;
}) {
  const { label, rows, format, more } = props;
  return (
    <DataTable
      label={label}
      {...(more && { more })}
      rows={rows}
      keyOf={({ sku }) => sku}
      columns={[
        { label: 'Product', cell: nameOf },
        { label: 'Revenue', numeric: true, cell: (row) => format.money(row.grossRevenue.amount) },
        {
          label: 'Change',
          numeric: true,
          cell: ({ comparison }) =>
            comparison
              ? `${format.signedMoney(comparison.revenueChange.amount)}${comparison.change === null ? '' : ` (${format.change(comparison.change)})`}`
              : '–',
        },
        {
          label: 'Share',
          numeric: true,
          cell: ({ share }) => (share === null ? '–' : format.percent(share)),
        },
        { label: 'Units', numeric: true, cell: ({ units }) => format.number(units) },
        { label: 'Orders', numeric: true, cell: ({ orders }) => format.number(orders) },
        {
          label: 'Price',
          numeric: true,
          cell: ({ averagePrice }) => (averagePrice ? format.money(averagePrice.amount) : '–'),
        },
        { label: 'Refunds', numeric: true, cell: ({ refunds }) => format.money(refunds.amount) },
      ]}
    />
  );
}

/** A search that asks once somebody stops typing, beside other choices. */
function SearchRow(props: {
  search: string | undefined;
  onSearch: (text: string | undefined) => void;
  children: ReactNode;
}) {
  const { search, onSearch, children } = props;
  const [text, setText] = useState(search ?? '');
  const asked = useRef(search);
  useEffect(() => {
    // What this field asked for comes back without its last space, and while more is typed: the field knows better.
    if (search === asked.current) return;
    asked.current = search;
    setText(search ?? '');
  }, [search]);
  useEffect(() => {
    const next = text.trim() || undefined;
    if (next === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = next;
      onSearch(next);
    }, 350);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return (
    <search aria-label="Products" style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
      <TextField
        size="small"
        type="search"
        label="Search products"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {children}
    </search>
  );
}
