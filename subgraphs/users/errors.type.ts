import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, UserError } from '#platform/graphql/index.ts';

@ObjectType({
  implements: UserError,
  description:
    'The address and password, the code, or the refresh token do not hold. It never says which of them was wrong.',
})
export class InvalidCredentialsError extends UserError {}

@ObjectType({
  implements: UserError,
  description:
    'The link has been used, has expired, or was replaced by a newer one. Ask for another; its code is NOT_FOUND.',
})
export class InvalidTokenError extends UserError {}

@ObjectType({
  implements: UserError,
  description:
    'An account with this address exists: sign in, or ask for a new password. Its code is CONFLICT.',
})
export class EmailTakenError extends UserError {}

@ObjectType({
  implements: UserError,
  description:
    'Too many attempts, or too many people at once. Waits grow with every further attempt. Its code is RATE_LIMITED.',
})
export class TooManyAttemptsError extends UserError {
  @Field(() => DateTimeScalar, { description: 'When the next attempt will be looked at.' })
  retryAt: Date;

  @Field(() => Int, { description: 'Seconds from now until then, at least 1.' })
  retryAfterSeconds: number;
}
