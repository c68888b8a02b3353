import { Field, ObjectType } from 'type-graphql';
import { InsightDimension } from './insight.enums.ts';

@ObjectType({ description: 'One product, country and so on.' })
export class InsightSlice {
  @Field(() => InsightDimension, { description: 'What the business is cut by.' })
  dimension: InsightDimension;

  @Field(() => String, {
    description: "The product's sku, the country and so on; unique within its dimension.",
  })
  key: string;

  @Field(() => String, { description: 'What a person calls it.' })
  label: string;
}
