import type { Metric, Slice } from '../detection/finding.ts';
import type { Card } from '../text/card.ts';
import { formatsFor } from '../text/formats.ts';
import { languageOf } from '../text/languages.ts';
import { fill } from '../text/templates.ts';
import { figureValues } from '../text/writer.ts';
import type { Reading } from './evaluate.ts';

/** What a fired alert says in a language; places as in the templates of cards, and {when}, one of the first two. */
type AlertTemplates = Readonly<
  Record<'onDay' | 'inDays' | 'title' | 'above' | 'below' | 'rose' | 'fell', string>
>;

/** The same languages as those of cards. */
export const ALERT_LANGUAGES: Readonly<Record<string, AlertTemplates>> = {
  en: {
    onDay: 'on {date}',
    inDays: 'from {from} to {to}',
    title: '{name}: {subject} {came} {observed} {when}',
    above: '{Subject} {came} {observed} {when}: more than the {threshold} of the alert.',
    below: '{Subject} {came} {observed} {when}: less than the {threshold} of the alert.',
    rose: '{Subject} {came} {observed} {when}, {change} more than the {expected} of {baseline}.',
    fell: '{Subject} {came} {observed} {when}, {change} less than the {expected} of {baseline}.',
  },
  de: {
    onDay: 'am {date}',
    inDays: 'vom {from} bis zum {to}',
    title: '{name}: {subject} {came} {when} {observed}',
    above: '{Subject} {came} {when} {observed}: mehr als die {threshold} des Alarms.',
    below: '{Subject} {came} {when} {observed}: weniger als die {threshold} des Alarms.',
    rose: '{Subject} {came} {when} {observed}, {change} mehr als {expected} ({baseline}).',
    fell: '{Subject} {came} {when} {observed}, {change} weniger als {expected} ({baseline}).',
  },
  fr: {
    onDay: 'le {date}',
    inDays: 'du {from} au {to}',
    title: '{name} : {subject} {came} {observed} {when}',
    above: '{Subject} {came} {observed} {when} : plus que les {threshold} de l’alerte.',
    below: '{Subject} {came} {observed} {when} : moins que les {threshold} de l’alerte.',
    rose: '{Subject} {came} {observed} {when}, {change} de plus que {expected} ({baseline}).',
    fell: '{Subject} {came} {observed} {when}, {change} de moins que {expected} ({baseline}).',
  },
  es: {
    onDay: 'el {date}',
    inDays: 'del {from} al {to}',
    title: '{name}: {subject} {came} {observed} {when}',
    above: '{Subject} {came} {observed} {when}: más que los {threshold} de la alerta.',
    below: '{Subject} {came} {observed} {when}: menos que los {threshold} de la alerta.',
    rose: '{Subject} {came} {observed} {when}, {change} más que {expected} ({baseline}).',
    fell: '{Subject} {came} {observed} {when}, {change} menos que {expected} ({baseline}).',
  },
};

/** The words of a fired alert in the merchant's locale, money in its currency. */
export function writeAlertCard(
  fired: { name: string; metric: Metric; slice: Slice | undefined; reading: Reading },
  locale: string,
  currency: string,
): Card {
  const { name, metric, slice, reading } = fired;
  const { templates, locale: known } = languageOf(locale);
  const own = ALERT_LANGUAGES[new Intl.Locale(known).language] ?? ALERT_LANGUAGES.en;
  if (own === undefined) throw new Error('alerts have no English');
  const formats = formatsFor(known, currency);
  const whenOf = ({ from, to }: { from: string; to: string }) =>
    from === to
      ? fill(own.onDay, { date: formats.date(to) })
      : fill(own.inDays, { from: formats.day(from), to: formats.day(to) });
  const { observed, expected, change, direction, baseline } = reading;
  const figures = { metric, direction, observed, expected: expected ?? reading.threshold, change };
  const values = {
    ...figureValues(templates, formats, figures, false, slice && formats.slice(slice), slice?.dimension),
    name,
    when: whenOf(reading.window),
    threshold: formats.value(metric, reading.threshold),
    change: change === null ? '' : formats.change(change),
    baseline: baseline === null ? '' : whenOf(baseline),
  };
  const up = direction === 'UP';
  const text = baseline === null ? (up ? own.above : own.below) : up ? own.rose : own.fell;
  return { title: fill(own.title, values), text: fill(text, values), locale };
}
