import { useCreateApiKey, useRenameApiKey, useRotateApiKey } from '@merchantgraph/sdk/react';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormLabel from '@mui/material/FormLabel';
import TextField from '@mui/material/TextField';
import { ChoiceField } from '../../shared/choices.tsx';
import { useSubmit } from '../../shared/form.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useMessages } from '../../shared/messages.tsx';
import type { SettingsPageProps } from '../types.ts';
import type { ApiKey } from './api-key.ts';

const LIFETIMES = [
  ['90', '90 days'],
  ['365', 'A year'],
  ['30', '30 days'],
  ['7', 'A week'],
  ['', 'Does not expire'],
] as const;

const OVERLAPS = [
  ['24', 'A day'],
  ['1', 'An hour'],
  ['168', 'A week'],
  ['0', 'Not at all: it stops within a second'],
] as const;

const nameField = { label: 'Name', autoComplete: 'off', required: true, autoFocus: true } as const;

/** Asks what a new key may do. Nobody can give a key what they may not do themselves, so only that is offered. */
export function CreateKeyDialog(
  props: SettingsPageProps & { onClose: () => void; onCreated: (key: string) => void },
) {
  const { merchant, membership, onClose, onCreated } = props;
  const [create] = useCreateApiKey();
  const form = useSubmit({
    send: (text, data) => {
      const days = Number(text('lifetime'));
      const rateLimit = text('rateLimit');
      return create({
        input: {
          merchantId: merchant.id,
          name: text('name'),
          scopes: data.getAll('scopes').map(String),
          ...(days > 0 && { expiresAt: new Date(Date.now() + days * 86_400_000).toISOString() }),
          ...(rateLimit !== '' && { rateLimit: Number(rateLimit) }),
        },
      });
    },
    onSuccess: ({ key }) => onCreated(key),
    focus: 'name',
  });
  return (
    <FormDialog title="Create a key" submit="Create" form={form} onClose={onClose}>
      <TextField
        {...form.field('name')}
        {...nameField}
        helperText="What the key is for, for example the program that uses it."
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
      <FormControl component="fieldset" error={form.field('scopes').error}>
        <FormLabel component="legend">What it may do</FormLabel>
        <FormGroup sx={{ flexDirection: 'row', columnGap: 1 }}>
          {membership.permissions.map((permission) => (
            <FormControlLabel
              key={permission}
              sx={{ width: 200, mr: 0 }}
              control={
                <Checkbox
                  size="small"
                  name="scopes"
                  value={permission}
                  defaultChecked={permission === 'reports:read' || permission === 'insights:read'}
                />
              }
              label={permission}
            />
          ))}
        </FormGroup>
      </FormControl>
      <ChoiceField {...form.field('lifetime')} label="Works for" defaultValue="90" choices={LIFETIMES} />
      <TextField
        {...form.field('rateLimit')}
        label="Requests a second, at most"
        type="number"
        helperText="Leave it empty for the limit everybody has."
        slotProps={{ htmlInput: { min: 1, max: 1000, step: 1 } }}
      />
    </FormDialog>
  );
}

interface KeyDialogProps {
  apiKey: ApiKey;
  onClose: () => void;
}

/** Replaces a key by a new one; the old one works on for a while. */
export function RotateKeyDialog(props: KeyDialogProps & { onRotated: (key: string) => void }) {
  const { apiKey, onClose, onRotated } = props;
  const [rotate] = useRotateApiKey();
  const form = useSubmit({
    send: (text) => rotate({ input: { id: apiKey.id, overlapHours: Number(text('overlapHours')) } }),
    onSuccess: ({ key }) => onRotated(key),
  });
  return (
    <FormDialog
      title={`Rotate "${apiKey.name}"`}
      text="You get a new key that may do the same. Give it to the program while the old one still works."
      submit="Rotate"
      form={form}
      onClose={onClose}
    >
      <ChoiceField
        {...form.field('overlapHours')}
        label="The old key works on for"
        defaultValue="24"
        choices={OVERLAPS}
      />
    </FormDialog>
  );
}

export function RenameKeyDialog({ apiKey, onClose }: KeyDialogProps) {
  const [rename] = useRenameApiKey();
  const { show } = useMessages();
  const form = useSubmit({
    send: (text) => rename({ input: { id: apiKey.id, name: text('name') } }),
    onSuccess: () => {
      show('The key is renamed');
      onClose();
    },
    focus: 'name',
  });
  return (
    <FormDialog title={`Rename "${apiKey.name}"`} submit="Rename" form={form} onClose={onClose}>
      <TextField
        {...form.field('name')}
        {...nameField}
        defaultValue={apiKey.name}
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
    </FormDialog>
  );
}
