import { describe, expect, it } from 'vitest';
import type { Explanation, Finding, Kind, Metric } from '../detection/finding.ts';
import { finding } from '../testing/finding.ts';
import { actionText, wordsOf, writeCard } from './card.ts';
import { en } from './languages/en.ts';
import { LANGUAGES, languageOf } from './languages.ts';
import { fill, type Templates } from './templates.ts';

const METRICS = Object.keys(en.metrics) as Metric[];
const KINDS: Kind[] = [
  'LEVEL_SHIFT',
  'WEEKDAY_ANOMALY',
  'TREND_CHANGE',
  'RECORD',
  'STREAK',
  'STOPPED_SELLING',
  'BACK_IN_SALE',
  'CONCENTRATION',
  'OUTLIER_DAY',
  'ODD_CARTS',
];
const explanation: Explanation = {
  effects: { price: 12.5, volume: -300, mix: 0 },
  contributions: [
    {
      slice: { dimension: 'COUNTRY', key: 'CH', label: 'Switzerland' },
      observed: 10,
      expected: 90,
      share: 0.62,
    },
    {
      slice: { dimension: 'PRODUCT', key: '1', label: 'Hanging heart' },
      observed: 10,
      expected: 20,
      share: 0.08,
    },
  ],
  lastYear: { observed: 30, expected: 31 },
};

/** Every shape a story can have. */
function* stories(): Generator<Finding> {
  const slices = [undefined, 'PRODUCT', 'CATEGORY', 'COUNTRY', 'SEGMENT', 'CUSTOMER'] as const;
  const long = { from: '2025-06-02', to: '2025-06-08', baselineFrom: '2025-05-05', baselineTo: '2025-06-01' };
  const also = (['UP', 'DOWN'] as const).map((direction) => ({
    metric: 'UNITS' as const,
    direction,
    observed: 12,
    expected: 10,
    change: 0.2,
    score: 3,
  }));
  for (const kind of KINDS)
    for (const direction of ['UP', 'DOWN'] as const)
      for (const metric of METRICS)
        for (const dimension of slices)
          for (const change of [null, 0.3, 5, -0.6]) {
            const slice = dimension && { dimension, key: 'key', label: 'Label' };
            const story = finding({ kind, direction, metric, change, slice, also, explanation });
            yield story;
            yield { ...story, window: long, peak: { day: '2025-06-03', metric, value: 12.5 } };
          }
  for (const rule of [
    'VALUE_TOO_HIGH',
    'VALUE_TOO_LOW',
    'ITEMS_TOO_FAST',
    'MANY_FROM_ONE_ADDRESS',
  ] as const) {
    const carts = { day: '2025-06-08', rule, carts: 2, worst: { cartId: 'c', value: 12_345 } };
    yield { ...finding({ kind: 'ODD_CARTS', metric: 'CARTS' }), ...{ carts } };
  }
  yield finding({ closedDays: 1 });
  yield finding({ closedDays: 4, window: long });
  yield finding({ cancelledAtOnce: true, metric: 'REFUNDS', also: [] });
  yield finding({
    cancelledAtOnce: true,
    metric: 'REFUNDS',
    also: [
      { metric: 'GROSS_REVENUE', direction: 'UP', observed: 9, expected: 2, change: 3.5, score: 4 },
      { metric: 'ORDERS', direction: 'DOWN', observed: 2, expected: 9, change: -0.8, score: 4 },
    ],
  });
}

/** All texts of a language by their path, and the places in them. */
function shapeOf(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...shapeOf(inner, `${path}.${key}`)]));
}
const placesOf = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => place.toLowerCase()));

describe.each(Object.entries(LANGUAGES))('the language %s', (language, templates: Templates) => {
  it('has every template, none of them empty', () => {
    const own = shapeOf(templates);
    expect([...own.keys()].sort()).toEqual([...shapeOf(en).keys()].sort());
    expect([...own].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('says in each what English says: the figures, the days and what it is about', () => {
    const own = shapeOf(templates);
    const missing = [...shapeOf(en)].flatMap(([path, text]) =>
      [
        'observed',
        'expected',
        'change',
        'times',
        'share',
        'slice',
        'list',
        'value',
        'days',
        'amount',
        'metric',
      ]
        .filter((place) => placesOf(text).has(place) && !placesOf(own.get(path) ?? '').has(place))
        .map((place) => `${path} lacks {${place}}`),
    );
    expect(missing).toEqual([]);
  });

  it('tells every story it may be given', () => {
    for (const story of stories()) {
      const { title, text } = writeCard(story, language);
      expect(title).toMatch(/^\S.*\S$/s);
      expect(`${title} ${text}`).not.toMatch(/[{}]|undefined|NaN|\s{2}/);
      expect(text.length).toBeGreaterThan(20);
    }
  });

  it('has what differs from English differ', () => {
    if (language === 'en') return expect(templates).toBe(en);
    const same = [...shapeOf(templates)].filter(
      ([path, text]) => text === shapeOf(en).get(path) && text.replace(/\{\w+\}/g, '').match(/[a-z]{3}/i),
    );
    expect(same).toEqual([]);
  });
});

describe('a card in another locale', () => {
  const week = finding({
    kind: 'LEVEL_SHIFT',
    metric: 'GROSS_REVENUE',
    direction: 'DOWN',
    observed: 1234.5,
    expected: 2000,
    change: -0.38275,
    currency: 'EUR',
    window: { from: '2025-06-02', to: '2025-06-08', baselineFrom: '2025-05-05', baselineTo: '2025-06-01' },
    also: [{ metric: 'ORDERS', direction: 'DOWN', observed: 1200.4, expected: 1500, change: -0.2, score: 3 }],
    explanation: { ...explanation, lastYear: undefined },
  });
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

  it.each([
    [
      'de-DE',
      'Der Umsatz sank in der Woche bis zum 8. Juni um 38 %',
      'Der Umsatz betrug vom 2. Juni bis zum 8. Juni 1.234,50 € am Tag, gegenüber 2.000,00 € am Tag in den vier Wochen davor. Ebenso: die Bestellungen (1.200 am Tag gegenüber 1.500 am Tag). Die größten Anteile an der Veränderung: Schweiz (62 %). Nach Ursache: Menge -300,00 €, Preis +12,50 €, Mix 0,00 €.',
    ],
    [
      'fr-FR',
      'Le chiffre d’affaires a baissé de 38 % dans la semaine jusqu’au 8 juin',
      'Le chiffre d’affaires a atteint 1 234,50 € par jour du 2 juin au 8 juin, contre 2 000,00 € par jour dans les quatre semaines précédentes. De même : les commandes (1 200 par jour contre 1 500 par jour). Les plus grandes parts du changement : Suisse (62 %). Par cause : volume -300,00 €, prix +12,50 €, mix 0,00 €.',
    ],
    [
      'es-ES',
      'Los ingresos bajaron un 38 % en la semana hasta el 8 de junio',
      'Los ingresos llegaron a 1234,50 € al día del 2 de junio al 8 de junio, frente a 2000,00 € al día en las cuatro semanas anteriores. En el mismo sentido: los pedidos (1200 al día frente a 1500 al día). Las mayores partes del cambio: Suiza (62 %). Por causa: volumen -300,00 €, precio +12,50 €, mezcla 0,00 €.',
    ],
    [
      'en-US',
      'Revenue fell 38% in the week to June 8',
      'Revenue came to €1,234.50 a day from June 2 to June 8, against €2,000.00 a day in the four weeks before. Orders (1,200 a day against 1,500 a day) went the same way. The largest parts of the change: Switzerland (62%). By cause: volume -€300.00, price +€12.50, mix €0.00.',
    ],
  ])('of %s is written in its language, and its figures as Intl has them', (locale, title, text) => {
    const card = writeCard(week, locale);
    expect(plain(card.title)).toBe(title);
    expect(plain(card.text)).toBe(text);
  });

  it('takes the separators of the region', () => {
    for (const locale of ['de-CH', 'es-MX', 'en-IN', 'fr-CA']) {
      const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(1234.5);
      expect(writeCard(week, locale).text).toContain(money);
    }
    expect(writeCard(week, 'de-CH').text).not.toContain('1.234,50');
  });

  it('is English, figures too, where there are no templates or no such locale', () => {
    for (const locale of ['ja-JP', 'tlh', 'no locale at all', '', 'x']) {
      expect(languageOf(locale)).toEqual({ templates: en, locale: 'en' });
      expect(writeCard(week, locale).title).toBe('Revenue fell 38% in the week to 8 June');
      expect(actionText('CHECK_STOCK', locale)).toBe(en.actions.CHECK_STOCK);
    }
    expect(writeCard(week, 'pt-BR-u-nu-arab').title).toContain('38%');
  });

  it('tells of odd carts what is odd about them', () => {
    const signal = (rule: string, value: number) => ({
      carts: { day: '2025-06-08', rule, carts: 1, worst: { cartId: 'c', value } },
    });
    const odd = {
      ...finding({ kind: 'ODD_CARTS', metric: 'CARTS', observed: 1, expected: 0, change: null }),
    };
    const told = (rule: string, value: number) =>
      writeCard({ ...odd, anomalies: [signal(rule, value)] }, 'en').text;
    expect(told('VALUE_TOO_HIGH', 12345.6)).toContain('The largest is worth £12,345.60.');
    expect(told('ITEMS_TOO_FAST', 240)).toContain('Up to 240 items were put in within a minute');
    expect(told('MANY_FROM_ONE_ADDRESS', 31)).toContain('31 within an hour');
  });

  it('can be made anew from what is stored with it', () => {
    const { facts, title, text } = writeCard(week, 'fr');
    const stored = JSON.parse(JSON.stringify({ facts, explanation: week.explanation }));
    expect(wordsOf(stored.facts, stored.explanation, 'fr')).toEqual({ title, text });
  });
});

describe('fill', () => {
  it('refuses a place nobody fills, and leaves what is filled in alone', () => {
    expect(fill('{Name} and {name}', { name: '{x} $&' })).toBe('{x} $& and {x} $&');
    expect(() => fill('{other}', { name: 'x' })).toThrow('{other}');
  });
});
