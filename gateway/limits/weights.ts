/** Reports: each is a query of its own over a merchant's whole period. */
export const REPORT_FIELDS = [
  'Merchant.overview',
  'Merchant.salesTrend',
  'Merchant.productPerformance',
  'Merchant.revenueChange',
  'Merchant.revenueBreakdown',
  'Merchant.conversionFunnel',
  'Merchant.customerSegments',
  'Merchant.segmentCustomers',
  'Merchant.customerCohorts',
] as const;

/**
 * What fields cost, by `Type.field` or `*.field`. A field that is not named here costs nothing when it is a scalar or an
 * enum, and 1 when it is an object; a mutation or a subscription costs 10. Everything below a list is multiplied by
 * the list's size: `first` or `last` of its connection, else `LIST_SIZES`, else 20.
 */
export const FIELD_WEIGHTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(REPORT_FIELDS.map((field) => [field, 20])),
  'Merchant.forecast': 100,
  // Each counts rows.
  '*.totalCount': 2,
  '*.unreadCount': 2,
  // Slow by choice: a password is hashed.
  'Mutation.signIn': 50,
  'Mutation.signUp': 50,
  'Mutation.resetPassword': 50,
  'Mutation.changePassword': 50,
};

export const DEFAULT_LIST_SIZE = 20;

/** How long lists without `first` and `last` are taken to be, by `Type.field`, where 20 is far off. */
export const LIST_SIZES: Readonly<Record<string, number>> = {
  // A quarter, day by day.
  'SalesTrend.points': 90,
  'SalesComparison.points': 90,
};

/** What asking about the schema costs, whatever of it is asked for: it comes from memory, and its depth is bounded. */
export const INTROSPECTION_COST = 100;
