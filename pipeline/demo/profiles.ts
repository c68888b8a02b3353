/** An article of a demo shop. */
export interface DemoProduct {
  sku: string;
  title: string;
  /** In hundredths of the currency. */
  cents: number;
  /** How often it is bought, relative to the others. */
  weight: number;
}

/**
 * Something planted in a demo shop's history. Days count back from `today`: -1 is yesterday. An event of one day that
 * would fall on a day the shop is closed comes on the last open day before. `docs/demo-data.md` tells each of them under
 * its title; a test holds the two together.
 */
export interface PlantedEvent {
  title: string;
  from: number;
  to: number;
  /** Factor on the number of orders. */
  orders?: number;
  /** Factor on the number of refunds. */
  refunds?: number;
  /** Factor on the number of carts that are left behind. */
  carts?: number;
  /** The article it is about: factors on its price and on how often it is bought. */
  product?: { sku: string; price?: number; demand?: number };
}

/** What kind of shop a demo merchant is. */
export interface DemoProfile {
  /** Order numbers begin with it. */
  prefix: string;
  ordersPerDay: number;
  /** Factor on each day of the week, Sunday first; 0 is a day the shop is closed. */
  week: readonly [number, number, number, number, number, number, number];
  /** Days of the year the shop is closed, MM-DD. */
  closed: readonly string[];
  /** Refunds for each order. */
  refundRate: number;
  countries: readonly (readonly [country: string, weight: number])[];
  channels: readonly (readonly [channel: string, weight: number])[];
  products: readonly DemoProduct[];
  events: readonly PlantedEvent[];
}

const product = (sku: string, title: string, price: number, weight: number): DemoProduct => ({
  sku,
  title,
  cents: Math.round(price * 100),
  weight,
});

const HOMEWARE: DemoProfile = {
  prefix: 'HW',
  ordersPerDay: 30,
  week: [0.8, 1.0, 1.0, 1.05, 1.1, 1.15, 0.9],
  closed: ['12-25', '12-26', '01-01'],
  refundRate: 0.03,
  countries: [
    ['United Kingdom', 88],
    ['Ireland', 6],
    ['France', 3],
    ['Germany', 3],
  ],
  channels: [
    ['online', 78],
    ['marketplace', 14],
    ['phone', 8],
  ],
  products: [
    product('CAN-FIG', 'Fig scented candle', 18, 12),
    product('CAN-OUD', 'Oud scented candle', 22, 7),
    product('CAN-SET', 'Candle gift set', 39, 4),
    product('MUG-BLU', 'Stoneware mug, blue', 12, 12),
    product('MUG-SND', 'Stoneware mug, sand', 12, 9),
    product('BOW-LRG', 'Serving bowl', 34.5, 5),
    product('THR-WOL', 'Lambswool throw', 79, 3),
    product('CUS-LIN', 'Linen cushion', 29, 6),
    product('TOW-BTH', 'Bath towel', 24, 6),
    product('VAS-GLS', 'Glass vase', 27.5, 5),
    product('LAM-DSK', 'Desk lamp', 64, 3),
    product('CLK-WAL', 'Wall clock', 42, 3),
    product('TRA-OAK', 'Oak tray', 31, 4),
    product('APR-CTN', 'Cotton apron', 19.5, 4),
  ],
  events: [
    {
      title: 'Price rise of the fig candle',
      from: -150,
      to: -1,
      product: { sku: 'CAN-FIG', price: 1.2, demand: 0.75 },
    },
    { title: 'Blue mug out of stock', from: -101, to: -88, product: { sku: 'MUG-BLU', demand: 0 } },
    { title: 'Stocktaking: closed for a day', from: -67, to: -67, orders: 0, carts: 0 },
    { title: 'Orders fall to a lower level', from: -7, to: -1, orders: 0.55, carts: 1.6 },
  ],
};

const SPORTSWEAR: DemoProfile = {
  prefix: 'SP',
  ordersPerDay: 22,
  week: [1.2, 0.95, 0.9, 0.9, 0.95, 1.0, 1.15],
  closed: ['12-25'],
  refundRate: 0.05,
  countries: [
    ['United States', 91],
    ['Canada', 7],
    ['Mexico', 2],
  ],
  channels: [
    ['online', 64],
    ['app', 28],
    ['marketplace', 8],
  ],
  products: [
    product('RUN-TEE', 'Running tee', 34, 12),
    product('RUN-SHT', 'Running shorts', 42, 9),
    product('LEG-7-8', 'Leggings 7/8', 68, 9),
    product('BRA-MED', 'Sports bra', 46, 7),
    product('JKT-WND', 'Wind jacket', 119, 4),
    product('HOO-ZIP', 'Zip hoodie', 84, 5),
    product('SOC-3PK', 'Running socks, 3 pairs', 21, 10),
    product('CAP-RUN', 'Running cap', 27, 6),
    product('BTL-750', 'Water bottle', 19, 8),
    product('MAT-YOG', 'Yoga mat', 58, 4),
    product('BAG-GYM', 'Gym bag', 73, 3),
    product('GLV-RUN', 'Running gloves', 29, 3),
  ],
  events: [
    {
      title: 'Water bottle goes viral',
      from: -214,
      to: -203,
      orders: 1.7,
      product: { sku: 'BTL-750', demand: 14 },
    },
    { title: 'Leggings out of stock', from: -121, to: -108, product: { sku: 'LEG-7-8', demand: 0 } },
    { title: 'Free shipping weekend', from: -52, to: -50, orders: 1.5 },
    { title: 'Refund wave', from: -6, to: -1, refunds: 7 },
  ],
};

const COFFEE: DemoProfile = {
  prefix: 'KA',
  ordersPerDay: 20,
  week: [0, 1.2, 1.05, 1.0, 1.0, 1.05, 0.8],
  closed: ['01-01', '05-01', '10-03', '12-25', '12-26'],
  refundRate: 0.02,
  countries: [
    ['Germany', 84],
    ['Austria', 10],
    ['Switzerland', 6],
  ],
  channels: [
    ['online', 70],
    ['subscription', 22],
    ['store', 8],
  ],
  products: [
    product('ESP-1KG', 'Espresso beans, 1 kg', 26.9, 12),
    product('ESP-250', 'Espresso beans, 250 g', 8.9, 12),
    product('FIL-1KG', 'Filter beans, 1 kg', 24.9, 8),
    product('FIL-250', 'Filter beans, 250 g', 7.9, 9),
    product('DEC-250', 'Decaf beans, 250 g', 9.4, 5),
    product('TEA-ASS', 'Assam, loose leaf', 11.5, 5),
    product('TEA-GRN', 'Sencha, loose leaf', 13.2, 4),
    product('FLT-100', 'Paper filters, 100', 4.5, 9),
    product('DRP-V60', 'Pour-over dripper', 22, 3),
    product('GRD-HND', 'Hand grinder', 89, 2),
    product('CUP-ESP', 'Espresso cups, pair', 18.5, 4),
    product('MLK-JUG', 'Milk jug', 24, 2),
  ],
  events: [
    {
      title: 'Green coffee price rise',
      from: -180,
      to: -1,
      product: { sku: 'ESP-1KG', price: 1.15, demand: 0.9 },
    },
    { title: 'Paper filters out of stock', from: -90, to: -80, product: { sku: 'FLT-100', demand: 0 } },
    { title: 'Refunds after a broken roast', from: -60, to: -55, refunds: 8 },
    { title: 'Featured on television', from: -2, to: -2, orders: 3.2 },
  ],
};

/** The demo shops in the order merchants are given to `seedDemo`. */
export const DEMO_PROFILES: readonly DemoProfile[] = [HOMEWARE, SPORTSWEAR, COFFEE];
