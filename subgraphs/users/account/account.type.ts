import { createUnionType, Field, InputType, Int, ObjectType } from 'type-graphql';
import {
  BadInputError,
  ConflictError,
  DateTimeScalar,
  UnauthenticatedError,
} from '#platform/graphql/index.ts';
import {
  EmailTakenError,
  InvalidCredentialsError,
  InvalidTokenError,
  TooManyAttemptsError,
} from '../errors.type.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import { SessionTokens } from '../session/session.type.ts';
import { User } from '../user/user.type.ts';

const PASSWORD_RULE =
  '12 to 1,024 characters, none of the common ones, not the address or the name. No rule about kinds of characters.';

@InputType({ description: 'A person and the shop they open.' })
export class SignUpInput {
  @Field(() => String, { description: 'Name of the person, up to 200 characters.' })
  name: string;

  @Field(() => String, { description: 'E-mail address to sign in with.' })
  email: string;

  @Field(() => String, { description: `New password: ${PASSWORD_RULE}` })
  password: string;

  @Field(() => String, { description: 'Name of the shop, up to 100 characters.' })
  merchantName: string;

  @Field(() => String, {
    description: 'IANA time zone in which the shop counts its days, for example "Europe/London".',
  })
  timeZone: string;

  @Field(() => String, { description: 'ISO 4217 currency the shop reports in, for example "GBP".' })
  currency: string;
}

@InputType({ description: 'The link of an e-mail that asks whether an address is yours.' })
export class VerifyEmailInput {
  @Field(() => String, { description: 'What stands after "#token=" in the link.' })
  token: string;
}

@InputType({ description: 'Whose password was forgotten.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'E-mail address of the account.' })
  email: string;
}

@InputType({ description: 'A new password for a forgotten one.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'What stands after "#token=" in the link of the e-mail.' })
  token: string;

  @Field(() => String, { description: `New password: ${PASSWORD_RULE}` })
  newPassword: string;
}

@InputType({ description: 'Another password.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password as it is now.' })
  currentPassword: string;

  @Field(() => String, { description: `New password: ${PASSWORD_RULE}` })
  newPassword: string;
}

@InputType({ description: 'What changes about yourself.' })
export class UpdateProfileInput {
  @Field(() => String, { description: 'Your name, up to 200 characters.' })
  name: string;
}

@ObjectType({ description: 'The account and the merchant exist, and the person is signed in.' })
export class SignUpSuccess extends SessionTokens {
  @Field(() => Merchant, { description: 'The shop, with the person as its first owner.' })
  merchant: Merchant;
}

@ObjectType({ description: 'The address is known to be yours.' })
export class VerifyEmailSuccess {
  @Field(() => String, { description: 'The address.' })
  email: string;
}

@ObjectType({ description: 'An e-mail with a link is on its way.' })
export class ResendEmailVerificationSuccess {
  @Field(() => String, { description: 'The address it goes to.' })
  email: string;

  @Field(() => DateTimeScalar, { description: 'When its link stops working.' })
  expiresAt: Date;
}

@ObjectType({
  description: 'If there is an account with this address, an e-mail with a link is on its way to it.',
})
export class RequestPasswordResetSuccess {
  @Field(() => Boolean, { description: 'Always true; it does not tell whether there is an account.' })
  accepted: boolean;
}

@ObjectType({
  description: 'The password is the new one, and all sessions of the account have ended: sign in with it.',
})
export class ResetPasswordSuccess {
  @Field(() => String, { description: 'The address to sign in with.' })
  email: string;
}

@ObjectType({ description: 'The password is the new one, and all other sessions have ended.' })
export class ChangePasswordSuccess {
  @Field(() => Int, { description: 'How many other sessions were ended.' })
  endedSessions: number;
}

@ObjectType({ description: 'The change is kept.' })
export class UpdateProfileSuccess {
  @Field(() => User, { description: 'You, as you are now.' })
  user: User;
}

export const SignUpResult = createUnionType({
  name: 'SignUpResult',
  description: 'What came of signing up.',
  types: () => [SignUpSuccess, EmailTakenError, TooManyAttemptsError, BadInputError, ConflictError] as const,
});

export const VerifyEmailResult = createUnionType({
  name: 'VerifyEmailResult',
  description: 'What came of following the link of an e-mail.',
  types: () => [VerifyEmailSuccess, InvalidTokenError, BadInputError, ConflictError] as const,
});

export const ResendEmailVerificationResult = createUnionType({
  name: 'ResendEmailVerificationResult',
  description:
    'What came of asking for another e-mail; a ConflictError when the address is verified already.',
  types: () =>
    [ResendEmailVerificationSuccess, TooManyAttemptsError, UnauthenticatedError, ConflictError] as const,
});

export const RequestPasswordResetResult = createUnionType({
  name: 'RequestPasswordResetResult',
  description: 'What came of asking for a new password.',
  types: () => [RequestPasswordResetSuccess, TooManyAttemptsError, BadInputError, ConflictError] as const,
});

export const ResetPasswordResult = createUnionType({
  name: 'ResetPasswordResult',
  description: 'What came of setting a new password.',
  types: () =>
    [ResetPasswordSuccess, InvalidTokenError, TooManyAttemptsError, BadInputError, ConflictError] as const,
});

export const ChangePasswordResult = createUnionType({
  name: 'ChangePasswordResult',
  description: 'What came of changing the password.',
  types: () =>
    [
      ChangePasswordSuccess,
      InvalidCredentialsError,
      TooManyAttemptsError,
      UnauthenticatedError,
      BadInputError,
      ConflictError,
    ] as const,
});

export const UpdateProfileResult = createUnionType({
  name: 'UpdateProfileResult',
  description: 'What came of the change.',
  types: () => [UpdateProfileSuccess, UnauthenticatedError, BadInputError, ConflictError] as const,
});
