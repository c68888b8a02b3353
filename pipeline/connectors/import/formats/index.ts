import type { ImportRow } from '../line.ts';
import { carts } from './carts.ts';
import { customers, products } from './catalogue.ts';
import type { Format } from './format.ts';
import { generic, jsonl } from './generic.ts';
import { onlineRetail } from './online-retail.ts';
import { shopify } from './shopify.ts';
import { woocommerce } from './woocommerce.ts';

/** Every format orders can be imported in, by the name the command line knows it under. */
export const ORDER_FORMATS = {
  'online-retail': onlineRetail,
  shopify,
  woocommerce,
  generic,
  jsonl,
} as const;

export type OrderFormatName = keyof typeof ORDER_FORMATS;

/** What files can hold. */
export const ENTITIES = ['orders', 'products', 'customers', 'carts'] as const;
export type EntityName = (typeof ENTITIES)[number];

const asJson = <Row extends ImportRow, Key extends string>(
  format: Format<Row, Key>,
  json: Format<Row, Key>['json'] = [],
): Format<Row, Key> => ({ ...format, name: 'jsonl', label: `${format.label} in JSON lines`, json });

/** The formats of every kind of file. */
export const FORMATS: Record<EntityName, Readonly<Record<string, Format<ImportRow>>>> = {
  orders: ORDER_FORMATS,
  products: { generic: products, jsonl: asJson(products) },
  customers: { generic: customers, jsonl: asJson(customers) },
  carts: {
    generic: carts,
    jsonl: asJson(carts, [
      { names: ['items', 'lines'] },
      {
        names: ['events'],
        rename: { kind: 'event', type: 'event', at: 'event_at', occurred_at: 'event_at' },
      },
    ]),
  },
};
