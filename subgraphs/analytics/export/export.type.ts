import { Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionTypes, DateScalar, DateTimeScalar } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import { ExportFormat, ExportKind, ExportStatus } from './kinds.ts';

registerEnumType(ExportKind, {
  name: 'ExportKind',
  description: 'What is exported. Reports hold the very figures that the fields of Merchant show.',
  valuesConfig: {
    OVERVIEW: { description: 'Merchant.overview: one row of totals. Needs reports:read.' },
    SALES_TREND: { description: 'Merchant.salesTrend: a row a point. Needs reports:read.' },
    PRODUCT_PERFORMANCE: {
      description: 'Merchant.productPerformance: a row a product, all of them. Needs reports:read.',
    },
    REVENUE_BREAKDOWN: { description: 'Merchant.revenueBreakdown: a row a part. Needs reports:read.' },
    REVENUE_CHANGE: {
      description:
        'Merchant.revenueChange against the previous period: one row with its parts. Needs reports:read.',
    },
    CONVERSION_FUNNEL: { description: 'Merchant.conversionFunnel: a row a step. Needs reports:read.' },
    CUSTOMER_SEGMENTS: { description: 'Merchant.customerSegments: a row a segment. Needs reports:read.' },
    SEGMENT_CUSTOMERS: {
      description:
        'Merchant.segmentCustomers: a row a customer, of all segments or the one in the filter. Needs customers:read.',
    },
    CUSTOMER_COHORTS: {
      description: 'Merchant.customerCohorts: a row for each month of each cohort. Needs reports:read.',
    },
    FORECAST: {
      description:
        'Merchant.forecast: a row a day, from `from` to `to`, or the next 30 days. Needs reports:read.',
    },
    ORDERS: { description: 'Orders whole, of all days or of a range. Needs reports:read.' },
    ORDER_ITEMS: { description: 'Lines of orders whole, of all days or of a range. Needs reports:read.' },
    CUSTOMERS: { description: 'All customers. Needs customers:read.' },
    PRODUCTS: { description: 'All products. Needs reports:read.' },
    CARTS: { description: 'Carts whole, of all days or of a range. Needs carts:read.' },
    EVENTS: { description: 'Every event of the merchant, oldest first. Needs audit:read.' },
  },
});

registerEnumType(ExportFormat, {
  name: 'ExportFormat',
  description: 'Format of the file of an export. Amounts are exact in all of them.',
  valuesConfig: {
    CSV: {
      description:
        'RFC 4180, UTF-8, names first. A text that a spreadsheet would run as a formula (it begins with =, +, -, @, a tab or a line break, and is no plain number) begins with an apostrophe.',
    },
    JSON_LINES: { description: 'One JSON object a line, UTF-8; amounts are texts.' },
    PARQUET: { description: 'Apache Parquet with Zstandard; amounts are decimals with four places.' },
  },
});

registerEnumType(ExportStatus, {
  name: 'ExportStatus',
  description: 'What has become of an export.',
  valuesConfig: {
    QUEUED: { description: 'It waits to be made, or to be tried again.' },
    RUNNING: { description: 'It is being made.' },
    COMPLETED: { description: 'The file can be downloaded.' },
    FAILED: { description: 'It could not be made; error says why.' },
    CANCELLED: { description: 'It was cancelled by cancelExport.' },
    EXPIRED: { description: 'The file has been removed. Ask for the export again.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A file that was asked for: a report, or rows whole.' })
export class Export {
  @Field(() => ID, { description: 'UUID of the export.' })
  id: string;

  @Field(() => Merchant, { nullable: true, description: 'The merchant whose data it holds.' })
  merchant: Merchant;

  @Field(() => ExportKind, { description: 'What it holds.' })
  kind: ExportKind;

  @Field(() => ExportFormat, { description: 'Format of the file.' })
  format: ExportFormat;

  @Field(() => DateScalar, { nullable: true, description: 'First day; null when it is not about days.' })
  from: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day, included; null as `from`.' })
  to: string | null;

  @Field(() => ExportStatus, { description: 'What has become of it.' })
  status: ExportStatus;

  @Field(() => Float, {
    description: 'How much of it is done, 0 to 1. 0 while it is not known how much there is.',
  })
  progress: number;

  @Field(() => Float, { description: 'Rows written so far, a whole number; all of them once COMPLETED.' })
  rows: number;

  @Field(() => Float, { description: 'Bytes written so far, a whole number; the size once COMPLETED.' })
  bytes: number;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file in hexadecimal; null until COMPLETED.',
  })
  sha256: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the file is removed, seven days after it was made; null until COMPLETED.',
  })
  expiresAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed, or why it has to be tried again; for people to read.',
  })
  error: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was done, failed or was cancelled.' })
  finishedAt: Date | null;

  @Field(() => String, {
    description: 'Who asked: `user:<id>`, `key:<id>`, `schedule:<id>` or `operator:<name>`.',
  })
  requestedBy: string;

  merchantId: string;
}

const { ConnectionType } = connectionTypes('Export', () => Export);

@ObjectType({ description: 'A page of exports.' })
export class ExportConnection extends ConnectionType {}
