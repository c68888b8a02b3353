import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { refused } from '../errors.ts';
import { forgetCookies, signedIn } from '../session/tokens.ts';
import { User } from '../user/user.type.ts';
import type { AccountService } from './account.service.ts';
import {
  ChangePasswordInput,
  ChangePasswordResult,
  ChangePasswordSuccess,
  RequestPasswordResetInput,
  RequestPasswordResetResult,
  RequestPasswordResetSuccess,
  ResendEmailVerificationResult,
  ResendEmailVerificationSuccess,
  ResetPasswordInput,
  ResetPasswordResult,
  ResetPasswordSuccess,
  SignUpInput,
  SignUpResult,
  SignUpSuccess,
  UpdateProfileInput,
  UpdateProfileResult,
  UpdateProfileSuccess,
  VerifyEmailInput,
  VerifyEmailResult,
  VerifyEmailSuccess,
} from './account.type.ts';

const INPUT = { description: 'What the mutation needs.' };

@Resolver(() => User)
export class AccountResolver {
  constructor(private readonly accounts: AccountService) {}

  @Mutation(() => SignUpResult, {
    description:
      'Opens an account and a merchant with its first owner, signs in, and sends an e-mail to verify the address.',
  })
  signUp(@Arg('input', () => SignUpInput, INPUT) input: SignUpInput, @Ctx() context: SubgraphContext) {
    return this.accounts
      .signUp(context, input)
      .then(({ tokens, merchant }) =>
        signedIn(Object.assign(new SignUpSuccess(), { merchant }), tokens, context),
      )
      .catch(refused);
  }

  @Mutation(() => VerifyEmailResult, {
    description: 'Proves an address with the link of an e-mail. Works without being signed in.',
  })
  verifyEmail(
    @Arg('input', () => VerifyEmailInput, INPUT) input: VerifyEmailInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.accounts
      .verifyEmail(context, input)
      .then((email) => Object.assign(new VerifyEmailSuccess(), { email }))
      .catch(refused);
  }

  @Mutation(() => ResendEmailVerificationResult, {
    description: 'Sends another e-mail to verify your address; links sent before stop working.',
  })
  resendEmailVerification(@Ctx() context: SubgraphContext) {
    return this.accounts
      .resendVerification(context)
      .then((sent) => Object.assign(new ResendEmailVerificationSuccess(), sent))
      .catch(refused);
  }

  @Mutation(() => RequestPasswordResetResult, {
    description:
      'Sends a link for a new password, three an hour at most. The answer does not tell whether there is such an account.',
  })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, INPUT) input: RequestPasswordResetInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.accounts
      .requestPasswordReset(context, input)
      .then(() => Object.assign(new RequestPasswordResetSuccess(), { accepted: true }))
      .catch(refused);
  }

  @Mutation(() => ResetPasswordResult, {
    description: 'Sets a new password with the link of an e-mail and ends all sessions. Sign in afterwards.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, INPUT) input: ResetPasswordInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.accounts
      .resetPassword(context, input)
      .then((email) => {
        forgetCookies(context);
        return Object.assign(new ResetPasswordSuccess(), { email });
      })
      .catch(refused);
  }

  @Mutation(() => ChangePasswordResult, {
    description: 'Changes your password and ends your other sessions.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, INPUT) input: ChangePasswordInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.accounts
      .changePassword(context, input)
      .then((endedSessions) => Object.assign(new ChangePasswordSuccess(), { endedSessions }))
      .catch(refused);
  }

  @Mutation(() => UpdateProfileResult, { description: 'Changes your name.' })
  updateProfile(
    @Arg('input', () => UpdateProfileInput, INPUT) input: UpdateProfileInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.accounts
      .updateProfile(context, input)
      .then((user) => Object.assign(new UpdateProfileSuccess(), { user }))
      .catch(refused);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the person has proved, by a link in an e-mail, that the address is theirs.',
  })
  emailVerified(@Root() user: User): boolean {
    return user.emailVerifiedAt !== null;
  }
}
