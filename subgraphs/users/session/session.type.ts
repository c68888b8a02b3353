import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  BadInputError,
  ConflictError,
  connectionTypes,
  DateTimeScalar,
  NotFoundError,
  UnauthenticatedError,
} from '#platform/graphql/index.ts';
import { InvalidCredentialsError, TooManyAttemptsError } from '../errors.type.ts';
import { User } from '../user/user.type.ts';

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: 'E-mail address of the account.' })
  email: string;

  @Field(() => String, { description: 'Password of the account.' })
  password: string;
}

@InputType({ description: 'The second half of a sign-in.' })
export class CompleteSignInInput {
  @Field(() => String, { description: 'What signIn gave in SecondFactorRequired.' })
  challenge: string;

  @Field(() => String, {
    description: 'Six digits of the authenticator app, or a recovery code. Each works once.',
  })
  code: string;
}

@InputType({ description: 'Which session to go on with.' })
export class RefreshSessionInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The newest refresh token of the session. Each works once. Leave it out when the session is kept in cookies.',
  })
  refreshToken?: string | null;
}

@InputType({ description: 'Which session to end.' })
export class RevokeSessionInput {
  @Field(() => ID, { description: 'UUID of one of your open sessions.' })
  id: string;
}

@ObjectType({ description: 'Tokens of a session.' })
export abstract class SessionTokens {
  @Field(() => String, {
    nullable: true,
    description:
      'Send it as "Authorization: Bearer ..."; it works for 15 minutes. Null when the session is kept in cookies.',
  })
  accessToken: string | null;

  @Field(() => DateTimeScalar, { description: 'When the access token stops working.' })
  accessTokenExpiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Give it to refreshSession for the next pair of tokens. It works once. Null when the session is kept in cookies.',
  })
  refreshToken: string | null;

  @Field(() => DateTimeScalar, { description: 'When the session ends unless it is refreshed before.' })
  refreshTokenExpiresAt: Date;

  @Field(() => User, { description: 'The person who is signed in.' })
  user: User;
}

@ObjectType({ description: 'The sign-in succeeded.' })
export class SignInSuccess extends SessionTokens {}

@ObjectType({ description: 'The session goes on with new tokens; the old refresh token no longer works.' })
export class RefreshSessionSuccess extends SessionTokens {}

@ObjectType({
  description: 'The password was right, and the account also asks for a code: give both to completeSignIn.',
})
export class SecondFactorRequired {
  @Field(() => String, { description: 'Stands for the password that was given; works once.' })
  challenge: string;

  @Field(() => DateTimeScalar, { description: 'When the challenge stops working: after five minutes.' })
  expiresAt: Date;
}

@ObjectType({ description: 'The session has ended.' })
export class SignOutSuccess {
  @Field(() => Boolean, { description: 'Always true: the session no longer works.' })
  signedOut: boolean;
}

@ObjectType({ description: 'The session has ended, on whatever device it was.' })
export class RevokeSessionSuccess {
  @Field(() => ID, { description: 'UUID of the session that was ended.' })
  sessionId: string;
}

@ObjectType({ description: 'All other sessions of the person have ended.' })
export class RevokeOtherSessionsSuccess {
  @Field(() => Int, { description: 'How many sessions were ended; 0 when this is the only one.' })
  endedSessions: number;
}

@ObjectType({ description: 'A device on which you are signed in.' })
export class Session {
  @Field(() => ID, { description: 'UUID of the session.' })
  id: string;

  @Field(() => String, {
    description: 'The device in words, from what it says of itself, for example "Firefox on Linux".',
  })
  device: string;

  @Field(() => String, {
    nullable: true,
    description: 'Address from which the session was last renewed; null when it is not known.',
  })
  ipAddress: string | null;

  @Field(() => DateTimeScalar, { description: 'When the device signed in.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, {
    description: 'When it last asked for tokens: a device in use does every 15 minutes.',
  })
  lastUsedAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends unless it is used before.' })
  expiresAt: Date;

  @Field(() => Boolean, { description: 'Whether this request comes from this session.' })
  current: boolean;
}

export const { ConnectionType: SessionConnection } = connectionTypes('Session', () => Session);

export const SignInResult = createUnionType({
  name: 'SignInResult',
  description: 'What came of a sign-in.',
  types: () =>
    [
      SignInSuccess,
      SecondFactorRequired,
      InvalidCredentialsError,
      TooManyAttemptsError,
      BadInputError,
      ConflictError,
    ] as const,
});

export const CompleteSignInResult = createUnionType({
  name: 'CompleteSignInResult',
  description: 'What came of the second half of a sign-in.',
  types: () =>
    [SignInSuccess, InvalidCredentialsError, TooManyAttemptsError, BadInputError, ConflictError] as const,
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

export const RevokeSessionResult = createUnionType({
  name: 'RevokeSessionResult',
  description: 'What came of ending one session.',
  types: () => [RevokeSessionSuccess, NotFoundError, UnauthenticatedError, ConflictError] as const,
});

export const RevokeOtherSessionsResult = createUnionType({
  name: 'RevokeOtherSessionsResult',
  description: 'What came of ending all other sessions.',
  types: () => [RevokeOtherSessionsSuccess, UnauthenticatedError, ConflictError] as const,
});
