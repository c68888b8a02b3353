import type { CalendarEntryFieldsFragment } from '@merchantgraph/sdk';
import {
  useAddCalendarEntry,
  useCalendar,
  useRemoveCalendarEntry,
  useUpdateCalendarEntry,
} from '@merchantgraph/sdk/react';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ChoiceField } from '../../shared/choices.tsx';
import { type Fields, useSubmit } from '../../shared/form.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { ListOf } from '../../shared/list-of.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { PageTitle } from '../../shared/page-title.tsx';
import { addDays, today } from '../../shared/period.ts';
import { may } from '../../shared/roles.ts';
import { Row, Section } from '../../shared/section.tsx';
import { useUrlChoice } from '../../shared/url-state.ts';
import { useAct } from '../../shared/use-act.ts';
import type { SettingsPageProps } from '../types.ts';

type Entry = CalendarEntryFieldsFragment;

const PAGE = 20;
const KINDS: Record<Entry['kind'], string> = {
  CLOSURE: 'Closed',
  PROMOTION: 'Promotion',
  HOLIDAY: 'Holiday',
};
const HELP: Record<Entry['kind'], string> = {
  CLOSURE: 'That less is sold, or nothing, is no news.',
  PROMOTION: 'That more is sold is no news.',
  HOLIDAY: 'Neither a rise nor a fall is news.',
};
const COLORS = { CLOSURE: 'default', PROMOTION: 'success', HOLIDAY: 'info' } as const;
const WHEN = ['coming', 'all'] as const;

/** Days on which the shop sells otherwise than usual, so that it is not told what it knows. */
export function CalendarPage({ merchant, membership, format }: SettingsPageProps) {
  const [when, setWhen] = useUrlChoice('when', WHEN);
  const [open, setOpen] = useState<Entry | 'new'>();
  const variables = {
    merchantId: merchant.id,
    first: PAGE,
    ...(when === 'coming' && { from: addDays(today(merchant.timeZone), -30) }),
  };
  const state = useCalendar(variables, { policy: 'cache-and-network' });
  const { refetch } = state;
  const [add] = useAddCalendarEntry();
  const [remove] = useRemoveCalendarEntry();
  const act = useAct();
  const { show } = useMessages();
  const mayWrite = may(membership, 'calendar:write');
  const onRemove = async ({ id, kind, name, from, to, yearly }: Entry) => {
    if (!(await act(remove({ input: { merchantId: merchant.id, id } })))) return;
    refetch();
    show(`"${name}" is removed`, () => {
      const again = { merchantId: merchant.id, kind, name, from, to, yearly };
      void act(add({ input: again })).then(() => refetch());
    });
  };
  return (
    <>
      <PageTitle>Calendar</PageTitle>
      <Section
        title="Days that are different"
        text="They count in no baseline, and what was to be expected of them is not told as an insight."
        action={
          mayWrite && (
            <Button variant="contained" onClick={() => setOpen('new')}>
              Add days
            </Button>
          )
        }
      >
        <ChoiceField
          size="small"
          label="Show"
          value={when}
          onChange={({ target }) => setWhen(target.value as typeof when)}
          choices={[
            ['coming', 'From last month on'],
            ['all', 'All'],
          ]}
          sx={{ minWidth: 180, mb: 1 }}
        />
        <ListOf
          label="Calendar"
          state={state}
          use={useCalendar}
          variables={variables}
          empty={{
            title: 'No such days',
            text: 'Add closures, promotions and holidays: insights take them into account from the next night on.',
          }}
        >
          {(entry) => (
            <Row
              key={entry.id}
              name={entry.name}
              text={`${format.range(entry.from, entry.to)}${entry.yearly ? ', every year' : ''}`}
            >
              <Chip size="small" variant="outlined" color={COLORS[entry.kind]} label={KINDS[entry.kind]} />
              {mayWrite && (
                <>
                  <Button size="small" aria-label={`Change ${entry.name}`} onClick={() => setOpen(entry)}>
                    Change
                  </Button>
                  <Button
                    size="small"
                    color="error"
                    aria-label={`Remove ${entry.name}`}
                    onClick={() => void onRemove(entry)}
                  >
                    Remove
                  </Button>
                </>
              )}
            </Row>
          )}
        </ListOf>
      </Section>
      {open && (
        <EntryDialog
          merchantId={merchant.id}
          day={today(merchant.timeZone)}
          entry={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            refetch();
          }}
        />
      )}
    </>
  );
}

function EntryDialog(props: {
  merchantId: string;
  /** Today, where the shop is. */
  day: string;
  entry: Entry | undefined;
  onClose: () => void;
  onDone: () => void;
}) {
  const { merchantId, day, entry, onClose, onDone } = props;
  const [add] = useAddCalendarEntry();
  const [update] = useUpdateCalendarEntry();
  const [kind, setKind] = useState<Entry['kind']>(entry?.kind ?? 'CLOSURE');
  const [from, setFrom] = useState(entry?.from ?? day);
  const read = (text: Fields, data: FormData) => ({
    merchantId,
    kind,
    name: text('name'),
    from: text('from'),
    to: text('to'),
    yearly: data.has('yearly'),
  });
  const form = useSubmit<Awaited<ReturnType<typeof add>> | Awaited<ReturnType<typeof update>>>({
    send: (text, data) =>
      entry ? update({ input: { ...read(text, data), id: entry.id } }) : add({ input: read(text, data) }),
    onSuccess: onDone,
    focus: 'name',
  });
  const days = { type: 'date', required: true, slotProps: { inputLabel: { shrink: true } } } as const;
  return (
    <FormDialog
      title={entry ? `Change "${entry.name}"` : 'Add days'}
      submit={entry ? 'Change' : 'Add'}
      form={form}
      onClose={onClose}
    >
      <TextField
        {...form.field('name')}
        label="Name"
        required
        autoFocus
        autoComplete="off"
        defaultValue={entry?.name ?? ''}
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
      <ChoiceField
        {...form.field('kind')}
        label="What it is"
        value={kind}
        onChange={({ target }) => setKind(target.value as Entry['kind'])}
        choices={Object.entries(KINDS)}
        helperText={HELP[kind]}
      />
      <TextField
        {...form.field('from')}
        {...days}
        label="First day"
        value={from}
        onChange={({ target }) => setFrom(target.value)}
      />
      <TextField
        {...form.field('to')}
        {...days}
        label="Last day"
        defaultValue={entry?.to ?? day}
        slotProps={{ ...days.slotProps, htmlInput: { min: from } }}
      />
      <FormControlLabel
        label="It comes again every year"
        control={<Checkbox name="yearly" defaultChecked={entry?.yearly ?? false} />}
      />
    </FormDialog>
  );
}
