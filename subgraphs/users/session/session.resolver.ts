import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { asUserError, type SubgraphContext, type UserError } from '#platform/graphql/index.ts';
import { InvalidCredentials, type SessionService, type Tokens } from './session.service.ts';
import {
  InvalidCredentialsError,
  RefreshSessionInput,
  RefreshSessionResult,
  RefreshSessionSuccess,
  SignInInput,
  SignInResult,
  SignInSuccess,
  SignOutResult,
  SignOutSuccess,
} from './session.type.ts';

const INPUT = { description: 'What the mutation needs.' };

function refused(error: unknown): UserError {
  if (!(error instanceof InvalidCredentials)) return asUserError(error);
  return Object.assign(new InvalidCredentialsError(), {
    code: 'UNAUTHENTICATED',
    message: error.message,
    path: null,
  });
}

/** The request that signs in goes on as the person it signed in: what follows in the selection is theirs to see. */
function signedIn<T extends object>(
  success: T,
  { identity, ...tokens }: Tokens,
  context: SubgraphContext,
): T {
  context.identity = identity;
  return Object.assign(success, tokens);
}

@Resolver()
export class SessionResolver {
  constructor(private readonly sessions: SessionService) {}

  @Mutation(() => SignInResult, { description: 'Starts a session with an e-mail address and a password.' })
  signIn(@Arg('input', () => SignInInput, INPUT) input: SignInInput, @Ctx() context: SubgraphContext) {
    return this.sessions
      .signIn(context, input)
      .then((tokens) => signedIn(new SignInSuccess(), tokens, context))
      .catch(refused);
  }

  @Mutation(() => RefreshSessionResult, {
    description: 'Exchanges the refresh token of a session for its next pair of tokens.',
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, INPUT) input: RefreshSessionInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.sessions
      .refresh(context, input)
      .then((tokens) => signedIn(new RefreshSessionSuccess(), tokens, context))
      .catch(refused);
  }

  @Mutation(() => SignOutResult, { description: 'Ends the session this request came with.' })
  signOut(@Ctx() context: SubgraphContext) {
    return this.sessions
      .signOut(context)
      .then(() => Object.assign(new SignOutSuccess(), { signedOut: true }))
      .catch(refused);
  }
}
