import { useRequestPasswordReset } from '@merchantgraph/sdk/react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ProblemAlert, useSubmit } from '../shared/form.tsx';
import { Frame, stack, TextLink } from './frame.tsx';

/** Asks for a link with which to choose another password. */
export default function ForgotPasswordPage() {
  const [requestPasswordReset] = useRequestPasswordReset();
  const [sentTo, setSentTo] = useState<string>();
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) => requestPasswordReset({ input: { email: text('email') } }),
    onSuccess: (_, form) => setSentTo(String(new FormData(form).get('email'))),
    focus: 'email',
  });
  return (
    <Frame
      title="Forgot password?"
      text={sentTo === undefined ? 'We send you a link with which to choose a new one.' : undefined}
      footer={<TextLink to="/sign-in">Back to sign-in</TextLink>}
    >
      {sentTo === undefined ? (
        <Box component="form" onSubmit={onSubmit} aria-label="Forgot password" sx={stack}>
          <ProblemAlert problem={problem} />
          <TextField
            {...field('email')}
            label="E-mail address"
            type="email"
            autoComplete="username"
            required
            autoFocus
          />
          <Button type="submit" variant="contained" size="large" loading={busy}>
            Send the link
          </Button>
        </Box>
      ) : (
        <Alert severity="success">
          If there is an account for {sentTo}, an e-mail is on its way to it. Its link works once, for 60
          minutes.
        </Alert>
      )}
    </Frame>
  );
}
