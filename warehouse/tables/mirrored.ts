import type { z } from 'zod';
import { cartEvents } from './cart-events.ts';
import { cartItems } from './cart-items.ts';
import { carts } from './carts.ts';
import { customers } from './customers.ts';
import { orderItems } from './order-items.ts';
import { orders } from './orders.ts';
import { products } from './products.ts';

/** The mirrored tables by name. */
export const MIRRORED = {
  order_items: orderItems,
  orders,
  customers,
  products,
  carts,
  cart_items: cartItems,
  cart_events: cartEvents,
} as const;
export type MirroredTable = keyof typeof MIRRORED;
/** A row of a mirrored table. */
export type MirroredRow<Name extends MirroredTable> = z.infer<(typeof MIRRORED)[Name]['schema']>;
