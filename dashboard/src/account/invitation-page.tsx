import type { GetInvitationQuery } from '@merchantgraph/sdk';
import { useAcceptInvitation, useInvitation, useMe } from '@merchantgraph/sdk/react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useSession } from '../session/context.ts';
import { NewPasswordField, ProblemAlert, useSubmit } from '../shared/form.tsx';
import { useLinkToken } from '../shared/links.ts';
import { problemOf } from '../shared/outcome.ts';
import { roleLabel } from '../shared/roles.ts';
import { Frame, stack, TextLink } from './frame.tsx';

type Invitation = NonNullable<GetInvitationQuery['invitation']>;

/** Where the link of an invitation leads: who is asked into which team, and how to join it. */
export default function InvitationPage() {
  const token = useLinkToken();
  const invitation = useInvitation({ token: token ?? '' }, { skip: token === undefined });
  // A stranger's question has no answer, and costs nothing.
  const me = useMe({}, { policy: 'network-only' });
  const footer = <TextLink to="/">Go on to MerchantGraph</TextLink>;

  if (token === undefined || invitation.error) {
    const text = invitation.error
      ? problemOf(invitation.error).text
      : 'This address is incomplete. Follow the whole link of the e-mail.';
    return (
      <Frame title="Invitation" footer={footer}>
        <Alert severity="error">{text}</Alert>
      </Frame>
    );
  }
  if (!invitation.data || me.loading) {
    return (
      <Frame title="Invitation" footer={footer}>
        <Skeleton variant="rounded" height={160} />
      </Frame>
    );
  }
  const { merchantName, role, invitedByName, email, accountExists } = invitation.data;
  const text = `${invitedByName ?? 'The team'} asks you into the team of ${merchantName}, as ${roleLabel(role)}.`;
  return (
    <Frame title={`Join ${merchantName}`} text={text}>
      {me.data ? (
        <AsSomebody token={token} invitation={invitation.data} email={me.data.email} />
      ) : accountExists ? (
        <SignInFirst email={email} />
      ) : (
        <AsSomebodyNew token={token} invitation={invitation.data} />
      )}
    </Frame>
  );
}

interface JoinProps {
  token: string;
  invitation: Invitation;
}

function useJoin(token: string, isNew: boolean) {
  const session = useSession();
  const navigate = useNavigate();
  const [acceptInvitation] = useAcceptInvitation();
  return useSubmit({
    send: (text) =>
      acceptInvitation({
        input: isNew ? { token, name: text('name'), password: text('password') } : { token },
      }),
    onSuccess: ({ membership }) => {
      // Also for somebody who was signed in: everything that was known of them is out of date.
      session.started();
      void navigate(`/?merchant=${membership.merchant.id}`, { replace: true });
    },
    focus: 'password',
  });
}

function AsSomebodyNew({ token, invitation }: JoinProps) {
  const { busy, problem, onSubmit, field } = useJoin(token, true);
  return (
    <Box component="form" onSubmit={onSubmit} aria-label="Join the team" sx={stack}>
      <ProblemAlert problem={problem} />
      <TextField
        label="E-mail address"
        name="email"
        autoComplete="username"
        value={invitation.email}
        slotProps={{ htmlInput: { readOnly: true } }}
      />
      <TextField
        {...field('name')}
        label="Your name"
        autoComplete="name"
        required
        autoFocus
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <NewPasswordField {...field('password')} />
      <Button type="submit" variant="contained" size="large" loading={busy}>
        Join the team
      </Button>
    </Box>
  );
}

function AsSomebody({ token, invitation, email }: JoinProps & { email: string }) {
  const { busy, problem, onSubmit } = useJoin(token, false);
  if (email.toLowerCase() !== invitation.email.toLowerCase())
    return <OtherPerson email={email} invited={invitation.email} />;
  return (
    <Box component="form" onSubmit={onSubmit} aria-label="Join the team" sx={stack}>
      <ProblemAlert problem={problem} />
      <Button type="submit" variant="contained" size="large" loading={busy} autoFocus>
        Join as {email}
      </Button>
    </Box>
  );
}

function OtherPerson({ email, invited }: { email: string; invited: string }) {
  const session = useSession();
  const [problem, setProblem] = useState<ReturnType<typeof problemOf>>();
  const leave = () => session.signOut().catch((error: unknown) => setProblem(problemOf(error)));
  return (
    <Box sx={stack}>
      <Alert severity="warning">
        The invitation is for {invited}, and you are signed in as {email}.
      </Alert>
      <ProblemAlert problem={problem} />
      <Button variant="contained" onClick={() => void leave()}>
        Sign out
      </Button>
    </Box>
  );
}

function SignInFirst({ email }: { email: string }) {
  const { pathname, hash } = useLocation();
  const navigate = useNavigate();
  return (
    <Box sx={stack}>
      <Alert severity="info">There is an account for {email}. Sign in to it to join the team.</Alert>
      <Button
        variant="contained"
        size="large"
        onClick={() => void navigate('/sign-in', { state: { email, next: `${pathname}${hash}` } })}
      >
        Sign in
      </Button>
    </Box>
  );
}
