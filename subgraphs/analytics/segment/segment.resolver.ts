import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ConnectionArgs, type SubgraphContext } from '#platform/graphql/index.ts';
import type { CustomerService } from '../customer/customer.service.ts';
import { Customer } from '../customer/customer.type.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import { ComparedArgs, RangeArgs } from '../report/report.input.ts';
import type { SegmentService } from './segment.service.ts';
import {
  CustomerCohorts,
  CustomerSegments,
  SegmentCustomer,
  SegmentCustomerConnection,
  SegmentCustomersArgs,
} from './segment.type.ts';

@Resolver(() => Merchant)
export class SegmentResolver {
  private readonly service: SegmentService;

  constructor(service: SegmentService) {
    this.service = service;
  }

  @FieldResolver(() => CustomerSegments, {
    nullable: true,
    description: 'Known customers by recency, frequency and money, in named segments. Needs reports:read.',
  })
  customerSegments(
    @Root() merchant: Merchant,
    @Args(() => ComparedArgs) args: ComparedArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<CustomerSegments> {
    return this.service.segments(context, merchant.id, args);
  }

  @FieldResolver(() => SegmentCustomerConnection, {
    nullable: true,
    description:
      'The customers behind customerSegments, of one segment or of all. Needs reports:read, and customers:read to see who they are.',
  })
  segmentCustomers(
    @Root() merchant: Merchant,
    @Args(() => SegmentCustomersArgs) args: SegmentCustomersArgs,
    @Args(() => ConnectionArgs) paging: ConnectionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<SegmentCustomerConnection> {
    return this.service.customers(context, merchant.id, args, paging);
  }

  @FieldResolver(() => CustomerCohorts, {
    nullable: true,
    description:
      'Known customers by the month of their first purchase: retention and lifetime value. It takes no comparison: each cohort stands beside those before it, at the same age (offset). Needs reports:read.',
  })
  customerCohorts(
    @Root() merchant: Merchant,
    @Args(() => RangeArgs) args: RangeArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<CustomerCohorts> {
    return this.service.cohorts(context, merchant.id, args);
  }
}

@Resolver(() => SegmentCustomer)
export class SegmentCustomerResolver {
  private readonly customers: CustomerService;

  constructor(customers: CustomerService) {
    this.customers = customers;
  }

  @FieldResolver(() => Customer, {
    nullable: true,
    description: 'Who it is; null without customers:read, and when the shop has deleted the customer.',
  })
  customer(@Root() row: SegmentCustomer, @Ctx() context: SubgraphContext): Promise<Customer> {
    return this.customers.byId(context, row.customerId);
  }
}
