import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ConnectionArgs, DateTimeScalar, resultOf } from '#platform/graphql/index.ts';
import { ApiKey, ApiKeyStatus } from './api-key.type.ts';

@InputType({ description: 'Narrows a list of API keys.' })
export class ApiKeyFilter {
  @Field(() => [ApiKeyStatus], {
    nullable: true,
    description: 'Only these states; an empty list matches nothing.',
  })
  status?: ApiKeyStatus[] | null;
}

/** Arguments of `Merchant.apiKeys`. */
@ArgsType()
export class ApiKeysArgs extends ConnectionArgs {
  @Field(() => ApiKeyFilter, { nullable: true, description: 'Which keys; all of them when absent.' })
  filter?: ApiKeyFilter | null;
}

@InputType({ description: 'The key to make.' })
export class CreateApiKeyInput {
  @Field(() => ID, { description: 'Id of the merchant it works for.' })
  merchantId: string;

  @Field(() => String, { description: 'What it is for, at most 100 characters.' })
  name: string;

  @Field(() => [String], {
    description:
      'What it may do: permissions such as "reports:read", none that you lack yourself. "*" is all but members:write, membership:write, keys:write, outbox:read and merchant:close, which must be named.',
  })
  scopes: string[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it stops working, in the future; never when absent.',
  })
  expiresAt?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Requests a second it may make, 1 to 1000; the limit of the gateway when absent.',
  })
  rateLimit?: number | null;
}

@InputType({ description: 'Which key to replace.' })
export class RotateApiKeyInput {
  @Field(() => ID, { description: 'Id of the key.' })
  id: string;

  @Field(() => Int, {
    description: 'For how many hours the old key goes on working, 0 to 168; with 0 it stops within a second.',
  })
  overlapHours: number;
}

@InputType({ description: 'Which key to revoke.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'Id of the key.' })
  id: string;
}

@InputType({ description: 'Which key gets which name.' })
export class RenameApiKeyInput {
  @Field(() => ID, { description: 'Id of the key.' })
  id: string;

  @Field(() => String, { description: 'What it is for, at most 100 characters.' })
  name: string;
}

@ObjectType({ description: 'The key is made.' })
export class CreateApiKeySuccess {
  @Field(() => String, {
    description:
      'The key itself. Keep it now: it is never shown again. Send it as "Authorization: Bearer ...".',
  })
  key: string;

  @Field(() => ApiKey, { description: 'What is known of the key.' })
  apiKey: ApiKey;
}

@ObjectType({ description: 'A new key takes the place of the old one.' })
export class RotateApiKeySuccess {
  @Field(() => String, { description: 'The new key itself. Keep it now: it is never shown again.' })
  key: string;

  @Field(() => ApiKey, { description: 'What is known of the new key.' })
  apiKey: ApiKey;

  @Field(() => ApiKey, { description: 'The old key; expiresAt tells when it stops working.' })
  replaced: ApiKey;
}

@ObjectType({ description: 'The key is revoked.' })
export class RevokeApiKeySuccess {
  @Field(() => ApiKey, { description: 'The key as it is now.' })
  apiKey: ApiKey;
}

@ObjectType({ description: 'The key has the name.' })
export class RenameApiKeySuccess {
  @Field(() => ApiKey, { description: 'The key as it is now.' })
  apiKey: ApiKey;
}

export const CreateApiKeyResult = resultOf('createApiKey', CreateApiKeySuccess);
export const RotateApiKeyResult = resultOf('rotateApiKey', RotateApiKeySuccess);
export const RevokeApiKeyResult = resultOf('revokeApiKey', RevokeApiKeySuccess);
export const RenameApiKeyResult = resultOf('renameApiKey', RenameApiKeySuccess);
