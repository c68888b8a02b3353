import type { GetNotificationSettingsQuery } from '@merchantgraph/sdk';
import { useNotificationSettings, useUpdateNotificationSettings } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Switch from '@mui/material/Switch';
import { ChoiceField } from '../../shared/choices.tsx';
import { ProblemAlert, useSubmit } from '../../shared/form.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { may } from '../../shared/roles.ts';
import { Section } from '../../shared/section.tsx';
import type { SettingsPageProps } from '../types.ts';

type Listed = NonNullable<GetNotificationSettingsQuery['me']>['memberships']['nodes'][number];
type Choice = NonNullable<Listed['notifications']>;
type Kind = Choice['kinds'][number];

/** What can be told, and who is told it. */
const KINDS: readonly { kind: Kind; label: string; permission: string }[] = [
  { kind: 'INSIGHTS', label: 'Something critical has come up in the shop', permission: 'insights:read' },
  { kind: 'TEAM', label: 'Somebody has joined or left the team', permission: 'members:write' },
  { kind: 'API_KEYS', label: 'An API key was made, rotated or revoked', permission: 'keys:read' },
];

const DIGESTS = [
  ['NONE', 'No summary'],
  ['DAILY', 'Every morning'],
  ['WEEKLY', 'Every Monday morning'],
] as const;

/** What the viewer is told of by e-mail; everybody chooses for themselves. */
export function Notifications({ merchant, membership }: SettingsPageProps) {
  const [update] = useUpdateNotificationSettings();
  const { show } = useMessages();
  const { data } = useNotificationSettings({}, { policy: 'cache-and-network' });
  const chosen = data?.find(({ id }) => id === membership.id)?.notifications;
  const { busy, problem, onSubmit } = useSubmit({
    send: (text, data) =>
      update({
        input: {
          merchantId: merchant.id,
          email: data.has('email'),
          kinds: data.getAll('kinds') as Kind[],
          digest: text('digest') as Choice['digest'],
        },
      }),
    onSuccess: () => show('Your choice is saved'),
  });
  if (!chosen) return null;
  return (
    <Section title="What you are told of" text={`By e-mail, about ${merchant.name}. It concerns you alone.`}>
      <Box
        component="form"
        onSubmit={onSubmit}
        aria-label="What you are told of"
        sx={{ display: 'grid', gap: 2, maxWidth: 480 }}
      >
        <ProblemAlert problem={problem} />
        <FormControlLabel
          control={<Switch name="email" defaultChecked={chosen.email} />}
          label="Send me e-mail about this shop"
        />
        <FormControl component="fieldset">
          <FormLabel component="legend">Tell me when</FormLabel>
          {KINDS.filter(({ permission }) => may(membership, permission)).map(({ kind, label }) => (
            <FormControlLabel
              key={kind}
              control={<Checkbox name="kinds" value={kind} defaultChecked={chosen.kinds.includes(kind)} />}
              label={label}
            />
          ))}
        </FormControl>
        <ChoiceField
          name="digest"
          label="Summary of unread insights"
          defaultValue={chosen.digest}
          choices={DIGESTS}
        />
        <Button type="submit" variant="contained" loading={busy} sx={{ justifySelf: 'start' }}>
          Save my choice
        </Button>
      </Box>
    </Section>
  );
}
