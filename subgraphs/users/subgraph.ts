import DataLoader from 'dataloader';
import { createEmailLinks } from '#platform/email/index.ts';
import {
  buildSubgraphSchema,
  loaderOf,
  type Subgraph,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import type { AccessTokens } from '#platform/identity/index.ts';
import { createPasswords, type Passwords } from '#platform/passwords/index.ts';
import type { Idempotency } from '#platform/postgres/idempotency.ts';
import { createSealer } from '#platform/sealing/index.ts';
import type { Database } from '#prisma/database.ts';
import { createAccountEmails } from './account/account.emails.ts';
import { AccountResolver } from './account/account.resolver.ts';
import { createAccountService } from './account/account.service.ts';
import { createOneTimeTokens } from './account/one-time-token.ts';
import { createApiKeyRepository } from './api-key/api-key.repository.ts';
import { ApiKeyResolver, MerchantApiKeysResolver } from './api-key/api-key.resolver.ts';
import { createApiKeyService } from './api-key/api-key.service.ts';
import { createAttempts } from './attempts.ts';
import { createChanges } from './change.ts';
import { createDecide, createPace } from './deciding.ts';
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
import { createOutboxRepository } from './outbox/outbox.repository.ts';
import { OutboxResolver } from './outbox/outbox.resolver.ts';
import { createOutboxService } from './outbox/outbox.service.ts';
import { createCodes } from './second-factor/codes.ts';
import { SecondFactorResolver } from './second-factor/second-factor.resolver.ts';
import { createSecondFactorService } from './second-factor/second-factor.service.ts';
import { createSessionRepository } from './session/session.repository.ts';
import { SessionResolver } from './session/session.resolver.ts';
import { createSessionService } from './session/session.service.ts';
import { createSessionStarter } from './session/tokens.ts';
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
  /** Where e-mail goes: only what nobody sends is shown in the graph. */
  emailDelivery: 'OUTBOX' | 'SMTP';
  /** Secret of this room: seals second factors, and hashes what is counted. */
  secret: string;
  /** How passwords are hashed (default: as platform/passwords says). */
  passwords?: Passwords;
  /** The clock, for tests. */
  now?: () => Date;
  /** Waits so many milliseconds before an answer whose time must not tell what was found. */
  sleep?: (ms: number) => Promise<unknown>;
}

/** What signing in, accounts and second factors share. */
function createAccounts(deps: UsersDeps) {
  const { db, tokens, secret, passwords = createPasswords(), now = () => new Date() } = deps;
  const sealerOf = (label: string) => createSealer({ secret, label });
  const repository = createSessionRepository(db, now);
  const attempts = createAttempts({ db, sealer: sealerOf('attempts'), now });
  const shared = {
    db,
    repository,
    attempts,
    passwords,
    now,
    decide: createDecide(deps),
    pace: createPace(deps.sleep ? { sleep: deps.sleep } : {}),
    starter: createSessionStarter({ repository, tokens, attempts }),
    oneTime: createOneTimeTokens({ db, now }),
    codes: createCodes({ sealer: sealerOf('second-factor'), now }),
    emails: createAccountEmails(deps.publicUrl),
  };
  const accounts = createAccountService(shared);
  return {
    ...shared,
    accounts,
    sessions: createSessionService(shared),
    secondFactors: createSecondFactorService({ ...shared, accounts }),
  };
}

/** People, merchants, teams, sessions and API keys. */
export function createUsersSubgraph(deps: UsersDeps): Subgraph {
  const users = createUserService(createUserRepository(deps.db));
  const account = createAccounts(deps);
  const team = createTeam(deps, account);
  const { merchants, memberships } = team;

  const { schema, sdl } = buildSubgraphSchema({
    resolvers: [
      new UserResolver(users, memberships),
      new AccountResolver(account.accounts),
      new SessionResolver(account.sessions),
      new SecondFactorResolver(account.secondFactors),
      new MerchantResolver(merchants, memberships),
      new MembershipResolver(memberships),
      new InvitationResolver(team.invitations, team.acceptance),
      new SettingsResolver(team.settings),
      new FeatureFlagResolver(team.flags),
      new OutboxResolver(
        createOutboxService({
          repository: createOutboxRepository(deps.db),
          delivery: deps.emailDelivery,
        }),
      ),
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
function createTeam(deps: UsersDeps, account: ReturnType<typeof createAccounts>) {
  const { db, idempotency } = deps;
  const { now } = account;
  const links = createEmailLinks(deps.publicUrl);
  const change = createChanges({ db, idempotency });
  const notices = createTeamNotices(links);
  const merchantRows = createMerchantRepository(db);
  const memberRows = createMembershipRepository(db);
  return {
    merchants: createMerchantService({ ...account, repository: merchantRows, change }),
    memberships: createMembershipService({ repository: memberRows, change, notices }),
    invitations: createInvitationService({
      repository: createInvitationRepository(db, now),
      change,
      links,
      now,
    }),
    acceptance: createAcceptanceService({ ...account, memberships: memberRows, notices }),
    keys: createApiKeyService({ repository: createApiKeyRepository(db, now), change, notices, now }),
    settings: createSettingsService({ change, merchants: merchantRows }),
    flags: createFeatureFlagService({ db, change }),
  };
}
