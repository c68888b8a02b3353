import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  ConnectionArgs,
  connectionTypes,
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
  Money,
  SortDirection,
} from '#platform/graphql/index.ts';

/** What became of a cart. */
export enum CartStatus {
  OPEN = 'OPEN',
  ABANDONED = 'ABANDONED',
  RECOVERED = 'RECOVERED',
  ORDERED = 'ORDERED',
}
registerEnumType(CartStatus, {
  name: 'CartStatus',
  description: 'What became of a cart.',
  valuesConfig: {
    OPEN: { description: 'Its customer may still be shopping.' },
    ABANDONED: { description: 'Left without an order.' },
    RECOVERED: { description: 'Ordered after it had been abandoned.' },
    ORDERED: { description: 'Ordered without having been abandoned.' },
  },
});

/** What this subgraph knows of a merchant: its key, to hang carts on. The users subgraph owns the rest. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A shop: the tenant everything else belongs to.' })
export class Merchant {
  @Field(() => ID, { description: 'UUID of the merchant.' })
  id: string;
}

/** A pointer to a customer, who lives in the analytics subgraph. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: 'Somebody who bought from the merchant, or filled a cart. Needs customers:read.' })
export class Customer {
  @Field(() => ID, { description: 'UUID of the customer.' })
  id: string;
}

@ObjectType({ description: 'A line of a cart.' })
export class CartItem {
  @Field(() => ID, { description: 'UUID of the line.' })
  id: string;

  @Field(() => String, { description: 'Stock keeping unit of the product.' })
  sku: string;

  @Field(() => String, { description: 'Title of the product when it was put into the cart.' })
  title: string;

  @Field(() => Int, { description: 'How many pieces.' })
  quantity: number;

  @Field(() => Money, { description: 'Price of one piece.' })
  unitPrice: Money;

  @Field(() => Money, { description: 'Quantity times unit price.' })
  total: Money;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'What a customer put aside to buy. Needs carts:read.' })
export class Cart {
  @Field(() => ID, { description: 'UUID of the cart.' })
  id: string;

  @Field(() => CartStatus, { description: 'What became of it.' })
  status: CartStatus;

  @Field(() => Money, { description: 'Sum of its lines.' })
  total: Money;

  @Field(() => Int, { description: 'Pieces in it, over all lines, as the shop reported them.' })
  itemCount: number;

  @Field(() => DateTimeScalar, { description: 'When it was begun.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  updatedAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was given up; null for a cart that never was.',
  })
  abandonedAt: Date | null;

  /** Keys of what the resolvers make of it. */
  merchantId: string;
  customerId: string | null;
}

@InputType({
  description: 'Which carts to list; conditions are joined by "and", and an absent one lets all through.',
})
export class CartFilter {
  @Field(() => [CartStatus], { nullable: true, description: 'Any of these; an empty list lets all through.' })
  status?: CartStatus[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First business day, in the time zone of the merchant: the day reports count the cart on.',
  })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last business day, included.' })
  to?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Only carts worth at least this much, in the currency of the cart.',
  })
  minTotal?: string | null;
}

export enum CartOrderField {
  UPDATED_AT = 'UPDATED_AT',
  TOTAL = 'TOTAL',
}
registerEnumType(CartOrderField, {
  name: 'CartOrderField',
  description: 'What carts are sorted by.',
  valuesConfig: {
    UPDATED_AT: { description: 'When the cart last changed.' },
    TOTAL: { description: 'What the cart is worth, as a plain number.' },
  },
});

@InputType({ description: 'How to sort carts.' })
export class CartOrder {
  @Field(() => CartOrderField, { description: 'What to sort by.' })
  field: CartOrderField;

  @Field(() => SortDirection, { description: 'Which end comes first.' })
  direction: SortDirection;
}

@ArgsType()
export class CartConnectionArgs extends ConnectionArgs {
  @Field(() => CartFilter, { nullable: true, description: 'Which carts to list; all without it.' })
  filter?: CartFilter | null;

  @Field(() => CartOrder, { nullable: true, description: 'How to sort them; last changed first without it.' })
  orderBy?: CartOrder | null;
}

export const { ConnectionType: CartConnection } = connectionTypes('Cart', () => Cart);
