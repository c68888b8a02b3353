import { useCreateAlert } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { METRICS, SEVERITY } from '../insights/words.ts';
import { ChoiceField } from '../shared/choices.tsx';
import { ProblemAlert, useSubmit } from '../shared/form.tsx';
import type { Format } from '../shared/format.ts';
import { useMessages } from '../shared/messages.tsx';
import { Section } from '../shared/section.tsx';
import type { Merchant } from '../shared/types.ts';
import { DryRun } from './dry-run.tsx';
import { BASELINES, CONDITIONS, isChange, isMoney, type Rule } from './words.ts';

const { DATA_QUALITY: _notWatched, ...WATCHED } = METRICS;
/** What MEAN_OF_LAST_DAYS takes: four weeks, so that every weekday counts alike. */
const MEAN_DAYS = 28;

/** A new rule, and when it would have fired in the past, before it is kept. */
export function NewAlert(props: {
  merchant: Merchant;
  format: Format;
  onClose: () => void;
  onDone: () => void;
}) {
  const { merchant, format, onClose, onDone } = props;
  const [create] = useCreateAlert();
  const { show } = useMessages();
  const [rule, setRule] = useState<Rule>({
    name: '',
    metric: 'GROSS_REVENUE',
    condition: 'FALLS_BY',
    threshold: '30',
    baseline: 'SAME_WEEKDAY_LAST_WEEK',
    schedule: 'DAILY',
    severity: 'WARNING',
  });
  const compared = isChange(rule.condition);
  const whole: Rule = {
    ...rule,
    baseline: compared ? (rule.baseline ?? 'SAME_WEEKDAY_LAST_WEEK') : null,
    baselineDays: compared && rule.baseline === 'MEAN_OF_LAST_DAYS' ? MEAN_DAYS : null,
  };
  const form = useSubmit({
    send: () => create({ input: { merchantId: merchant.id, rule: whole } }),
    onSuccess: () => {
      show('The alert is kept');
      onDone();
    },
    focus: 'name',
  });
  const change = (part: Partial<Rule>) => setRule((before) => ({ ...before, ...part }));
  const unit = compared ? '%' : isMoney(rule.metric) ? merchant.currency : 'in its own unit';
  return (
    <Section title="New alert">
      <Box
        component="form"
        aria-label="New alert"
        onSubmit={form.onSubmit}
        sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))' }}
      >
        <Box sx={{ gridColumn: '1 / -1' }}>
          <ProblemAlert problem={form.problem} />
        </Box>
        <TextField
          {...form.field('name')}
          autoFocus
          required
          size="small"
          label="Name"
          value={rule.name}
          onChange={({ target }) => change({ name: target.value })}
          slotProps={{ htmlInput: { maxLength: 100 } }}
        />
        <ChoiceField
          {...form.field('metric')}
          size="small"
          label="Figure"
          value={rule.metric}
          onChange={({ target }) => change({ metric: target.value as Rule['metric'] })}
          choices={Object.entries(WATCHED)}
        />
        <ChoiceField
          {...form.field('condition')}
          size="small"
          label="When it"
          value={rule.condition}
          onChange={({ target }) => change({ condition: target.value as Rule['condition'] })}
          choices={Object.entries(CONDITIONS)}
        />
        <TextField
          {...form.field('threshold')}
          required
          size="small"
          type="number"
          label={`How much (${unit})`}
          value={rule.threshold}
          onChange={({ target }) => change({ threshold: target.value })}
          slotProps={{ htmlInput: { min: 0, step: 'any' } }}
        />
        {compared && (
          <ChoiceField
            {...form.field('baseline')}
            size="small"
            label="Against"
            value={rule.baseline ?? ''}
            onChange={({ target }) => change({ baseline: target.value as Rule['baseline'] })}
            choices={Object.entries(BASELINES)}
          />
        )}
        <ChoiceField
          {...form.field('schedule')}
          size="small"
          label="Look at it"
          value={rule.schedule}
          onChange={({ target }) => change({ schedule: target.value as Rule['schedule'] })}
          choices={[
            ['DAILY', 'Every day'],
            ['WEEKLY', 'Every week, on Monday'],
          ]}
        />
        <ChoiceField
          {...form.field('severity')}
          size="small"
          label="Severity"
          value={rule.severity ?? 'WARNING'}
          onChange={({ target }) => change({ severity: target.value as Rule['severity'] })}
          choices={Object.entries(SEVERITY).map(([key, { label }]) => [key, label])}
        />
        <Box sx={{ gridColumn: '1 / -1', display: 'flex', gap: 1.5 }}>
          <Button type="submit" variant="contained" loading={form.busy}>
            Keep it
          </Button>
          <Button color="inherit" onClick={onClose}>
            Cancel
          </Button>
        </Box>
      </Box>
      <DryRun merchant={merchant} format={format} rule={whole} />
    </Section>
  );
}
