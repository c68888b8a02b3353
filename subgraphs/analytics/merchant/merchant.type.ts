import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** What this subgraph knows of a merchant: its key, to hang reports on. The users subgraph owns the rest. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A shop: the tenant everything else belongs to.' })
export class Merchant {
  @Field(() => ID, { description: 'UUID of the merchant.' })
  id: string;
}
