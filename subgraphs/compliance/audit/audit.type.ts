import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ConnectionArgs, connectionTypes, DateScalar, DateTimeScalar } from '#platform/graphql/index.ts';

/** Who did something. */
export enum AuditActorKind {
  USER = 'USER',
  API_KEY = 'API_KEY',
  OPERATOR = 'OPERATOR',
  SYSTEM = 'SYSTEM',
  ANONYMOUS = 'ANONYMOUS',
}
registerEnumType(AuditActorKind, {
  name: 'AuditActorKind',
  description: 'Who did what an audit entry tells of.',
  valuesConfig: {
    USER: { description: 'A person who was signed in; see actor.' },
    API_KEY: { description: 'A program, with one of the API keys of the merchant.' },
    OPERATOR: { description: 'Somebody who operates this deployment, on its command line.' },
    SYSTEM: { description: 'The platform itself, for example a nightly job.' },
    ANONYMOUS: { description: 'Nobody known, for example at a sign-in that failed.' },
  },
});

/** How it ended. */
export enum AuditOutcome {
  SUCCESS = 'SUCCESS',
  FAILURE = 'FAILURE',
}
registerEnumType(AuditOutcome, {
  name: 'AuditOutcome',
  description: 'How what an audit entry tells of ended.',
  valuesConfig: {
    SUCCESS: { description: 'It was done.' },
    FAILURE: { description: 'It was refused or failed.' },
  },
});

/** What a verification found. */
export enum AuditLogStatus {
  INTACT = 'INTACT',
  BROKEN = 'BROKEN',
  NOT_VERIFIED = 'NOT_VERIFIED',
}
registerEnumType(AuditLogStatus, {
  name: 'AuditLogStatus',
  description: 'What a verification of an audit log found.',
  valuesConfig: {
    INTACT: { description: 'Every entry is as it was written, and none is missing.' },
    BROKEN: {
      description: 'Something was changed, removed, inserted or moved, or nobody vouches for the log.',
    },
    NOT_VERIFIED: { description: 'It has not been verified yet.' },
  },
});

/** What this subgraph knows of a merchant: its key, to hang the audit log on. The users subgraph owns the rest. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A shop: the tenant everything else belongs to.' })
export class Merchant {
  @Field(() => ID, { description: 'UUID of the merchant.' })
  id: string;
}

/** A pointer to a person, who lives in the users subgraph. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({
  description:
    'A person who works with MerchantGraph. You see yourself and the people you share a merchant with.',
})
export class User {
  @Field(() => ID, { description: 'UUID of the person.' })
  id: string;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'Something that was done, or tried, in the name of a merchant. Never changed. Needs audit:read.',
})
export class AuditEntry {
  @Field(() => ID, { description: 'UUID of the entry.' })
  id: string;

  @Field(() => AuditActorKind, { description: 'What kind of actor did it.' })
  actorKind: AuditActorKind;

  @Field(() => String, { description: 'What was done, for example "user.sign_in".' })
  action: string;

  @Field(() => AuditOutcome, { description: 'How it ended.' })
  outcome: AuditOutcome;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt: Date;

  @Field(() => String, { nullable: true, description: 'Internet address it came from; null when not known.' })
  ipAddress: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Program it came from, as it named itself; null when not known.',
  })
  userAgent: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Id that the answer, the logs and the events of the same request carry; null when not known.',
  })
  correlationId: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'More about it, as a JSON object in a string whose members depend on the action; null without any.',
  })
  details: string | null;

  @Field(() => Int, {
    description: 'Its place in the log of the merchant: from 1, without gaps, in the order of writing.',
  })
  sequence: number;

  @Field(() => String, {
    description:
      'SHA-256 over the entry and the hash of the one before it, hexadecimal: a changed entry does not fit its neighbours.',
  })
  hash: string;

  /** Keys of what the resolvers make of it. */
  merchantId: string;
  actorId: string | null;
}

@ObjectType({
  description:
    'What the last verification of an audit log found. It runs every night; an operator can run it at any time.',
})
export class AuditLogIntegrity {
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ran; null before the first night.' })
  verifiedAt: Date | null;

  @Field(() => AuditLogStatus, { description: 'What it found.' })
  status: AuditLogStatus;

  @Field(() => Int, { nullable: true, description: 'How many entries it read; null before the first night.' })
  entries: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The first thing that is not as it was written; null when nothing was found.',
  })
  problem: string | null;
}

@InputType({
  description: 'Which entries to list; conditions are joined by "and", and an absent one lets all through.',
})
export class AuditFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Any of these actions, written exactly; an empty list lets all through.',
  })
  action?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Id of the person, API key or operator who did it.' })
  actorId?: string | null;

  @Field(() => [AuditActorKind], {
    nullable: true,
    description: 'Any of these kinds of actors; an empty list lets all through.',
  })
  actorKind?: AuditActorKind[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Internet address it came from, written as in ipAddress.',
  })
  ipAddress?: string | null;

  @Field(() => [AuditOutcome], {
    nullable: true,
    description: 'Any of these outcomes; an empty list lets all through.',
  })
  outcome?: AuditOutcome[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day, in the time zone of the merchant.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day, included.' })
  to?: string | null;
}

@ArgsType()
export class AuditLogArgs extends ConnectionArgs {
  @Field(() => AuditFilter, { nullable: true, description: 'Which entries to list; all without it.' })
  filter?: AuditFilter | null;
}

export const { ConnectionType: AuditEntryConnection } = connectionTypes('AuditEntry', () => AuditEntry);
