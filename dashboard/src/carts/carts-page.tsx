import type { CartFieldsFragment, ListCartsQueryVariables } from '@merchantgraph/sdk';
import { useCarts } from '@merchantgraph/sdk/react';
import ExpandMore from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Collapse from '@mui/material/Collapse';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { Filters } from '../home/filters.tsx';
import type { Viewer } from '../layout/shell.tsx';
import { ChoiceField } from '../shared/choices.tsx';
import { DataTable } from '../shared/data-table.tsx';
import type { Format } from '../shared/format.ts';
import { ListOf } from '../shared/list-of.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { usePeriod } from '../shared/period.ts';
import { Row, Section } from '../shared/section.tsx';
import { useUrlChoice, useUrlState } from '../shared/url-state.ts';
import { useFormat } from '../shared/use-format.ts';

type Cart = CartFieldsFragment;

const STATUSES = ['ABANDONED', 'OPEN', 'RECOVERED', 'ORDERED', 'ALL'] as const;
const LABELS = {
  ABANDONED: 'Left behind',
  OPEN: 'Open',
  RECOVERED: 'Won back',
  ORDERED: 'Ordered',
  ALL: 'All',
};
const COLORS = { ABANDONED: 'warning', OPEN: 'info', RECOVERED: 'success', ORDERED: 'default' } as const;
const SORTS = ['TOTAL', 'UPDATED_AT'] as const;
const PAGE = 20;

/** Carts: first those that were left behind, the largest on top. */
export default function CartsPage({ membership }: Viewer) {
  const { merchant } = membership;
  const format = useFormat(merchant);
  const { period, choosePreset, chooseRange } = usePeriod(merchant.timeZone);
  const [status, setStatus] = useUrlChoice('status', STATUSES);
  const [sort, setSort] = useUrlChoice('sort', SORTS);
  const [least, setLeast] = useUrlState('least');
  const minTotal = least && /^\d+(\.\d{1,4})?$/.test(least) ? least : undefined;
  const variables: ListCartsQueryVariables = {
    merchantId: merchant.id,
    first: PAGE,
    filter: {
      from: period.from,
      to: period.to,
      ...(status !== 'ALL' && { status: [status] }),
      ...(minTotal && { minTotal }),
    },
    orderBy: { field: sort, direction: 'DESC' },
  };
  const state = useCarts(variables, { policy: 'cache-and-network' });
  const { data } = state;
  return (
    <Box sx={{ display: 'grid', gap: { xs: 1.5, sm: 2.5 } }}>
      <PageTitle>Carts</PageTitle>
      <Filters period={period} onPreset={choosePreset} onRange={chooseRange}>
        <ChoiceField
          size="small"
          label="Status"
          value={status}
          onChange={({ target }) => setStatus(target.value as typeof status)}
          choices={STATUSES.map((each) => [each, LABELS[each]])}
          sx={{ minWidth: 140 }}
        />
        <ChoiceField
          size="small"
          label="Sort by"
          value={sort}
          onChange={({ target }) => setSort(target.value as typeof sort)}
          choices={[
            ['TOTAL', 'Largest first'],
            ['UPDATED_AT', 'Newest first'],
          ]}
          sx={{ minWidth: 140 }}
        />
        <LeastField value={least} onLeast={setLeast} currency={merchant.currency} />
      </Filters>
      <Section
        title={LABELS[status] === 'All' ? 'All carts' : LABELS[status]}
        text={data && `${format.number(data.totalCount)} carts`}
      >
        <ListOf
          label="Carts"
          state={state}
          use={useCarts}
          variables={variables}
          empty={{
            title: 'No such carts',
            text: 'No cart of these days fits the choices above. Choose a longer period or another status.',
          }}
        >
          {(cart) => <CartRow key={cart.id} cart={cart} format={format} />}
        </ListOf>
      </Section>
    </Box>
  );
}

/** The least a cart is worth; asked for once somebody stops typing. */
function LeastField(props: {
  value: string | undefined;
  onLeast: (least: string | undefined) => void;
  currency: string;
}) {
  const { value, onLeast, currency } = props;
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  useEffect(() => {
    if (text === (value ?? '')) return;
    const timer = setTimeout(() => onLeast(text || undefined), 350);
    return () => clearTimeout(timer);
  }, [text, value, onLeast]);
  return (
    <TextField
      size="small"
      type="number"
      label={`Worth at least (${currency})`}
      value={text}
      onChange={({ target }) => setText(target.value)}
      slotProps={{ htmlInput: { min: 0, step: 'any' }, inputLabel: { shrink: true } }}
      sx={{ width: 170 }}
    />
  );
}

function CartRow({ cart, format }: { cart: Cart; format: Format }) {
  const [open, setOpen] = useState(false);
  const { customer, total, itemCount, status, items, updatedAt, abandonedAt } = cart;
  const who = customer?.name ?? customer?.email ?? 'A visitor who is not known';
  const when = abandonedAt
    ? `left ${format.instant(abandonedAt)}`
    : `last changed ${format.instant(updatedAt)}`;
  const name = `${who}, ${format.money(total.amount)}`;
  return (
    <Row
      name={name}
      title={who}
      text={`${format.number(itemCount)} pieces, ${when}`}
      below={
        <Collapse in={open} unmountOnExit>
          <DataTable
            label={`Lines of the cart of ${name}`}
            rows={items}
            keyOf={({ id }) => id}
            maxHeight={280}
            columns={[
              { label: 'Product', cell: (item) => (item.title ? `${item.title} (${item.sku})` : item.sku) },
              { label: 'Pieces', numeric: true, cell: (item) => format.number(item.quantity) },
              { label: 'Price', numeric: true, cell: (item) => format.money(item.unitPrice.amount) },
              { label: 'Total', numeric: true, cell: (item) => format.money(item.total.amount) },
            ]}
          />
        </Collapse>
      }
    >
      <Chip size="small" variant="outlined" color={COLORS[status]} label={LABELS[status]} />
      <Box sx={{ fontWeight: 650, minWidth: 90, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>
        {format.money(total.amount)}
      </Box>
      <Button
        size="small"
        color="inherit"
        aria-expanded={open}
        aria-label={`Lines of the cart of ${name}`}
        endIcon={<ExpandMore sx={{ transform: open ? 'rotate(180deg)' : undefined }} />}
        onClick={() => setOpen(!open)}
      >
        Lines
      </Button>
    </Row>
  );
}
