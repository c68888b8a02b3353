import { useResetPassword } from '@merchantgraph/sdk/react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useNavigate } from 'react-router';
import { useSession } from '../session/context.ts';
import { NewPasswordField, ProblemAlert, useSubmit } from '../shared/form.tsx';
import { useLinkToken } from '../shared/links.ts';
import { Frame, stack, TextLink } from './frame.tsx';

/** Chooses a new password with the link of an e-mail. */
export default function ResetPasswordPage() {
  const token = useLinkToken();
  const session = useSession();
  const navigate = useNavigate();
  const [resetPassword] = useResetPassword();
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) => resetPassword({ input: { token: token ?? '', newPassword: text('newPassword') } }),
    onSuccess: ({ email }) => {
      session.ended('Your password is the new one. Sign in with it.');
      void navigate('/sign-in', { replace: true, state: { email } });
    },
    focus: 'newPassword',
  });
  // The link itself is at fault: another password would not help.
  const isLinkDead = problem?.code === 'NOT_FOUND';
  return (
    <Frame
      title="Choose a new password"
      text="All devices are signed out; then you sign in with the new password."
      footer={
        <>
          <TextLink to="/forgot-password">Send another link</TextLink>
          <TextLink to="/sign-in">Back to sign-in</TextLink>
        </>
      }
    >
      {token === undefined ? (
        <Alert severity="error">This address is incomplete. Follow the whole link of the e-mail.</Alert>
      ) : (
        <Box component="form" onSubmit={onSubmit} aria-label="New password" sx={stack}>
          <ProblemAlert problem={problem} />
          <NewPasswordField {...field('newPassword')} label="New password" autoFocus disabled={isLinkDead} />
          <Button type="submit" variant="contained" size="large" loading={busy} disabled={isLinkDead}>
            Set the password
          </Button>
        </Box>
      )}
    </Frame>
  );
}
