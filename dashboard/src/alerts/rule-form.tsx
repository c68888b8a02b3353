import { useCreateAlert, useUpdateAlert } from '@merchantgraph/sdk/react';
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
import { type Alert, BASELINES, CONDITIONS, isChange, isMoney, type Rule, ruleOf } from './words.ts';

const { DATA_QUALITY: _notWatched, ...WATCHED } = METRICS;
/** What MEAN_OF_LAST_DAYS takes: four weeks, so that every weekday counts alike. */
const MEAN_DAYS = 28;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

const NEW: Rule = {
  name: '',
  metric: 'GROSS_REVENUE',
  condition: 'FALLS_BY',
  threshold: '30',
  baseline: 'SAME_WEEKDAY_LAST_WEEK',
  schedule: 'DAILY',
  severity: 'WARNING',
};

/** A rule, new or changed, and when it would have fired in the past, before it is kept. */
export function RuleForm(props: {
  merchant: Merchant;
  format: Format;
  /** The one that is changed; absent for a new one. */
  alert?: Alert;
  onClose: () => void;
  onDone: () => void;
}) {
  const { merchant, format, alert, onClose, onDone } = props;
  const [create] = useCreateAlert();
  const [update] = useUpdateAlert();
  const { show } = useMessages();
  const [rule, setRule] = useState<Rule>(alert ? ruleOf(alert) : NEW);
  const compared = isChange(rule.condition);
  const whole: Rule = {
    ...rule,
    baseline: compared ? (rule.baseline ?? 'SAME_WEEKDAY_LAST_WEEK') : null,
    baselineDays: compared && rule.baseline === 'MEAN_OF_LAST_DAYS' ? (rule.baselineDays ?? MEAN_DAYS) : null,
    weekday: rule.schedule === 'WEEKLY' ? (rule.weekday ?? 1) : null,
  };
  const form = useSubmit<Awaited<ReturnType<typeof create>> | Awaited<ReturnType<typeof update>>>({
    send: () =>
      alert
        ? update({ input: { id: alert.id, rule: whole } })
        : create({ input: { merchantId: merchant.id, rule: whole } }),
    onSuccess: () => {
      show(alert ? 'The alert is changed' : 'The alert is kept');
      onDone();
    },
    focus: 'name',
  });
  const change = (part: Partial<Rule>) => setRule((before) => ({ ...before, ...part }));
  const unit = compared ? '%' : isMoney(rule.metric) ? merchant.currency : 'in its own unit';
  return (
    <Section title={alert ? 'Change the rule' : 'New alert'}>
      <Box
        component="form"
        aria-label={alert ? 'Change the rule' : 'New alert'}
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
            ['WEEKLY', 'Every week'],
          ]}
        />
        {rule.schedule === 'WEEKLY' && (
          <ChoiceField
            {...form.field('weekday')}
            size="small"
            label="On"
            value={String(rule.weekday ?? 1)}
            onChange={({ target }) => change({ weekday: Number(target.value) })}
            choices={WEEKDAYS.map((day) => [String(day), format.weekday(day)])}
          />
        )}
        <ChoiceField
          {...form.field('severity')}
          size="small"
          label="Severity"
          value={rule.severity ?? 'WARNING'}
          onChange={({ target }) => change({ severity: target.value as Rule['severity'] })}
          choices={Object.entries(SEVERITY).map(([key, { label }]) => [key, label])}
        />
        <TextField
          {...form.field('cooldownDays')}
          size="small"
          type="number"
          label="Then quiet for (days)"
          value={rule.cooldownDays ?? 0}
          onChange={({ target }) => change({ cooldownDays: Number(target.value) })}
          slotProps={{ htmlInput: { min: 0, max: 90, step: 1 } }}
        />
        <Box sx={{ gridColumn: '1 / -1', display: 'flex', gap: 1.5 }}>
          <Button type="submit" variant="contained" loading={form.busy}>
            {alert ? 'Change' : 'Keep it'}
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
