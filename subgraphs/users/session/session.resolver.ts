import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { type Connection, ConnectionArgs, type SubgraphContext } from '#platform/graphql/index.ts';
import { refused } from '../errors.ts';
import { InvalidCredentialsError } from '../errors.type.ts';
import { User } from '../user/user.type.ts';
import type { SessionService } from './session.service.ts';
import {
  CompleteSignInInput,
  CompleteSignInResult,
  RefreshSessionInput,
  RefreshSessionResult,
  RefreshSessionSuccess,
  RevokeOtherSessionsResult,
  RevokeOtherSessionsSuccess,
  RevokeSessionInput,
  RevokeSessionResult,
  RevokeSessionSuccess,
  SecondFactorRequired,
  type Session,
  SessionConnection,
  SignInInput,
  SignInResult,
  SignInSuccess,
  SignOutResult,
  SignOutSuccess,
} from './session.type.ts';
import { forgetCookies, signedIn } from './tokens.ts';

const INPUT = { description: 'What the mutation needs.' };

@Resolver(() => User)
export class SessionResolver {
  constructor(private readonly sessions: SessionService) {}

  @Mutation(() => SignInResult, { description: 'Starts a session with an e-mail address and a password.' })
  signIn(@Arg('input', () => SignInInput, INPUT) input: SignInInput, @Ctx() context: SubgraphContext) {
    return this.sessions
      .signIn(context, input)
      .then((result) =>
        result.tokens
          ? signedIn(new SignInSuccess(), result.tokens, context)
          : Object.assign(new SecondFactorRequired(), result),
      )
      .catch(refused);
  }

  @Mutation(() => CompleteSignInResult, {
    description: 'Starts the session of a sign-in that asked for a code. Five wrong codes end the sign-in.',
  })
  completeSignIn(
    @Arg('input', () => CompleteSignInInput, INPUT) input: CompleteSignInInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.sessions
      .completeSignIn(context, input)
      .then((tokens) => signedIn(new SignInSuccess(), tokens, context))
      .catch(refused);
  }

  @Mutation(() => RefreshSessionResult, {
    description:
      'Exchanges the refresh token of a session for its next pair of tokens. For ten seconds the same token gives the same next one, as long as that is unused; any other second use ends the session.',
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, INPUT) input: RefreshSessionInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.sessions
      .refresh(context, input)
      .then((tokens) => signedIn(new RefreshSessionSuccess(), tokens, context))
      .catch((error: unknown) => {
        const answer = refused(error);
        if (answer instanceof InvalidCredentialsError) forgetCookies(context);
        return answer;
      });
  }

  @Mutation(() => SignOutResult, { description: 'Ends the session this request came with.' })
  signOut(@Ctx() context: SubgraphContext) {
    forgetCookies(context);
    return this.sessions
      .signOut(context)
      .then(() => Object.assign(new SignOutSuccess(), { signedOut: true }))
      .catch(refused);
  }

  @Mutation(() => RevokeSessionResult, {
    description: 'Ends one of your sessions, for example on a lost device. It stops working within a second.',
  })
  revokeSession(
    @Arg('input', () => RevokeSessionInput, INPUT) input: RevokeSessionInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.sessions
      .revoke(context, input)
      .then((sessionId) => Object.assign(new RevokeSessionSuccess(), { sessionId }))
      .catch(refused);
  }

  @Mutation(() => RevokeOtherSessionsResult, { description: 'Ends all your sessions but this one.' })
  revokeOtherSessions(@Ctx() context: SubgraphContext) {
    return this.sessions
      .revokeOthers(context)
      .then((endedSessions) => Object.assign(new RevokeOtherSessionsSuccess(), { endedSessions }))
      .catch(refused);
  }

  @FieldResolver(() => SessionConnection, {
    name: 'sessions',
    nullable: true,
    description: 'Where you are signed in, the session used last first. Null for anybody but yourself.',
  })
  sessionList(
    @Root() user: User,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Session>> | null {
    const { identity } = context;
    return identity.kind === 'user' && identity.userId === user.id
      ? this.sessions.list(identity, args)
      : null;
  }
}
