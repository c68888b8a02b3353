import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import {
  BadInputError,
  ConflictError,
  DateTimeScalar,
  UnauthenticatedError,
  UserError,
} from '#platform/graphql/index.ts';
import { User } from '../user/user.type.ts';

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: 'E-mail address of the account.' })
  email: string;

  @Field(() => String, { description: 'Password of the account.' })
  password: string;
}

@InputType({ description: 'Which session to go on with.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The newest refresh token of the session. Each works once.' })
  refreshToken: string;
}

@ObjectType({ description: 'Tokens of a session.' })
abstract class SessionTokens {
  @Field(() => String, { description: 'Send it as "Authorization: Bearer ..."; it works for 15 minutes.' })
  accessToken: string;

  @Field(() => DateTimeScalar, { description: 'When the access token stops working.' })
  accessTokenExpiresAt: Date;

  @Field(() => String, {
    description: 'Give it to refreshSession for the next pair of tokens. It works once.',
  })
  refreshToken: string;

  @Field(() => DateTimeScalar, { description: 'When the session ends unless it is refreshed before.' })
  refreshTokenExpiresAt: Date;

  @Field(() => User, { description: 'The person who is signed in.' })
  user: User;
}

@ObjectType({ description: 'The sign-in succeeded.' })
export class SignInSuccess extends SessionTokens {}

@ObjectType({ description: 'The session goes on with new tokens; the old refresh token no longer works.' })
export class RefreshSessionSuccess extends SessionTokens {}

@ObjectType({ description: 'The session has ended.' })
export class SignOutSuccess {
  @Field(() => Boolean, { description: 'Always true: the session no longer works.' })
  signedOut: boolean;
}

@ObjectType({
  implements: UserError,
  description:
    'The address and password, or the refresh token, do not hold. It never says which of the two was wrong.',
})
export class InvalidCredentialsError extends UserError {}

export const SignInResult = createUnionType({
  name: 'SignInResult',
  description: 'What came of a sign-in.',
  types: () => [SignInSuccess, InvalidCredentialsError, BadInputError, ConflictError] as const,
});

export const RefreshSessionResult = createUnionType({
  name: 'RefreshSessionResult',
  description: 'What came of refreshing a session.',
  types: () => [RefreshSessionSuccess, InvalidCredentialsError, BadInputError, ConflictError] as const,
});

export const SignOutResult = createUnionType({
  name: 'SignOutResult',
  description: 'What came of signing out.',
  types: () => [SignOutSuccess, UnauthenticatedError, ConflictError] as const,
});
