import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { refused } from '../errors.ts';
import type { SecondFactorService } from './second-factor.service.ts';
import {
  BeginSecondFactorInput,
  BeginSecondFactorResult,
  BeginSecondFactorSuccess,
  DisableSecondFactorInput,
  DisableSecondFactorResult,
  DisableSecondFactorSuccess,
  EnableSecondFactorInput,
  EnableSecondFactorResult,
  EnableSecondFactorSuccess,
  RegenerateRecoveryCodesInput,
  RegenerateRecoveryCodesResult,
  RegenerateRecoveryCodesSuccess,
  SecondFactor,
} from './second-factor.type.ts';

const INPUT = { description: 'What the mutation needs.' };

@Resolver()
export class SecondFactorResolver {
  constructor(private readonly factors: SecondFactorService) {}

  @Mutation(() => BeginSecondFactorResult, {
    description: 'Makes a secret for an authenticator app. It counts only after enableSecondFactor.',
  })
  beginSecondFactor(
    @Arg('input', () => BeginSecondFactorInput, INPUT) input: BeginSecondFactorInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.factors
      .begin(context, input)
      .then((begun) => Object.assign(new BeginSecondFactorSuccess(), begun))
      .catch(refused);
  }

  @Mutation(() => EnableSecondFactorResult, {
    description: 'Lets signing in ask for a code, once a code has shown that the app works.',
  })
  enableSecondFactor(
    @Arg('input', () => EnableSecondFactorInput, INPUT) input: EnableSecondFactorInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.factors
      .enable(context, input)
      .then((recoveryCodes) => Object.assign(new EnableSecondFactorSuccess(), { recoveryCodes }))
      .catch(refused);
  }

  @Mutation(() => DisableSecondFactorResult, {
    description: 'Removes the second factor, with the password and a code.',
  })
  disableSecondFactor(
    @Arg('input', () => DisableSecondFactorInput, INPUT) input: DisableSecondFactorInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.factors
      .disable(context, input)
      .then((disabled) => Object.assign(new DisableSecondFactorSuccess(), { disabled }))
      .catch(refused);
  }

  @Mutation(() => RegenerateRecoveryCodesResult, {
    description: 'Makes ten new recovery codes, with the password and a code; the old ones stop working.',
  })
  regenerateRecoveryCodes(
    @Arg('input', () => RegenerateRecoveryCodesInput, INPUT) input: RegenerateRecoveryCodesInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.factors
      .regenerate(context, input)
      .then((recoveryCodes) => Object.assign(new RegenerateRecoveryCodesSuccess(), { recoveryCodes }))
      .catch(refused);
  }

  @Query(() => SecondFactor, {
    nullable: true,
    description: 'The second factor of the signed-in person; null for an API key or without a sign-in.',
  })
  secondFactor(@Ctx() { identity }: SubgraphContext): Promise<SecondFactor> | null {
    return identity.kind === 'user' ? this.factors.state(identity) : null;
  }
}
