import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** What this subgraph knows of a merchant: its key, to hang reports on. The users subgraph owns the rest. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A shop and its data: the tenant that everything else belongs to.' })
export class Merchant {
  @Field(() => ID, { description: 'Id of the merchant (UUID).' })
  id: string;
}
