import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { answer, type Connection, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import { signedIn } from '../session/tokens.ts';
import type { AcceptanceService } from './acceptance.service.ts';
import type { InvitationService } from './invitation.service.ts';
import * as types from './invitation.type.ts';

const INPUT = { description: 'What the mutation needs.' };

@Resolver(() => Merchant)
export class InvitationResolver {
  constructor(
    private readonly invitations: InvitationService,
    private readonly acceptance: AcceptanceService,
  ) {}

  @FieldResolver(() => types.InvitationConnection, {
    name: 'invitations',
    nullable: true,
    description: 'Who was asked into the team, newest first. Needs the permission members:read.',
  })
  invitationsOf(
    @Root() merchant: Merchant,
    @Args(() => types.InvitationsArgs) args: types.InvitationsArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<types.Invitation>> {
    return this.invitations.list(context.identity, merchant.id, args);
  }

  @Query(() => types.InvitationByToken, {
    nullable: true,
    description:
      'What an invitation link leads to; for anybody who has the link. NOT_FOUND for a link that is none, CONFLICT for one that was used or has expired.',
  })
  invitation(
    @Arg('token', () => String, { description: 'The token of the link.' }) token: string,
  ): Promise<types.InvitationByToken> {
    return this.acceptance.preview(token);
  }

  @Mutation(() => types.InviteMemberResult, {
    description:
      'Asks a person into the team by e-mail; the link works once, for seven days. Needs members:write; only owners invite owners. CONFLICT for somebody who is in the team or invited already.',
  })
  inviteMember(
    @Arg('input', () => types.InviteMemberInput, INPUT) input: types.InviteMemberInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.InviteMemberSuccess, { invitation: await this.invitations.invite(context, input) }),
    );
  }

  @Mutation(() => types.ResendInvitationResult, {
    description:
      'Sends an invitation again, with a new link for seven days; the old link stops working. Needs members:write. CONFLICT within a minute of the last time.',
  })
  resendInvitation(
    @Arg('input', () => types.ResendInvitationInput, INPUT) input: types.ResendInvitationInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.ResendInvitationSuccess, { invitation: await this.invitations.resend(context, input) }),
    );
  }

  @Mutation(() => types.RevokeInvitationResult, {
    description: 'Takes an invitation back: its link stops working at once. Needs members:write.',
  })
  revokeInvitation(
    @Arg('input', () => types.RevokeInvitationInput, INPUT) input: types.RevokeInvitationInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.RevokeInvitationSuccess, { invitation: await this.invitations.revoke(context, input) }),
    );
  }

  @Mutation(() => types.AcceptInvitationResult, {
    description:
      'Joins a team by the link of an invitation: as the person who is signed in, whose address it must be, or as somebody new, who gets an account and is signed in.',
  })
  acceptInvitation(
    @Arg('input', () => types.AcceptInvitationInput, INPUT) input: types.AcceptInvitationInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () => {
      const { membership, tokens } = await this.acceptance.accept(context, input);
      const success = answer(types.AcceptInvitationSuccess, {
        membership,
        accessToken: null,
        accessTokenExpiresAt: null,
        refreshToken: null,
        refreshTokenExpiresAt: null,
      });
      return tokens ? signedIn(success, tokens, context) : success;
    });
  }
}
