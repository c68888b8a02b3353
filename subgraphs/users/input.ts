import { badInput } from '#platform/errors/index.ts';
import { isStorable } from '#platform/text/index.ts';

/** @throws BAD_INPUT that names the field, for text that no database could keep */
export function checkStorable(value: string, field: string): void {
  if (!isStorable(value))
    throw badInput(`${field} contains a character that cannot be stored.`, ['input', field]);
}

/** A short text a person wrote, without spaces around it. @throws BAD_INPUT that names the field */
export function textOf(value: string, field: string, longest: number): string {
  const text = value.trim();
  if (text === '') throw badInput(`${field} must not be empty.`, ['input', field]);
  checkStorable(text, field);
  if (text.length > longest)
    throw badInput(`${field} is longer than ${longest} characters.`, ['input', field]);
  return text;
}

const ADDRESS = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@.<>()[\],;:"\\]+$/;

/** An e-mail address as accounts are found by it: lower case. @throws BAD_INPUT */
export function emailOf(value: string, field: string): string {
  const email = textOf(value, field, 254).toLowerCase();
  if (!ADDRESS.test(email)) throw badInput(`"${email}" is not an e-mail address.`, ['input', field]);
  return email;
}

/** @throws BAD_INPUT unless it is a time zone that both JavaScript and PostgreSQL know by this name */
export function timeZoneOf(value: string, field: string): string {
  // An offset such as +02:00 is a zone to JavaScript, and to PostgreSQL one with the sign turned round.
  const named = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(value);
  try {
    if (!named) throw new RangeError();
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    throw badInput(`"${value}" is not an IANA time zone such as Europe/London.`, ['input', field]);
  }
}

/** @throws BAD_INPUT */
export function currencyOf(value: string, field: string): string {
  const currency = value.toUpperCase();
  if (!Intl.supportedValuesOf('currency').includes(currency))
    throw badInput(`"${value}" is not an ISO 4217 currency such as GBP.`, ['input', field]);
  return currency;
}

/** @throws BAD_INPUT */
export function localeOf(value: string, field: string): string {
  try {
    const [locale] = Intl.getCanonicalLocales(value);
    if (locale && locale.length <= 35) return locale;
  } catch {
    // Said below.
  }
  throw badInput(`"${value}" is not a BCP 47 locale such as en-GB.`, ['input', field]);
}
