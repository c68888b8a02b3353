import {
  useCreateWebhookEndpoint,
  useRotateWebhookSecret,
  useUpdateWebhookEndpoint,
} from '@merchantgraph/sdk/react';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormLabel from '@mui/material/FormLabel';
import TextField from '@mui/material/TextField';
import { SEVERITY } from '../../insights/words.ts';
import { ChoiceField } from '../../shared/choices.tsx';
import { type Fields, useSubmit } from '../../shared/form.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import type { Endpoint } from './types.ts';

export const EVENTS: Record<Endpoint['events'][number], string> = {
  INSIGHT_CREATED: 'new insights',
  INSIGHT_UPDATED: 'insights that go on',
};

const LEAST: readonly (readonly [Endpoint['leastSeverity'], string])[] = [
  ['INFO', 'All of them'],
  ['NOTICE', 'Notice and more'],
  ['WARNING', 'Warning and more'],
  ['CRITICAL', SEVERITY.CRITICAL.label],
];

const OVERLAPS = [
  ['24', 'A day'],
  ['1', 'An hour'],
  ['168', 'A week'],
  ['0', 'Not at all'],
] as const;

interface EndpointDialogProps {
  merchantId: string;
  /** The one that is changed; absent for a new one. */
  endpoint?: Endpoint;
  onClose: () => void;
  /** With the secret of a new one, which is never shown again. */
  onDone: (secret: string | undefined) => void;
}

/** Where to send what: a new address, or another choice for one there is. */
export function EndpointDialog({ merchantId, endpoint, onClose, onDone }: EndpointDialogProps) {
  const [create] = useCreateWebhookEndpoint();
  const [update] = useUpdateWebhookEndpoint();
  const read = (text: Fields, data: FormData) => ({
    merchantId,
    url: text('url'),
    description: text('description'),
    events: data.getAll('events') as Endpoint['events'],
    leastSeverity: text('leastSeverity') as Endpoint['leastSeverity'],
  });
  const form = useSubmit<Awaited<ReturnType<typeof create>> | Awaited<ReturnType<typeof update>>>({
    send: (text, data) =>
      endpoint
        ? update({ input: { ...read(text, data), id: endpoint.id } })
        : create({ input: read(text, data) }),
    onSuccess: (success) => onDone('secret' in success ? success.secret : undefined),
    focus: 'url',
  });
  return (
    <FormDialog
      title={endpoint ? 'Change the address' : 'Add an address'}
      submit={endpoint ? 'Change' : 'Add'}
      form={form}
      onClose={onClose}
    >
      <TextField
        {...form.field('url')}
        label="Address"
        type="url"
        required
        autoFocus
        autoComplete="off"
        defaultValue={endpoint?.url ?? ''}
        placeholder="https://"
        helperText="It has to begin with https:// and be reachable from the internet."
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      <TextField
        {...form.field('description')}
        label="What it is for"
        defaultValue={endpoint?.description ?? ''}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <FormControl component="fieldset" error={form.field('events').error}>
        <FormLabel component="legend">Tell it of</FormLabel>
        <FormGroup row>
          {Object.entries(EVENTS).map(([event, label]) => (
            <FormControlLabel
              key={event}
              label={label}
              control={
                <Checkbox
                  name="events"
                  value={event}
                  defaultChecked={
                    endpoint ? endpoint.events.some((each) => each === event) : event === 'INSIGHT_CREATED'
                  }
                />
              }
            />
          ))}
        </FormGroup>
      </FormControl>
      <ChoiceField
        {...form.field('leastSeverity')}
        label="How severe"
        defaultValue={endpoint?.leastSeverity ?? 'INFO'}
        choices={LEAST}
      />
    </FormDialog>
  );
}

/** A new secret; the old one signs beside it for a while. */
export function RotateSecretDialog(props: Omit<EndpointDialogProps, 'endpoint'> & { endpoint: Endpoint }) {
  const { merchantId, endpoint, onClose, onDone } = props;
  const [rotate] = useRotateWebhookSecret();
  const form = useSubmit({
    send: (text) =>
      rotate({ input: { merchantId, id: endpoint.id, overlapHours: Number(text('overlapHours')) } }),
    onSuccess: ({ secret }) => onDone(secret),
  });
  return (
    <FormDialog
      title="New secret"
      text={`For ${endpoint.url}. Requests are signed with both for a while: a program that knows either one believes them.`}
      submit="Make it"
      form={form}
      onClose={onClose}
    >
      <ChoiceField
        {...form.field('overlapHours')}
        label="The old secret signs too for"
        defaultValue="24"
        choices={OVERLAPS}
      />
    </FormDialog>
  );
}
