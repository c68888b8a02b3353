import DataLoader from 'dataloader';
import { createEmailLinks } from '#platform/email/index.ts';
import {
  buildSubgraphSchema,
  loaderOf,
  type Subgraph,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import type { AccessTokens } from '#platform/identity/index.ts';
import type { Idempotency } from '#platform/postgres/idempotency.ts';
import type { Database } from '#prisma/database.ts';
import { createApiKeyRepository } from './api-key/api-key.repository.ts';
import { ApiKeyResolver, MerchantApiKeysResolver } from './api-key/api-key.resolver.ts';
import { createApiKeyService } from './api-key/api-key.service.ts';
import { createChanges } from './change.ts';
import { FeatureFlagResolver } from './feature-flag/feature-flag.resolver.ts';
import { createFeatureFlagService } from './feature-flag/feature-flag.service.ts';
import { createAcceptanceService } from './invitation/acceptance.service.ts';
import { createInvitationRepository } from './invitation/invitation.repository.ts';
import { InvitationResolver } from './invitation/invitation.resolver.ts';
import { createInvitationService } from './invitation/invitation.service.ts';
import { createMembershipRepository } from './membership/membership.repository.ts';
import { MembershipResolver } from './membership/membership.resolver.ts';
import { createMembershipService } from './membership/membership.service.ts';
import { createTeamNotices } from './membership/notices.ts';
import { createMerchantRepository } from './merchant/merchant.repository.ts';
import { MerchantResolver } from './merchant/merchant.resolver.ts';
import { createMerchantService } from './merchant/merchant.service.ts';
import { createSessionRepository } from './session/session.repository.ts';
import { SessionResolver } from './session/session.resolver.ts';
import { createSessionService } from './session/session.service.ts';
import { SettingsResolver } from './settings/settings.resolver.ts';
import { createSettingsService } from './settings/settings.service.ts';
import { createUserRepository } from './user/user.repository.ts';
import { UserResolver } from './user/user.resolver.ts';
import { createUserService } from './user/user.service.ts';

export interface UsersDeps {
  db: Database;
  tokens: AccessTokens;
  idempotency: Idempotency;
  /** Origin at which people reach the dashboard, for links in e-mails. */
  publicUrl: string;
  /** The clock, for tests. */
  now?: () => Date;
}

/** People, merchants, teams, sessions and API keys. */
export function createUsersSubgraph(deps: UsersDeps): Subgraph {
  const users = createUserService(createUserRepository(deps.db));
  const sessions = createSessionService({ ...deps, repository: createSessionRepository(deps.db) });
  const team = createTeam(deps, sessions);
  const { merchants, memberships } = team;

  const { schema, sdl } = buildSubgraphSchema({
    resolvers: [
      new UserResolver(users, memberships),
      new MerchantResolver(merchants, memberships),
      new MembershipResolver(memberships),
      new InvitationResolver(team.invitations, team.acceptance),
      new SettingsResolver(team.settings),
      new FeatureFlagResolver(team.flags),
      new SessionResolver(sessions),
      new ApiKeyResolver(team.keys),
      new MerchantApiKeysResolver(team.keys),
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

/** Merchants, and what their people and keys may do. */
function createTeam(deps: UsersDeps, sessions: ReturnType<typeof createSessionService>) {
  const { db, idempotency } = deps;
  const now = deps.now ?? (() => new Date());
  const links = createEmailLinks(deps.publicUrl);
  const change = createChanges({ db, idempotency });
  const notices = createTeamNotices(links);
  const merchantRows = createMerchantRepository(db);
  const memberRows = createMembershipRepository(db);
  return {
    merchants: createMerchantService({ repository: merchantRows, change, db, idempotency }),
    memberships: createMembershipService({ repository: memberRows, change, notices }),
    invitations: createInvitationService({
      repository: createInvitationRepository(db, now),
      change,
      links,
      now,
    }),
    acceptance: createAcceptanceService({ db, memberships: memberRows, sessions, idempotency, notices, now }),
    keys: createApiKeyService({ repository: createApiKeyRepository(db, now), change, notices, now }),
    settings: createSettingsService({ change, merchants: merchantRows }),
    flags: createFeatureFlagService({ db, change }),
  };
}
