import { Directive, Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { DecimalScalar } from './scalars.ts';

/** An exact amount and its currency. */
@Directive('@shareable')
@ObjectType({ description: 'An exact amount of money.' })
export class Money {
  @Field(() => DecimalScalar, {
    description: 'The amount in major units, with four decimals, for example "61204.1000".',
  })
  amount: string;

  @Field(() => String, { description: 'ISO 4217 code of the currency, for example "GBP".' })
  currency: string;
}

/** Money from an exact decimal text; pads or cuts to four decimals (sources hold four at most). */
export function money(amount: string, currency: string): Money {
  const [whole = '0', fraction = ''] = amount.split('.');
  return Object.assign(new Money(), { amount: `${whole}.${fraction.padEnd(4, '0').slice(0, 4)}`, currency });
}

@Directive('@shareable')
@ObjectType({
  description: 'Where a page of a connection stands, after the Relay cursor connections specification.',
})
export class PageInfo {
  @Field(() => Boolean, {
    description: 'Whether more items follow this page: pass endCursor as `after` to get them.',
  })
  hasNextPage: boolean;

  @Field(() => Boolean, {
    description: 'Whether items come before this page: pass startCursor as `before` to get them.',
  })
  hasPreviousPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first item of this page; null when it is empty.',
  })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item of this page; null when it is empty.',
  })
  endCursor: string | null;
}

@InterfaceType({ description: 'What every expected failure of a mutation says.' })
export abstract class UserError {
  @Field(() => String, { description: 'Stable code for programs, for example "BAD_INPUT".' })
  code: string;

  @Field(() => String, { description: 'What is wrong and what to do about it, for people.' })
  message: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The input field at fault, outermost first; null when no single field is.',
  })
  path: string[] | null;
}

@Directive('@shareable')
@ObjectType({ implements: UserError, description: 'A field of the input is wrong; path names it.' })
export class BadInputError extends UserError {}

@Directive('@shareable')
@ObjectType({ implements: UserError, description: 'The thing does not exist, or you have no access to it.' })
export class NotFoundError extends UserError {}

@Directive('@shareable')
@ObjectType({ implements: UserError, description: 'Your role or key does not allow this.' })
export class ForbiddenError extends UserError {}

@Directive('@shareable')
@ObjectType({ implements: UserError, description: 'Nobody is signed in, or the session has ended.' })
export class UnauthenticatedError extends UserError {}

@Directive('@shareable')
@ObjectType({
  implements: UserError,
  description:
    'The request contradicts what is stored, for example an Idempotency-Key used with another input.',
})
export class ConflictError extends UserError {}

/** The order of a list. */
export enum SortDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(SortDirection, {
  name: 'SortDirection',
  description: 'The order of a list.',
  valuesConfig: {
    ASC: { description: 'Smallest or oldest first.' },
    DESC: { description: 'Largest or newest first.' },
  },
});
