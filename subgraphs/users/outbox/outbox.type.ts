import { ArgsType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ConnectionArgs, connectionTypes, DateTimeScalar } from '#platform/graphql/index.ts';

/** Where the e-mail of a deployment goes. */
export enum EmailDelivery {
  OUTBOX = 'OUTBOX',
  SMTP = 'SMTP',
}
registerEnumType(EmailDelivery, {
  name: 'EmailDelivery',
  description: 'Where the e-mail of this deployment goes.',
  valuesConfig: {
    OUTBOX: { description: 'Nowhere: no mail server is configured, and messages are read here.' },
    SMTP: { description: 'To a mail server; messages are not shown here.' },
  },
});

/** How far a message has come. */
export enum EmailStatus {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  FAILED = 'FAILED',
}
registerEnumType(EmailStatus, {
  name: 'EmailStatus',
  description: 'How far a message has come.',
  valuesConfig: {
    QUEUED: { description: 'It waits for the worker.' },
    SENT: { description: 'It was delivered, or lies in the outbox to be read.' },
    FAILED: { description: 'It was given up after three tries; an operator can retry it.' },
  },
});

@ObjectType({ description: 'An e-mail that a deployment without a mail server shows instead of sending it.' })
export class OutboxMessage {
  @Field(() => ID, { description: 'UUID of the message.' })
  id: string;

  @Field(() => String, { description: 'What it is for, for example "invitation".' })
  kind: string;

  @Field(() => String, { description: 'E-mail address it is to.' })
  recipient: string;

  @Field(() => String, { description: 'Its subject.' })
  subject: string;

  @Field(() => String, { description: 'Its plain text.' })
  text: string;

  @Field(() => [String], {
    description: 'The links in its text, in their order; the first is the one to follow.',
  })
  links: string[];

  @Field(() => EmailStatus, { description: 'How far it has come.' })
  status: EmailStatus;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was sent; null before.' })
  sentAt: Date | null;
}

export const { ConnectionType: OutboxMessageConnection } = connectionTypes(
  'OutboxMessage',
  () => OutboxMessage,
);

@ObjectType({ description: 'The e-mail of this deployment, while it has no mail server.' })
export class Outbox {
  @Field(() => EmailDelivery, {
    description: 'Where e-mail goes. With SMTP the list of messages is empty.',
  })
  delivery: EmailDelivery;

  @Field(() => OutboxMessageConnection, { description: 'Messages of the last 30 days, newest first.' })
  messages: InstanceType<typeof OutboxMessageConnection>;
}

@ArgsType()
export class OutboxArgs extends ConnectionArgs {
  @Field(() => ID, {
    nullable: true,
    description:
      'Messages about this merchant, to whomever they are, which needs outbox:read; without it those to your own address.',
  })
  merchantId?: string | null;
}
