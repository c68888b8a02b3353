import { useBeginSecondFactor, useEnableSecondFactor } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { PasswordField, useSubmit } from '../../shared/form.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { Secret } from '../secret-dialog.tsx';
import { QrCode } from './qr-code.tsx';

interface EnableProps {
  onClose: () => void;
  onEnabled: (recoveryCodes: readonly string[]) => void;
}

interface Begun {
  secret: string;
  otpauthUrl: string;
}

/** Asks for the password, shows the secret, and wants to see a code of it. */
export function EnableSecondFactor({ onClose, onEnabled }: EnableProps) {
  const [begun, setBegun] = useState<Begun>();
  return begun ? (
    <CodeDialog begun={begun} onClose={onClose} onEnabled={onEnabled} />
  ) : (
    <PasswordDialog onClose={onClose} onBegun={setBegun} />
  );
}

function PasswordDialog(props: { onClose: () => void; onBegun: (begun: Begun) => void }) {
  const [begin] = useBeginSecondFactor();
  const form = useSubmit({
    send: (text) => begin({ input: { password: text('password') } }),
    onSuccess: ({ secret, otpauthUrl }) => props.onBegun({ secret, otpauthUrl }),
    focus: 'password',
  });
  return (
    <FormDialog
      title="Add an authenticator app"
      text="First your password, so that an unwatched screen is not enough."
      submit="Continue"
      form={form}
      onClose={props.onClose}
    >
      <PasswordField {...form.field('password')} autoFocus />
    </FormDialog>
  );
}

function CodeDialog({ begun, onClose, onEnabled }: EnableProps & { begun: Begun }) {
  const [enable] = useEnableSecondFactor();
  const form = useSubmit({
    send: (text) => enable({ input: { code: text('code').replaceAll(' ', '') } }),
    onSuccess: ({ recoveryCodes }) => onEnabled(recoveryCodes),
    focus: 'code',
  });
  return (
    <FormDialog
      title="Add an authenticator app"
      text="Scan this with the app, or type the secret into it. Then enter the code that it shows."
      submit="Turn it on"
      form={form}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', justifyItems: 'center', gap: 1 }}>
        <QrCode text={begun.otpauthUrl} label="The secret as a QR code" />
        <Link href={begun.otpauthUrl}>The app is on this device</Link>
      </Box>
      <Secret label="Secret" value={begun.secret} />
      <TextField
        {...form.field('code')}
        label="Code"
        helperText="Six digits."
        autoComplete="one-time-code"
        required
        autoFocus
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 10 } }}
      />
    </FormDialog>
  );
}
