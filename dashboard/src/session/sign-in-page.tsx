import { MerchantGraphError } from '@merchantgraph/sdk';
import Visibility from '@mui/icons-material/Visibility';
import VisibilityOff from '@mui/icons-material/VisibilityOff';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, useRef, useState } from 'react';
import { Wordmark } from '../layout/wordmark.tsx';
import type { Session } from './session.ts';

/** Asks for e-mail address and password. */
export function SignInPage({ session, notice }: { session: Session; notice: string | undefined }) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [visible, setVisible] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    const failure = await session
      .signIn(String(form.get('email')).trim(), String(form.get('password')))
      .catch(explain);
    if (failure === undefined) return;
    setBusy(false);
    setProblem(failure);
    password.current?.select();
  };

  return (
    <Box
      component="main"
      sx={{
        minHeight: '100dvh',
        display: 'grid',
        placeItems: 'center',
        p: 2,
        background: (theme) =>
          `radial-gradient(60rem 40rem at 15% -10%, color-mix(in srgb, ${theme.vars?.palette.primary.main} 22%, transparent), transparent),
           radial-gradient(50rem 40rem at 110% 110%, color-mix(in srgb, ${theme.vars?.palette.secondary.main} 18%, transparent), transparent)`,
      }}
    >
      <Paper
        component="form"
        onSubmit={submit}
        noValidate={false}
        aria-labelledby="sign-in-title"
        sx={{ width: '100%', maxWidth: 420, p: { xs: 3, sm: 5 }, display: 'grid', gap: 2.5 }}
      >
        <Wordmark />
        <div>
          <Typography id="sign-in-title" component="h1" variant="h5">
            Sign in
          </Typography>
          <Typography color="textSecondary" sx={{ mt: 0.5 }}>
            See what changed in your shop, and why.
          </Typography>
        </div>
        {notice && !problem && <Alert severity="info">{notice}</Alert>}
        {problem && (
          <Alert severity="error" id="sign-in-problem">
            {problem}
          </Alert>
        )}
        <TextField
          label="E-mail address"
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          error={problem !== undefined}
        />
        <TextField
          label="Password"
          name="password"
          type={visible ? 'text' : 'password'}
          autoComplete="current-password"
          required
          inputRef={password}
          error={problem !== undefined}
          slotProps={{
            htmlInput: { 'aria-describedby': problem ? 'sign-in-problem' : undefined },
            input: {
              endAdornment: (
                <InputAdornment position="end">
                  <IconButton
                    edge="end"
                    aria-label={visible ? 'Hide password' : 'Show password'}
                    onClick={() => setVisible(!visible)}
                  >
                    {visible ? <VisibilityOff /> : <Visibility />}
                  </IconButton>
                </InputAdornment>
              ),
            },
          }}
        />
        <Button type="submit" variant="contained" size="large" loading={busy}>
          Sign in
        </Button>
      </Paper>
    </Box>
  );
}

function explain(error: unknown): string {
  if (!(error instanceof MerchantGraphError)) return 'Something went wrong here. Please try again.';
  switch (error.code) {
    case 'NETWORK':
    case 'TIMEOUT':
    case 'UNAVAILABLE':
      return 'The service cannot be reached now. Check your connection and try again.';
    case 'RATE_LIMITED':
      return error.retryAfter
        ? `Too many attempts. Try again in ${Math.ceil(error.retryAfter)} seconds.`
        : 'Too many attempts. Wait a minute and try again.';
    default:
      return error.message;
  }
}
