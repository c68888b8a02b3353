import { useReportAnomaly } from '@merchantgraph/sdk/react';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ChoiceField } from '../shared/choices.tsx';
import { useSubmit } from '../shared/form.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { today } from '../shared/period.ts';
import type { Merchant } from '../shared/types.ts';
import { METRICS, type Metric } from './words.ts';

const DIRECTIONS = [
  ['', 'Cannot be said'],
  ['UP', 'Too much'],
  ['DOWN', 'Too little'],
] as const;

/** Something a person has noticed, and nothing else did. */
export function ReportAnomaly(props: { merchant: Merchant; onClose: () => void; onDone: () => void }) {
  const { merchant, onClose, onDone } = props;
  const [report] = useReportAnomaly();
  const end = today(merchant.timeZone);
  const [from, setFrom] = useState(end);
  const form = useSubmit({
    send: (text) => {
      const direction = text('direction');
      return report({
        input: {
          ...{ merchantId: merchant.id, metric: text('metric') as Metric, from, note: text('note') },
          ...(text('to') !== '' && { to: text('to') }),
          ...((direction === 'UP' || direction === 'DOWN') && { direction }),
        },
      });
    },
    onSuccess: onDone,
    focus: 'note',
  });
  const day = { type: 'date', slotProps: { inputLabel: { shrink: true } } } as const;
  return (
    <FormDialog
      title="Report what you have noticed"
      text="The team sees it among the anomalies, and what becomes of it."
      submit="Report"
      form={form}
      onClose={onClose}
    >
      <TextField
        {...form.field('note')}
        label="What was noticed"
        required
        autoFocus
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      <ChoiceField {...form.field('metric')} label="Figure" choices={Object.entries(METRICS)} />
      <ChoiceField {...form.field('direction')} label="It was" choices={DIRECTIONS} />
      <TextField
        {...form.field('from')}
        {...day}
        label="Day"
        required
        value={from}
        onChange={({ target }) => setFrom(target.value)}
        slotProps={{ ...day.slotProps, htmlInput: { max: end } }}
      />
      <TextField
        {...form.field('to')}
        {...day}
        label="Last day, of several"
        slotProps={{ ...day.slotProps, htmlInput: { min: from, max: end } }}
      />
    </FormDialog>
  );
}
