import { useChangePassword } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { NewPasswordField, PasswordField, ProblemAlert, useSubmit } from '../../shared/form.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { Section } from '../../shared/section.tsx';

/** Another password, which signs out all other devices. */
export function PasswordForm({ email }: { email: string }) {
  const [change] = useChangePassword();
  const { show } = useMessages();
  const [changes, setChanges] = useState(0);
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) =>
      change({
        input: { currentPassword: text('currentPassword'), newPassword: text('newPassword') },
      }),
    onSuccess: ({ endedSessions }) => {
      setChanges((before) => before + 1);
      show(
        endedSessions === 0
          ? 'Your password is changed'
          : `Your password is changed, and other devices (${endedSessions}) are signed out`,
      );
    },
    focus: 'currentPassword',
  });
  return (
    <Section title="Password" text="Changing it signs out all your other devices.">
      <Box
        key={changes}
        component="form"
        onSubmit={onSubmit}
        aria-label="Password"
        sx={{ display: 'grid', gap: 2, maxWidth: 480 }}
      >
        <ProblemAlert problem={problem} />
        {/* For password managers: which account the new password belongs to. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField {...field('currentPassword')} label="Current password" />
        <NewPasswordField {...field('newPassword')} label="New password" />
        <Button type="submit" variant="contained" loading={busy} sx={{ justifySelf: 'start' }}>
          Change the password
        </Button>
      </Box>
    </Section>
  );
}
