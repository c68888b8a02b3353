import { createUnionType, Field, InputType, Int, ObjectType } from 'type-graphql';
import {
  BadInputError,
  ConflictError,
  DateTimeScalar,
  UnauthenticatedError,
} from '#platform/graphql/index.ts';
import { InvalidCredentialsError, TooManyAttemptsError } from '../errors.type.ts';

const CODE = 'Six digits of the authenticator app, or a recovery code. Each works once.';

@InputType({ description: 'Who adds a second factor.' })
export class BeginSecondFactorInput {
  @Field(() => String, { description: 'Your password, so that an unwatched screen is not enough.' })
  password: string;
}

@InputType({ description: 'That the authenticator app works.' })
export class EnableSecondFactorInput {
  @Field(() => String, { description: 'The six digits that the app shows now.' })
  code: string;
}

@InputType({ description: 'Who removes the second factor.' })
export class DisableSecondFactorInput {
  @Field(() => String, { description: 'Your password.' })
  password: string;

  @Field(() => String, { description: CODE })
  code: string;
}

@InputType({ description: 'Who asks for new recovery codes.' })
export class RegenerateRecoveryCodesInput {
  @Field(() => String, { description: 'Your password.' })
  password: string;

  @Field(() => String, { description: CODE })
  code: string;
}

@ObjectType({ description: 'The second factor of your own account.' })
export class SecondFactor {
  @Field(() => Boolean, { description: 'Whether signing in asks for a code.' })
  enabled: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when it does; null when it does not.',
  })
  enabledAt: Date | null;

  @Field(() => Int, { description: 'Recovery codes that have not been used, 0 to 10.' })
  recoveryCodesLeft: number;
}

@ObjectType({
  description:
    'A secret for an authenticator app. Nothing changes before enableSecondFactor has seen a code of it.',
})
export class BeginSecondFactorSuccess {
  @Field(() => String, { description: 'The secret in base 32, to type it in. Shown only now.' })
  secret: string;

  @Field(() => String, {
    description: 'The same as an otpauth:// address, to be shown as a QR code (SHA-1, 6 digits, 30 seconds).',
  })
  otpauthUrl: string;
}

@ObjectType({ description: 'Signing in asks for a code from now on.' })
export class EnableSecondFactorSuccess {
  @Field(() => [String], {
    description: 'Ten codes for the day the app is lost, each for one use. Shown only now.',
  })
  recoveryCodes: string[];
}

@ObjectType({ description: 'Signing in no longer asks for a code.' })
export class DisableSecondFactorSuccess {
  @Field(() => Boolean, { description: 'Always true.' })
  disabled: boolean;
}

@ObjectType({ description: 'The recovery codes are new; the old ones no longer work.' })
export class RegenerateRecoveryCodesSuccess {
  @Field(() => [String], { description: 'Ten codes, each for one use. Shown only now.' })
  recoveryCodes: string[];
}

const errors = [
  InvalidCredentialsError,
  TooManyAttemptsError,
  UnauthenticatedError,
  BadInputError,
  ConflictError,
] as const;

export const BeginSecondFactorResult = createUnionType({
  name: 'BeginSecondFactorResult',
  description: 'What came of it; a ConflictError when a second factor is enabled already.',
  types: () => [BeginSecondFactorSuccess, ...errors] as const,
});

export const EnableSecondFactorResult = createUnionType({
  name: 'EnableSecondFactorResult',
  description: 'What came of it; a ConflictError without beginSecondFactor, or when it is enabled already.',
  types: () => [EnableSecondFactorSuccess, ...errors] as const,
});

export const DisableSecondFactorResult = createUnionType({
  name: 'DisableSecondFactorResult',
  description: 'What came of it; a ConflictError when no second factor is enabled.',
  types: () => [DisableSecondFactorSuccess, ...errors] as const,
});

export const RegenerateRecoveryCodesResult = createUnionType({
  name: 'RegenerateRecoveryCodesResult',
  description: 'What came of it; a ConflictError when no second factor is enabled.',
  types: () => [RegenerateRecoveryCodesSuccess, ...errors] as const,
});
