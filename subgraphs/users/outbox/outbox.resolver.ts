import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import type { OutboxService } from './outbox.service.ts';
import { Outbox, OutboxArgs } from './outbox.type.ts';

@Resolver()
export class OutboxResolver {
  constructor(private readonly service: OutboxService) {}

  @Query(() => Outbox, {
    nullable: true,
    description:
      'E-mail that a deployment without a mail server keeps to be read: yours, or with outbox:read that of a merchant. Links for a forgotten password are never shown.',
  })
  outbox(@Args(() => OutboxArgs) args: OutboxArgs, @Ctx() { identity }: SubgraphContext): Promise<Outbox> {
    return this.service.read(identity, args);
  }
}
