import { useResendEmailVerification, useUpdateProfile } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { ProblemAlert, useSubmit } from '../../shared/form.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { PageTitle } from '../../shared/page-title.tsx';
import { Row, Rows, Section } from '../../shared/section.tsx';
import type { Me } from '../../shared/types.ts';
import { useAct } from '../../shared/use-act.ts';
import type { SettingsPageProps } from '../types.ts';
import { PasswordForm } from './password-form.tsx';
import { SecondFactorSection } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';

/** The viewer's own account, whatever shop they look at. */
export function AccountPage({ me, format }: SettingsPageProps) {
  return (
    <>
      <PageTitle>My account</PageTitle>
      <Profile me={me} />
      <PasswordForm email={me.email} />
      <SecondFactorSection format={format} />
      <Sessions format={format} />
    </>
  );
}

function Profile({ me }: { me: Me }) {
  const [update] = useUpdateProfile();
  const [resend, { loading }] = useResendEmailVerification();
  const act = useAct();
  const { show } = useMessages();
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) => update({ input: { name: text('name') } }),
    onSuccess: () => show('Your name is saved'),
    focus: 'name',
  });
  const sendLink = async () => {
    const sent = await act(resend());
    if (sent) show(`A link is on its way to ${sent.email}`);
  };
  return (
    <Section title="Who you are">
      <Box
        component="form"
        onSubmit={onSubmit}
        aria-label="Your name"
        sx={{ display: 'grid', gap: 2, maxWidth: 480 }}
      >
        <ProblemAlert problem={problem} />
        <TextField
          {...field('name')}
          label="Your name"
          autoComplete="name"
          defaultValue={me.name}
          required
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <Button type="submit" variant="contained" loading={busy} sx={{ justifySelf: 'start' }}>
          Save the name
        </Button>
      </Box>
      <Box sx={{ mt: 2 }}>
        <Rows label="E-mail address" loading={false}>
          <Row name={me.email} text="You sign in with this address.">
            {me.emailVerified ? (
              <Chip color="success" variant="outlined" label="Confirmed" />
            ) : (
              <>
                <Chip color="warning" variant="outlined" label="Not confirmed" />
                <Button loading={loading} onClick={() => void sendLink()}>
                  Send the link again
                </Button>
              </>
            )}
          </Row>
        </Rows>
      </Box>
    </Section>
  );
}
