import { useCreateMerchant } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useNavigate } from 'react-router';
import { useSession } from '../session/context.ts';
import { CurrencyField, localCurrency, localTimeZone, TimeZoneField } from '../shared/choices.tsx';
import { ProblemAlert, useSubmit } from '../shared/form.tsx';
import { Frame, stack, TextLink } from './frame.tsx';

/** Opens another shop for somebody who has an account. */
export default function OpenShopPage() {
  const session = useSession();
  const navigate = useNavigate();
  const [createMerchant] = useCreateMerchant();
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) =>
      createMerchant({
        input: { name: text('name'), timeZone: text('timeZone'), currency: text('currency') },
      }),
    onSuccess: ({ merchant }) => {
      void navigate(`/?merchant=${merchant.slug}`, { replace: true });
      // What was known of the person's shops is out of date.
      session.started();
    },
    focus: 'name',
  });
  return (
    <Frame
      title="Open another shop"
      text="You become its owner."
      footer={<TextLink to="/">Back to the overview</TextLink>}
    >
      <Box component="form" onSubmit={onSubmit} aria-label="Open a shop" sx={stack}>
        <ProblemAlert problem={problem} />
        <TextField
          {...field('name')}
          label="Name of the shop"
          autoComplete="organization"
          required
          autoFocus
          slotProps={{ htmlInput: { maxLength: 100 } }}
        />
        <TimeZoneField {...field('timeZone')} current={localTimeZone()} />
        <CurrencyField {...field('currency')} current={localCurrency()} />
        <Button type="submit" variant="contained" size="large" loading={busy}>
          Open the shop
        </Button>
      </Box>
    </Frame>
  );
}
