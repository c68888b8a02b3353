import { ArgsType, createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import {
  BadInputError,
  ConflictError,
  ConnectionArgs,
  connectionTypes,
  DateTimeScalar,
  ForbiddenError,
  NotFoundError,
  resultOf,
  UnauthenticatedError,
} from '#platform/graphql/index.ts';
import { Membership, Role } from '../membership/membership.type.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import { User } from '../user/user.type.ts';

export enum InvitationStatus {
  PENDING = 'PENDING',
  ACCEPTED = 'ACCEPTED',
  REVOKED = 'REVOKED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(InvitationStatus, {
  name: 'InvitationStatus',
  description: 'What became of an invitation.',
  valuesConfig: {
    PENDING: { description: 'Its link works.' },
    ACCEPTED: { description: 'The person has joined the team.' },
    REVOKED: { description: 'Somebody has taken it back.' },
    EXPIRED: { description: 'Seven days went by; resendInvitation makes a new link.' },
  },
});

@ObjectType({ description: 'A person asked into the team of a merchant, by e-mail.' })
export class Invitation {
  @Field(() => ID, { description: 'UUID of the invitation.' })
  id: string;

  @Field(() => String, { description: 'Address it was sent to.' })
  email: string;

  @Field(() => Role, { description: 'What the person will be to the merchant.' })
  role: Role;

  @Field(() => InvitationStatus, { description: 'What became of it.' })
  status: InvitationStatus;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When its link was last sent.' })
  sentAt: Date;

  @Field(() => DateTimeScalar, { description: 'When its link stops working: seven days after it was sent.' })
  expiresAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person joined; null otherwise.' })
  acceptedAt: Date | null;

  @Field(() => User, {
    nullable: true,
    description: 'Who invited; null when a key did, and when they have left the team.',
  })
  invitedBy: User | null;

  @Field(() => Merchant, { description: 'The merchant.' })
  merchant: Merchant;
}

export const { ConnectionType: InvitationConnection, EdgeType: InvitationEdge } = connectionTypes(
  'Invitation',
  () => Invitation,
);

@ObjectType({ description: 'What the holder of an invitation link is shown before they accept.' })
export class InvitationByToken {
  @Field(() => String, { description: 'Name of the merchant.' })
  merchantName: string;

  @Field(() => String, { description: 'Address the invitation was sent to.' })
  email: string;

  @Field(() => Role, { description: 'What the person will be to the merchant.' })
  role: Role;

  @Field(() => String, { nullable: true, description: 'Name of who invited; null when a key did.' })
  invitedByName: string | null;

  @Field(() => DateTimeScalar, { description: 'When the link stops working.' })
  expiresAt: Date;

  @Field(() => Boolean, {
    description:
      'Whether there is an account with this address: then sign in to it and accept; otherwise accept with a name and a password.',
  })
  accountExists: boolean;
}

@InputType({ description: 'Narrows a list of invitations.' })
export class InvitationFilter {
  @Field(() => [InvitationStatus], {
    nullable: true,
    description: 'Only these states; an empty list matches nothing.',
  })
  status?: InvitationStatus[] | null;
}

/** Arguments of `Merchant.invitations`. */
@ArgsType()
export class InvitationsArgs extends ConnectionArgs {
  @Field(() => InvitationFilter, { nullable: true, description: 'Which invitations; all when absent.' })
  filter?: InvitationFilter | null;
}

@InputType({ description: 'Who is invited, to what.' })
export class InviteMemberInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => String, { description: 'E-mail address of the person.' })
  email: string;

  @Field(() => Role, { description: 'What the person will be to the merchant.' })
  role: Role;
}

@InputType({ description: 'Which invitation to send again.' })
export class ResendInvitationInput {
  @Field(() => ID, { description: 'Id of the invitation.' })
  id: string;
}

@InputType({ description: 'Which invitation to take back.' })
export class RevokeInvitationInput {
  @Field(() => ID, { description: 'Id of the invitation.' })
  id: string;
}

@InputType({ description: 'Which invitation to accept, and as whom.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'The token of the link.' })
  token: string;

  @Field(() => String, {
    nullable: true,
    description: 'Your name, for a new account; leave it out when you are signed in.',
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A password for the new account; leave it out when you are signed in.',
  })
  password?: string | null;
}

@ObjectType({ description: 'The person is invited.' })
export class InviteMemberSuccess {
  @Field(() => Invitation, { description: 'The invitation.' })
  invitation: Invitation;
}

@ObjectType({ description: 'A new link is on its way; the old one no longer works.' })
export class ResendInvitationSuccess {
  @Field(() => Invitation, { description: 'The invitation as it is now.' })
  invitation: Invitation;
}

@ObjectType({ description: 'The link no longer works.' })
export class RevokeInvitationSuccess {
  @Field(() => Invitation, { description: 'The invitation as it is now.' })
  invitation: Invitation;
}

@ObjectType({
  description:
    'You are in the team. Tokens are there when an account was made, which is then signed in; they are null when you were signed in before, or keep your session in cookies.',
})
export class AcceptInvitationSuccess {
  @Field(() => Membership, { description: 'Your place in the team.' })
  membership: Membership;

  @Field(() => String, {
    nullable: true,
    description: 'Send it as "Authorization: Bearer ..."; it works for 15 minutes.',
  })
  accessToken: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the access token stops working.' })
  accessTokenExpiresAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Give it to refreshSession for the next pair of tokens. It works once.',
  })
  refreshToken: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the session ends unless it is refreshed before.',
  })
  refreshTokenExpiresAt: Date | null;
}

export const InviteMemberResult = resultOf('inviteMember', InviteMemberSuccess);
export const ResendInvitationResult = resultOf('resendInvitation', ResendInvitationSuccess);
export const RevokeInvitationResult = resultOf('revokeInvitation', RevokeInvitationSuccess);
export const AcceptInvitationResult = createUnionType({
  name: 'AcceptInvitationResult',
  description: 'What acceptInvitation answers: its success, or why not.',
  types: () =>
    [
      AcceptInvitationSuccess,
      NotFoundError,
      ForbiddenError,
      UnauthenticatedError,
      BadInputError,
      ConflictError,
    ] as const,
});
