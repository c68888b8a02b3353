/** An operation that shows how the API is asked. They are run against the demo merchants in tests. */
export interface Example {
  title: string;
  /** What it answers, and what to notice. */
  text: string;
  /** One named operation. */
  document: string;
}

/** The operations most people want first; Sandbox opens with them, and `docs/graphql.md` is written from them. */
export const EXAMPLES: readonly Example[] = [
  {
    title: 'Who am I?',
    text: 'The merchant of an API key, and what the key may do. With an access token ask `me` instead.',
    document: `query WhoAmI {
  currentApiKey {
    name
    scopes
    merchant {
      id
      slug
      name
      timeZone
      currency
    }
  }
}`,
  },
  {
    title: 'How is the shop doing?',
    text: 'Totals of a period beside those of the period before, and how fresh they are. Both days belong to it.',
    document: `query HowIsIt($merchant: ID!, $from: Date!, $to: Date!) {
  merchant(id: $merchant) {
    overview(from: $from, to: $to, compareTo: PREVIOUS_PERIOD) {
      totals {
        netRevenue {
          amount
          currency
        }
        orders
        averageOrderValue {
          amount
        }
      }
      comparison {
        from
        to
        totals {
          netRevenue {
            amount
          }
          orders
        }
      }
      abandonmentRate
      freshness {
        status
        lagSeconds
      }
    }
  }
}`,
  },
  {
    title: 'What changed, and why?',
    text: 'Unread insights, the newest first, with what drove them. `pageInfo.endCursor` is the `after` of the next page.',
    document: `query WhatChanged($merchant: ID!, $after: String) {
  merchant(id: $merchant) {
    insights(first: 10, after: $after, filter: { status: [UNREAD] }) {
      nodes {
        id
        severity
        title
        text
        window {
          from
          to
        }
        explanation {
          contributions {
            slice {
              label
            }
            share
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`,
  },
  {
    title: 'Sales, day by day',
    text: 'Days without sales are points of zero. Group by `WEEK` or `MONTH` for longer periods.',
    document: `query SalesByDay($merchant: ID!, $from: Date!, $to: Date!) {
  merchant(id: $merchant) {
    salesTrend(from: $from, to: $to, groupBy: DAY) {
      currency
      points {
        date
        netRevenue {
          amount
        }
        orders
        units
      }
    }
  }
}`,
  },
  {
    title: 'Which products sell?',
    text: 'The ten with the most revenue, and their share of it.',
    document: `query BestProducts($merchant: ID!, $from: Date!, $to: Date!) {
  merchant(id: $merchant) {
    productPerformance(from: $from, to: $to, first: 10) {
      nodes {
        sku
        title
        units
        refundedUnits
        netRevenue {
          amount
          currency
        }
        share
      }
    }
  }
}`,
  },
  {
    title: 'Where does the money come from?',
    text: 'Revenue by country; `by` knows other dimensions too.',
    document: `query RevenueByCountry($merchant: ID!, $from: Date!, $to: Date!) {
  merchant(id: $merchant) {
    revenueBreakdown(from: $from, to: $to, by: COUNTRY, first: 10) {
      nodes {
        key
        label
        netRevenue {
          amount
          currency
        }
        orders
        share
      }
    }
  }
}`,
  },
  {
    title: 'Who are the customers?',
    text: 'Customers by how recently, how often and for how much they bought.',
    document: `query Customers($merchant: ID!, $from: Date!, $to: Date!) {
  merchant(id: $merchant) {
    customerSegments(from: $from, to: $to) {
      customers
      segments {
        segment
        customers
        revenueShare
        averageRevenue {
          amount
        }
      }
    }
  }
}`,
  },
  {
    title: 'What comes next?',
    text: 'Revenue of the next two weeks with intervals of 95%, and how often such intervals held in the past.',
    document: `query NextTwoWeeks($merchant: ID!) {
  merchant(id: $merchant) {
    forecast(metric: REVENUE, horizonDays: 14) {
      currency
      points {
        date
        value
        lo95
        hi95
      }
      backtest {
        forecast {
          coverage95
        }
      }
    }
  }
}`,
  },
  {
    title: 'Which carts were left behind?',
    text: 'What was in them, for whoever wants to win them back. The customer is null without `customers:read`.',
    document: `query CartsToWinBack($merchant: ID!) {
  merchant(id: $merchant) {
    abandonedCarts(first: 10) {
      totalCount
      nodes {
        id
        abandonedAt
        total {
          amount
          currency
        }
        customer {
          name
          email
        }
        items {
          title
          quantity
        }
      }
    }
  }
}`,
  },
  {
    title: 'I have read them',
    text: 'A mutation answers with a union: its success, or an error by name. Send an `Idempotency-Key` header and it is safe to repeat. It wants the id of the merchant, which the first operation answers.',
    document: `mutation MarkRead($merchantId: ID!) {
  markInsightsRead(input: { merchantId: $merchantId }) {
    __typename
    ... on UserError {
      code
      message
    }
  }
}`,
  },
];

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What Sandbox opens with. @param now milliseconds of the clock: the examples are about the month before */
export function sandboxStart(now: number = Date.now()): {
  document: string;
  variables: Record<string, string>;
  headers: Record<string, string>;
} {
  return {
    document: EXAMPLES.map(({ title, document }) => `# ${title}\n${document}`).join('\n\n'),
    variables: {
      merchant: 'harbour-lane',
      from: isoDay(now - 30 * 86_400_000),
      to: isoDay(now - 86_400_000),
      merchantId: 'the id that WhoAmI answers',
    },
    headers: { Authorization: 'Bearer the-API-key-that-npm-start-prints' },
  };
}
