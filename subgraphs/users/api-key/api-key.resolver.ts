import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { answer, type Connection, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import { permissionsOf } from '#platform/identity/index.ts';
import { Merchant, MerchantStatus } from '../merchant/merchant.type.ts';
import * as inputs from './api-key.input.ts';
import type { ApiKeyService } from './api-key.service.ts';
import { ApiKey, ApiKeyConnection } from './api-key.type.ts';

const INPUT = { description: 'What the mutation needs.' };

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  constructor(private readonly keys: ApiKeyService) {}

  @Query(() => ApiKey, {
    nullable: true,
    description:
      'The API key this request came with, to check that a key works and what it may do; null without one.',
  })
  currentApiKey(@Ctx() context: SubgraphContext): Promise<ApiKey | null> {
    return this.keys.current(context.identity);
  }

  @FieldResolver(() => [String], {
    description:
      'What the key may do, its scopes spelt out, for example "reports:read". While the merchant is SUSPENDED, reading only.',
  })
  permissions(@Root() { id, scopes, merchant }: ApiKey): string[] {
    const suspended = merchant.status === MerchantStatus.SUSPENDED;
    return permissionsOf(
      { kind: 'apiKey', keyId: id, merchantId: merchant.id, scopes, suspended },
      merchant.id,
    );
  }

  @Mutation(() => inputs.CreateApiKeyResult, {
    description:
      'Makes an API key, which is shown once. Needs keys:write; nobody grants a scope they lack themselves.',
  })
  createApiKey(
    @Arg('input', () => inputs.CreateApiKeyInput, INPUT) input: inputs.CreateApiKeyInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(inputs.CreateApiKeySuccess, await this.keys.create(context, input)),
    );
  }

  @Mutation(() => inputs.RotateApiKeyResult, {
    description:
      'Makes a new key with the name, scopes and limit of an old one, which goes on working for the overlap. Needs keys:write and the scopes of the key.',
  })
  rotateApiKey(
    @Arg('input', () => inputs.RotateApiKeyInput, INPUT) input: inputs.RotateApiKeyInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(inputs.RotateApiKeySuccess, await this.keys.rotate(context, input)),
    );
  }

  @Mutation(() => inputs.RevokeApiKeyResult, {
    description: 'Revokes a key for good, everywhere within a second. Needs keys:write.',
  })
  revokeApiKey(
    @Arg('input', () => inputs.RevokeApiKeyInput, INPUT) input: inputs.RevokeApiKeyInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(inputs.RevokeApiKeySuccess, { apiKey: await this.keys.revoke(context, input) }),
    );
  }

  @Mutation(() => inputs.RenameApiKeyResult, {
    description: 'Gives a key another name. Needs keys:write.',
  })
  renameApiKey(
    @Arg('input', () => inputs.RenameApiKeyInput, INPUT) input: inputs.RenameApiKeyInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(inputs.RenameApiKeySuccess, { apiKey: await this.keys.rename(context, input) }),
    );
  }
}

/** The keys of a merchant, as a field of it. */
@Resolver(() => Merchant)
export class MerchantApiKeysResolver {
  constructor(private readonly keys: ApiKeyService) {}

  @FieldResolver(() => ApiKeyConnection, {
    nullable: true,
    description: 'The API keys of the merchant, newest first. Needs the permission keys:read.',
  })
  apiKeys(
    @Root() merchant: Merchant,
    @Args(() => inputs.ApiKeysArgs) args: inputs.ApiKeysArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<ApiKey>> {
    return this.keys.list(context.identity, merchant.id, args);
  }
}
