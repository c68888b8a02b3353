import type { GetMerchantSettingsQuery } from '@merchantgraph/sdk';
import {
  useCloseMerchant,
  useMerchantSettings,
  useUpdateMerchant,
  useUpdateMerchantSettings,
} from '@merchantgraph/sdk/react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { CurrencyField, TimeZoneField } from '../../shared/choices.tsx';
import { useConfirm } from '../../shared/confirm.tsx';
import { ProblemAlert, useSubmit } from '../../shared/form.tsx';
import { Loaded } from '../../shared/loaded.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { PageTitle } from '../../shared/page-title.tsx';
import { may } from '../../shared/roles.ts';
import { Section } from '../../shared/section.tsx';
import type { Merchant } from '../../shared/types.ts';
import { useAct } from '../../shared/use-act.ts';
import type { SettingsPageProps } from '../types.ts';
import { useDeparture } from '../use-departure.ts';
import { BusinessHoursForm, hoursText } from './business-hours.tsx';
import { Notifications } from './notifications.tsx';

type Settings = NonNullable<NonNullable<GetMerchantSettingsQuery['merchant']>['settings']>;

/** How the shop counts and shows, what the viewer is told of, and its end. */
export function MerchantPage(props: SettingsPageProps) {
  const { membership, merchant } = props;
  const state = useMerchantSettings({ id: merchant.id }, { policy: 'cache-and-network' });
  const mayWrite = may(membership, 'settings:write');
  return (
    <>
      <PageTitle>Shop</PageTitle>
      <Loaded state={state} waiting={<Skeleton variant="rounded" height={320} />}>
        {(settings) => (
          <>
            {settings.recomputing && (
              <Alert severity="info">
                The days of orders are being counted again in the new time zone. Reports may mix days until
                that is done.
              </Alert>
            )}
            {mayWrite ? (
              <Forms merchant={merchant} settings={settings} />
            ) : (
              <Facts merchant={merchant} settings={settings} />
            )}
          </>
        )}
      </Loaded>
      {may(membership, 'membership:write') && <Notifications {...props} />}
      {may(membership, 'merchant:close') && <Close merchant={merchant} />}
    </>
  );
}

interface Known {
  merchant: Merchant;
  settings: Settings;
}

/** For a role that may look and not change. */
function Facts({ merchant, settings }: Known) {
  const facts = [
    ['Name', merchant.name],
    ['Time zone', settings.timeZone],
    ['Currency', settings.currency],
    ['Locale', settings.locale],
    ['Business hours', hoursText(settings.businessHours)],
  ] as const;
  return (
    <Section title="How the shop counts">
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1.5 }}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <Typography component="dt" variant="caption" color="textSecondary">
              {label}
            </Typography>
            <Typography component="dd" sx={{ m: 0 }}>
              {value}
            </Typography>
          </div>
        ))}
      </Box>
    </Section>
  );
}

function Forms({ merchant, settings }: Known) {
  return (
    <>
      <NameForm merchant={merchant} />
      <CountingForm merchant={merchant} settings={settings} />
      <BusinessHoursForm merchantId={merchant.id} hours={settings.businessHours} />
    </>
  );
}

const grid = { display: 'grid', gap: 2, maxWidth: 480 } as const;

function NameForm({ merchant }: { merchant: Merchant }) {
  const [update] = useUpdateMerchant();
  const { show } = useMessages();
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) => update({ input: { merchantId: merchant.id, name: text('name') } }),
    onSuccess: () => show('The name is saved'),
    focus: 'name',
  });
  return (
    <Section title="Name" text={`Its short name in addresses stays "${merchant.slug}".`}>
      <Box component="form" onSubmit={onSubmit} aria-label="Name of the shop" sx={grid}>
        <ProblemAlert problem={problem} />
        <TextField
          {...field('name')}
          label="Name of the shop"
          defaultValue={merchant.name}
          required
          slotProps={{ htmlInput: { maxLength: 100 } }}
        />
        <Button type="submit" variant="contained" loading={busy} sx={{ justifySelf: 'start' }}>
          Save the name
        </Button>
      </Box>
    </Section>
  );
}

function CountingForm({ merchant, settings }: Known) {
  const [update] = useUpdateMerchantSettings();
  const { show } = useMessages();
  const { busy, problem, onSubmit, field } = useSubmit({
    send: (text) => {
      const changed = (['timeZone', 'currency', 'locale'] as const).filter(
        (name) => text(name) !== settings[name],
      );
      return update({
        input: { merchantId: merchant.id, ...Object.fromEntries(changed.map((name) => [name, text(name)])) },
      });
    },
    onSuccess: () => show('The settings are saved'),
  });
  return (
    <Section
      title="How the shop counts"
      text="With another time zone the days of all orders are counted again. The currency is fixed once there are orders."
    >
      <Box component="form" onSubmit={onSubmit} aria-label="How the shop counts" sx={grid}>
        <ProblemAlert problem={problem} />
        <TimeZoneField {...field('timeZone')} current={settings.timeZone} />
        <CurrencyField {...field('currency')} current={settings.currency} />
        <TextField
          {...field('locale')}
          label="Locale"
          defaultValue={settings.locale}
          helperText="For numbers and dates, for example en-GB or de-CH."
          required
        />
        <Button type="submit" variant="contained" loading={busy} sx={{ justifySelf: 'start' }}>
          Save
        </Button>
      </Box>
    </Section>
  );
}

function Close({ merchant }: { merchant: Merchant }) {
  const [close] = useCloseMerchant();
  const [confirm, dialog] = useConfirm();
  const act = useAct();
  const depart = useDeparture();
  const onClose = async () => {
    const sure = await confirm({
      title: `Close ${merchant.name}?`,
      text: 'Within a second nobody can sign in to it and its keys stop working. Only an operator can reopen it.',
      action: 'Close the shop',
      typed: merchant.name,
    });
    if (sure && (await act(close({ input: { merchantId: merchant.id } }))))
      await depart(`${merchant.name} is closed`);
  };
  return (
    <Section
      title="Close the shop"
      text="Its data is kept, and nobody sees it any more."
      action={
        <Button color="error" variant="outlined" onClick={() => void onClose()}>
          Close the shop
        </Button>
      }
    >
      {dialog}
    </Section>
  );
}
