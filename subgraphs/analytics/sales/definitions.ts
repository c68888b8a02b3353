/** How figures are counted, for people to read beside them. They must agree with the queries in `warehouse/queries`. */
export const SALES_DEFINITION =
  'Gross revenue is quantity times unit price over sold lines; cancelled lines, refunds, stock adjustments and bad debt are not sales. Refunds are cancelled and refunded lines, on the day they were booked. Net revenue is gross revenue less refunds. Orders are orders with at least one sold line, units the pieces in those lines, and the average order value is gross revenue by order. Only sales in the currency of the merchant are counted. Days begin and end in the time zone of the merchant.';

export const OVERVIEW_DEFINITION =
  'Customers are those known by name or number who bought in the range, each counted once; new ones had never bought before it, in whatever way, and the others are returning. The refund rate is refunds divided by gross revenue. Carts count on the day they were begun; abandoned carts are those of them that were given up, won back later or not, and the abandonment rate is abandoned carts divided by all carts. The cart conversion rate is carts that became orders, won back ones among them, divided by all carts.';

/** What a filter adds to a definition. */
export const FILTER_DEFINITION =
  'A filter counts only orders, customers and lines that match it: with products chosen, an order counts with the lines of those products alone.';
