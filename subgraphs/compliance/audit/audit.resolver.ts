import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection, SubgraphContext } from '#platform/graphql/index.ts';
import type { AuditService } from './audit.service.ts';
import {
  AuditActorKind,
  AuditEntry,
  AuditEntryConnection,
  AuditLogArgs,
  AuditLogIntegrity,
  Merchant,
  User,
} from './audit.type.ts';

@Resolver(() => Merchant)
export class MerchantAuditResolver {
  private readonly service: AuditService;

  constructor(service: AuditService) {
    this.service = service;
  }

  @FieldResolver(() => AuditEntryConnection, {
    nullable: true,
    description: 'What was done in the name of the merchant, newest first. Needs audit:read.',
  })
  auditLog(
    @Root() merchant: Merchant,
    @Args(() => AuditLogArgs) args: AuditLogArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<AuditEntry>> {
    return this.service.list(context, merchant.id, args);
  }

  @FieldResolver(() => AuditLogIntegrity, {
    nullable: true,
    description: 'Whether the audit log is as it was written. Needs audit:read.',
  })
  auditLogIntegrity(@Root() merchant: Merchant, @Ctx() context: SubgraphContext): Promise<AuditLogIntegrity> {
    return this.service.integrity(context, merchant.id);
  }
}

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  private readonly service: AuditService;

  constructor(service: AuditService) {
    this.service = service;
  }

  @Query(() => AuditEntry, {
    nullable: true,
    description:
      'An audit entry by its id; null with NOT_FOUND when it is unknown or of a merchant you have no access to.',
  })
  auditEntry(
    @Arg('id', () => ID, { description: 'Id of the entry.' }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<AuditEntry> {
    return this.service.byId(context, id);
  }

  @FieldResolver(() => Merchant, { description: 'The merchant in whose name it was done.' })
  merchant(@Root() entry: AuditEntry): Merchant {
    return Object.assign(new Merchant(), { id: entry.merchantId });
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The person who did it; null unless actorKind is USER.',
  })
  actor(@Root() entry: AuditEntry): User | null {
    if (entry.actorKind !== AuditActorKind.USER || !entry.actorId) return null;
    return Object.assign(new User(), { id: entry.actorId });
  }
}
