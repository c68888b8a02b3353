import type { GetMerchantSettingsQuery } from '@merchantgraph/sdk';
import { useUpdateMerchantSettings } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { ProblemAlert, useSubmit } from '../../shared/form.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { Section } from '../../shared/section.tsx';
import { useAct } from '../../shared/use-act.ts';

type Hours = NonNullable<NonNullable<GetMerchantSettingsQuery['merchant']>['settings']>['businessHours'];

const WEEKDAYS = [
  ['MONDAY', 'Monday'],
  ['TUESDAY', 'Tuesday'],
  ['WEDNESDAY', 'Wednesday'],
  ['THURSDAY', 'Thursday'],
  ['FRIDAY', 'Friday'],
  ['SATURDAY', 'Saturday'],
  ['SUNDAY', 'Sunday'],
] as const;

/** The hours in one line, for those who may only look. */
export function hoursText(hours: Hours): string {
  if (hours === null) return 'Not told';
  const open = hours.filter((day) => day.opens !== null);
  const label = (weekday: string) => WEEKDAYS.find(([value]) => value === weekday)?.[1] ?? weekday;
  return (
    open.map((day) => `${label(day.weekday)} ${day.opens} to ${day.closes}`).join(', ') || 'Always closed'
  );
}

/** When the shop is open; a day without times is a closed one. */
export function BusinessHoursForm({ merchantId, hours }: { merchantId: string; hours: Hours }) {
  const [update] = useUpdateMerchantSettings();
  const act = useAct();
  const { show } = useMessages();
  const { busy, problem, onSubmit } = useSubmit({
    send: (text) => {
      const businessHours = WEEKDAYS.map(([weekday]) => {
        const [opens, closes] = [text(`${weekday}-opens`), text(`${weekday}-closes`)];
        // A browser's time field has no 24:00: midnight as an end is the end of the day.
        return opens || closes
          ? { weekday, opens, closes: closes === '00:00' ? '24:00' : closes }
          : { weekday };
      });
      return update({ input: { merchantId, businessHours } });
    },
    onSuccess: () => show('The business hours are saved'),
  });
  const forget = async () => {
    if (await act(update({ input: { merchantId, businessHours: null } })))
      show('The business hours are forgotten');
  };
  return (
    <Section
      title="Business hours"
      text="In the time zone of the shop. Leave both times empty for a closed day."
    >
      <Box
        // After they were forgotten, or saved elsewhere, the fields begin anew.
        key={JSON.stringify(hours)}
        component="form"
        onSubmit={onSubmit}
        aria-label="Business hours"
        sx={{ display: 'grid', gap: 1.5, maxWidth: 480 }}
      >
        <ProblemAlert problem={problem} />
        {WEEKDAYS.map(([weekday, label]) => {
          const day = hours?.find((candidate) => candidate.weekday === weekday);
          return (
            <Box
              key={weekday}
              role="group"
              aria-label={label}
              sx={{
                display: 'grid',
                gap: 1,
                alignItems: 'center',
                gridTemplateColumns: { xs: '1fr 1fr', sm: '110px 1fr 1fr' },
              }}
            >
              <Typography sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}>{label}</Typography>
              {(['opens', 'closes'] as const).map((end) => (
                <TextField
                  key={end}
                  size="small"
                  type="time"
                  name={`${weekday}-${end}`}
                  label={end === 'opens' ? 'Opens' : 'Closes'}
                  defaultValue={day?.[end]?.replace('24:00', '00:00') ?? ''}
                  slotProps={{ inputLabel: { shrink: true } }}
                />
              ))}
            </Box>
          );
        })}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
          <Button type="submit" variant="contained" loading={busy}>
            Save the hours
          </Button>
          {hours !== null && (
            <Button color="inherit" onClick={() => void forget()}>
              Forget them
            </Button>
          )}
        </Box>
      </Box>
    </Section>
  );
}
