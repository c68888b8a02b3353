import { useCompleteSignIn, useSignIn } from '@merchantgraph/sdk/react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { useSession } from '../session/context.ts';
import { PasswordField, ProblemAlert, useSubmit } from '../shared/form.tsx';
import { Frame, stack, TextLink } from './frame.tsx';

/** Asks for e-mail address and password, and for a code where the account has a second factor. */
export function SignInPage({ notice }: { notice: string | undefined }) {
  const [challenge, setChallenge] = useState<string>();
  return challenge === undefined ? (
    <PasswordStep notice={notice} onChallenge={setChallenge} />
  ) : (
    <CodeStep challenge={challenge} onBack={() => setChallenge(undefined)} />
  );
}

interface PasswordStepProps {
  notice: string | undefined;
  onChallenge: (challenge: string) => void;
}

function PasswordStep({ notice, onChallenge }: PasswordStepProps) {
  const session = useSession();
  const { state } = useLocation();
  const [signIn] = useSignIn();
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) => signIn({ input: { email: text('email'), password: text('password') } }),
    onSuccess: (success) => {
      if (success.__typename === 'SecondFactorRequired') onChallenge(success.challenge);
      else session.started();
    },
    focus: 'password',
  });
  return (
    <Frame
      title="Sign in"
      text="See what changed in your shop, and why."
      footer={
        <>
          <TextLink to="/forgot-password">Forgot password?</TextLink>
          <TextLink to="/sign-up">Open an account</TextLink>
        </>
      }
    >
      <Box component="form" onSubmit={onSubmit} aria-label="Sign in" sx={stack}>
        {notice && !problem && <Alert severity="info">{notice}</Alert>}
        <ProblemAlert problem={problem} />
        <TextField
          {...field('email')}
          label="E-mail address"
          type="email"
          autoComplete="username"
          defaultValue={emailIn(state)}
          required
          autoFocus
        />
        <PasswordField {...field('password')} />
        <Button type="submit" variant="contained" size="large" loading={busy}>
          Sign in
        </Button>
      </Box>
    </Frame>
  );
}

function CodeStep({ challenge, onBack }: { challenge: string; onBack: () => void }) {
  const session = useSession();
  const [completeSignIn] = useCompleteSignIn();
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) => completeSignIn({ input: { challenge, code: text('code') } }),
    onSuccess: session.started,
    focus: 'code',
  });
  return (
    <Frame
      title="One more step"
      text="Enter the code that your authenticator app shows now, or one of your recovery codes."
    >
      <Box component="form" onSubmit={onSubmit} aria-label="Second factor" sx={stack}>
        <ProblemAlert problem={problem} />
        <TextField
          {...field('code')}
          label="Code"
          autoComplete="one-time-code"
          required
          autoFocus
          slotProps={{ htmlInput: { maxLength: 64, autoCapitalize: 'none', spellCheck: false } }}
        />
        <Button type="submit" variant="contained" size="large" loading={busy}>
          Continue
        </Button>
        <Button onClick={onBack}>Start again</Button>
      </Box>
    </Frame>
  );
}

/** The address that a page sent along, for example after a password was reset. */
function emailIn(state: unknown): string | undefined {
  return typeof state === 'object' && state !== null && 'email' in state && typeof state.email === 'string'
    ? state.email
    : undefined;
}
