import type { NumberedLine } from '../connectors/import/line.ts';
import { createZone, type Zone } from '../connectors/import/zone.ts';
import type { DemoProduct, DemoProfile, PlantedEvent } from './profiles.ts';
import { createRandom, type Random } from './random.ts';

const DAY_MS = 86_400_000;
/** Thirteen months to yesterday. */
export const DEMO_DAYS = 396;
/** The season stands still this many days before today, so that what is planted last week is seen on any day. */
const STEADY_DAYS = 42;
const REFUNDABLE_DAYS = 21;

type CartStatus = 'OPEN' | 'ABANDONED' | 'RECOVERED' | 'ORDERED';

interface DemoCartItem {
  sku: string;
  title: string;
  quantity: number;
  cents: number;
}

export interface DemoCart {
  id: string;
  status: CartStatus;
  customer: string | null;
  businessDate: string;
  createdAt: number;
  updatedAt: number;
  abandonedAt: number | null;
  items: DemoCartItem[];
}

interface DemoCustomer {
  id: string;
  name: string;
  email: string;
  country: string;
}

export interface DemoHistory {
  lines: NumberedLine[];
  carts: DemoCart[];
}

const FIRST_NAMES = [
  'Ada',
  'Ben',
  'Clara',
  'David',
  'Elif',
  'Finn',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Liam',
  'Mara',
  'Noah',
  'Olga',
  'Paul',
  'Rosa',
  'Sam',
  'Tara',
  'Viktor',
  'Wendy',
  'Yusuf',
  'Zoe',
  'Amir',
];
const LAST_NAMES = [
  'Abel',
  'Baker',
  'Cole',
  'Dietrich',
  'Evans',
  'Fischer',
  'Grant',
  'Hughes',
  'Ivanov',
  'Jansen',
  'Keller',
  'Lopez',
  'Meyer',
  'Novak',
  'Owen',
  'Patel',
  'Quinn',
  'Ross',
  'Schmidt',
  'Turner',
  'Ullmann',
  'Vogel',
  'Ward',
  'Young',
];
const HOUR_WEIGHTS = [1, 0, 0, 0, 0, 1, 2, 4, 6, 8, 9, 9, 10, 9, 8, 8, 8, 9, 10, 12, 13, 11, 7, 3];
const HOURS = HOUR_WEIGHTS.map((_, hour) => hour);

/** How the week and the holidays move the number of orders; 0 when the shop is closed. */
function opennessOf(profile: DemoProfile, midnight: number): number {
  const day = new Date(midnight);
  return profile.closed.includes(day.toISOString().slice(5, 10)) ? 0 : (profile.week[day.getUTCDay()] ?? 1);
}

/** The events with those of one day moved back to an open day. */
function placedEvents(profile: DemoProfile, today: number): PlantedEvent[] {
  return profile.events.map((event) => {
    let day = event.from;
    while (event.from === event.to && opennessOf(profile, today + day * DAY_MS) === 0) day -= 1;
    return day === event.from ? event : { ...event, from: day, to: day };
  });
}

/** How the year moves the number of orders; `monthDay` is MM-DD. */
function seasonOf(monthDay: string): number {
  if (monthDay >= '11-23' && monthDay <= '11-30') return 1.5;
  if (monthDay >= '12-01' && monthDay <= '12-20') return 1.4;
  if (monthDay >= '12-21') return 0.8;
  if (monthDay <= '01-31') return 0.82;
  if (monthDay >= '07-01' && monthDay <= '08-31') return 0.9;
  return 1;
}

/**
 * Makes up the history of a demo shop: the same profile, zone, currency, `today` and key give the same history.
 * @param options.today the first day without orders, YYYY-MM-DD
 */
export function generateHistory(options: {
  profile: DemoProfile;
  timeZone: string;
  currency: string;
  today: string;
  key: string;
}): DemoHistory {
  const today = Date.parse(`${options.today}T00:00:00Z`);
  const shop = createShop({ ...options, today });
  for (let offset = -DEMO_DAYS; offset < 0; offset++)
    shop.day(offset, today + offset * DAY_MS, today - STEADY_DAYS * DAY_MS);
  return { lines: shop.lines, carts: shop.carts };
}

interface Shop {
  lines: NumberedLine[];
  carts: DemoCart[];
  day(offset: number, midnight: number, steadyFrom: number): void;
}

function createShop(options: {
  profile: DemoProfile;
  timeZone: string;
  currency: string;
  today: number;
  key: string;
}): Shop {
  const { profile, timeZone, currency, today, key } = options;
  const random = createRandom(key);
  const zone = createZone(timeZone);
  const planted = placedEvents(profile, today);
  /** Nothing happens later than this. */
  const end = zone.toInstant(today) - 1000;
  const customers: DemoCustomer[] = [];
  const lines: NumberedLine[] = [];
  const carts: DemoCart[] = [];
  /** Sold lines that may still come back, oldest first. */
  let refundable: { midnight: number; line: NumberedLine }[] = [];
  let orderNo = 10_000;
  let cartNo = 50_000;

  const customerOf = (): DemoCustomer | null => {
    const chance = random.next();
    if (chance < 0.1) return null;
    if (chance < 0.62 && customers.length > 20)
      return customers[customers.length - 1 - Math.floor(random.next() ** 2 * customers.length)] ?? null;
    return newCustomer(random, profile, customers);
  };

  const order = (midnight: number, businessDate: string, shelf: Shelf): void => {
    orderNo += 1;
    const customer = customerOf();
    const occurredAt = momentIn(random, zone, midnight);
    const country = customer?.country ?? choose(random, profile.countries);
    const channel = choose(random, profile.channels);
    const count =
      1 + (random.chance(0.48) ? 1 : 0) + (random.chance(0.25) ? 1 : 0) + (random.chance(0.1) ? 2 : 0);
    for (let lineNo = 1; lineNo <= count; lineNo++) {
      const article = random.weighted(shelf.products, shelf.weights);
      const line: NumberedLine = {
        order: `${profile.prefix}-${orderNo}`,
        lineNo,
        kind: 'SALE',
        sku: article.sku,
        title: article.title,
        quantity: random.chance(0.2) ? 2 : 1,
        unitPrice: centsText(article.cents),
        currency,
        occurredAt,
        businessDate,
        customer: customer?.id ?? null,
        customerName: customer?.name ?? null,
        customerEmail: customer?.email ?? null,
        country,
        channel,
      };
      lines.push(line);
      refundable.push({ midnight, line });
    }
  };

  const refund = (midnight: number, businessDate: string): void => {
    const index = random.below(refundable.length);
    const sold = refundable[index]?.line;
    if (!sold || refundable[index]?.midnight === midnight) return;
    refundable.splice(index, 1);
    lines.push({
      ...sold,
      order: `${sold.order}-R${sold.lineNo}`,
      lineNo: 1,
      kind: 'REFUND',
      quantity: -sold.quantity,
      occurredAt: momentIn(random, zone, midnight),
      businessDate,
    });
  };

  const cart = (
    offset: number,
    midnight: number,
    businessDate: string,
    shelf: Shelf,
    leftBehind: boolean,
  ): void => {
    cartNo += 1;
    const createdAt = momentIn(random, zone, midnight);
    const isLate = offset >= -2 && random.chance(0.5);
    const status: CartStatus = isLate
      ? 'OPEN'
      : leftBehind
        ? random.chance(0.15)
          ? 'RECOVERED'
          : 'ABANDONED'
        : 'ORDERED';
    const abandonedAt =
      status === 'ABANDONED' || status === 'RECOVERED' ? Math.min(createdAt + 60 * 60_000, end) : null;
    const items: DemoCartItem[] = [];
    for (let count = 1 + random.below(3); count > 0; count--) {
      const { sku, title, cents } = random.weighted(shelf.products, shelf.weights);
      items.push({ sku, title, cents, quantity: random.chance(0.2) ? 2 : 1 });
    }
    const customer = customers.length > 0 && random.chance(0.8) ? random.pick(customers) : null;
    const delay = status === 'RECOVERED' ? 120 + random.below(20 * 60) : abandonedAt ? 60 : random.below(40);
    const updatedAt = Math.min(createdAt + delay * 60_000, end);
    carts.push({
      id: `${profile.prefix}-C${cartNo}`,
      status,
      customer: customer?.id ?? null,
      businessDate,
      createdAt,
      updatedAt,
      abandonedAt,
      items,
    });
  };

  return {
    lines,
    carts,
    day(offset, midnight, steadyFrom) {
      const businessDate = new Date(midnight).toISOString().slice(0, 10);
      const events = planted.filter((event) => offset >= event.from && offset <= event.to);
      const season = seasonOf(new Date(Math.min(midnight, steadyFrom)).toISOString().slice(5, 10));
      const growth = 1 + 0.1 * ((DEMO_DAYS + Math.min(offset, -STEADY_DAYS)) / DEMO_DAYS);
      const open = opennessOf(profile, midnight);
      const usual = profile.ordersPerDay * season * growth * open;
      const shelf = shelfOf(profile, events);
      refundable = refundable.filter((sold) => midnight - sold.midnight <= REFUNDABLE_DAYS * DAY_MS);

      for (let left = random.poisson(usual * factor(events, 'orders')); left > 0; left--)
        order(midnight, businessDate, shelf);
      for (
        let left = random.poisson(usual * profile.refundRate * factor(events, 'refunds'));
        left > 0;
        left--
      )
        refund(midnight, businessDate);
      for (let left = random.poisson(usual * 0.12); left > 0; left--)
        cart(offset, midnight, businessDate, shelf, false);
      for (let left = random.poisson(usual * 0.24 * factor(events, 'carts')); left > 0; left--)
        cart(offset, midnight, businessDate, shelf, true);
    },
  };
}

interface Shelf {
  products: DemoProduct[];
  weights: number[];
}

/** What the shop sells on a day, at that day's prices. */
function shelfOf(profile: DemoProfile, events: readonly PlantedEvent[]): Shelf {
  const products = profile.products.map((article) => {
    const changes = events.flatMap((event) => (event.product?.sku === article.sku ? [event.product] : []));
    const price = changes.reduce((value, change) => value * (change.price ?? 1), article.cents);
    const demand = changes.reduce((value, change) => value * (change.demand ?? 1), article.weight);
    return { ...article, cents: Math.round(price), weight: demand };
  });
  return { products, weights: products.map((article) => article.weight) };
}

const factor = (events: readonly PlantedEvent[], of: 'orders' | 'refunds' | 'carts'): number =>
  events.reduce((value, event) => value * (event[of] ?? 1), 1);

const choose = (random: Random, choices: readonly (readonly [string, number])[]): string =>
  random.weighted(
    choices,
    choices.map(([, weight]) => weight),
  )[0];

function newCustomer(random: Random, profile: DemoProfile, customers: DemoCustomer[]): DemoCustomer {
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const number = customers.length + 1;
  const customer = {
    id: `${profile.prefix}-K${number}`,
    name: `${first} ${last}`,
    email: `${first}.${last}.${number}@example.com`.toLowerCase(),
    country: choose(random, profile.countries),
  };
  customers.push(customer);
  return customer;
}

function momentIn(random: Random, zone: Zone, midnight: number): number {
  const hour = random.weighted(HOURS, HOUR_WEIGHTS);
  return zone.toInstant(midnight + hour * 3_600_000 + random.below(60) * 60_000 + random.below(60) * 1000);
}

/** Hundredths as a decimal text, exactly. */
export const centsText = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
