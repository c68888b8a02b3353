import DataLoader from 'dataloader';
import {
  buildSubgraphSchema,
  loaderOf,
  type Subgraph,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import type { AccessTokens } from '#platform/identity/index.ts';
import type { Idempotency } from '#platform/postgres/idempotency.ts';
import type { Database } from '#prisma/database.ts';
import { ApiKeyResolver } from './api-key/api-key.resolver.ts';
import { createApiKeyService } from './api-key/api-key.service.ts';
import { createMembershipRepository } from './membership/membership.repository.ts';
import { createMembershipService } from './membership/membership.service.ts';
import { createMerchantRepository } from './merchant/merchant.repository.ts';
import { MerchantResolver } from './merchant/merchant.resolver.ts';
import { createMerchantService } from './merchant/merchant.service.ts';
import { createOutboxRepository } from './outbox/outbox.repository.ts';
import { OutboxResolver } from './outbox/outbox.resolver.ts';
import { createOutboxService } from './outbox/outbox.service.ts';
import { createSessionRepository } from './session/session.repository.ts';
import { SessionResolver } from './session/session.resolver.ts';
import { createSessionService } from './session/session.service.ts';
import { createUserRepository } from './user/user.repository.ts';
import { UserResolver } from './user/user.resolver.ts';
import { createUserService } from './user/user.service.ts';

export interface UsersDeps {
  db: Database;
  tokens: AccessTokens;
  idempotency: Idempotency;
  /** Origin at which people reach the dashboard, for links in e-mails. */
  publicUrl: string;
  /** Where e-mail goes: only what nobody sends is shown in the graph. */
  emailDelivery: 'OUTBOX' | 'SMTP';
}

/** People, merchants, teams, sessions and API keys. */
export function createUsersSubgraph(deps: UsersDeps): Subgraph {
  const users = createUserService(createUserRepository(deps.db));
  const merchants = createMerchantService(createMerchantRepository(deps.db));
  const memberships = createMembershipService(createMembershipRepository(deps.db));
  const sessions = createSessionService({ ...deps, repository: createSessionRepository(deps.db) });

  const { schema, sdl } = buildSubgraphSchema({
    resolvers: [
      new UserResolver(users, memberships),
      new MerchantResolver(merchants, memberships),
      new SessionResolver(sessions),
      new ApiKeyResolver(createApiKeyService(deps.db)),
      new OutboxResolver(
        createOutboxService({
          repository: createOutboxRepository(deps.db),
          delivery: deps.emailDelivery,
        }),
      ),
    ],
    references: {
      User: ({ id }, context: SubgraphContext) =>
        loaderOf(
          context,
          users,
          () => new DataLoader((ids: readonly string[]) => users.byIds(context.identity, ids)),
        ).load(id),
      Merchant: ({ id }, context: SubgraphContext) =>
        loaderOf(
          context,
          merchants,
          () => new DataLoader((ids: readonly string[]) => merchants.byIds(context.identity, ids)),
        ).load(id),
    },
  });
  return { name: 'users', schema, sdl, close: async () => undefined };
}
