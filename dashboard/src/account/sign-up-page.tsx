import { useSignUp } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useSession } from '../session/context.ts';
import { CurrencyField, localCurrency, localTimeZone, TimeZoneField } from '../shared/choices.tsx';
import { NewPasswordField, ProblemAlert, useSubmit } from '../shared/form.tsx';
import { Frame, stack, TextLink } from './frame.tsx';

/** Opens an account and a shop, and signs in. */
export default function SignUpPage() {
  const session = useSession();
  const [signUp] = useSignUp();
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) =>
      signUp({
        input: {
          name: text('name'),
          email: text('email'),
          password: text('password'),
          merchantName: text('merchantName'),
          timeZone: text('timeZone'),
          currency: text('currency'),
        },
      }),
    onSuccess: session.started,
  });
  return (
    <Frame
      title="Open an account"
      text="For you and your shop. Your team comes later."
      footer={<TextLink to="/sign-in">I have an account</TextLink>}
    >
      <Box component="form" onSubmit={onSubmit} aria-label="Open an account" sx={stack}>
        <ProblemAlert problem={problem} />
        <TextField
          {...field('name')}
          label="Your name"
          autoComplete="name"
          required
          autoFocus
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <TextField
          {...field('email')}
          label="E-mail address"
          type="email"
          autoComplete="username"
          required
          helperText={
            problem?.field === 'email' ? (
              <TextLink to="/forgot-password">Forgot password?</TextLink>
            ) : undefined
          }
        />
        <NewPasswordField {...field('password')} />
        <TextField
          {...field('merchantName')}
          label="Name of the shop"
          autoComplete="organization"
          required
          slotProps={{ htmlInput: { maxLength: 100 } }}
        />
        <TimeZoneField {...field('timeZone')} current={localTimeZone()} />
        <CurrencyField {...field('currency')} current={localCurrency()} />
        <Button type="submit" variant="contained" size="large" loading={busy}>
          Open the account
        </Button>
      </Box>
    </Frame>
  );
}
