import type { ListInvitationsQueryVariables } from '@merchantgraph/sdk';
import {
  useInvitations,
  useInviteMember,
  useResendInvitation,
  useRevokeInvitation,
} from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ChoiceField } from '../../shared/choices.tsx';
import { useConfirm } from '../../shared/confirm.tsx';
import { ProblemAlert, useSubmit } from '../../shared/form.tsx';
import { ListOf } from '../../shared/list-of.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { ROLES, roleLabel, rolesToGive } from '../../shared/roles.ts';
import { Row, Section } from '../../shared/section.tsx';
import type { Role } from '../../shared/types.ts';
import { useAct } from '../../shared/use-act.ts';
import type { SettingsPageProps } from '../types.ts';

const PAGE = 20;

/** Asking people into the team, and those who have not answered. */
export function Invitations(props: SettingsPageProps) {
  const { merchant, membership, format } = props;
  const variables: ListInvitationsQueryVariables = {
    merchantId: merchant.id,
    first: PAGE,
    filter: { status: ['PENDING', 'EXPIRED'] },
  };
  const state = useInvitations(variables, { policy: 'cache-and-network' });
  const [resend] = useResendInvitation();
  const [revoke] = useRevokeInvitation();
  const [confirm, dialog] = useConfirm();
  const act = useAct();
  const { show } = useMessages();
  const givable = rolesToGive(membership);

  const sendAgain = async (id: string, email: string) => {
    if (await act(resend({ input: { id } }))) show(`A new link is on its way to ${email}`);
  };
  const takeBack = async (id: string, email: string) => {
    const sure = await confirm({
      title: 'Take the invitation back?',
      text: `The link that ${email} was sent stops working at once.`,
      action: 'Take back',
    });
    if (sure && (await act(revoke({ input: { id } })))) show(`The invitation of ${email} is taken back`);
  };

  return (
    <Section title="Invitations" text="The link in the e-mail works once, for seven days.">
      <InviteForm {...props} />
      <ListOf
        label="Invitations"
        state={state}
        use={useInvitations}
        variables={variables}
        empty={{ title: 'Nobody is invited', text: 'Whoever you invite is listed here until they join.' }}
      >
        {({ id, email, role, status, expiresAt }) => {
          const isOver = status === 'EXPIRED';
          return (
            <Row
              key={id}
              name={email}
              text={`${roleLabel(role)} · ${isOver ? 'expired' : 'works until'} ${format.instant(expiresAt)}`}
            >
              {isOver && <Chip size="small" color="warning" variant="outlined" label="Expired" />}
              {givable.includes(role) && (
                <>
                  <Button onClick={() => void sendAgain(id, email)} aria-label={`Send again to ${email}`}>
                    Send again
                  </Button>
                  <Button
                    color="error"
                    onClick={() => void takeBack(id, email)}
                    aria-label={`Take back the invitation of ${email}`}
                  >
                    Take back
                  </Button>
                </>
              )}
            </Row>
          );
        }}
      </ListOf>
      {dialog}
    </Section>
  );
}

function InviteForm({ merchant, membership }: SettingsPageProps) {
  const [invite] = useInviteMember();
  const { show } = useMessages();
  const [role, setRole] = useState<Role>('ANALYST');
  const [sent, setSent] = useState(0);
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) => invite({ input: { merchantId: merchant.id, email: text('email'), role } }),
    onSuccess: ({ invitation }) => {
      show(`${invitation.email} is invited`);
      setSent((before) => before + 1);
    },
    focus: 'email',
  });
  return (
    <Box component="form" onSubmit={onSubmit} aria-label="Invite" sx={{ display: 'grid', gap: 2, mb: 2 }}>
      <ProblemAlert problem={problem} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'start' }}>
        <TextField
          // A new field, and so an empty one, after every invitation.
          key={sent}
          {...field('email')}
          size="small"
          label="E-mail address"
          type="email"
          autoComplete="off"
          required
          sx={{ flex: '1 1 220px' }}
        />
        <ChoiceField
          size="small"
          name="role"
          label="Role"
          value={role}
          onChange={(event) => setRole(event.target.value as Role)}
          choices={rolesToGive(membership).map((each) => [each, roleLabel(each)])}
          helperText={ROLES.find((each) => each.role === role)?.text}
          sx={{ flex: '1 1 200px' }}
        />
        <Button type="submit" variant="contained" loading={busy} sx={{ height: 40 }}>
          Invite
        </Button>
      </Box>
    </Box>
  );
}
