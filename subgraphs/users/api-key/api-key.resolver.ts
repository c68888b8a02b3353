import { Ctx, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import type { ApiKeyService } from './api-key.service.ts';
import { ApiKey } from './api-key.type.ts';

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
}
