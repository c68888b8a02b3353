import TextField, { type TextFieldProps } from '@mui/material/TextField';

/** The currency most shops of a place report in; the euro elsewhere. */
const CURRENCIES: Record<string, string> = {
  ...{ US: 'USD', GB: 'GBP', CH: 'CHF', CA: 'CAD', AU: 'AUD', NZ: 'NZD', JP: 'JPY', IN: 'INR', BR: 'BRL' },
  ...{ SE: 'SEK', NO: 'NOK', DK: 'DKK', PL: 'PLN', CZ: 'CZK', MX: 'MXN', SG: 'SGD', ZA: 'ZAR', KR: 'KRW' },
};

export const localTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const localCurrency = (locale: string = navigator.language): string =>
  CURRENCIES[new Intl.Locale(locale).maximize().region ?? ''] ?? 'EUR';

/** A choice out of many with the browser's own list: it is searched by typing, and fits a phone. */
export function ChoiceField({
  choices,
  accessibleName,
  ...props
}: TextFieldProps & {
  choices: readonly (readonly [value: string, label: string])[];
  /** For several of them with the same label: what a screen reader says instead. */
  accessibleName?: string;
}) {
  return (
    <TextField
      {...props}
      select
      slotProps={{
        select: { native: true },
        inputLabel: { shrink: true },
        htmlInput: { 'aria-label': accessibleName },
      }}
    >
      {choices.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </TextField>
  );
}

/** IANA time zones; the current value is there even if this browser does not know it. */
export function TimeZoneField({ current, ...props }: TextFieldProps & { name: string; current: string }) {
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current])].sort();
  return (
    <ChoiceField
      label="Time zone"
      helperText="The shop counts its days in it."
      defaultValue={current}
      {...props}
      choices={zones.map((zone) => [zone, zone.replaceAll('_', ' ')])}
    />
  );
}

export function CurrencyField({ current, ...props }: TextFieldProps & { name: string; current: string }) {
  const names = new Intl.DisplayNames(undefined, { type: 'currency' });
  const codes = [...new Set([...Intl.supportedValuesOf('currency'), current])].sort();
  return (
    <ChoiceField
      label="Currency"
      helperText="Reports are in it."
      defaultValue={current}
      {...props}
      choices={codes.map((code) => [code, `${code} · ${names.of(code) ?? code}`])}
    />
  );
}
