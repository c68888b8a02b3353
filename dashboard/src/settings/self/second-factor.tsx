import {
  useDisableSecondFactor,
  useRegenerateRecoveryCodes,
  useSecondFactor,
} from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { PasswordField, useSubmit } from '../../shared/form.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import type { Format } from '../../shared/format.ts';
import { Loaded } from '../../shared/loaded.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { Section } from '../../shared/section.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import { EnableSecondFactor } from './enable-second-factor.tsx';

type Open = { step: 'enable' | 'disable' | 'regenerate' } | { step: 'codes'; codes: readonly string[] };

/** Whether signing in asks for a code too. */
export function SecondFactorSection({ format }: { format: Format }) {
  const state = useSecondFactor({}, { policy: 'cache-and-network' });
  const { data, refetch } = state;
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const showCodes = (codes: readonly string[]) => {
    setOpen({ step: 'codes', codes });
    refetch();
  };
  return (
    <Section
      title="Second factor"
      text="Signing in then also asks for a code of an authenticator app: a stolen password is not enough."
      action={
        data &&
        !data.enabled && (
          <Button variant="contained" onClick={() => setOpen({ step: 'enable' })}>
            Add an authenticator app
          </Button>
        )
      }
    >
      <Loaded state={state} waiting={<Skeleton height={40} />}>
        {({ enabled, enabledAt, recoveryCodesLeft }) =>
          enabled && (
            <>
              <Typography>
                On{enabledAt && ` since ${format.instant(enabledAt)}`}. Recovery codes left:{' '}
                {recoveryCodesLeft}.
              </Typography>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
                <Button variant="outlined" onClick={() => setOpen({ step: 'regenerate' })}>
                  New recovery codes
                </Button>
                <Button color="error" onClick={() => setOpen({ step: 'disable' })}>
                  Remove the second factor
                </Button>
              </Box>
            </>
          )
        }
      </Loaded>
      {open?.step === 'enable' && <EnableSecondFactor onClose={close} onEnabled={showCodes} />}
      {open?.step === 'disable' && (
        <DisableDialog
          onClose={close}
          onDone={() => {
            close();
            refetch();
          }}
        />
      )}
      {open?.step === 'regenerate' && <RegenerateDialog onClose={close} onDone={showCodes} />}
      {open?.step === 'codes' && (
        <SecretDialog
          title="Your recovery codes"
          label="Recovery codes"
          value={open.codes.join('\n')}
          text="For the day the app is lost: each signs you in once. This is the only time they are shown."
          onClose={close}
        />
      )}
    </Section>
  );
}

function Proof({ field }: { field: (name: string) => { name: string; error: boolean } }) {
  return (
    <>
      <PasswordField {...field('password')} autoFocus />
      <TextField
        {...field('code')}
        label="Code"
        helperText="Six digits of the app, or a recovery code."
        autoComplete="one-time-code"
        required
      />
    </>
  );
}

function DisableDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [disable] = useDisableSecondFactor();
  const { show } = useMessages();
  const form = useSubmit({
    send: (text) => disable({ input: { password: text('password'), code: text('code') } }),
    onSuccess: () => {
      show('The second factor is removed');
      onDone();
    },
    focus: 'code',
  });
  return (
    <FormDialog
      title="Remove the second factor"
      text="Signing in then asks for the password alone."
      submit="Remove"
      form={form}
      onClose={onClose}
    >
      <Proof field={form.field} />
    </FormDialog>
  );
}

function RegenerateDialog(props: { onClose: () => void; onDone: (codes: readonly string[]) => void }) {
  const [regenerate] = useRegenerateRecoveryCodes();
  const form = useSubmit({
    send: (text) => regenerate({ input: { password: text('password'), code: text('code') } }),
    onSuccess: ({ recoveryCodes }) => props.onDone(recoveryCodes),
    focus: 'code',
  });
  return (
    <FormDialog
      title="New recovery codes"
      text="The codes you have stop working."
      submit="Make new codes"
      form={form}
      onClose={props.onClose}
    >
      <Proof field={form.field} />
    </FormDialog>
  );
}
