import { useRequestExport } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { DayField } from '../home/filters.tsx';
import { ChoiceField } from '../shared/choices.tsx';
import { addDays, today } from '../shared/period.ts';
import { may } from '../shared/roles.ts';
import { Section } from '../shared/section.tsx';
import type { Membership } from '../shared/types.ts';
import { useAct } from '../shared/use-act.ts';
import { type ExportFormat, type ExportKind, FORMAT_LABELS, KIND_LABELS } from './kinds.ts';

/** What is whole rather than a report, with what one has to be allowed, and whether it is about days. */
const KINDS: readonly { kind: ExportKind; permission: string; days: boolean }[] = [
  { kind: 'ORDERS', permission: 'reports:read', days: true },
  { kind: 'ORDER_ITEMS', permission: 'reports:read', days: true },
  { kind: 'PRODUCTS', permission: 'reports:read', days: false },
  { kind: 'CUSTOMERS', permission: 'customers:read', days: false },
  { kind: 'CARTS', permission: 'carts:read', days: true },
  { kind: 'OVERVIEW', permission: 'reports:read', days: true },
  { kind: 'REVENUE_CHANGE', permission: 'reports:read', days: true },
  { kind: 'CUSTOMER_COHORTS', permission: 'reports:read', days: true },
  { kind: 'EVENTS', permission: 'audit:read', days: false },
];

/** Orders a file of what no report shows whole. */
export function NewExport({ membership }: { membership: Membership }) {
  const { merchant } = membership;
  const kinds = KINDS.filter(({ permission }) => may(membership, permission));
  const [kind, setKind] = useState<ExportKind>('ORDERS');
  const [format, setFormat] = useState<ExportFormat>('CSV');
  const end = today(merchant.timeZone);
  const [to, setTo] = useState(end);
  const [from, setFrom] = useState(addDays(end, -29));
  const [request, { loading }] = useRequestExport();
  const act = useAct();
  const days = kinds.find((each) => each.kind === kind)?.days ?? false;
  return (
    <Section title="New export" text="Reports have an Export button of their own.">
      <Box
        component="form"
        aria-label="New export"
        onSubmit={(event) => {
          event.preventDefault();
          void act(
            request({
              input: { merchantId: merchant.id, kind, format, ...(days && { from, to }), notify: false },
            }),
          );
        }}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}
      >
        <ChoiceField
          size="small"
          label="What"
          value={kind}
          onChange={({ target }) => setKind(target.value as ExportKind)}
          choices={kinds.map((each) => [each.kind, KIND_LABELS[each.kind]])}
          sx={{ minWidth: 180 }}
        />
        <ChoiceField
          size="small"
          label="Format"
          value={format}
          onChange={({ target }) => setFormat(target.value as ExportFormat)}
          choices={Object.entries(FORMAT_LABELS)}
          sx={{ minWidth: 180 }}
        />
        {days && (
          <>
            <DayField label="From" value={from} max={to} onDay={setFrom} />
            <DayField label="To" value={to} min={from} onDay={setTo} />
          </>
        )}
        <Button type="submit" variant="contained" loading={loading}>
          Export
        </Button>
      </Box>
    </Section>
  );
}
