import type { OrderFormat } from './format.ts';
import { generic } from './generic.ts';
import { onlineRetail } from './online-retail.ts';
import { shopify } from './shopify.ts';

/** Every format a file can be imported in, by the name the command line knows it under. */
export const ORDER_FORMATS = {
  'online-retail': onlineRetail,
  shopify,
  generic,
} as const satisfies Record<string, OrderFormat>;

export type OrderFormatName = keyof typeof ORDER_FORMATS;

/** True for a name in ORDER_FORMATS. */
export const isOrderFormat = (name: string): name is OrderFormatName => Object.hasOwn(ORDER_FORMATS, name);
