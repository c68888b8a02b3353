import { useVerifyEmail } from '@merchantgraph/sdk/react';
import Alert from '@mui/material/Alert';
import LinearProgress from '@mui/material/LinearProgress';
import { useEffect, useRef, useState } from 'react';
import { useLinkToken } from '../shared/links.ts';
import { outcomeOf } from '../shared/outcome.ts';
import { Frame, TextLink } from './frame.tsx';

type State = { step: 'asking' } | { step: 'verified'; email: string } | { step: 'refused'; reason: string };

const INCOMPLETE = 'This address is incomplete. Follow the whole link of the e-mail.';

/** Proves an address with the link of an e-mail. */
export default function VerifyEmailPage() {
  const token = useLinkToken();
  const [verifyEmail] = useVerifyEmail();
  const [state, setState] = useState<State>(
    token === undefined ? { step: 'refused', reason: INCOMPLETE } : { step: 'asking' },
  );
  // A link works once: it is sent once, however often React runs the effect.
  const sent = useRef<string>(undefined);
  useEffect(() => {
    if (token === undefined || sent.current === token) return;
    sent.current = token;
    void outcomeOf(verifyEmail({ input: { token } })).then((outcome) =>
      setState(
        'value' in outcome
          ? { step: 'verified', email: outcome.value.email }
          : { step: 'refused', reason: outcome.problem.text },
      ),
    );
  }, [token, verifyEmail]);

  return (
    <Frame title="Your e-mail address" footer={<TextLink to="/">Go on to MerchantGraph</TextLink>}>
      {state.step === 'asking' && <LinearProgress aria-label="Confirming the address" />}
      {state.step === 'verified' && (
        <Alert severity="success">Thank you: {state.email} is confirmed to be yours.</Alert>
      )}
      {state.step === 'refused' && (
        <Alert severity="error">
          {state.reason} You can ask for another link under Settings, My account.
        </Alert>
      )}
    </Frame>
  );
}
