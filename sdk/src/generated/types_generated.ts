// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Which invitation to accept, and as whom. */
export type AcceptInvitationInput = {
  /** Your name, for a new account; leave it out when you are signed in. */
  name?: string | null | undefined;
  /** A password for the new account; leave it out when you are signed in. */
  password?: string | null | undefined;
  /** The token of the link. */
  token: string;
};

/** Which anomaly somebody looks after. */
export type AcknowledgeAnomalyInput = {
  /** Id of the anomaly. */
  id: string;
  /** Replaces the note, 1 to 2000 characters; the note stays as it is when absent. */
  note?: string | null | undefined;
};

/** Days to add to the calendar. */
export type AddCalendarEntryInput = {
  /** First day, in the merchant's time zone. */
  from: string;
  /** What the days are. */
  kind: CalendarEntryKind;
  /** Id of the merchant. */
  merchantId: string;
  /** What to call them, 1 to 100 characters. */
  name: string;
  /** Last day, included; at most 366 days after from. */
  to: string;
  /** Whether it comes again every later year; then it is shorter than a year. */
  yearly?: boolean;
};

/** What a change is measured against. Without history that reaches that far, or where it comes to nothing, an alert does not fire: a percentage of nothing is none. */
export type AlertBaseline =
  /** The mean of the baselineDays days before, those without data among them; for a weekly alert seven times that. Rates are those of all these days together. */
  | 'MEAN_OF_LAST_DAYS'
  /** The day before; for a weekly alert the seven days before. */
  | 'PREVIOUS_PERIOD'
  /** The same weekdays 52 weeks earlier. */
  | 'SAME_DAYS_LAST_YEAR'
  /** The same days one week earlier. */
  | 'SAME_WEEKDAY_LAST_WEEK';

/** When an alert fires. A change has a baseline, and its threshold is a percentage. */
export type AlertCondition =
  /** The metric is more than the threshold. */
  | 'ABOVE'
  /** The metric is less than the threshold. A day without data is a day of zero. */
  | 'BELOW'
  /** Either of both. */
  | 'CHANGES_BY'
  /** The metric is at least so many percent below its baseline. */
  | 'FALLS_BY'
  /** The metric is at least so many percent above its baseline. */
  | 'RISES_BY';

/** What of a shop an alert looks at: one product or one country, not both. */
export type AlertFilterInput = {
  /** One country, as orders name it. Something must have been sold there. Carts are not counted by country. */
  country?: string | null | undefined;
  /** One product, by the shop's own number. It must have been sold. Carts and customers are not counted by product. */
  sku?: string | null | undefined;
};

/** The whole rule of an alert. */
export type AlertRuleInput = {
  /** What a change is measured against; changes need one, ABOVE and BELOW have none. */
  baseline?: AlertBaseline | null | undefined;
  /** For MEAN_OF_LAST_DAYS, which needs it: how many days, 2 to 90. */
  baselineDays?: number | null | undefined;
  /** When to fire. */
  condition: AlertCondition;
  /** For how many days it stays quiet after it has fired, 0 to 90; 0 when absent. */
  cooldownDays?: number | null | undefined;
  /** Whether to look at it; true when absent. */
  enabled?: boolean | null | undefined;
  /** What of the shop; all of it when absent. */
  filter?: AlertFilterInput | null | undefined;
  /** The least size, in the unit of the metric, that the figure or its baseline must have to be worth an alarm; 0 when absent. */
  floor?: string | null | undefined;
  /** The metric to look at; every one but DATA_QUALITY. */
  metric: InsightMetric;
  /** What to call it, 1 to 100 characters: it begins the title of its insights. */
  name: string;
  /** What to look at, and when. */
  schedule: AlertSchedule;
  /** Severity of its insights; WARNING when absent. Digests and notifications go by it. */
  severity?: InsightSeverity | null | undefined;
  /** At most four decimals. For ABOVE and BELOW in the unit of the metric: money in major units, rates as shares (0.2 is 20%). For changes a percentage above 0: 20 is 20%. */
  threshold: string;
  /** For WEEKLY: on which morning to look, 1 for Monday to 7 for Sunday; Monday when absent. */
  weekday?: number | null | undefined;
};

/** What an alert looks at, and when: days begin and end in the time zone of the merchant, and only complete ones count. */
export type AlertSchedule =
  /** Every day, within about an hour of its end. */
  | 'DAILY'
  /** Seven days taken together, on the morning of one weekday about the seven days before it. */
  | 'WEEKLY';

/** Narrows a list of anomalies. Fields are combined with AND, values in a list with OR; an empty list matches nothing. */
export type AnomalyFilter = {
  /** Only those that last until this day or later. */
  from?: string | null | undefined;
  /** Only these kinds; those reported by hand have none. */
  kind?: Array<InsightKind> | null | undefined;
  /** Only those with at least this score; leaves out those that have none. */
  leastScore?: number | null | undefined;
  /** Only these metrics. */
  metric?: Array<InsightMetric> | null | undefined;
  /** Only from these sources. */
  source?: Array<AnomalySource> | null | undefined;
  /** Only these states, for example [OPEN]. */
  status?: Array<AnomalyStatus> | null | undefined;
  /** Only those that began on this day or earlier. */
  to?: string | null | undefined;
};

/** Where an anomaly comes from. */
export type AnomalySource =
  /** One of the merchant's own alerts fired. */
  | 'ALERT'
  /** Found by the nightly job; its insight tells the story. */
  | 'DETECTED'
  /** Reported by hand with reportAnomaly. */
  | 'REPORTED';

/** What the team has done about an anomaly; shared by the team. */
export type AnomalyStatus =
  /** Somebody is looking after it. Only from OPEN. */
  | 'ACKNOWLEDGED'
  /** There was nothing to it; anomalies of its kind weigh less from then on. From every other status. */
  | 'FALSE_ALARM'
  /** Nobody has said anything of it yet, or it was reopened. */
  | 'OPEN'
  /** It is explained or put right. From OPEN and ACKNOWLEDGED. */
  | 'RESOLVED';

/** Narrows a list of API keys. */
export type ApiKeyFilter = {
  /** Only these states; an empty list matches nothing. */
  status?: Array<ApiKeyStatus> | null | undefined;
};

/** Whether an API key works. */
export type ApiKeyStatus =
  /** It works; if it was rotated, until its overlap ends (expiresAt). */
  | 'ACTIVE'
  /** Its time is over. */
  | 'EXPIRED'
  /** Somebody has revoked it. */
  | 'REVOKED';

/** Who did what an audit entry tells of. */
export type AuditActorKind =
  /** Nobody known, for example at a sign-in that failed. */
  | 'ANONYMOUS'
  /** A program, with one of the API keys of the merchant. */
  | 'API_KEY'
  /** Somebody who operates this deployment, on its command line. */
  | 'OPERATOR'
  /** The platform itself, for example a nightly job. */
  | 'SYSTEM'
  /** A person who was signed in; see actor. */
  | 'USER';

/** Which entries to list; conditions are joined by "and", and an absent one lets all through. */
export type AuditFilter = {
  /** Any of these actions, written exactly; an empty list lets all through. */
  action?: Array<string> | null | undefined;
  /** Id of the person, API key or operator who did it. */
  actorId?: string | null | undefined;
  /** Any of these kinds of actors; an empty list lets all through. */
  actorKind?: Array<AuditActorKind> | null | undefined;
  /** First day, in the time zone of the merchant. */
  from?: string | null | undefined;
  /** Internet address it came from, written as in ipAddress. */
  ipAddress?: string | null | undefined;
  /** Any of these outcomes; an empty list lets all through. */
  outcome?: Array<AuditOutcome> | null | undefined;
  /** Last day, included. */
  to?: string | null | undefined;
};

/** What a verification of an audit log found. */
export type AuditLogStatus =
  /** Something was changed, removed, inserted or moved, or nobody vouches for the log. */
  | 'BROKEN'
  /** Every entry is as it was written, and none is missing. */
  | 'INTACT'
  /** It has not been verified yet. */
  | 'NOT_VERIFIED';

/** How what an audit entry tells of ended. */
export type AuditOutcome =
  /** It was refused or failed. */
  | 'FAILURE'
  /** It was done. */
  | 'SUCCESS';

/** Who adds a second factor. */
export type BeginSecondFactorInput = {
  /** Your password, so that an unwatched screen is not enough. */
  password: string;
};

/** When a shop is open on a weekday. Leave both times out for a day it is closed. */
export type BusinessDayInput = {
  /** When it closes, as "HH:MM", up to "24:00"; after opens. */
  closes?: string | null | undefined;
  /** When it opens, as "HH:MM", from "00:00". */
  opens?: string | null | undefined;
  /** The weekday. */
  weekday: Weekday;
};

/** What days of the calendar are, and so what they explain. */
export type CalendarEntryKind =
  /** The shop is shut: that nothing or less is sold is no news, the days count in no baseline, and a forecast expects nothing. */
  | 'CLOSURE'
  /** A public holiday or festive days: neither a rise nor a fall is news, the days count in no baseline, and a forecast learns from earlier ones. */
  | 'HOLIDAY'
  /** Something is advertised or reduced: a rise is no news, the days count in no baseline, and a forecast learns from earlier ones. */
  | 'PROMOTION';

/** Which export to cancel. */
export type CancelExportInput = {
  /** Id of the export. */
  id: string;
};

/** Which carts to list; conditions are joined by "and", and an absent one lets all through. */
export type CartFilter = {
  /** First business day, in the time zone of the merchant: the day reports count the cart on. */
  from?: string | null | undefined;
  /** Only carts worth at least this much, in the currency of the cart. */
  minTotal?: string | null | undefined;
  /** Any of these; an empty list lets all through. */
  status?: Array<CartStatus> | null | undefined;
  /** Last business day, included. */
  to?: string | null | undefined;
};

/** How to sort carts. */
export type CartOrder = {
  /** Which end comes first. */
  direction: SortDirection;
  /** What to sort by. */
  field: CartOrderField;
};

/** What carts are sorted by. */
export type CartOrderField =
  /** What the cart is worth, as a plain number. */
  | 'TOTAL'
  /** When the cart last changed. */
  | 'UPDATED_AT';

/** What became of a cart. */
export type CartStatus =
  /** Left without an order. */
  | 'ABANDONED'
  /** Its customer may still be shopping. */
  | 'OPEN'
  /** Ordered without having been abandoned. */
  | 'ORDERED'
  /** Ordered after it had been abandoned. */
  | 'RECOVERED';

/** Whose role becomes which. */
export type ChangeMemberRoleInput = {
  /** Id of the merchant. */
  merchantId: string;
  /** What the person becomes. */
  role: Role;
  /** Id of the person. */
  userId: string;
};

/** Another password. */
export type ChangePasswordInput = {
  /** The password as it is now. */
  currentPassword: string;
  /** New password: 12 to 1,024 characters, none of the common ones, not the address or the name. No rule about kinds of characters. */
  newPassword: string;
};

/** Which merchant to close. */
export type CloseMerchantInput = {
  /** Id of the merchant. */
  merchantId: string;
};

/** What to compare a range of days with. */
export type ComparisonPeriod =
  /** No comparison; the field comparison is null. */
  | 'NONE'
  /** As many days, right before the range. */
  | 'PREVIOUS_PERIOD'
  /** The same dates one year earlier; 29 February is compared with 28 February. */
  | 'PREVIOUS_YEAR';

/** The second half of a sign-in. */
export type CompleteSignInInput = {
  /** What signIn gave in SecondFactorRequired. */
  challenge: string;
  /** Six digits of the authenticator app, or a recovery code. Each works once. */
  code: string;
};

/** A new alert. */
export type CreateAlertInput = {
  /** Id of the merchant. */
  merchantId: string;
  /** Its rule. */
  rule: AlertRuleInput;
};

/** The key to make. */
export type CreateApiKeyInput = {
  /** When it stops working, in the future; never when absent. */
  expiresAt?: string | null | undefined;
  /** Id of the merchant it works for. */
  merchantId: string;
  /** What it is for, at most 100 characters. */
  name: string;
  /** Requests a second it may make, 1 to 1000; the limit of the gateway when absent. */
  rateLimit?: number | null | undefined;
  /** What it may do: permissions such as "reports:read", none that you lack yourself. "*" is all but members:write, membership:write, keys:write, outbox:read and merchant:close, which must be named. */
  scopes: Array<string>;
};

/** The shop to open. */
export type CreateMerchantInput = {
  /** ISO 4217 currency the shop reports in, for example "GBP". */
  currency: string;
  /** Name of the shop, at most 100 characters. */
  name: string;
  /** IANA time zone in which the shop counts its days, for example "Europe/London". */
  timeZone: string;
};

/** What to send, when and to whom. */
export type CreateReportScheduleInput = {
  /** For REVENUE_BREAKDOWN, which needs it: what revenue is broken down by. */
  breakdownBy?: RevenueDimension | null | undefined;
  /** How often, and about which days. */
  cadence: ScheduleCadence;
  /** What to compare with, as in requestExport; null is NONE. */
  compareTo?: ComparisonPeriod | null | undefined;
  /** What to count, as in requestExport. */
  filter?: ReportFilter | null | undefined;
  /** Format of the file. */
  format: ExportFormat;
  /** For SALES_TREND: what a row stands for; null is DAY. */
  groupBy?: TimeGrouping | null | undefined;
  /** What to export. */
  kind: ExportKind;
  /** Hour of the day, 0 to 23, in the time zone of the merchant. */
  localHour: number;
  /** Id of the merchant. */
  merchantId: string;
  /** For FORECAST: what to forecast; null is REVENUE. */
  metric?: ForecastMetric | null | undefined;
  /** Ids of 1 to 20 members, each of whom must be allowed to read exports and what this one holds. */
  recipientIds: Array<string>;
};

/** The endpoint to make; a merchant has at most 10. */
export type CreateWebhookEndpointInput = {
  /** What it is for, at most 200 characters. */
  description?: string | null | undefined;
  /** What to tell it of; at least one. */
  events: Array<WebhookEvent>;
  /** Only insights of these kinds; of every kind when absent or empty. */
  kinds?: Array<InsightKind> | null | undefined;
  /** Only insights of this severity and more severe ones; all when absent. */
  leastSeverity?: InsightSeverity | null | undefined;
  /** Id of the merchant. */
  merchantId: string;
  /** Where to send requests: https, reachable from the internet, at most 2000 characters. Redirects are not followed. */
  url: string;
};

/** Segment of a known customer by recency (R) and frequency (F), each scored from 1 (worst) to 5 (best). A score is 1 + floor(5 * b / n): of the n customers who bought in the range, b are worse off, so that equal values get equal scores. Recency counts the days from the last purchase to the day after the range, frequency the distinct orders. */
export type CustomerSegment =
  /** R 3, F 1 to 2: bought a while ago, and seldom. */
  | 'ABOUT_TO_SLEEP'
  /** R 1 to 2, F 3 to 4: used to buy often, and stopped. */
  | 'AT_RISK'
  /** R 1 to 2, F 5: used to buy most often, and stopped. */
  | 'CANNOT_LOSE'
  /** R 5, F 4 to 5: bought lately and often. */
  | 'CHAMPION'
  /** R 1 to 2, F 1 to 2: bought long ago, and seldom. */
  | 'HIBERNATING'
  /** R 3 to 4, F 4 to 5: buy often. */
  | 'LOYAL'
  /** R 3, F 3: in the middle, and about to be forgotten. */
  | 'NEED_ATTENTION'
  /** R 5, F 1: bought lately for the first time, or seldom. */
  | 'NEW'
  /** R 4 to 5, F 2 to 3: bought lately, and more than once. */
  | 'POTENTIAL_LOYALIST'
  /** R 4, F 1: bought not long ago, seldom. */
  | 'PROMISING';

/** Which alert to delete. */
export type DeleteAlertInput = {
  /** Id of the alert. */
  id: string;
};

/** Which schedule to end. */
export type DeleteReportScheduleInput = {
  /** Id of the schedule. */
  id: string;
  /** Id of the merchant. */
  merchantId: string;
};

/** Who removes the second factor. */
export type DisableSecondFactorInput = {
  /** Six digits of the authenticator app, or a recovery code. Each works once. */
  code: string;
  /** Your password. */
  password: string;
};

/** Which insight to dismiss. */
export type DismissInsightInput = {
  /** Id of the insight. */
  id: string;
};

/** Where the e-mail of this deployment goes. */
export type EmailDelivery =
  /** Nowhere: no mail server is configured, and messages are read here. */
  | 'OUTBOX'
  /** To a mail server; messages are not shown here. */
  | 'SMTP';

/** How far a message has come. */
export type EmailStatus =
  /** It was given up after three tries; an operator can retry it. */
  | 'FAILED'
  /** It waits for the worker. */
  | 'QUEUED'
  /** It was delivered, or lies in the outbox to be read. */
  | 'SENT';

/** That the authenticator app works. */
export type EnableSecondFactorInput = {
  /** The six digits that the app shows now. */
  code: string;
};

/** Narrows a list of exports. Fields are combined with AND, values with OR. */
export type ExportFilter = {
  /** Only these kinds; empty means all. */
  kind?: Array<ExportKind> | null | undefined;
  /** Only these states; empty means all. */
  status?: Array<ExportStatus> | null | undefined;
};

/** Format of the file of an export. Amounts are exact in all of them. */
export type ExportFormat =
  /** RFC 4180, UTF-8, names first. A text that a spreadsheet would run as a formula (it begins with =, +, -, @, a tab or a line break, and is no plain number) begins with an apostrophe. */
  | 'CSV'
  /** One JSON object a line, UTF-8; amounts are texts. */
  | 'JSON_LINES'
  /** Apache Parquet with Zstandard; amounts are decimals with four places. */
  | 'PARQUET';

/** What is exported. Reports hold the very figures that the fields of Merchant show. */
export type ExportKind =
  /** Carts whole, of all days or of a range. Needs carts:read. */
  | 'CARTS'
  /** Merchant.conversionFunnel: a row a step. Needs reports:read. */
  | 'CONVERSION_FUNNEL'
  /** All customers. Needs customers:read. */
  | 'CUSTOMERS'
  /** Merchant.customerCohorts: a row for each month of each cohort. Needs reports:read. */
  | 'CUSTOMER_COHORTS'
  /** Merchant.customerSegments: a row a segment. Needs reports:read. */
  | 'CUSTOMER_SEGMENTS'
  /** Every event of the merchant, oldest first. Needs audit:read. */
  | 'EVENTS'
  /** Merchant.forecast: a row a day, from `from` to `to`, or the next 30 days. Needs reports:read. */
  | 'FORECAST'
  /** Orders whole, of all days or of a range. Needs reports:read. */
  | 'ORDERS'
  /** Lines of orders whole, of all days or of a range. Needs reports:read. */
  | 'ORDER_ITEMS'
  /** Merchant.overview: one row of totals. Needs reports:read. */
  | 'OVERVIEW'
  /** All products. Needs reports:read. */
  | 'PRODUCTS'
  /** Merchant.productPerformance: a row a product, all of them. Needs reports:read. */
  | 'PRODUCT_PERFORMANCE'
  /** Merchant.revenueBreakdown: a row a part. Needs reports:read. */
  | 'REVENUE_BREAKDOWN'
  /** Merchant.revenueChange against the previous period: one row with its parts. Needs reports:read. */
  | 'REVENUE_CHANGE'
  /** Merchant.salesTrend: a row a point. Needs reports:read. */
  | 'SALES_TREND'
  /** Merchant.segmentCustomers: a row a customer, of all segments or the one in the filter. Needs customers:read. */
  | 'SEGMENT_CUSTOMERS';

/** What has become of an export. */
export type ExportStatus =
  /** It was cancelled by cancelExport. */
  | 'CANCELLED'
  /** The file can be downloaded. */
  | 'COMPLETED'
  /** The file has been removed. Ask for the export again. */
  | 'EXPIRED'
  /** It could not be made; error says why. */
  | 'FAILED'
  /** It waits to be made, or to be tried again. */
  | 'QUEUED'
  /** It is being made. */
  | 'RUNNING';

/** What the history allowed; anything but REGULAR is a plainer forecast, with a reason. */
export type ForecastBasis =
  /** Has stopped selling, so zero is expected; hi95 is a usual day, should sales come back. */
  | 'DEAD'
  /** Nothing was sold in the two years before: zero, without any knowledge. */
  | 'EMPTY'
  /** Sells on most days: all methods were considered. */
  | 'REGULAR'
  /** Less than two weeks are known: one mean for all days, not tried on the past. */
  | 'SHORT'
  /** Sells now and then: means only. */
  | 'SPARSE';

/** Where the special days of a forecast come from. */
export type ForecastCalendarSource =
  /** The argument holidays. */
  | 'GIVEN'
  /** Nowhere: turned off, or the calendar says nothing of the days in question. */
  | 'NONE'
  /** The calendar that the merchant keeps: Merchant.calendar. */
  | 'STORED';

/** A day that is special to this shop. */
export type ForecastHolidayInput = {
  /** The day on which it is kept. */
  date: string;
  /** What the day is: nothing is expected of a closure, and nothing learnt from it. */
  kind?: CalendarEntryKind;
  /** Its name, 1 to 100 characters. Its effect is learnt from earlier days of the same name, so send those of the last two years too. Capitals and the numbers of years in it do not count. */
  name: string;
};

/** How a forecast is made. */
export type ForecastMethod =
  /** ETS on a series freed of its calendar (place in the month, dates and holidays of earlier years, season of the year), which is then put back. */
  | 'CALENDAR_ETS'
  /** SAME_WEEKDAYS on a series freed of its calendar (place in the month, dates and holidays of earlier years, season of the year), which is then put back. */
  | 'CALENDAR_SAME_WEEKDAYS'
  /** THETA on a series freed of its calendar (place in the month, dates and holidays of earlier years, season of the year), which is then put back. */
  | 'CALENDAR_THETA'
  /** Exponential smoothing with damped trend and weekly season. */
  | 'ETS'
  /** Mean of the last eight weeks for every day. */
  | 'MEAN'
  /** Mean of the same weekday of the last four weeks; of a sparse series of eight. */
  | 'SAME_WEEKDAYS'
  /** The same weekday of the last week. */
  | 'SEASONAL_NAIVE'
  /** Theta: simple exponential smoothing with half the slope of the trend. */
  | 'THETA'
  /** Nothing is expected. */
  | 'ZERO';

/** What to forecast, by day. */
export type ForecastMetric =
  /** Orders with at least one sold line; of a product, those that hold it. */
  | 'ORDERS'
  /** Gross revenue: quantity times unit price over sold lines, before refunds and cancellations. */
  | 'REVENUE'
  /** Pieces in sold lines; returned pieces are not taken off. */
  | 'UNITS';

/** How well reports keep up with what happens in the shop. */
export type FreshnessStatus =
  /** Reports are ten seconds or more behind, or replication has not been heard of for as long. */
  | 'DELAYED'
  /** Reports are less than ten seconds behind. */
  | 'LIVE'
  /** Replication has not started yet, so reports may be empty. */
  | 'UNKNOWN';

/** A step on the way from a cart to an order. */
export type FunnelStageName =
  /** A cart was begun. */
  | 'CART'
  /** Its checkout was begun, by an event of the cart, or because it became an order. Known where every cart of the range has events. */
  | 'CHECKOUT'
  /** It became an order, won back (RECOVERED) or not (ORDERED). */
  | 'ORDER';

/** What a merchant may do about an insight, for programs; InsightAction.text says it in words. */
export type InsightActionCode =
  /** See whether customers can reach the shop, order and pay. */
  | 'CHECK_SHOP'
  /** See whether it is in stock and on sale. */
  | 'CHECK_STOCK'
  /** Nothing needs to be done. */
  | 'NONE'
  /** Build on good news: stock and promotion. */
  | 'PROMOTE'
  /** Look at the carts before they become orders. */
  | 'REVIEW_CARTS'
  /** Look at prices and discounts of what changed most. */
  | 'REVIEW_PRICES'
  /** See what was given back, and why. */
  | 'REVIEW_REFUNDS'
  /** Depend less on one customer or product. */
  | 'SPREAD_RISK'
  /** Win back customers who have stopped buying. */
  | 'WIN_BACK';

/** What a slice of the business is cut by. */
export type InsightDimension =
  /** One category of products. */
  | 'CATEGORY'
  /** One country customers order from. */
  | 'COUNTRY'
  /** One customer. */
  | 'CUSTOMER'
  /** One product; its key is the sku. */
  | 'PRODUCT'
  /** One segment of customers. */
  | 'SEGMENT';

/** Which way a metric went. */
export type InsightDirection =
  /** Less than expected. */
  | 'DOWN'
  /** More than expected. */
  | 'UP';

/** Narrows a list of insights. Fields are combined with AND, values in a list with OR; an empty list matches nothing. */
export type InsightFilter = {
  /** Only insights with asOf on this day or later. */
  from?: string | null | undefined;
  /** Only these kinds. */
  kind?: Array<InsightKind> | null | undefined;
  /** Only this severity and more severe ones. */
  leastSeverity?: InsightSeverity | null | undefined;
  /** Only insights led by these metrics. */
  metric?: Array<InsightMetric> | null | undefined;
  /** Only these severities. */
  severity?: Array<InsightSeverity> | null | undefined;
  /** Only insights about one product, one country and so on, by what it is; none about the whole shop. */
  sliceDimension?: Array<InsightDimension> | null | undefined;
  /** Only insights about the slice with exactly this key, for example a sku. Give its dimension too. */
  sliceKey?: string | null | undefined;
  /** Only these states, for example [UNREAD, READ] to leave out what was dismissed. */
  status?: Array<InsightStatus> | null | undefined;
  /** Only insights with asOf on this day or earlier. */
  to?: string | null | undefined;
};

/** How an insight was found. */
export type InsightKind =
  /** A slice that had stopped selling sells again. */
  | 'BACK_IN_SALE'
  /** One customer or product has come to carry too much of revenue; the figures are shares of revenue, 0 to 1. */
  | 'CONCENTRATION'
  /** One of the merchant's own alerts has fired. */
  | 'CUSTOM_ALERT'
  /** A rule of data quality has begun to fail; see Merchant.dataQuality. */
  | 'DATA_QUALITY'
  /** The last seven complete days differ from the 28 before them. */
  | 'LEVEL_SHIFT'
  /** Carts far from what customers put together: by value, speed, or how many came from one address. */
  | 'ODD_CARTS'
  /** A day whose metrics do not fit together as on other days, though none stands out by itself. */
  | 'OUTLIER_DAY'
  /** More (or less) than ever before. */
  | 'RECORD'
  /** A product or another slice that sold regularly has not sold while the shop was open. */
  | 'STOPPED_SELLING'
  /** Many days in a row above or below what was to be expected. */
  | 'STREAK'
  /** A metric grows or shrinks at another pace than before. */
  | 'TREND_CHANGE'
  /** One day differs from earlier days of its own weekday, or the shop sold nothing on days it normally sells. */
  | 'WEEKDAY_ANOMALY';

/** A daily number of a merchant that is watched. */
export type InsightMetric =
  /** Abandoned carts divided by carts, 0 to 1. */
  | 'ABANDONMENT_RATE'
  /** Gross revenue divided by orders. */
  | 'AVERAGE_ORDER_VALUE'
  /** Carts begun on the day. */
  | 'CARTS'
  /** Orders divided by visits, 0 to 1; where visits are counted. */
  | 'CONVERSION'
  /** What a rule of data quality observes, of insights of kind DATA_QUALITY; expected is its bound. */
  | 'DATA_QUALITY'
  /** Sum of quantity times price over all sale lines of a day, before refunds. */
  | 'GROSS_REVENUE'
  /** Gross revenue less what was given back on the same day. */
  | 'NET_REVENUE'
  /** Customers whose first order fell on the day. */
  | 'NEW_CUSTOMERS'
  /** Distinct orders with at least one sale line. */
  | 'ORDERS'
  /** Money given back by cancellations and refunds, as a positive number, on the day it was given back. */
  | 'REFUNDS'
  /** Refunds divided by gross revenue, 0 to 1 as a rule. */
  | 'REFUND_RATE'
  /** Known customers of the day who had ordered before. */
  | 'RETURNING_CUSTOMERS'
  /** Pieces sold. */
  | 'UNITS';

/** How a list of insights is sorted. */
export type InsightOrder = {
  /** Which end comes first. */
  direction: SortDirection;
  /** What to sort by. */
  field: InsightOrderField;
};

/** What a list of insights is sorted by; equal ones by id. */
export type InsightOrderField =
  /** The day in whose morning it was first found. */
  | 'AS_OF'
  /** When the insight was written. */
  | 'CREATED_AT'
  /** The day in whose morning its story was last found. */
  | 'LAST_SEEN'
  /** INFO, NOTICE, WARNING, CRITICAL in this order when ascending. */
  | 'SEVERITY';

/** Where a run of the insight job is. */
export type InsightRunStatus =
  /** Interrupted and not taken up within a day. */
  | 'ABANDONED'
  /** Done. Single merchants may have failed; they are looked at again an hour later. */
  | 'COMPLETED'
  /** Ended by an error; the next scheduled run looks at what it has left. */
  | 'FAILED'
  /** At work, or interrupted and about to be taken up. */
  | 'RUNNING'
  /** Stopped on purpose; the same request goes on where it was. */
  | 'STOPPED';

/** Who asked for a run of the insight job. */
export type InsightRunTrigger =
  /** An operator, for a range of days. */
  | 'BACKFILL'
  /** An operator, for one day. */
  | 'COMMAND'
  /** The schedule, which comes to every merchant at 03:00 of the merchant's own time. */
  | 'SCHEDULE';

/** How much an insight asks of the merchant, from least to most. The rule: good news (more sales, fewer refunds) is INFO, and NOTICE when large; bad news is NOTICE, WARNING when large and CRITICAL when very large, by the sizes named at each value. A continuing story may change its severity. */
export type InsightSeverity =
  /** Look at it now: a lasting change of 50% or a day of 80%, refunds in excess by all of usual revenue, or no sale on three days in a row. */
  | 'CRITICAL'
  /** Good news, such as more sales or fewer refunds; a record, a product back in sale, an odd day. */
  | 'INFO'
  /** Very good news (doubled, or half as much again for long), bad news of moderate size, odd carts. */
  | 'NOTICE'
  /** Bad news of size: a lasting change (level, trend, streak) of 25% or a day of 50%, refunds in excess by 25% of usual revenue, a day without any sale, a product that stopped selling, a concentration. One product, country, segment or customer is at most WARNING. */
  | 'WARNING';

/** What the team has done with an insight. */
export type InsightStatus =
  /** Put away with dismissInsight, and stays so whatever becomes of its story; restoreInsight brings it back. */
  | 'DISMISSED'
  /** Marked read, or restored after it was dismissed. Becomes UNREAD again when its story goes on and grows more severe. */
  | 'READ'
  /** Nobody has marked it read yet. */
  | 'UNREAD';

/** Narrows a list of invitations. */
export type InvitationFilter = {
  /** Only these states; an empty list matches nothing. */
  status?: Array<InvitationStatus> | null | undefined;
};

/** What became of an invitation. */
export type InvitationStatus =
  /** The person has joined the team. */
  | 'ACCEPTED'
  /** Seven days went by; resendInvitation makes a new link. */
  | 'EXPIRED'
  /** Its link works. */
  | 'PENDING'
  /** Somebody has taken it back. */
  | 'REVOKED';

/** Who is invited, to what. */
export type InviteMemberInput = {
  /** E-mail address of the person. */
  email: string;
  /** Id of the merchant. */
  merchantId: string;
  /** What the person will be to the merchant. */
  role: Role;
};

/** Which team to leave. */
export type LeaveMerchantInput = {
  /** Id of the merchant. */
  merchantId: string;
};

/** Which anomaly was none. */
export type MarkAnomalyFalseAlarmInput = {
  /** Id of the anomaly. */
  id: string;
  /** Replaces the note, 1 to 2000 characters; the note stays as it is when absent. */
  note?: string | null | undefined;
};

/** Which insight to mark read. */
export type MarkInsightReadInput = {
  /** Id of the insight. */
  id: string;
};

/** Which insight to mark unread. */
export type MarkInsightUnreadInput = {
  /** Id of the insight. */
  id: string;
};

/** Which insights to mark read: give ids, or until. */
export type MarkInsightsReadInput = {
  /** Ids of insights, at most 500. Those that are not unread, or not of this merchant, are left as they are. */
  ids?: Array<string> | null | undefined;
  /** Id of the merchant. */
  merchantId: string;
  /** All unread insights written at this instant or before: give the time of the newest one that was shown, so that none is marked that nobody has seen. */
  until?: string | null | undefined;
};

/** Narrows a list of members. Fields are combined with AND. */
export type MembershipFilter = {
  /** Only these roles; an empty list matches nobody. */
  role?: Array<Role> | null | undefined;
  /** Only people with this text in their name or address, in upper or lower case. */
  search?: string | null | undefined;
};

/** How a list of members is sorted. */
export type MembershipOrder = {
  /** Which end comes first. */
  direction: SortDirection;
  /** What to sort by. */
  field: MembershipOrderField;
};

/** What a list of members is sorted by. */
export type MembershipOrderField =
  /** When they joined the team. */
  | 'JOINED_AT'
  /** Their name. */
  | 'NAME';

/** Whether a merchant takes part in the platform. */
export type MerchantStatus =
  /** Everything works, nightly jobs included. */
  | 'ACTIVE'
  /** Nobody can sign in to it and its keys do not work. An operator can reopen it. */
  | 'CLOSED'
  /** Its people and keys can read and change nothing (FORBIDDEN); nightly jobs leave it out. An operator suspends and reopens. */
  | 'SUSPENDED';

/** What not to tell: all given parts have to fit. Without kind and metric everything is muted, which needs an end. */
export type MuteInsightsInput = {
  /** Only this kind. DATA_QUALITY cannot be muted, and a CUSTOM_ALERT is silenced at the alert itself. */
  kind?: InsightKind | null | undefined;
  /** Id of the merchant. */
  merchantId: string;
  /** Only stories that this metric leads. */
  metric?: InsightMetric | null | undefined;
  /** Why, for the team; at most 200 characters. */
  reason?: string | null | undefined;
  /** The last day it holds, in the merchant's time zone; absent: until it is taken back. */
  until?: string | null | undefined;
};

/** How often a person gets a summary by e-mail. */
export type NotificationDigest =
  /** Every morning, in the time zone of the merchant. */
  | 'DAILY'
  /** No summary. */
  | 'NONE'
  /** Every Monday morning, in the time zone of the merchant. */
  | 'WEEKLY';

/** What a person can be notified of. */
export type NotificationKind =
  /** An API key was made, rotated or revoked. Owners and admins only. */
  | 'API_KEYS'
  /** An insight is critical, or has become so: told at once. */
  | 'INSIGHTS'
  /** Somebody has joined or left the team. Owners and admins only. */
  | 'TEAM';

/** How a list of products is sorted. */
export type ProductOrder = {
  /** Which end comes first. */
  direction: SortDirection;
  /** What to sort by. */
  field: ProductOrderField;
};

/** What a list of products is sorted by; equal ones by their number. */
export type ProductOrderField =
  /** Gross revenue less that of the range compared with; without one, as REVENUE. */
  | 'CHANGE'
  /** Orders in the range that hold the product. */
  | 'ORDERS'
  /** What was taken back in the range. */
  | 'REFUNDS'
  /** Gross revenue in the range. */
  | 'REVENUE'
  /** The shop's own number alone, in the order of its bytes. */
  | 'SKU'
  /** Pieces sold in the range. */
  | 'UNITS';

/** Whether an insight was useful. */
export type RateInsightInput = {
  /** Id of the insight. */
  id: string;
  /** true: useful; false: not useful; null or absent takes an earlier rating back. */
  useful?: boolean | null | undefined;
};

/** How the reports' copy of the data agrees with the shop's own records. */
export type ReconciliationState =
  /** Some differ and could not be put right yet; an operator has to look. */
  | 'DIFFERENT'
  /** They have not been compared yet. */
  | 'NEVER'
  /** Every row and every daily figure was the same. */
  | 'RECONCILED'
  /** Some differed and have been put right. */
  | 'REPAIRED';

/** Which delivery to send again. */
export type RedeliverWebhookInput = {
  /** Id of the delivery. */
  deliveryId: string;
  /** Id of the merchant. */
  merchantId: string;
};

/** Which session to go on with. */
export type RefreshSessionInput = {
  /** The newest refresh token of the session. Each works once. Leave it out when the session is kept in cookies. */
  refreshToken?: string | null | undefined;
};

/** Who asks for new recovery codes. */
export type RegenerateRecoveryCodesInput = {
  /** Six digits of the authenticator app, or a recovery code. Each works once. */
  code: string;
  /** Your password. */
  password: string;
};

/** Which entry to take out of the calendar. */
export type RemoveCalendarEntryInput = {
  /** Id of the entry. */
  id: string;
  /** Id of the merchant. */
  merchantId: string;
};

/** Who leaves the team. */
export type RemoveMemberInput = {
  /** Id of the merchant. */
  merchantId: string;
  /** Id of the person. */
  userId: string;
};

/** Which key gets which name. */
export type RenameApiKeyInput = {
  /** Id of the key. */
  id: string;
  /** What it is for, at most 100 characters. */
  name: string;
};

/** Which anomaly to open again. */
export type ReopenAnomalyInput = {
  /** Id of the anomaly. */
  id: string;
  /** Replaces the note, 1 to 2000 characters; the note stays as it is when absent. */
  note?: string | null | undefined;
};

/** What somebody has noticed. */
export type ReportAnomalyInput = {
  /** Which way it went, if that can be said. */
  direction?: InsightDirection | null | undefined;
  /** The day, or the first of several, in the merchant's time zone. */
  from: string;
  /** Id of the merchant. */
  merchantId: string;
  /** The metric that is not what it should be. */
  metric: InsightMetric;
  /** What was noticed, 1 to 2000 characters. */
  note: string;
  /** The last of several days, today at the latest; the same day as from when absent. At most 400 days. */
  to?: string | null | undefined;
};

/** What a report counts. The values of one field are alternatives, several fields narrow each other down; a field that is absent, null or empty filters nothing. At most 100 values a field. */
export type ReportFilter = {
  /** Categories of products as the shop writes them now: only lines of their products count, and orders that hold one. An unknown one is NOT_FOUND. */
  category?: Array<string> | null | undefined;
  /** Channels of orders as the shop writes them, for example "web". */
  channel?: Array<string> | null | undefined;
  /** Countries of orders as the shop writes them, for example "United Kingdom". */
  country?: Array<string> | null | undefined;
  /** Products by the shop's own number (SKU): only their lines count, and orders that hold one of them. An unknown one is NOT_FOUND. */
  product?: Array<string> | null | undefined;
  /** Segments of customers, by their purchases in the range of the report (a range compared with has its own). Orders without a known customer belong to none. */
  segment?: Array<CustomerSegment> | null | undefined;
};

/** What to export, and how. */
export type RequestExportInput = {
  /** For REVENUE_BREAKDOWN, which needs it: what revenue is broken down by. */
  breakdownBy?: RevenueDimension | null | undefined;
  /** What to compare with: OVERVIEW, SALES_TREND, PRODUCT_PERFORMANCE, REVENUE_BREAKDOWN, CONVERSION_FUNNEL and CUSTOMER_SEGMENTS get more columns, named comparison_...; null is NONE. REVENUE_CHANGE always compares; null is PREVIOUS_PERIOD. Other kinds take none. */
  compareTo?: ComparisonPeriod | null | undefined;
  /** What to count, as in the report. ORDERS take country and channel, ORDER_ITEMS and PRODUCTS product, CUSTOMERS country, SEGMENT_CUSTOMERS one segment; a field that does not apply is refused. */
  filter?: ReportFilter | null | undefined;
  /** Format of the file. */
  format: ExportFormat;
  /** First day. Needed for reports; ORDERS, ORDER_ITEMS, CARTS and FORECAST may go without; others take none. */
  from?: string | null | undefined;
  /** For SALES_TREND: what a row stands for; null is DAY. */
  groupBy?: TimeGrouping | null | undefined;
  /** What to export. */
  kind: ExportKind;
  /** Id of the merchant. */
  merchantId: string;
  /** For FORECAST: what to forecast; null is REVENUE. */
  metric?: ForecastMetric | null | undefined;
  /** Whether to send you an e-mail with a link when it is ready; of no effect with an API key. */
  notify?: boolean | null | undefined;
  /** Last day, included; as `from`. */
  to?: string | null | undefined;
};

/** Whose password was forgotten. */
export type RequestPasswordResetInput = {
  /** E-mail address of the account. */
  email: string;
};

/** Which invitation to send again. */
export type ResendInvitationInput = {
  /** Id of the invitation. */
  id: string;
};

/** A new password for a forgotten one. */
export type ResetPasswordInput = {
  /** New password: 12 to 1,024 characters, none of the common ones, not the address or the name. No rule about kinds of characters. */
  newPassword: string;
  /** What stands after "#token=" in the link of the e-mail. */
  token: string;
};

/** Which anomaly is explained or put right. */
export type ResolveAnomalyInput = {
  /** Id of the anomaly. */
  id: string;
  /** Replaces the note, 1 to 2000 characters; the note stays as it is when absent. */
  note?: string | null | undefined;
};

/** Which insight to bring back after it was dismissed. */
export type RestoreInsightInput = {
  /** Id of the insight. */
  id: string;
};

/** What revenue is broken down by. */
export type RevenueDimension =
  /** Channel of the order as the shop writes it; largest revenue first. */
  | 'CHANNEL'
  /** Country of the order as the shop writes it; largest revenue first. */
  | 'COUNTRY'
  /** Hour of the day in the time zone of the merchant, "0" to "23", all of them in this order. An order counts whole in the hour of its first sold line of the day. */
  | 'HOUR'
  /** Product by the shop's own number; largest revenue first. productPerformance tells more of each. */
  | 'PRODUCT'
  /** Segment of the customer by the purchases of the range, see CustomerSegment; largest revenue first. Key null holds orders without a known customer. */
  | 'SEGMENT'
  /** Day of the week, "1" (Monday) to "7" (Sunday), all seven in this order. */
  | 'WEEKDAY';

/** Which key to revoke. */
export type RevokeApiKeyInput = {
  /** Id of the key. */
  id: string;
};

/** Which invitation to take back. */
export type RevokeInvitationInput = {
  /** Id of the invitation. */
  id: string;
};

/** Which session to end. */
export type RevokeSessionInput = {
  /** UUID of one of your open sessions. */
  id: string;
};

/** What a person is to a merchant; it decides what they may do. */
export type Role =
  /** Runs the team, keys and settings, and reads the audit log. */
  | 'ADMIN'
  /** Reads reports, insights and exports. */
  | 'ANALYST'
  /** Reads reports and insights, and works on carts and campaigns. */
  | 'MARKETER'
  /** May do everything, and appoints other owners. A merchant always has one. */
  | 'OWNER';

/** Which key to replace. */
export type RotateApiKeyInput = {
  /** Id of the key. */
  id: string;
  /** For how many hours the old key goes on working, 0 to 168; with 0 it stops within a second. */
  overlapHours: number;
};

/** Which endpoint gets a new secret. */
export type RotateWebhookSecretInput = {
  /** Id of the endpoint. */
  id: string;
  /** Id of the merchant. */
  merchantId: string;
  /** For how many hours requests are signed with the old secret too, 0 to 168; 24 when absent. A receiver that knows either one believes them. */
  overlapHours?: number | null | undefined;
};

/** How often a report is sent, and about which days. */
export type ScheduleCadence =
  /** Every day, about the day before. */
  | 'DAILY'
  /** On the first of the month, about the month before. */
  | 'MONTHLY'
  /** On Mondays, about the week before, from Monday to Sunday. */
  | 'WEEKLY';

/** How a list of customers is sorted. */
export type SegmentCustomerOrder = {
  /** Which end comes first. */
  direction: SortDirection;
  /** What to sort by. */
  field: SegmentCustomerOrderField;
};

/** What a list of customers is sorted by; equal ones by their id. */
export type SegmentCustomerOrderField =
  /** Distinct orders in the range. */
  | 'ORDERS'
  /** Days since the last purchase, to the day after the range. */
  | 'RECENCY'
  /** Gross revenue in the range. */
  | 'REVENUE';

/** Which flag becomes what. */
export type SetFeatureFlagInput = {
  /** On or off; null goes back to the default. */
  enabled?: boolean | null | undefined;
  /** Id of the merchant. */
  merchantId: string;
  /** Name of the flag, as Merchant.featureFlags lists it. */
  name: string;
};

/** Who signs in. */
export type SignInInput = {
  /** E-mail address of the account. */
  email: string;
  /** Password of the account. */
  password: string;
};

/** A person and the shop they open. */
export type SignUpInput = {
  /** ISO 4217 currency the shop reports in, for example "GBP". */
  currency: string;
  /** E-mail address to sign in with. */
  email: string;
  /** Name of the shop, up to 100 characters. */
  merchantName: string;
  /** Name of the person, up to 200 characters. */
  name: string;
  /** New password: 12 to 1,024 characters, none of the common ones, not the address or the name. No rule about kinds of characters. */
  password: string;
  /** IANA time zone in which the shop counts its days, for example "Europe/London". */
  timeZone: string;
};

/** Until when an alert is silent. */
export type SilenceAlertInput = {
  /** Id of the alert. */
  id: string;
  /** The last day about which it says nothing, at most 400 days ahead; null ends the silence. */
  until?: string | null | undefined;
};

/** The order of a list. */
export type SortDirection =
  /** Smallest or oldest first. */
  | 'ASC'
  /** Largest or newest first. */
  | 'DESC';

/** What one point of a series stands for. */
export type TimeGrouping =
  /** One point a day of the merchant; at most 1,100 days. */
  | 'DAY'
  /** One point a calendar month. At most ten years. */
  | 'MONTH'
  /** One point a week; weeks start on Monday (ISO 8601). At most ten years. */
  | 'WEEK';

/** Which mute to take back. */
export type UnmuteInsightsInput = {
  /** Id of the mute. */
  id: string;
  /** Id of the merchant. */
  merchantId: string;
};

/** Another rule for an alert. */
export type UpdateAlertInput = {
  /** Id of the alert. */
  id: string;
  /** The whole rule: what is left out of it becomes as for a new alert. */
  rule: AlertRuleInput;
};

/** What changes about an entry of the calendar. Fields that are absent stay as they are. */
export type UpdateCalendarEntryInput = {
  /** First day. */
  from?: string | null | undefined;
  /** Id of the entry. */
  id: string;
  /** What the days are. */
  kind?: CalendarEntryKind | null | undefined;
  /** Id of the merchant. */
  merchantId: string;
  /** What to call them, 1 to 100 characters. */
  name?: string | null | undefined;
  /** Last day, included. */
  to?: string | null | undefined;
  /** Whether it comes again every later year. */
  yearly?: boolean | null | undefined;
};

/** What changes about a merchant. Fields that are absent stay as they are. */
export type UpdateMerchantInput = {
  /** Id of the merchant. */
  merchantId: string;
  /** Its new name, at most 100 characters. */
  name?: string | null | undefined;
};

/** What changes about the settings. Fields that are absent stay as they are. */
export type UpdateMerchantSettingsInput = {
  /** When the shop is open. Replaces what was there: weekdays that are missing are closed. Null forgets the hours. */
  businessHours?: Array<BusinessDayInput> | null | undefined;
  /** ISO 4217 currency. A merchant that has orders or carts keeps its currency (CONFLICT): their amounts are in it. */
  currency?: string | null | undefined;
  /** BCP 47 locale, for example "en-GB". */
  locale?: string | null | undefined;
  /** Id of the merchant. */
  merchantId: string;
  /** IANA time zone, for example "Europe/London". Stored at once; the days of all orders and carts are then counted again in the background, and reports recompute. */
  timeZone?: string | null | undefined;
};

/** What to be notified of. Fields that are absent stay as they are. */
export type UpdateNotificationSettingsInput = {
  /** How often a summary is sent. */
  digest?: NotificationDigest | null | undefined;
  /** Whether notifications are sent by e-mail at all. */
  email?: boolean | null | undefined;
  /** What is worth a notification. */
  kinds?: Array<NotificationKind> | null | undefined;
  /** Id of the merchant it is about. */
  merchantId: string;
};

/** What changes about yourself. */
export type UpdateProfileInput = {
  /** Your name, up to 200 characters. */
  name: string;
};

/** What to change of a schedule; a field that is absent or null stays as it is. */
export type UpdateReportScheduleInput = {
  /** For REVENUE_BREAKDOWN: what revenue is broken down by. */
  breakdownBy?: RevenueDimension | null | undefined;
  /** How often, and about which days. */
  cadence?: ScheduleCadence | null | undefined;
  /** What to compare with, as in requestExport. */
  compareTo?: ComparisonPeriod | null | undefined;
  /** What to count, in place of all that was counted; an empty one counts everything. */
  filter?: ReportFilter | null | undefined;
  /** Format of the file. */
  format?: ExportFormat | null | undefined;
  /** For SALES_TREND: what a row stands for. */
  groupBy?: TimeGrouping | null | undefined;
  /** Id of the schedule. */
  id: string;
  /** Hour of the day, 0 to 23, in the time zone of the merchant. */
  localHour?: number | null | undefined;
  /** Id of the merchant. */
  merchantId: string;
  /** For FORECAST: what to forecast. */
  metric?: ForecastMetric | null | undefined;
  /** Ids of 1 to 20 members, in place of those it was sent to. */
  recipientIds?: Array<string> | null | undefined;
};

/** What changes about an endpoint. Fields that are absent stay as they are. */
export type UpdateWebhookEndpointInput = {
  /** What it is for, at most 200 characters. */
  description?: string | null | undefined;
  /** Whether to send anything. Switching it off gives up what is queued; what happens until it is on again is not sent later. */
  enabled?: boolean | null | undefined;
  /** What to tell it of; at least one. */
  events?: Array<WebhookEvent> | null | undefined;
  /** Id of the endpoint. */
  id: string;
  /** Only insights of these kinds; empty: of every kind. */
  kinds?: Array<InsightKind> | null | undefined;
  /** The least severity to tell of. */
  leastSeverity?: InsightSeverity | null | undefined;
  /** Id of the merchant. */
  merchantId: string;
  /** Where to send requests from now on. */
  url?: string | null | undefined;
};

/** The link of an e-mail that asks whether an address is yours. */
export type VerifyEmailInput = {
  /** What stands after "#token=" in the link. */
  token: string;
};

/** How far a delivery has come. */
export type WebhookDeliveryStatus =
  /** The endpoint answered 2xx. */
  | 'DELIVERED'
  /** The last attempt failed, or the endpoint was disabled: redeliver it by hand. */
  | 'FAILED'
  /** It waits for its first or next attempt. */
  | 'QUEUED';

/** Why nothing is sent to an endpoint. */
export type WebhookDisabledReason =
  /** Every attempt of five days failed. */
  | 'FAILING'
  /** It answered 410 Gone, which says that it wants no more. */
  | 'GONE'
  /** Somebody switched it off. */
  | 'PERSON';

/** Which endpoint. */
export type WebhookEndpointInput = {
  /** Id of the endpoint. */
  id: string;
  /** Id of the merchant. */
  merchantId: string;
};

/** What an endpoint can be told of. */
export type WebhookEvent =
  /** A new insight; eventType "insight.created". */
  | 'INSIGHT_CREATED'
  /** A story went on and changed its insight; eventType "insight.updated". */
  | 'INSIGHT_UPDATED';

/** A day of the week. */
export type Weekday =
  /** Friday. */
  | 'FRIDAY'
  /** Monday. */
  | 'MONDAY'
  /** Saturday. */
  | 'SATURDAY'
  /** Sunday. */
  | 'SUNDAY'
  /** Thursday. */
  | 'THURSDAY'
  /** Tuesday. */
  | 'TUESDAY'
  /** Wednesday. */
  | 'WEDNESDAY';

export type GetReportSchedulesQueryVariables = Exact<{
  merchantId: string;
}>;


export type GetReportSchedulesQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, reportSchedules: Array<{
    /** UUID of the schedule. */
    id: string,
    /** What is exported. */
    kind: ExportKind,
    /** Format of the file. */
    format: ExportFormat,
    /** Of a SALES_TREND: what a row stands for; null is DAY, and for other kinds. */
    groupBy: TimeGrouping | null,
    /** Of a REVENUE_BREAKDOWN: what revenue is broken down by; null for other kinds. */
    breakdownBy: RevenueDimension | null,
    /** Of a FORECAST: what is forecast; null is REVENUE, and for other kinds. */
    metric: ForecastMetric | null,
    /** What the report is compared with; null is what the kind does when not told otherwise. */
    compareTo: ComparisonPeriod | null,
    /** How often, and about which days. */
    cadence: ScheduleCadence,
    /** Hour of the day, 0 to 23, in the time zone of the merchant. Where clocks skip it, right after; where they show it twice, the first time. */
    localHour: number,
    /** Ids of the members it is sent to. Who has left, or may not read it any more, gets nothing. */
    recipientIds: Array<string>,
    /** When it is made next, to within five minutes. */
    nextRunAt: string,
    /** When it was made last; null before that. */
    lastRunAt: string | null,
    /** Id of the export that was made last; null before that. */
    lastExportId: string | null,
    /** When the schedule was made. */
    createdAt: string }> | null } | null };

export type GetExportQueryVariables = Exact<{
  id: string;
}>;


export type GetExportQuery = { export: {
  /** UUID of the export. */
  id: string,
  /** What it holds. */
  kind: ExportKind,
  /** Format of the file. */
  format: ExportFormat,
  /** First day; null when it is not about days. */
  from: string | null,
  /** Last day, included; null as `from`. */
  to: string | null,
  /** What has become of it. */
  status: ExportStatus,
  /** How much of it is done, 0 to 1. 0 while it is not known how much there is. */
  progress: number,
  /** Rows written so far, a whole number; all of them once COMPLETED. */
  rows: number,
  /** Bytes written so far, a whole number; the size once COMPLETED. */
  bytes: number,
  /** SHA-256 of the file in hexadecimal; null until COMPLETED. */
  sha256: string | null,
  /** When the file is removed, seven days after it was made; null until COMPLETED. */
  expiresAt: string | null,
  /** Why it failed, or why it has to be tried again; for people to read. */
  error: string | null,
  /** When it was asked for. */
  createdAt: string,
  /** When it was done, failed or was cancelled. */
  finishedAt: string | null,
  /** Who asked: `user:<id>`, `key:<id>`, `schedule:<id>` or `operator:<name>`. */
  requestedBy: string,
  /** Where to download the file, without any header: a link signed for you that works for 15 minutes, new each time it is read. Ranges are served. Null unless COMPLETED. Needs exports:read. */
  downloadUrl: string | null, merchant: {
    /** UUID of the merchant. */
    id: string } | null } | null };

export type ListRevenueBreakdownQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  from: string;
  to: string;
  filter?: ReportFilter | null | undefined;
  compareTo?: ComparisonPeriod | null | undefined;
  by: RevenueDimension;
}>;


export type ListRevenueBreakdownQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, revenueBreakdown: {
    /** First day of the report. */
    from: string,
    /** Last day of the report, included. */
    to: string,
    /** ISO 4217 code of the currency of every amount. */
    currency: string,
    /** IANA time zone in which its days begin and end. */
    timeZone: string,
    /** How the figures are counted, for people to read beside them. */
    definition: string,
    /** How many items match in all, over every page. */
    totalCount: number,
    /** What revenue is broken down by. */
    by: RevenueDimension, nodes: Array<{
      /** The country, channel, number, segment, weekday or hour; null for what has none. */
      key: string | null,
      /** The same for people, in English, for example "Monday", "14:00", or "unknown". */
      label: string,
      /** Orders with a sold line, counted by day. */
      orders: number,
      /** Pieces sold. */
      units: number,
      /** Distinct known customers; null by PRODUCT. */
      customers: number | null,
      /** Its share of all gross revenue that is counted, 0 to 1; null when that is zero. */
      share: number | null, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, refunds: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, netRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, comparison: {
        /** Its orders then, counted by day. */
        orders: number,
        /** Relative change of gross revenue, now / then - 1; null when it was zero. */
        change: number | null, grossRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } } | null }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null }, comparison: {
      /** First day. */
      from: string,
      /** Last day, included. */
      to: string } | null, freshness: {
      /** Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN. */
      lagSeconds: number | null,
      /** Everything that happened before this instant is in the reports; null when that is not known. */
      replicatedAt: string | null,
      /** The same in one word. */
      status: FreshnessStatus,
      /** When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER. */
      reconciledAt: string | null,
      /** What that comparison came to. */
      reconciliation: ReconciliationState } } | null } | null };

export type ListExportsQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: ExportFilter | null | undefined;
}>;


export type ListExportsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, exports: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the export. */
      id: string,
      /** What it holds. */
      kind: ExportKind,
      /** Format of the file. */
      format: ExportFormat,
      /** First day; null when it is not about days. */
      from: string | null,
      /** Last day, included; null as `from`. */
      to: string | null,
      /** What has become of it. */
      status: ExportStatus,
      /** How much of it is done, 0 to 1. 0 while it is not known how much there is. */
      progress: number,
      /** Rows written so far, a whole number; all of them once COMPLETED. */
      rows: number,
      /** Bytes written so far, a whole number; the size once COMPLETED. */
      bytes: number,
      /** SHA-256 of the file in hexadecimal; null until COMPLETED. */
      sha256: string | null,
      /** When the file is removed, seven days after it was made; null until COMPLETED. */
      expiresAt: string | null,
      /** Why it failed, or why it has to be tried again; for people to read. */
      error: string | null,
      /** When it was asked for. */
      createdAt: string,
      /** When it was done, failed or was cancelled. */
      finishedAt: string | null,
      /** Who asked: `user:<id>`, `key:<id>`, `schedule:<id>` or `operator:<name>`. */
      requestedBy: string,
      /** Where to download the file, without any header: a link signed for you that works for 15 minutes, new each time it is read. Ranges are served. Null unless COMPLETED. Needs exports:read. */
      downloadUrl: string | null, merchant: {
        /** UUID of the merchant. */
        id: string } | null }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type GetForecastQueryVariables = Exact<{
  merchantId: string;
  metric: ForecastMetric;
  horizonDays?: number | null | undefined;
  from?: string | null | undefined;
  productId?: string | null | undefined;
  sku?: string | null | undefined;
  segment?: CustomerSegment | null | undefined;
  holidays?: Array<ForecastHolidayInput> | ForecastHolidayInput | null | undefined;
  useCalendar?: boolean | null | undefined;
}>;


export type GetForecastQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, forecast: {
    /** What is forecast. */
    metric: ForecastMetric,
    /** First day forecast. */
    from: string,
    /** Last day forecast. */
    to: string,
    /** ISO 4217 code of the currency of the merchant. */
    currency: string,
    /** IANA name of the time zone in which days are counted. */
    timeZone: string,
    /** What the history allowed. */
    basis: ForecastBasis,
    /** Why this is a plainer forecast than usual, for people; null when it is not. */
    reason: string | null,
    /** Days learnt from: from the first sale within the 730 days before the forecast on. */
    trainedDays: number,
    /** What the figures mean and how they are made, for people. */
    definition: string, points: Array<{
      /** The day, in the time zone of the merchant. */
      date: string,
      /** Expected number, to draw; exact money is in money. */
      value: number,
      /** Lower end of the range that holds the day in 80 of 100 cases. */
      lo80: number,
      /** Upper end of the range that holds the day in 80 of 100 cases. */
      hi80: number,
      /** Lower end of the range that holds the day in 95 of 100 cases. */
      lo95: number,
      /** Upper end of the range that holds the day in 95 of 100 cases. */
      hi95: number, money: { value: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, lo80: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, hi80: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, lo95: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, hi95: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } } | null }>, methods: Array<{
      /** The method. */
      method: ForecastMethod,
      /** Its share, above 0; those of a forecast add up to 1. */
      weight: number }>, backtest: {
      /** How many forecasts were tried, a month apart. */
      origins: number, forecast: {
        /** Mean absolute scaled error: the mean error divided by that of saying, for a week ahead, what this week was. Below 1 is better than that; less is better. Null when each week was like the one before, so that there is nothing to divide by. */
        mase: number | null,
        /** Share of days that fell within their 95% range, 0 to 1; near 0.95 is right. Null with a single trial. */
        coverage95: number | null }, seasonalNaive: {
        /** Mean absolute scaled error: the mean error divided by that of saying, for a week ahead, what this week was. Below 1 is better than that; less is better. Null when each week was like the one before, so that there is nothing to divide by. */
        mase: number | null,
        /** Share of days that fell within their 95% range, 0 to 1; near 0.95 is right. Null with a single trial. */
        coverage95: number | null } } | null, calendar: {
      /** Where they come from. */
      source: ForecastCalendarSource, entries: Array<{
        /** First day, in the time zone of the merchant. */
        from: string,
        /** Last day, included. */
        to: string,
        /** What the days are. */
        kind: CalendarEntryKind,
        /** What people call them. */
        name: string }> | null }, freshness: {
      /** Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN. */
      lagSeconds: number | null,
      /** Everything that happened before this instant is in the reports; null when that is not known. */
      replicatedAt: string | null,
      /** The same in one word. */
      status: FreshnessStatus,
      /** When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER. */
      reconciledAt: string | null,
      /** What that comparison came to. */
      reconciliation: ReconciliationState } } | null } | null };

export type GetConversionFunnelQueryVariables = Exact<{
  merchantId: string;
  from: string;
  to: string;
  filter?: ReportFilter | null | undefined;
  compareTo?: ComparisonPeriod | null | undefined;
}>;


export type GetConversionFunnelQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, conversionFunnel: {
    /** First day of the report. */
    from: string,
    /** Last day of the report, included. */
    to: string,
    /** ISO 4217 code of the currency of every amount. */
    currency: string,
    /** IANA time zone in which its days begin and end. */
    timeZone: string,
    /** How the figures are counted, for people to read beside them. */
    definition: string,
    /** Carts begun in the range that are open still. */
    openCarts: number,
    /** Carts begun in the range that were given up and not won back. */
    lostCarts: number,
    /** Carts begun in the range that were given up and then ordered. */
    recoveredCarts: number, comparison: {
      /** First day. */
      from: string,
      /** Last day, included. */
      to: string } | null, stages: Array<{
      /** Which step. */
      stage: FunnelStageName,
      /** Carts of the range that got this far; null when no source tells (see unavailable). */
      carts: number | null,
      /** Its carts divided by all carts begun, 0 to 1; null without carts or source. */
      rate: number | null,
      /** Its carts in the range compared with; null when compareTo is NONE or no source tells. */
      cartsBefore: number | null,
      /** Difference of the rate against the range compared with (0.02 is two percentage points more); null when either is. */
      rateChange: number | null, value: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } | null }>, unavailable: Array<{
      /** Name of the field that is null. */
      metric: string,
      /** What is missing, for people to read. */
      reason: string }>, freshness: {
      /** Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN. */
      lagSeconds: number | null,
      /** Everything that happened before this instant is in the reports; null when that is not known. */
      replicatedAt: string | null,
      /** The same in one word. */
      status: FreshnessStatus,
      /** When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER. */
      reconciledAt: string | null,
      /** What that comparison came to. */
      reconciliation: ReconciliationState } } | null } | null };

export type ListProductPerformanceQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  from: string;
  to: string;
  filter?: ReportFilter | null | undefined;
  compareTo?: ComparisonPeriod | null | undefined;
  search?: string | null | undefined;
  orderBy?: ProductOrder | null | undefined;
}>;


export type ListProductPerformanceQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, productPerformance: {
    /** First day of the report. */
    from: string,
    /** Last day of the report, included. */
    to: string,
    /** ISO 4217 code of the currency of every amount. */
    currency: string,
    /** IANA time zone in which its days begin and end. */
    timeZone: string,
    /** How the figures are counted, for people to read beside them. */
    definition: string,
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the product; null when the shop has sold it but does not list it. */
      productId: string | null,
      /** The shop's own number of the product. */
      sku: string,
      /** Title; null when the shop does not tell it. */
      title: string | null,
      /** Orders with a sold line of it, counted by day. */
      orders: number,
      /** Pieces in its sold lines. */
      units: number,
      /** Pieces that its cancelled and refunded lines took back. */
      refundedUnits: number,
      /** Its share of the gross revenue of all products that are counted, 0 to 1; null when that is zero. */
      share: number | null, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, refunds: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, netRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, averagePrice: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } | null, comparison: {
        /** Its pieces sold then. */
        units: number,
        /** Orders that held it then, counted by day. */
        orders: number,
        /** Relative change of gross revenue, now / then - 1; null when it was zero. */
        change: number | null, grossRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, revenueChange: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } } | null }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null }, comparison: {
      /** First day. */
      from: string,
      /** Last day, included. */
      to: string } | null, freshness: {
      /** Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN. */
      lagSeconds: number | null,
      /** Everything that happened before this instant is in the reports; null when that is not known. */
      replicatedAt: string | null,
      /** The same in one word. */
      status: FreshnessStatus,
      /** When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER. */
      reconciledAt: string | null,
      /** What that comparison came to. */
      reconciliation: ReconciliationState } } | null } | null };

export type GetRevenueChangeQueryVariables = Exact<{
  merchantId: string;
  from: string;
  to: string;
  filter?: ReportFilter | null | undefined;
  compareTo?: ComparisonPeriod | null | undefined;
  movers?: number | null | undefined;
}>;


export type GetRevenueChangeQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, revenueChange: {
    /** First day of the report. */
    from: string,
    /** Last day of the report, included. */
    to: string,
    /** ISO 4217 code of the currency of every amount. */
    currency: string,
    /** IANA time zone in which its days begin and end. */
    timeZone: string,
    /** How the figures are counted, for people to read beside them. */
    definition: string,
    /** Relative change, current / base - 1; null when base is zero. */
    change: number | null,
    /** Products sold in both ranges. */
    keptProducts: number,
    /** Products sold in the range only. */
    newProducts: number,
    /** Products sold in the range compared with only. */
    lostProducts: number, comparison: {
      /** First day. */
      from: string,
      /** Last day, included. */
      to: string }, current: {
      /** The amount in major units, with four decimals, for example "61204.1000". */
      amount: string,
      /** ISO 4217 code of the currency, for example "GBP". */
      currency: string }, base: {
      /** The amount in major units, with four decimals, for example "61204.1000". */
      amount: string,
      /** ISO 4217 code of the currency, for example "GBP". */
      currency: string }, difference: {
      /** The amount in major units, with four decimals, for example "61204.1000". */
      amount: string,
      /** ISO 4217 code of the currency, for example "GBP". */
      currency: string }, parts: { price: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, volume: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, mix: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, newProducts: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, lostProducts: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } }, up: Array<{
      /** UUID of the product; null when the shop has sold it but does not list it. */
      productId: string | null,
      /** The shop's own number of the product. */
      sku: string,
      /** Title; null when the shop does not tell it. */
      title: string | null,
      /** Orders with a sold line of it, counted by day. */
      orders: number,
      /** Pieces in its sold lines. */
      units: number,
      /** Pieces that its cancelled and refunded lines took back. */
      refundedUnits: number,
      /** Its share of the gross revenue of all products that are counted, 0 to 1; null when that is zero. */
      share: number | null, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, refunds: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, netRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, averagePrice: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } | null, comparison: {
        /** Its pieces sold then. */
        units: number,
        /** Orders that held it then, counted by day. */
        orders: number,
        /** Relative change of gross revenue, now / then - 1; null when it was zero. */
        change: number | null, grossRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, revenueChange: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } } | null }>, down: Array<{
      /** UUID of the product; null when the shop has sold it but does not list it. */
      productId: string | null,
      /** The shop's own number of the product. */
      sku: string,
      /** Title; null when the shop does not tell it. */
      title: string | null,
      /** Orders with a sold line of it, counted by day. */
      orders: number,
      /** Pieces in its sold lines. */
      units: number,
      /** Pieces that its cancelled and refunded lines took back. */
      refundedUnits: number,
      /** Its share of the gross revenue of all products that are counted, 0 to 1; null when that is zero. */
      share: number | null, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, refunds: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, netRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, averagePrice: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } | null, comparison: {
        /** Its pieces sold then. */
        units: number,
        /** Orders that held it then, counted by day. */
        orders: number,
        /** Relative change of gross revenue, now / then - 1; null when it was zero. */
        change: number | null, grossRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, revenueChange: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } } | null }>, freshness: {
      /** Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN. */
      lagSeconds: number | null,
      /** Everything that happened before this instant is in the reports; null when that is not known. */
      replicatedAt: string | null,
      /** The same in one word. */
      status: FreshnessStatus,
      /** When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER. */
      reconciledAt: string | null,
      /** What that comparison came to. */
      reconciliation: ReconciliationState } } | null } | null };

export type GetOverviewQueryVariables = Exact<{
  merchantId: string;
  from: string;
  to: string;
  compareTo?: ComparisonPeriod | null | undefined;
  filter?: ReportFilter | null | undefined;
}>;


export type GetOverviewQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, overview: {
    /** First day of the report. */
    from: string,
    /** Last day of the report, included. */
    to: string,
    /** ISO 4217 code of the currency of every amount. */
    currency: string,
    /** IANA time zone in which its days begin and end. */
    timeZone: string,
    /** How the figures are counted, for people to read beside them. */
    definition: string,
    /** Refunds divided by gross revenue, 0 or more; above 1 when more came back than was sold. Null without gross revenue. */
    refundRate: number | null,
    /** Carts begun in the range; null when a filter is given, since carts are not known by it. */
    carts: number | null,
    /** Carts begun in the range that were abandoned, whether they were won back later (status RECOVERED) or not (ABANDONED); null when a filter is given. */
    abandonedCarts: number | null,
    /** Abandoned carts divided by all carts of the range, 0 to 1; null without carts, and when a filter is given. */
    abandonmentRate: number | null,
    /** Carts begun in the range that became an order (status ORDERED or RECOVERED) divided by all of them, 0 to 1; null without carts, and when a filter is given. */
    cartConversionRate: number | null,
    /** Orders divided by visits of the shop. Null as long as visits are not collected; unavailable says so. */
    conversionRate: number | null,
    /** Distinct known customers who bought in the range, each counted once however often; null when it cannot be counted. */
    customers: number | null,
    /** Those of them who had never bought before the range, whatever the filter; null when it cannot be counted. */
    newCustomers: number | null,
    /** Those of them who had bought before the range; null when it cannot be counted. */
    returningCustomers: number | null, totals: {
      /** Distinct orders with at least one sold line, counted by day. */
      orders: number,
      /** Pieces in sold lines; returned pieces are not taken off. */
      units: number, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, refunds: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, netRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, averageOrderValue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } | null }, comparison: {
      /** First day compared with. */
      from: string,
      /** Last day compared with, included. */
      to: string,
      /** Its refundRate. */
      refundRate: number | null,
      /** Its carts. */
      carts: number | null,
      /** Its abandonedCarts. */
      abandonedCarts: number | null,
      /** Its abandonmentRate. */
      abandonmentRate: number | null,
      /** Its cartConversionRate. */
      cartConversionRate: number | null,
      /** Distinct known customers who bought in the range, each counted once however often; null when it cannot be counted. */
      customers: number | null,
      /** Those of them who had never bought before the range, whatever the filter; null when it cannot be counted. */
      newCustomers: number | null,
      /** Those of them who had bought before the range; null when it cannot be counted. */
      returningCustomers: number | null, totals: {
        /** Distinct orders with at least one sold line, counted by day. */
        orders: number,
        /** Pieces in sold lines; returned pieces are not taken off. */
        units: number, grossRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, refunds: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, netRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, averageOrderValue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } | null }, change: {
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of gross revenue. */
        grossRevenue: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of refunds. */
        refunds: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of net revenue. */
        netRevenue: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of the number of orders. */
        orders: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of the pieces sold. */
        units: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of the average order value. */
        averageOrderValue: number | null }, rateChange: {
        /** Difference in the share (0.02 is two percentage points more) of refunds in gross revenue. */
        refundRate: number | null,
        /** Difference in the share (0.02 is two percentage points more) of carts that were abandoned. */
        abandonmentRate: number | null,
        /** Difference in the share (0.02 is two percentage points more) of carts that became orders. */
        cartConversionRate: number | null }, customerChange: {
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of customers. */
        customers: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of new customers. */
        newCustomers: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of returning customers. */
        returningCustomers: number | null } | null } | null, unavailable: Array<{
      /** Name of the field that is null. */
      metric: string,
      /** What is missing, for people to read. */
      reason: string }>, otherCurrencies: Array<{
      /** ISO 4217 code. */
      currency: string,
      /** Orders in this currency, counted by day. */
      orders: number, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, refunds: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } }>, freshness: {
      /** Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN. */
      lagSeconds: number | null,
      /** Everything that happened before this instant is in the reports; null when that is not known. */
      replicatedAt: string | null,
      /** The same in one word. */
      status: FreshnessStatus,
      /** When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER. */
      reconciledAt: string | null,
      /** What that comparison came to. */
      reconciliation: ReconciliationState } } | null } | null };

export type GetSalesTrendQueryVariables = Exact<{
  merchantId: string;
  from: string;
  to: string;
  groupBy?: TimeGrouping | null | undefined;
  compareTo?: ComparisonPeriod | null | undefined;
  filter?: ReportFilter | null | undefined;
}>;


export type GetSalesTrendQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, salesTrend: {
    /** First day of the report. */
    from: string,
    /** Last day of the report, included. */
    to: string,
    /** ISO 4217 code of the currency of every amount. */
    currency: string,
    /** IANA time zone in which its days begin and end. */
    timeZone: string,
    /** How the figures are counted, for people to read beside them. */
    definition: string,
    /** What one point stands for. */
    groupBy: TimeGrouping, totals: {
      /** Distinct orders with at least one sold line, counted by day. */
      orders: number,
      /** Pieces in sold lines; returned pieces are not taken off. */
      units: number, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, refunds: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, netRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, averageOrderValue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } | null }, otherCurrencies: Array<{
      /** ISO 4217 code. */
      currency: string,
      /** Orders in this currency, counted by day. */
      orders: number, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, refunds: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } }>, points: Array<{
      /** Distinct orders with at least one sold line, counted by day. */
      orders: number,
      /** Pieces in sold lines; returned pieces are not taken off. */
      units: number,
      /** First day this point counts: the day, the Monday or the first of the month, or the first day of the range where that is later. */
      date: string, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, refunds: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, netRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, averageOrderValue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } | null }>, comparison: {
      /** First day compared with. */
      from: string,
      /** Last day compared with, included. */
      to: string, points: Array<{
        /** Distinct orders with at least one sold line, counted by day. */
        orders: number,
        /** Pieces in sold lines; returned pieces are not taken off. */
        units: number,
        /** First day this point counts: the day, the Monday or the first of the month, or the first day of the range where that is later. */
        date: string, grossRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, refunds: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, netRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, averageOrderValue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } | null }>, totals: {
        /** Distinct orders with at least one sold line, counted by day. */
        orders: number,
        /** Pieces in sold lines; returned pieces are not taken off. */
        units: number, grossRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, refunds: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, netRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, averageOrderValue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } | null }, change: {
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of gross revenue. */
        grossRevenue: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of refunds. */
        refunds: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of net revenue. */
        netRevenue: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of the number of orders. */
        orders: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of the pieces sold. */
        units: number | null,
        /** Relative change, current / comparison - 1 (0.25 is a quarter more) of the average order value. */
        averageOrderValue: number | null } } | null, freshness: {
      /** Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN. */
      lagSeconds: number | null,
      /** Everything that happened before this instant is in the reports; null when that is not known. */
      replicatedAt: string | null,
      /** The same in one word. */
      status: FreshnessStatus,
      /** When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER. */
      reconciledAt: string | null,
      /** What that comparison came to. */
      reconciliation: ReconciliationState } } | null } | null };

export type GetCustomerSegmentsQueryVariables = Exact<{
  merchantId: string;
  from: string;
  to: string;
  filter?: ReportFilter | null | undefined;
  compareTo?: ComparisonPeriod | null | undefined;
}>;


export type GetCustomerSegmentsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, customerSegments: {
    /** First day of the report. */
    from: string,
    /** Last day of the report, included. */
    to: string,
    /** ISO 4217 code of the currency of every amount. */
    currency: string,
    /** IANA time zone in which its days begin and end. */
    timeZone: string,
    /** How the figures are counted, for people to read beside them. */
    definition: string,
    /** Known customers who bought in the range. */
    customers: number, comparison: {
      /** First day. */
      from: string,
      /** Last day, included. */
      to: string } | null, segments: Array<{
      /** The segment. */
      segment: CustomerSegment,
      /** How many customers it has; 0 when it is empty. */
      customers: number,
      /** How many it had in the range compared with, by the scores of that range; null when compareTo is NONE. */
      customersBefore: number | null,
      /** Its share of all known customers who bought, 0 to 1; null when there are none. */
      share: number | null,
      /** Its share of the gross revenue of all known customers, 0 to 1; null when that is zero. */
      revenueShare: number | null,
      /** Orders by customer; null when it is empty. */
      averageOrders: number | null,
      /** Mean of the days since the last purchase; null when it is empty. */
      averageRecencyDays: number | null, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, averageRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string } | null }>, freshness: {
      /** Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN. */
      lagSeconds: number | null,
      /** Everything that happened before this instant is in the reports; null when that is not known. */
      replicatedAt: string | null,
      /** The same in one word. */
      status: FreshnessStatus,
      /** When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER. */
      reconciledAt: string | null,
      /** What that comparison came to. */
      reconciliation: ReconciliationState } } | null } | null };

export type ListSegmentCustomersQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  from: string;
  to: string;
  filter?: ReportFilter | null | undefined;
  segment?: CustomerSegment | null | undefined;
  orderBy?: SegmentCustomerOrder | null | undefined;
}>;


export type ListSegmentCustomersQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, segmentCustomers: {
    /** First day of the report. */
    from: string,
    /** Last day of the report, included. */
    to: string,
    /** ISO 4217 code of the currency of every amount. */
    currency: string,
    /** IANA time zone in which its days begin and end. */
    timeZone: string,
    /** How the figures are counted, for people to read beside them. */
    definition: string,
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** The segment that follows from recency and frequency. */
      segment: CustomerSegment,
      /** Days from the last purchase to the day after the range: 1 for one on its last day. */
      recencyDays: number,
      /** Distinct orders in the range. */
      orders: number,
      /** Score of recency, 1 to 5; 5 is a purchase a short time ago. */
      recencyScore: number,
      /** Score of the number of orders, 1 to 5; 5 is many. */
      frequencyScore: number,
      /** Score of gross revenue, 1 to 5; 5 is much. */
      monetaryScore: number,
      /** Day of the first purchase in the range. */
      firstOrderOn: string,
      /** Day of the last purchase in the range. */
      lastOrderOn: string,
      /** Day of the first purchase ever, whatever the filter. */
      customerSince: string, grossRevenue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, lifetimeValue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, customer: {
        /** UUID of the customer. */
        id: string,
        /** Name; null when the shop does not tell it. */
        name: string | null,
        /** E-mail address; null when the shop does not tell it. */
        email: string | null } | null }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null }, freshness: {
      /** Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN. */
      lagSeconds: number | null,
      /** Everything that happened before this instant is in the reports; null when that is not known. */
      replicatedAt: string | null,
      /** The same in one word. */
      status: FreshnessStatus,
      /** When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER. */
      reconciledAt: string | null,
      /** What that comparison came to. */
      reconciliation: ReconciliationState } } | null } | null };

export type GetCustomerCohortsQueryVariables = Exact<{
  merchantId: string;
  from: string;
  to: string;
  filter?: ReportFilter | null | undefined;
}>;


export type GetCustomerCohortsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, customerCohorts: {
    /** First day of the report. */
    from: string,
    /** Last day of the report, included. */
    to: string,
    /** ISO 4217 code of the currency of every amount. */
    currency: string,
    /** IANA time zone in which its days begin and end. */
    timeZone: string,
    /** How the figures are counted, for people to read beside them. */
    definition: string,
    /** Customers of all cohorts. */
    customers: number, lifetimeValue: {
      /** The amount in major units, with four decimals, for example "61204.1000". */
      amount: string,
      /** ISO 4217 code of the currency, for example "GBP". */
      currency: string } | null, cohorts: Array<{
      /** First day of that month. */
      month: string,
      /** How many customers. */
      customers: number, lifetimeValue: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, months: Array<{
        /** First day of the month. */
        month: string,
        /** Months since that of the first purchase; 0 is that month itself. */
        offset: number,
        /** Customers of the cohort who bought in the month. */
        customers: number,
        /** Retention: those customers divided by all of the cohort, 0 to 1; 1 at offset 0. */
        retention: number, grossRevenue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, refunds: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, lifetimeValue: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } }> }>, freshness: {
      /** Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN. */
      lagSeconds: number | null,
      /** Everything that happened before this instant is in the reports; null when that is not known. */
      replicatedAt: string | null,
      /** The same in one word. */
      status: FreshnessStatus,
      /** When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER. */
      reconciledAt: string | null,
      /** What that comparison came to. */
      reconciliation: ReconciliationState } } | null } | null };

export type RequestExportMutationVariables = Exact<{
  input: RequestExportInput;
}>;


export type RequestExportMutation = { requestExport:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ExportRequested', export: {
      /** UUID of the export. */
      id: string } }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type CancelExportMutationVariables = Exact<{
  input: CancelExportInput;
}>;


export type CancelExportMutation = { cancelExport:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ExportCancelled', export: {
      /** UUID of the export. */
      id: string } }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type CreateReportScheduleMutationVariables = Exact<{
  input: CreateReportScheduleInput;
}>;


export type CreateReportScheduleMutation = { createReportSchedule:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ReportScheduleCreated', schedule: {
      /** UUID of the schedule. */
      id: string,
      /** What is exported. */
      kind: ExportKind,
      /** Format of the file. */
      format: ExportFormat,
      /** Of a SALES_TREND: what a row stands for; null is DAY, and for other kinds. */
      groupBy: TimeGrouping | null,
      /** Of a REVENUE_BREAKDOWN: what revenue is broken down by; null for other kinds. */
      breakdownBy: RevenueDimension | null,
      /** Of a FORECAST: what is forecast; null is REVENUE, and for other kinds. */
      metric: ForecastMetric | null,
      /** What the report is compared with; null is what the kind does when not told otherwise. */
      compareTo: ComparisonPeriod | null,
      /** How often, and about which days. */
      cadence: ScheduleCadence,
      /** Hour of the day, 0 to 23, in the time zone of the merchant. Where clocks skip it, right after; where they show it twice, the first time. */
      localHour: number,
      /** Ids of the members it is sent to. Who has left, or may not read it any more, gets nothing. */
      recipientIds: Array<string>,
      /** When it is made next, to within five minutes. */
      nextRunAt: string,
      /** When it was made last; null before that. */
      lastRunAt: string | null,
      /** Id of the export that was made last; null before that. */
      lastExportId: string | null,
      /** When the schedule was made. */
      createdAt: string } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type UpdateReportScheduleMutationVariables = Exact<{
  input: UpdateReportScheduleInput;
}>;


export type UpdateReportScheduleMutation = { updateReportSchedule:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ReportScheduleUpdated', schedule: {
      /** UUID of the schedule. */
      id: string,
      /** What is exported. */
      kind: ExportKind,
      /** Format of the file. */
      format: ExportFormat,
      /** Of a SALES_TREND: what a row stands for; null is DAY, and for other kinds. */
      groupBy: TimeGrouping | null,
      /** Of a REVENUE_BREAKDOWN: what revenue is broken down by; null for other kinds. */
      breakdownBy: RevenueDimension | null,
      /** Of a FORECAST: what is forecast; null is REVENUE, and for other kinds. */
      metric: ForecastMetric | null,
      /** What the report is compared with; null is what the kind does when not told otherwise. */
      compareTo: ComparisonPeriod | null,
      /** How often, and about which days. */
      cadence: ScheduleCadence,
      /** Hour of the day, 0 to 23, in the time zone of the merchant. Where clocks skip it, right after; where they show it twice, the first time. */
      localHour: number,
      /** Ids of the members it is sent to. Who has left, or may not read it any more, gets nothing. */
      recipientIds: Array<string>,
      /** When it is made next, to within five minutes. */
      nextRunAt: string,
      /** When it was made last; null before that. */
      lastRunAt: string | null,
      /** Id of the export that was made last; null before that. */
      lastExportId: string | null,
      /** When the schedule was made. */
      createdAt: string } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type DeleteReportScheduleMutationVariables = Exact<{
  input: DeleteReportScheduleInput;
}>;


export type DeleteReportScheduleMutation = { deleteReportSchedule:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ReportScheduleDeleted',
    /** Id of the schedule. */
    id: string }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type ExportProgressSubscriptionVariables = Exact<{
  merchantId: string;
  exportId?: string | null | undefined;
}>;


export type ExportProgressSubscription = { exportProgress: {
  /** UUID of the export. */
  id: string,
  /** What it holds. */
  kind: ExportKind,
  /** Format of the file. */
  format: ExportFormat,
  /** First day; null when it is not about days. */
  from: string | null,
  /** Last day, included; null as `from`. */
  to: string | null,
  /** What has become of it. */
  status: ExportStatus,
  /** How much of it is done, 0 to 1. 0 while it is not known how much there is. */
  progress: number,
  /** Rows written so far, a whole number; all of them once COMPLETED. */
  rows: number,
  /** Bytes written so far, a whole number; the size once COMPLETED. */
  bytes: number,
  /** SHA-256 of the file in hexadecimal; null until COMPLETED. */
  sha256: string | null,
  /** When the file is removed, seven days after it was made; null until COMPLETED. */
  expiresAt: string | null,
  /** Why it failed, or why it has to be tried again; for people to read. */
  error: string | null,
  /** When it was asked for. */
  createdAt: string,
  /** When it was done, failed or was cancelled. */
  finishedAt: string | null,
  /** Who asked: `user:<id>`, `key:<id>`, `schedule:<id>` or `operator:<name>`. */
  requestedBy: string,
  /** Where to download the file, without any header: a link signed for you that works for 15 minutes, new each time it is read. Ranges are served. Null unless COMPLETED. Needs exports:read. */
  downloadUrl: string | null, merchant: {
    /** UUID of the merchant. */
    id: string } | null } };

export type ExportFieldsFragment = {
/** UUID of the export. */
id: string,
/** What it holds. */
kind: ExportKind,
/** Format of the file. */
format: ExportFormat,
/** First day; null when it is not about days. */
from: string | null,
/** Last day, included; null as `from`. */
to: string | null,
/** What has become of it. */
status: ExportStatus,
/** How much of it is done, 0 to 1. 0 while it is not known how much there is. */
progress: number,
/** Rows written so far, a whole number; all of them once COMPLETED. */
rows: number,
/** Bytes written so far, a whole number; the size once COMPLETED. */
bytes: number,
/** SHA-256 of the file in hexadecimal; null until COMPLETED. */
sha256: string | null,
/** When the file is removed, seven days after it was made; null until COMPLETED. */
expiresAt: string | null,
/** Why it failed, or why it has to be tried again; for people to read. */
error: string | null,
/** When it was asked for. */
createdAt: string,
/** When it was done, failed or was cancelled. */
finishedAt: string | null,
/** Who asked: `user:<id>`, `key:<id>`, `schedule:<id>` or `operator:<name>`. */
requestedBy: string,
/** Where to download the file, without any header: a link signed for you that works for 15 minutes, new each time it is read. Ranges are served. Null unless COMPLETED. Needs exports:read. */
downloadUrl: string | null, merchant: {
  /** UUID of the merchant. */
  id: string } | null };

export type GetCartQueryVariables = Exact<{
  id: string;
}>;


export type GetCartQuery = { cart: {
  /** UUID of the cart. */
  id: string,
  /** What became of it. */
  status: CartStatus,
  /** Pieces in it, over all lines, as the shop reported them. */
  itemCount: number,
  /** When it was begun. */
  createdAt: string,
  /** When it last changed. */
  updatedAt: string,
  /** When it was given up; null for a cart that never was. */
  abandonedAt: string | null, total: {
    /** The amount in major units, with four decimals, for example "61204.1000". */
    amount: string,
    /** ISO 4217 code of the currency, for example "GBP". */
    currency: string }, merchant: {
    /** UUID of the merchant. */
    id: string }, customer: {
    /** UUID of the customer. */
    id: string,
    /** Name; null when the shop does not tell it. */
    name: string | null,
    /** E-mail address; null when the shop does not tell it. */
    email: string | null } | null, items: Array<{
    /** UUID of the line. */
    id: string,
    /** Stock keeping unit of the product. */
    sku: string,
    /** Title of the product when it was put into the cart. */
    title: string,
    /** How many pieces. */
    quantity: number, unitPrice: {
      /** The amount in major units, with four decimals, for example "61204.1000". */
      amount: string,
      /** ISO 4217 code of the currency, for example "GBP". */
      currency: string }, total: {
      /** The amount in major units, with four decimals, for example "61204.1000". */
      amount: string,
      /** ISO 4217 code of the currency, for example "GBP". */
      currency: string } }> } | null };

export type ListCartsQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: CartFilter | null | undefined;
  orderBy?: CartOrder | null | undefined;
}>;


export type ListCartsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, carts: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the cart. */
      id: string,
      /** What became of it. */
      status: CartStatus,
      /** Pieces in it, over all lines, as the shop reported them. */
      itemCount: number,
      /** When it was begun. */
      createdAt: string,
      /** When it last changed. */
      updatedAt: string,
      /** When it was given up; null for a cart that never was. */
      abandonedAt: string | null, total: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, merchant: {
        /** UUID of the merchant. */
        id: string }, customer: {
        /** UUID of the customer. */
        id: string,
        /** Name; null when the shop does not tell it. */
        name: string | null,
        /** E-mail address; null when the shop does not tell it. */
        email: string | null } | null, items: Array<{
        /** UUID of the line. */
        id: string,
        /** Stock keeping unit of the product. */
        sku: string,
        /** Title of the product when it was put into the cart. */
        title: string,
        /** How many pieces. */
        quantity: number, unitPrice: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, total: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } }> }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type ListAbandonedCartsQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: CartFilter | null | undefined;
  orderBy?: CartOrder | null | undefined;
}>;


export type ListAbandonedCartsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, abandonedCarts: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the cart. */
      id: string,
      /** What became of it. */
      status: CartStatus,
      /** Pieces in it, over all lines, as the shop reported them. */
      itemCount: number,
      /** When it was begun. */
      createdAt: string,
      /** When it last changed. */
      updatedAt: string,
      /** When it was given up; null for a cart that never was. */
      abandonedAt: string | null, total: {
        /** The amount in major units, with four decimals, for example "61204.1000". */
        amount: string,
        /** ISO 4217 code of the currency, for example "GBP". */
        currency: string }, merchant: {
        /** UUID of the merchant. */
        id: string }, customer: {
        /** UUID of the customer. */
        id: string,
        /** Name; null when the shop does not tell it. */
        name: string | null,
        /** E-mail address; null when the shop does not tell it. */
        email: string | null } | null, items: Array<{
        /** UUID of the line. */
        id: string,
        /** Stock keeping unit of the product. */
        sku: string,
        /** Title of the product when it was put into the cart. */
        title: string,
        /** How many pieces. */
        quantity: number, unitPrice: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string }, total: {
          /** The amount in major units, with four decimals, for example "61204.1000". */
          amount: string,
          /** ISO 4217 code of the currency, for example "GBP". */
          currency: string } }> }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type CartFieldsFragment = {
/** UUID of the cart. */
id: string,
/** What became of it. */
status: CartStatus,
/** Pieces in it, over all lines, as the shop reported them. */
itemCount: number,
/** When it was begun. */
createdAt: string,
/** When it last changed. */
updatedAt: string,
/** When it was given up; null for a cart that never was. */
abandonedAt: string | null, total: {
  /** The amount in major units, with four decimals, for example "61204.1000". */
  amount: string,
  /** ISO 4217 code of the currency, for example "GBP". */
  currency: string }, merchant: {
  /** UUID of the merchant. */
  id: string }, customer: {
  /** UUID of the customer. */
  id: string,
  /** Name; null when the shop does not tell it. */
  name: string | null,
  /** E-mail address; null when the shop does not tell it. */
  email: string | null } | null, items: Array<{
  /** UUID of the line. */
  id: string,
  /** Stock keeping unit of the product. */
  sku: string,
  /** Title of the product when it was put into the cart. */
  title: string,
  /** How many pieces. */
  quantity: number, unitPrice: {
    /** The amount in major units, with four decimals, for example "61204.1000". */
    amount: string,
    /** ISO 4217 code of the currency, for example "GBP". */
    currency: string }, total: {
    /** The amount in major units, with four decimals, for example "61204.1000". */
    amount: string,
    /** ISO 4217 code of the currency, for example "GBP". */
    currency: string } }> };

export type GetAuditLogIntegrityQueryVariables = Exact<{
  merchantId: string;
}>;


export type GetAuditLogIntegrityQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, auditLogIntegrity: {
    /** When it ran; null before the first night. */
    verifiedAt: string | null,
    /** What it found. */
    status: AuditLogStatus,
    /** How many entries it read; null before the first night. */
    entries: number | null,
    /** The first thing that is not as it was written; null when nothing was found. */
    problem: string | null } | null } | null };

export type GetAuditEntryQueryVariables = Exact<{
  id: string;
}>;


export type GetAuditEntryQuery = { auditEntry: {
  /** UUID of the entry. */
  id: string,
  /** What kind of actor did it. */
  actorKind: AuditActorKind,
  /** What was done, for example "user.sign_in". */
  action: string,
  /** How it ended. */
  outcome: AuditOutcome,
  /** When it happened. */
  occurredAt: string,
  /** Internet address it came from; null when not known. */
  ipAddress: string | null,
  /** Program it came from, as it named itself; null when not known. */
  userAgent: string | null,
  /** Id that the answer, the logs and the events of the same request carry; null when not known. */
  correlationId: string | null,
  /** More about it, as a JSON object in a string whose members depend on the action; null without any. */
  details: string | null,
  /** Its place in the log of the merchant: from 1, without gaps, in the order of writing. */
  sequence: number,
  /** SHA-256 over the entry and the hash of the one before it, hexadecimal: a changed entry does not fit its neighbours. */
  hash: string, merchant: {
    /** UUID of the merchant. */
    id: string }, actor: {
    /** UUID of the person. */
    id: string,
    /** Name as the person wrote it. */
    name: string,
    /** Address the person signs in with. */
    email: string } | null } | null };

export type ListAuditLogQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type ListAuditLogQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, auditLog: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the entry. */
      id: string,
      /** What kind of actor did it. */
      actorKind: AuditActorKind,
      /** What was done, for example "user.sign_in". */
      action: string,
      /** How it ended. */
      outcome: AuditOutcome,
      /** When it happened. */
      occurredAt: string,
      /** Internet address it came from; null when not known. */
      ipAddress: string | null,
      /** Program it came from, as it named itself; null when not known. */
      userAgent: string | null,
      /** Id that the answer, the logs and the events of the same request carry; null when not known. */
      correlationId: string | null,
      /** More about it, as a JSON object in a string whose members depend on the action; null without any. */
      details: string | null,
      /** Its place in the log of the merchant: from 1, without gaps, in the order of writing. */
      sequence: number,
      /** SHA-256 over the entry and the hash of the one before it, hexadecimal: a changed entry does not fit its neighbours. */
      hash: string, merchant: {
        /** UUID of the merchant. */
        id: string }, actor: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type AuditEntryFieldsFragment = {
/** UUID of the entry. */
id: string,
/** What kind of actor did it. */
actorKind: AuditActorKind,
/** What was done, for example "user.sign_in". */
action: string,
/** How it ended. */
outcome: AuditOutcome,
/** When it happened. */
occurredAt: string,
/** Internet address it came from; null when not known. */
ipAddress: string | null,
/** Program it came from, as it named itself; null when not known. */
userAgent: string | null,
/** Id that the answer, the logs and the events of the same request carry; null when not known. */
correlationId: string | null,
/** More about it, as a JSON object in a string whose members depend on the action; null without any. */
details: string | null,
/** Its place in the log of the merchant: from 1, without gaps, in the order of writing. */
sequence: number,
/** SHA-256 over the entry and the hash of the one before it, hexadecimal: a changed entry does not fit its neighbours. */
hash: string, merchant: {
  /** UUID of the merchant. */
  id: string }, actor: {
  /** UUID of the person. */
  id: string,
  /** Name as the person wrote it. */
  name: string,
  /** Address the person signs in with. */
  email: string } | null };

export type GetInsightQueryVariables = Exact<{
  id: string;
}>;


export type GetInsightQuery = { insight: {
  /** Whether you found it useful; null while you have not said. Others have ratings of their own. */
  myRating: boolean | null,
  /** Identifier of the insight, a UUID. The same story is never created twice. */
  id: string,
  /** How it was found. */
  kind: InsightKind,
  /** The metric that leads the story; the text names others that moved with it. */
  metric: InsightMetric,
  /** Whether the metric went up or down. Up is bad news for refunds. */
  direction: InsightDirection,
  /** How much it asks of the merchant. */
  severity: InsightSeverity,
  /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
  title: string,
  /** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
  text: string,
  /** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
  locale: string,
  /** Whether somebody of the team has read or dismissed it; shared by the team. */
  status: InsightStatus,
  /** The day in whose morning it was first found; days before it were complete. */
  asOf: string,
  /** The day in whose morning its story was first found: asOf. */
  firstSeen: string,
  /** The day in whose morning its story was last found: later than firstSeen when it went on. */
  lastSeen: string,
  /** How many times the story has written the insight, from 1; see history for earlier ones. */
  version: number,
  /** When it was written. */
  createdAt: string,
  /** When a continuing story last changed it; null when none has. */
  updatedAt: string | null,
  /** When it was first marked read; null before. */
  readAt: string | null,
  /** When it was dismissed; null while it is not. */
  dismissedAt: string | null, evidence: Array<{
    /** The day, in the merchant's time zone. */
    day: string,
    /** The value of the leading metric, money in major units; null when the day has none (a ratio without orders). */
    observed: number | null,
    /** What was to be expected of the day; null when too little was known. */
    expected: number | null }> | null, explanation: { effects: {
      /** By other prices of what was sold before and after. */
      price: string,
      /** By more or fewer pieces. */
      volume: string,
      /** By selling more of what costs more, or of what costs less. */
      mix: string } | null, contributions: Array<{
      /** What it came to in the window, in the unit of the figures. */
      observed: number,
      /** What it came to in the baseline, in the same unit. */
      expected: number,
      /** Its part of the whole change, 1 being all of it; negative for what worked against it. */
      share: number, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } }>, lastYear: {
      /** What the window came to. */
      observed: number,
      /** What the baseline came to. */
      expected: number } | null } | null, history: Array<{
    /** From 1, the first that was written. */
    version: number,
    /** The day in whose morning it was found like this. */
    seen: string,
    /** How much it asked of the merchant. */
    severity: InsightSeverity,
    /** Its title, in the language it was written in. */
    title: string,
    /** When it was written. */
    writtenAt: string, window: {
      /** First day the insight is about. */
      from: string,
      /** Last day the insight is about. */
      to: string,
      /** First day of the period it is compared with. */
      baselineFrom: string,
      /** Last day of the period it is compared with. */
      baselineTo: string }, figures: {
      /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
      observed: string,
      /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
      expected: string,
      /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
      change: number | null,
      /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
      currency: string | null,
      /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
      score: number } }>, merchant: {
    /** UUID of the merchant. */
    id: string }, slice: {
    /** What the business is cut by. */
    dimension: InsightDimension,
    /** The product's sku, the country and so on; unique within its dimension. */
    key: string,
    /** What a person calls it. */
    label: string } | null, window: {
    /** First day the insight is about. */
    from: string,
    /** Last day the insight is about. */
    to: string,
    /** First day of the period it is compared with. */
    baselineFrom: string,
    /** Last day of the period it is compared with. */
    baselineTo: string }, figures: {
    /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
    observed: string,
    /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
    expected: string,
    /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
    change: number | null,
    /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
    currency: string | null,
    /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
    score: number }, action: {
    /** For programs. */
    code: InsightActionCode,
    /** For people, in the merchant's language. */
    text: string } } | null };

export type GetUnreadInsightsQueryVariables = Exact<{
  merchantId: string;
}>;


export type GetUnreadInsightsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, unreadInsights: {
    /** How many insights are unread. */
    count: number,
    /** How many of them are CRITICAL. */
    critical: number, newestCritical: {
      /** Identifier of the insight, a UUID. The same story is never created twice. */
      id: string,
      /** How it was found. */
      kind: InsightKind,
      /** The metric that leads the story; the text names others that moved with it. */
      metric: InsightMetric,
      /** Whether the metric went up or down. Up is bad news for refunds. */
      direction: InsightDirection,
      /** How much it asks of the merchant. */
      severity: InsightSeverity,
      /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
      title: string,
      /** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
      text: string,
      /** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
      locale: string,
      /** Whether somebody of the team has read or dismissed it; shared by the team. */
      status: InsightStatus,
      /** The day in whose morning it was first found; days before it were complete. */
      asOf: string,
      /** The day in whose morning its story was first found: asOf. */
      firstSeen: string,
      /** The day in whose morning its story was last found: later than firstSeen when it went on. */
      lastSeen: string,
      /** How many times the story has written the insight, from 1; see history for earlier ones. */
      version: number,
      /** When it was written. */
      createdAt: string,
      /** When a continuing story last changed it; null when none has. */
      updatedAt: string | null,
      /** When it was first marked read; null before. */
      readAt: string | null,
      /** When it was dismissed; null while it is not. */
      dismissedAt: string | null, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, window: {
        /** First day the insight is about. */
        from: string,
        /** Last day the insight is about. */
        to: string,
        /** First day of the period it is compared with. */
        baselineFrom: string,
        /** Last day of the period it is compared with. */
        baselineTo: string }, figures: {
        /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
        observed: string,
        /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
        expected: string,
        /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
        change: number | null,
        /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
        currency: string | null,
        /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
        score: number }, action: {
        /** For programs. */
        code: InsightActionCode,
        /** For people, in the merchant's language. */
        text: string } } | null } | null } | null };

export type ListInsightRunsQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListInsightRunsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, insightRuns: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** The day in whose morning it looked; days before it were complete. */
      asOf: string,
      /** When it was done with the merchant. */
      finishedAt: string,
      /** New insights; those of every look at this day together. */
      created: number,
      /** Insights of continuing stories that were moved on. */
      updated: number,
      /** Whether the merchant could not be looked at. It is tried again an hour later. */
      failed: boolean, run: {
        /** Identifier of the run, a UUID. */
        id: string,
        /** Who asked for it. */
        trigger: InsightRunTrigger,
        /** Where it is. */
        status: InsightRunStatus,
        /** How much of its work is done, from 0 to 1. Follow it with Subscription.insightRunProgress. */
        progress: number,
        /** When it began. */
        startedAt: string,
        /** When it ended; null while it has not. */
        finishedAt: string | null,
        /** Milliseconds from its beginning to its end; null while it has not ended. */
        durationMs: number | null, timing: {
          /** Reading the numbers from the warehouse. */
          readMs: number,
          /** Looking for what is worth knowing, added up over all threads. */
          detectMs: number,
          /** Writing cards. */
          writeMs: number } } | null }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type GetInsightWeightsQueryVariables = Exact<{
  merchantId: string;
}>;


export type GetInsightWeightsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, insightWeights: Array<{
    /** The kind. */
    kind: InsightKind,
    /** Ratings of the last year, one for each person and insight, and a useless one for each insight with an anomaly that was called a false alarm. */
    ratings: number,
    /** How many of them say useful. */
    useful: number,
    /** From 0.2 to 1: min(1, (useful + 3) / (ratings + 4) / 0.75), not below 0.2. At 0.5 a story of this kind has to be twice as improbable by chance to be told; at 1 nothing is different. Kinds that nobody rated are 1. */
    weight: number }> | null } | null };

export type RateInsightMutationVariables = Exact<{
  input: RateInsightInput;
}>;


export type RateInsightMutation = { rateInsight:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RateInsightSuccess', insight: {
      /** Whether you found it useful; null while you have not said. Others have ratings of their own. */
      myRating: boolean | null,
      /** Identifier of the insight, a UUID. The same story is never created twice. */
      id: string,
      /** How it was found. */
      kind: InsightKind,
      /** The metric that leads the story; the text names others that moved with it. */
      metric: InsightMetric,
      /** Whether the metric went up or down. Up is bad news for refunds. */
      direction: InsightDirection,
      /** How much it asks of the merchant. */
      severity: InsightSeverity,
      /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
      title: string,
      /** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
      text: string,
      /** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
      locale: string,
      /** Whether somebody of the team has read or dismissed it; shared by the team. */
      status: InsightStatus,
      /** The day in whose morning it was first found; days before it were complete. */
      asOf: string,
      /** The day in whose morning its story was first found: asOf. */
      firstSeen: string,
      /** The day in whose morning its story was last found: later than firstSeen when it went on. */
      lastSeen: string,
      /** How many times the story has written the insight, from 1; see history for earlier ones. */
      version: number,
      /** When it was written. */
      createdAt: string,
      /** When a continuing story last changed it; null when none has. */
      updatedAt: string | null,
      /** When it was first marked read; null before. */
      readAt: string | null,
      /** When it was dismissed; null while it is not. */
      dismissedAt: string | null, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, window: {
        /** First day the insight is about. */
        from: string,
        /** Last day the insight is about. */
        to: string,
        /** First day of the period it is compared with. */
        baselineFrom: string,
        /** Last day of the period it is compared with. */
        baselineTo: string }, figures: {
        /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
        observed: string,
        /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
        expected: string,
        /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
        change: number | null,
        /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
        currency: string | null,
        /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
        score: number }, action: {
        /** For programs. */
        code: InsightActionCode,
        /** For people, in the merchant's language. */
        text: string } } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type MarkInsightsReadMutationVariables = Exact<{
  input: MarkInsightsReadInput;
}>;


export type MarkInsightsReadMutation = { markInsightsRead:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'MarkInsightsReadSuccess',
    /** How many were unread before. */
    markedCount: number, merchant: {
      /** UUID of the merchant. */
      id: string, unreadInsights: {
        /** How many insights are unread. */
        count: number,
        /** How many of them are CRITICAL. */
        critical: number, newestCritical: {
          /** Identifier of the insight, a UUID. The same story is never created twice. */
          id: string } | null } | null } }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type InsightUpdatedSubscriptionVariables = Exact<{
  merchantId: string;
  after?: string | null | undefined;
  kinds?: Array<InsightKind> | InsightKind | null | undefined;
  leastSeverity?: InsightSeverity | null | undefined;
}>;


export type InsightUpdatedSubscription = { insightUpdated: {
  /** Id of this event: drop repeats by it, and give the last one you have seen as after when you subscribe again. */
  eventId: string,
  /** The version of the insight that the event is about, from 2. The insight itself may be newer already; then another event follows. */
  version: number, insight: {
    /** Identifier of the insight, a UUID. The same story is never created twice. */
    id: string,
    /** How it was found. */
    kind: InsightKind,
    /** The metric that leads the story; the text names others that moved with it. */
    metric: InsightMetric,
    /** Whether the metric went up or down. Up is bad news for refunds. */
    direction: InsightDirection,
    /** How much it asks of the merchant. */
    severity: InsightSeverity,
    /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
    title: string,
    /** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
    text: string,
    /** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
    locale: string,
    /** Whether somebody of the team has read or dismissed it; shared by the team. */
    status: InsightStatus,
    /** The day in whose morning it was first found; days before it were complete. */
    asOf: string,
    /** The day in whose morning its story was first found: asOf. */
    firstSeen: string,
    /** The day in whose morning its story was last found: later than firstSeen when it went on. */
    lastSeen: string,
    /** How many times the story has written the insight, from 1; see history for earlier ones. */
    version: number,
    /** When it was written. */
    createdAt: string,
    /** When a continuing story last changed it; null when none has. */
    updatedAt: string | null,
    /** When it was first marked read; null before. */
    readAt: string | null,
    /** When it was dismissed; null while it is not. */
    dismissedAt: string | null, merchant: {
      /** UUID of the merchant. */
      id: string }, slice: {
      /** What the business is cut by. */
      dimension: InsightDimension,
      /** The product's sku, the country and so on; unique within its dimension. */
      key: string,
      /** What a person calls it. */
      label: string } | null, window: {
      /** First day the insight is about. */
      from: string,
      /** Last day the insight is about. */
      to: string,
      /** First day of the period it is compared with. */
      baselineFrom: string,
      /** Last day of the period it is compared with. */
      baselineTo: string }, figures: {
      /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
      observed: string,
      /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
      expected: string,
      /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
      change: number | null,
      /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
      currency: string | null,
      /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
      score: number }, action: {
      /** For programs. */
      code: InsightActionCode,
      /** For people, in the merchant's language. */
      text: string } } } };

export type GetAlertQueryVariables = Exact<{
  id: string;
}>;


export type GetAlertQuery = { alert: {
  /** UUID of the alert. */
  id: string,
  /** What the merchant calls it. */
  name: string,
  /** The metric it looks at. */
  metric: InsightMetric,
  /** When it fires. */
  condition: AlertCondition,
  /** For ABOVE and BELOW in the unit of the metric: money in major units, rates as shares (0.2 is 20%). For changes a percentage: 20 is 20%. */
  threshold: string,
  /** What a change is measured against; null for ABOVE and BELOW. */
  baseline: AlertBaseline | null,
  /** How many days MEAN_OF_LAST_DAYS takes; null for others. */
  baselineDays: number | null,
  /** The least size, in the unit of the metric, that the figure or its baseline must have, so that one order becoming three does not alarm; 0 asks for none. */
  floor: string,
  /** What it looks at, and when. */
  schedule: AlertSchedule,
  /** WEEKLY: the weekday on whose morning it looks, 1 for Monday to 7 for Sunday. DAILY: null. */
  weekday: number | null,
  /** Severity of the insights it makes: decides who is sent them. */
  severity: InsightSeverity,
  /** For how many days it stays quiet after it has fired. */
  cooldownDays: number,
  /** Whether it is looked at; days on which it was not are not made up for. */
  enabled: boolean,
  /** The last day about which it stays silent, whatever happens; null when it is not. */
  silencedUntil: string | null,
  /** The last day it has been judged for, firing or not. */
  judgedTo: string,
  /** When it could not be judged, if that is the newest that happened to it; it is tried again every hour. Null when all is well. */
  failedAt: string | null,
  /** When it was made. */
  createdAt: string,
  /** When its rule was last changed. */
  updatedAt: string, merchant: {
    /** UUID of the merchant. */
    id: string }, filter: {
    /** Only this product, by the shop's own number; null for all. */
    sku: string | null,
    /** Only orders from this country; null for all. */
    country: string | null } } | null };

export type ListFiringsQueryVariables = Exact<{
  alertId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListFiringsQuery = { alert: {
  /** UUID of the alert. */
  id: string, firings: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** The last of the days it looked at. */
      day: string,
      /** The first of the days it looked at: the same day unless it is WEEKLY. */
      from: string,
      /** What was seen, in the unit of the metric: money in major units, rates as shares. */
      observed: string,
      /** What the baseline came to, for as many days; null without a baseline. */
      expected: string | null,
      /** The figure that had to be passed, in the unit of the metric; for changes worked out of the baseline. */
      threshold: string,
      /** observed / expected - 1; null without a baseline. */
      change: number | null,
      /** Whether it was too much or too little. */
      direction: InsightDirection,
      /** ISO 4217 currency of the figures; null for metrics that are no money. */
      currency: string | null,
      /** UUID of the firing. */
      id: string,
      /** When it fired. */
      createdAt: string, insight: {
        /** Identifier of the insight, a UUID. The same story is never created twice. */
        id: string,
        /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
        title: string } | null, anomaly: {
        /** UUID of the anomaly. */
        id: string } | null }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } } | null };

export type GetAnomalyQueryVariables = Exact<{
  id: string;
}>;


export type GetAnomalyQuery = { anomaly: {
  /** UUID of the anomaly. */
  id: string,
  /** Where it comes from. */
  source: AnomalySource,
  /** How it was found; null when it was reported by hand. */
  kind: InsightKind | null,
  /** The metric it is about. */
  metric: InsightMetric,
  /** Which way the metric went; null when whoever reported it did not say. */
  direction: InsightDirection | null,
  /** First day it was found on: earlier than from when it has been going on for longer. */
  since: string,
  /** First day of its newest figures, in the merchant's time zone. */
  from: string,
  /** Last day it is about; that of from when it is about one day. */
  to: string,
  /** What was seen, in the unit of the metric: of the day, or a day on average for LEVEL_SHIFT; money in major units, rates as shares. Null when reported by hand. */
  observed: string | null,
  /** What was to be expected; for an alert its baseline, or without one its threshold. Null when reported by hand. */
  expected: string | null,
  /** observed / expected - 1, so -0.4 is "40% less"; null when there is nothing to divide by. */
  change: number | null,
  /** ISO 4217 currency of the figures; null for metrics that are no money. */
  currency: string | null,
  /** Robust standard deviations from what was expected, 0 or more; null unless it was DETECTED. */
  score: number | null,
  /** The chance of at least this much if nothing had changed, 0 to 1; null unless it was DETECTED. */
  pValue: number | null,
  /** What the team has done about it. */
  status: AnomalyStatus,
  /** What a person has written about it; null when nobody has. */
  note: string | null,
  /** Who reported it by hand: "user:" or "key:" and an id; null otherwise. */
  reportedBy: string | null,
  /** Who last changed its status: "user:" or "key:" and an id; null before that. */
  statusChangedBy: string | null,
  /** When its status was last changed; null before that. */
  statusChangedAt: string | null,
  /** When it was written. */
  createdAt: string, merchant: {
    /** UUID of the merchant. */
    id: string }, slice: {
    /** What the business is cut by. */
    dimension: InsightDimension,
    /** The product's sku, the country and so on; unique within its dimension. */
    key: string,
    /** What a person calls it. */
    label: string } | null, insight: {
    /** Identifier of the insight, a UUID. The same story is never created twice. */
    id: string,
    /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
    title: string } | null, alert: {
    /** UUID of the alert. */
    id: string,
    /** What the merchant calls it. */
    name: string } | null } | null };

export type GetInsightRunQueryVariables = Exact<{
  id: string;
}>;


export type GetInsightRunQuery = { insightRun: {
  /** Identifier of the run, a UUID. */
  id: string,
  /** Who asked for it. */
  trigger: InsightRunTrigger,
  /** Where it is. */
  status: InsightRunStatus,
  /** How much of its work is done, from 0 to 1. Follow it with Subscription.insightRunProgress. */
  progress: number,
  /** When it began. */
  startedAt: string,
  /** When it ended; null while it has not. */
  finishedAt: string | null,
  /** Milliseconds from its beginning to its end; null while it has not ended. */
  durationMs: number | null, timing: {
    /** Reading the numbers from the warehouse. */
    readMs: number,
    /** Looking for what is worth knowing, added up over all threads. */
    detectMs: number,
    /** Writing cards. */
    writeMs: number } } | null };

export type GetHistoryQueryVariables = Exact<{
  insightId: string;
  first?: number | null | undefined;
}>;


export type GetHistoryQuery = { insight: {
  /** Identifier of the insight, a UUID. The same story is never created twice. */
  id: string, history: Array<{
    /** From 1, the first that was written. */
    version: number,
    /** The day in whose morning it was found like this. */
    seen: string,
    /** How much it asked of the merchant. */
    severity: InsightSeverity,
    /** Its title, in the language it was written in. */
    title: string,
    /** When it was written. */
    writtenAt: string, window: {
      /** First day the insight is about. */
      from: string,
      /** Last day the insight is about. */
      to: string,
      /** First day of the period it is compared with. */
      baselineFrom: string,
      /** Last day of the period it is compared with. */
      baselineTo: string }, figures: {
      /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
      observed: string,
      /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
      expected: string,
      /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
      change: number | null,
      /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
      currency: string | null,
      /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
      score: number } }> } | null };

export type ListAlertsQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListAlertsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, alerts: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the alert. */
      id: string,
      /** What the merchant calls it. */
      name: string,
      /** The metric it looks at. */
      metric: InsightMetric,
      /** When it fires. */
      condition: AlertCondition,
      /** For ABOVE and BELOW in the unit of the metric: money in major units, rates as shares (0.2 is 20%). For changes a percentage: 20 is 20%. */
      threshold: string,
      /** What a change is measured against; null for ABOVE and BELOW. */
      baseline: AlertBaseline | null,
      /** How many days MEAN_OF_LAST_DAYS takes; null for others. */
      baselineDays: number | null,
      /** The least size, in the unit of the metric, that the figure or its baseline must have, so that one order becoming three does not alarm; 0 asks for none. */
      floor: string,
      /** What it looks at, and when. */
      schedule: AlertSchedule,
      /** WEEKLY: the weekday on whose morning it looks, 1 for Monday to 7 for Sunday. DAILY: null. */
      weekday: number | null,
      /** Severity of the insights it makes: decides who is sent them. */
      severity: InsightSeverity,
      /** For how many days it stays quiet after it has fired. */
      cooldownDays: number,
      /** Whether it is looked at; days on which it was not are not made up for. */
      enabled: boolean,
      /** The last day about which it stays silent, whatever happens; null when it is not. */
      silencedUntil: string | null,
      /** The last day it has been judged for, firing or not. */
      judgedTo: string,
      /** When it could not be judged, if that is the newest that happened to it; it is tried again every hour. Null when all is well. */
      failedAt: string | null,
      /** When it was made. */
      createdAt: string,
      /** When its rule was last changed. */
      updatedAt: string, merchant: {
        /** UUID of the merchant. */
        id: string }, filter: {
        /** Only this product, by the shop's own number; null for all. */
        sku: string | null,
        /** Only orders from this country; null for all. */
        country: string | null } }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type GetAlertDryRunQueryVariables = Exact<{
  merchantId: string;
  to: string;
  from: string;
  rule: AlertRuleInput;
}>;


export type GetAlertDryRunQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, alertDryRun: {
    /** First day that was judged. */
    from: string,
    /** Last day that was judged: at most the last complete day of the merchant. */
    to: string,
    /** How many days, or weeks, the schedule looked at. */
    judged: number,
    /** How many times the condition held, and the floor was not reached. */
    tooSmall: number,
    /** How many times it held, while the alert was still cooling down. */
    coolingDown: number,
    /** How many times nothing could be said: before the first day of the shop, a rate of nothing, or no baseline to compare with. */
    unknown: number, firings: Array<{
      /** The last of the days it looked at. */
      day: string,
      /** The first of the days it looked at: the same day unless it is WEEKLY. */
      from: string,
      /** What was seen, in the unit of the metric: money in major units, rates as shares. */
      observed: string,
      /** What the baseline came to, for as many days; null without a baseline. */
      expected: string | null,
      /** The figure that had to be passed, in the unit of the metric; for changes worked out of the baseline. */
      threshold: string,
      /** observed / expected - 1; null without a baseline. */
      change: number | null,
      /** Whether it was too much or too little. */
      direction: InsightDirection,
      /** ISO 4217 currency of the figures; null for metrics that are no money. */
      currency: string | null }> } | null } | null };

export type ListAnomaliesQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AnomalyFilter | null | undefined;
}>;


export type ListAnomaliesQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, anomalies: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the anomaly. */
      id: string,
      /** Where it comes from. */
      source: AnomalySource,
      /** How it was found; null when it was reported by hand. */
      kind: InsightKind | null,
      /** The metric it is about. */
      metric: InsightMetric,
      /** Which way the metric went; null when whoever reported it did not say. */
      direction: InsightDirection | null,
      /** First day it was found on: earlier than from when it has been going on for longer. */
      since: string,
      /** First day of its newest figures, in the merchant's time zone. */
      from: string,
      /** Last day it is about; that of from when it is about one day. */
      to: string,
      /** What was seen, in the unit of the metric: of the day, or a day on average for LEVEL_SHIFT; money in major units, rates as shares. Null when reported by hand. */
      observed: string | null,
      /** What was to be expected; for an alert its baseline, or without one its threshold. Null when reported by hand. */
      expected: string | null,
      /** observed / expected - 1, so -0.4 is "40% less"; null when there is nothing to divide by. */
      change: number | null,
      /** ISO 4217 currency of the figures; null for metrics that are no money. */
      currency: string | null,
      /** Robust standard deviations from what was expected, 0 or more; null unless it was DETECTED. */
      score: number | null,
      /** The chance of at least this much if nothing had changed, 0 to 1; null unless it was DETECTED. */
      pValue: number | null,
      /** What the team has done about it. */
      status: AnomalyStatus,
      /** What a person has written about it; null when nobody has. */
      note: string | null,
      /** Who reported it by hand: "user:" or "key:" and an id; null otherwise. */
      reportedBy: string | null,
      /** Who last changed its status: "user:" or "key:" and an id; null before that. */
      statusChangedBy: string | null,
      /** When its status was last changed; null before that. */
      statusChangedAt: string | null,
      /** When it was written. */
      createdAt: string, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, insight: {
        /** Identifier of the insight, a UUID. The same story is never created twice. */
        id: string,
        /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
        title: string } | null, alert: {
        /** UUID of the alert. */
        id: string,
        /** What the merchant calls it. */
        name: string } | null }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type ListCalendarQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type ListCalendarQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, calendar: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** Id of the entry, a UUID. */
      id: string,
      /** What the days are. */
      kind: CalendarEntryKind,
      /** What people call them. */
      name: string,
      /** First day, in the merchant's time zone; of a yearly entry, of the first year. */
      from: string,
      /** Last day, included; of a yearly entry, of the first year. */
      to: string,
      /** Whether it comes again on the same days of every later year; 29 February is 28 February in years that lack it. */
      yearly: boolean,
      /** When it was added. */
      createdAt: string,
      /** When it was last changed; createdAt when it never was. */
      updatedAt: string, merchant: {
        /** UUID of the merchant. */
        id: string } }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type ListInsightsQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: InsightFilter | null | undefined;
  orderBy?: InsightOrder | null | undefined;
}>;


export type ListInsightsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, insights: {
    /** How many items match in all, over every page. */
    totalCount: number,
    /** How many insights of the merchant are unread, whatever filter and page were asked for: the number for a badge. */
    unreadCount: number, nodes: Array<{
      /** Identifier of the insight, a UUID. The same story is never created twice. */
      id: string,
      /** How it was found. */
      kind: InsightKind,
      /** The metric that leads the story; the text names others that moved with it. */
      metric: InsightMetric,
      /** Whether the metric went up or down. Up is bad news for refunds. */
      direction: InsightDirection,
      /** How much it asks of the merchant. */
      severity: InsightSeverity,
      /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
      title: string,
      /** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
      text: string,
      /** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
      locale: string,
      /** Whether somebody of the team has read or dismissed it; shared by the team. */
      status: InsightStatus,
      /** The day in whose morning it was first found; days before it were complete. */
      asOf: string,
      /** The day in whose morning its story was first found: asOf. */
      firstSeen: string,
      /** The day in whose morning its story was last found: later than firstSeen when it went on. */
      lastSeen: string,
      /** How many times the story has written the insight, from 1; see history for earlier ones. */
      version: number,
      /** When it was written. */
      createdAt: string,
      /** When a continuing story last changed it; null when none has. */
      updatedAt: string | null,
      /** When it was first marked read; null before. */
      readAt: string | null,
      /** When it was dismissed; null while it is not. */
      dismissedAt: string | null, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, window: {
        /** First day the insight is about. */
        from: string,
        /** Last day the insight is about. */
        to: string,
        /** First day of the period it is compared with. */
        baselineFrom: string,
        /** Last day of the period it is compared with. */
        baselineTo: string }, figures: {
        /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
        observed: string,
        /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
        expected: string,
        /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
        change: number | null,
        /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
        currency: string | null,
        /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
        score: number }, action: {
        /** For programs. */
        code: InsightActionCode,
        /** For people, in the merchant's language. */
        text: string } }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type ListInsightMutesQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListInsightMutesQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, insightMutes: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** Id of the mute, a UUID. */
      id: string,
      /** The kind that is muted; null: every kind. */
      kind: InsightKind | null,
      /** The leading metric that is muted; null: every metric. */
      metric: InsightMetric | null,
      /** The last day it holds, in the merchant's time zone; null: until it is taken back. */
      until: string | null,
      /** Why, in the words of whoever muted. */
      reason: string | null,
      /** When it was muted. */
      createdAt: string, merchant: {
        /** UUID of the merchant. */
        id: string } }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type CreateAlertMutationVariables = Exact<{
  input: CreateAlertInput;
}>;


export type CreateAlertMutation = { createAlert:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'CreateAlertSuccess', alert: {
      /** UUID of the alert. */
      id: string,
      /** What the merchant calls it. */
      name: string,
      /** The metric it looks at. */
      metric: InsightMetric,
      /** When it fires. */
      condition: AlertCondition,
      /** For ABOVE and BELOW in the unit of the metric: money in major units, rates as shares (0.2 is 20%). For changes a percentage: 20 is 20%. */
      threshold: string,
      /** What a change is measured against; null for ABOVE and BELOW. */
      baseline: AlertBaseline | null,
      /** How many days MEAN_OF_LAST_DAYS takes; null for others. */
      baselineDays: number | null,
      /** The least size, in the unit of the metric, that the figure or its baseline must have, so that one order becoming three does not alarm; 0 asks for none. */
      floor: string,
      /** What it looks at, and when. */
      schedule: AlertSchedule,
      /** WEEKLY: the weekday on whose morning it looks, 1 for Monday to 7 for Sunday. DAILY: null. */
      weekday: number | null,
      /** Severity of the insights it makes: decides who is sent them. */
      severity: InsightSeverity,
      /** For how many days it stays quiet after it has fired. */
      cooldownDays: number,
      /** Whether it is looked at; days on which it was not are not made up for. */
      enabled: boolean,
      /** The last day about which it stays silent, whatever happens; null when it is not. */
      silencedUntil: string | null,
      /** The last day it has been judged for, firing or not. */
      judgedTo: string,
      /** When it could not be judged, if that is the newest that happened to it; it is tried again every hour. Null when all is well. */
      failedAt: string | null,
      /** When it was made. */
      createdAt: string,
      /** When its rule was last changed. */
      updatedAt: string, merchant: {
        /** UUID of the merchant. */
        id: string }, filter: {
        /** Only this product, by the shop's own number; null for all. */
        sku: string | null,
        /** Only orders from this country; null for all. */
        country: string | null } } }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type UpdateAlertMutationVariables = Exact<{
  input: UpdateAlertInput;
}>;


export type UpdateAlertMutation = { updateAlert:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UpdateAlertSuccess', alert: {
      /** UUID of the alert. */
      id: string,
      /** What the merchant calls it. */
      name: string,
      /** The metric it looks at. */
      metric: InsightMetric,
      /** When it fires. */
      condition: AlertCondition,
      /** For ABOVE and BELOW in the unit of the metric: money in major units, rates as shares (0.2 is 20%). For changes a percentage: 20 is 20%. */
      threshold: string,
      /** What a change is measured against; null for ABOVE and BELOW. */
      baseline: AlertBaseline | null,
      /** How many days MEAN_OF_LAST_DAYS takes; null for others. */
      baselineDays: number | null,
      /** The least size, in the unit of the metric, that the figure or its baseline must have, so that one order becoming three does not alarm; 0 asks for none. */
      floor: string,
      /** What it looks at, and when. */
      schedule: AlertSchedule,
      /** WEEKLY: the weekday on whose morning it looks, 1 for Monday to 7 for Sunday. DAILY: null. */
      weekday: number | null,
      /** Severity of the insights it makes: decides who is sent them. */
      severity: InsightSeverity,
      /** For how many days it stays quiet after it has fired. */
      cooldownDays: number,
      /** Whether it is looked at; days on which it was not are not made up for. */
      enabled: boolean,
      /** The last day about which it stays silent, whatever happens; null when it is not. */
      silencedUntil: string | null,
      /** The last day it has been judged for, firing or not. */
      judgedTo: string,
      /** When it could not be judged, if that is the newest that happened to it; it is tried again every hour. Null when all is well. */
      failedAt: string | null,
      /** When it was made. */
      createdAt: string,
      /** When its rule was last changed. */
      updatedAt: string, merchant: {
        /** UUID of the merchant. */
        id: string }, filter: {
        /** Only this product, by the shop's own number; null for all. */
        sku: string | null,
        /** Only orders from this country; null for all. */
        country: string | null } } }
   };

export type SilenceAlertMutationVariables = Exact<{
  input: SilenceAlertInput;
}>;


export type SilenceAlertMutation = { silenceAlert:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'SilenceAlertSuccess', alert: {
      /** UUID of the alert. */
      id: string,
      /** What the merchant calls it. */
      name: string,
      /** The metric it looks at. */
      metric: InsightMetric,
      /** When it fires. */
      condition: AlertCondition,
      /** For ABOVE and BELOW in the unit of the metric: money in major units, rates as shares (0.2 is 20%). For changes a percentage: 20 is 20%. */
      threshold: string,
      /** What a change is measured against; null for ABOVE and BELOW. */
      baseline: AlertBaseline | null,
      /** How many days MEAN_OF_LAST_DAYS takes; null for others. */
      baselineDays: number | null,
      /** The least size, in the unit of the metric, that the figure or its baseline must have, so that one order becoming three does not alarm; 0 asks for none. */
      floor: string,
      /** What it looks at, and when. */
      schedule: AlertSchedule,
      /** WEEKLY: the weekday on whose morning it looks, 1 for Monday to 7 for Sunday. DAILY: null. */
      weekday: number | null,
      /** Severity of the insights it makes: decides who is sent them. */
      severity: InsightSeverity,
      /** For how many days it stays quiet after it has fired. */
      cooldownDays: number,
      /** Whether it is looked at; days on which it was not are not made up for. */
      enabled: boolean,
      /** The last day about which it stays silent, whatever happens; null when it is not. */
      silencedUntil: string | null,
      /** The last day it has been judged for, firing or not. */
      judgedTo: string,
      /** When it could not be judged, if that is the newest that happened to it; it is tried again every hour. Null when all is well. */
      failedAt: string | null,
      /** When it was made. */
      createdAt: string,
      /** When its rule was last changed. */
      updatedAt: string, merchant: {
        /** UUID of the merchant. */
        id: string }, filter: {
        /** Only this product, by the shop's own number; null for all. */
        sku: string | null,
        /** Only orders from this country; null for all. */
        country: string | null } } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type DeleteAlertMutationVariables = Exact<{
  input: DeleteAlertInput;
}>;


export type DeleteAlertMutation = { deleteAlert:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'DeleteAlertSuccess',
    /** Id of the alert. */
    id: string }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type AcknowledgeAnomalyMutationVariables = Exact<{
  input: AcknowledgeAnomalyInput;
}>;


export type AcknowledgeAnomalyMutation = { acknowledgeAnomaly:
    | { __typename: 'AcknowledgeAnomalySuccess', anomaly: {
      /** UUID of the anomaly. */
      id: string,
      /** Where it comes from. */
      source: AnomalySource,
      /** How it was found; null when it was reported by hand. */
      kind: InsightKind | null,
      /** The metric it is about. */
      metric: InsightMetric,
      /** Which way the metric went; null when whoever reported it did not say. */
      direction: InsightDirection | null,
      /** First day it was found on: earlier than from when it has been going on for longer. */
      since: string,
      /** First day of its newest figures, in the merchant's time zone. */
      from: string,
      /** Last day it is about; that of from when it is about one day. */
      to: string,
      /** What was seen, in the unit of the metric: of the day, or a day on average for LEVEL_SHIFT; money in major units, rates as shares. Null when reported by hand. */
      observed: string | null,
      /** What was to be expected; for an alert its baseline, or without one its threshold. Null when reported by hand. */
      expected: string | null,
      /** observed / expected - 1, so -0.4 is "40% less"; null when there is nothing to divide by. */
      change: number | null,
      /** ISO 4217 currency of the figures; null for metrics that are no money. */
      currency: string | null,
      /** Robust standard deviations from what was expected, 0 or more; null unless it was DETECTED. */
      score: number | null,
      /** The chance of at least this much if nothing had changed, 0 to 1; null unless it was DETECTED. */
      pValue: number | null,
      /** What the team has done about it. */
      status: AnomalyStatus,
      /** What a person has written about it; null when nobody has. */
      note: string | null,
      /** Who reported it by hand: "user:" or "key:" and an id; null otherwise. */
      reportedBy: string | null,
      /** Who last changed its status: "user:" or "key:" and an id; null before that. */
      statusChangedBy: string | null,
      /** When its status was last changed; null before that. */
      statusChangedAt: string | null,
      /** When it was written. */
      createdAt: string, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, insight: {
        /** Identifier of the insight, a UUID. The same story is never created twice. */
        id: string,
        /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
        title: string } | null, alert: {
        /** UUID of the alert. */
        id: string,
        /** What the merchant calls it. */
        name: string } | null } }
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type ResolveAnomalyMutationVariables = Exact<{
  input: ResolveAnomalyInput;
}>;


export type ResolveAnomalyMutation = { resolveAnomaly:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ResolveAnomalySuccess', anomaly: {
      /** UUID of the anomaly. */
      id: string,
      /** Where it comes from. */
      source: AnomalySource,
      /** How it was found; null when it was reported by hand. */
      kind: InsightKind | null,
      /** The metric it is about. */
      metric: InsightMetric,
      /** Which way the metric went; null when whoever reported it did not say. */
      direction: InsightDirection | null,
      /** First day it was found on: earlier than from when it has been going on for longer. */
      since: string,
      /** First day of its newest figures, in the merchant's time zone. */
      from: string,
      /** Last day it is about; that of from when it is about one day. */
      to: string,
      /** What was seen, in the unit of the metric: of the day, or a day on average for LEVEL_SHIFT; money in major units, rates as shares. Null when reported by hand. */
      observed: string | null,
      /** What was to be expected; for an alert its baseline, or without one its threshold. Null when reported by hand. */
      expected: string | null,
      /** observed / expected - 1, so -0.4 is "40% less"; null when there is nothing to divide by. */
      change: number | null,
      /** ISO 4217 currency of the figures; null for metrics that are no money. */
      currency: string | null,
      /** Robust standard deviations from what was expected, 0 or more; null unless it was DETECTED. */
      score: number | null,
      /** The chance of at least this much if nothing had changed, 0 to 1; null unless it was DETECTED. */
      pValue: number | null,
      /** What the team has done about it. */
      status: AnomalyStatus,
      /** What a person has written about it; null when nobody has. */
      note: string | null,
      /** Who reported it by hand: "user:" or "key:" and an id; null otherwise. */
      reportedBy: string | null,
      /** Who last changed its status: "user:" or "key:" and an id; null before that. */
      statusChangedBy: string | null,
      /** When its status was last changed; null before that. */
      statusChangedAt: string | null,
      /** When it was written. */
      createdAt: string, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, insight: {
        /** Identifier of the insight, a UUID. The same story is never created twice. */
        id: string,
        /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
        title: string } | null, alert: {
        /** UUID of the alert. */
        id: string,
        /** What the merchant calls it. */
        name: string } | null } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type MarkAnomalyFalseAlarmMutationVariables = Exact<{
  input: MarkAnomalyFalseAlarmInput;
}>;


export type MarkAnomalyFalseAlarmMutation = { markAnomalyFalseAlarm:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'MarkAnomalyFalseAlarmSuccess', anomaly: {
      /** UUID of the anomaly. */
      id: string,
      /** Where it comes from. */
      source: AnomalySource,
      /** How it was found; null when it was reported by hand. */
      kind: InsightKind | null,
      /** The metric it is about. */
      metric: InsightMetric,
      /** Which way the metric went; null when whoever reported it did not say. */
      direction: InsightDirection | null,
      /** First day it was found on: earlier than from when it has been going on for longer. */
      since: string,
      /** First day of its newest figures, in the merchant's time zone. */
      from: string,
      /** Last day it is about; that of from when it is about one day. */
      to: string,
      /** What was seen, in the unit of the metric: of the day, or a day on average for LEVEL_SHIFT; money in major units, rates as shares. Null when reported by hand. */
      observed: string | null,
      /** What was to be expected; for an alert its baseline, or without one its threshold. Null when reported by hand. */
      expected: string | null,
      /** observed / expected - 1, so -0.4 is "40% less"; null when there is nothing to divide by. */
      change: number | null,
      /** ISO 4217 currency of the figures; null for metrics that are no money. */
      currency: string | null,
      /** Robust standard deviations from what was expected, 0 or more; null unless it was DETECTED. */
      score: number | null,
      /** The chance of at least this much if nothing had changed, 0 to 1; null unless it was DETECTED. */
      pValue: number | null,
      /** What the team has done about it. */
      status: AnomalyStatus,
      /** What a person has written about it; null when nobody has. */
      note: string | null,
      /** Who reported it by hand: "user:" or "key:" and an id; null otherwise. */
      reportedBy: string | null,
      /** Who last changed its status: "user:" or "key:" and an id; null before that. */
      statusChangedBy: string | null,
      /** When its status was last changed; null before that. */
      statusChangedAt: string | null,
      /** When it was written. */
      createdAt: string, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, insight: {
        /** Identifier of the insight, a UUID. The same story is never created twice. */
        id: string,
        /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
        title: string } | null, alert: {
        /** UUID of the alert. */
        id: string,
        /** What the merchant calls it. */
        name: string } | null } }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type ReopenAnomalyMutationVariables = Exact<{
  input: ReopenAnomalyInput;
}>;


export type ReopenAnomalyMutation = { reopenAnomaly:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ReopenAnomalySuccess', anomaly: {
      /** UUID of the anomaly. */
      id: string,
      /** Where it comes from. */
      source: AnomalySource,
      /** How it was found; null when it was reported by hand. */
      kind: InsightKind | null,
      /** The metric it is about. */
      metric: InsightMetric,
      /** Which way the metric went; null when whoever reported it did not say. */
      direction: InsightDirection | null,
      /** First day it was found on: earlier than from when it has been going on for longer. */
      since: string,
      /** First day of its newest figures, in the merchant's time zone. */
      from: string,
      /** Last day it is about; that of from when it is about one day. */
      to: string,
      /** What was seen, in the unit of the metric: of the day, or a day on average for LEVEL_SHIFT; money in major units, rates as shares. Null when reported by hand. */
      observed: string | null,
      /** What was to be expected; for an alert its baseline, or without one its threshold. Null when reported by hand. */
      expected: string | null,
      /** observed / expected - 1, so -0.4 is "40% less"; null when there is nothing to divide by. */
      change: number | null,
      /** ISO 4217 currency of the figures; null for metrics that are no money. */
      currency: string | null,
      /** Robust standard deviations from what was expected, 0 or more; null unless it was DETECTED. */
      score: number | null,
      /** The chance of at least this much if nothing had changed, 0 to 1; null unless it was DETECTED. */
      pValue: number | null,
      /** What the team has done about it. */
      status: AnomalyStatus,
      /** What a person has written about it; null when nobody has. */
      note: string | null,
      /** Who reported it by hand: "user:" or "key:" and an id; null otherwise. */
      reportedBy: string | null,
      /** Who last changed its status: "user:" or "key:" and an id; null before that. */
      statusChangedBy: string | null,
      /** When its status was last changed; null before that. */
      statusChangedAt: string | null,
      /** When it was written. */
      createdAt: string, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, insight: {
        /** Identifier of the insight, a UUID. The same story is never created twice. */
        id: string,
        /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
        title: string } | null, alert: {
        /** UUID of the alert. */
        id: string,
        /** What the merchant calls it. */
        name: string } | null } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type ReportAnomalyMutationVariables = Exact<{
  input: ReportAnomalyInput;
}>;


export type ReportAnomalyMutation = { reportAnomaly:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ReportAnomalySuccess', anomaly: {
      /** UUID of the anomaly. */
      id: string,
      /** Where it comes from. */
      source: AnomalySource,
      /** How it was found; null when it was reported by hand. */
      kind: InsightKind | null,
      /** The metric it is about. */
      metric: InsightMetric,
      /** Which way the metric went; null when whoever reported it did not say. */
      direction: InsightDirection | null,
      /** First day it was found on: earlier than from when it has been going on for longer. */
      since: string,
      /** First day of its newest figures, in the merchant's time zone. */
      from: string,
      /** Last day it is about; that of from when it is about one day. */
      to: string,
      /** What was seen, in the unit of the metric: of the day, or a day on average for LEVEL_SHIFT; money in major units, rates as shares. Null when reported by hand. */
      observed: string | null,
      /** What was to be expected; for an alert its baseline, or without one its threshold. Null when reported by hand. */
      expected: string | null,
      /** observed / expected - 1, so -0.4 is "40% less"; null when there is nothing to divide by. */
      change: number | null,
      /** ISO 4217 currency of the figures; null for metrics that are no money. */
      currency: string | null,
      /** Robust standard deviations from what was expected, 0 or more; null unless it was DETECTED. */
      score: number | null,
      /** The chance of at least this much if nothing had changed, 0 to 1; null unless it was DETECTED. */
      pValue: number | null,
      /** What the team has done about it. */
      status: AnomalyStatus,
      /** What a person has written about it; null when nobody has. */
      note: string | null,
      /** Who reported it by hand: "user:" or "key:" and an id; null otherwise. */
      reportedBy: string | null,
      /** Who last changed its status: "user:" or "key:" and an id; null before that. */
      statusChangedBy: string | null,
      /** When its status was last changed; null before that. */
      statusChangedAt: string | null,
      /** When it was written. */
      createdAt: string, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, insight: {
        /** Identifier of the insight, a UUID. The same story is never created twice. */
        id: string,
        /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
        title: string } | null, alert: {
        /** UUID of the alert. */
        id: string,
        /** What the merchant calls it. */
        name: string } | null } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type AddCalendarEntryMutationVariables = Exact<{
  input: AddCalendarEntryInput;
}>;


export type AddCalendarEntryMutation = { addCalendarEntry:
    | { __typename: 'AddCalendarEntrySuccess', entry: {
      /** Id of the entry, a UUID. */
      id: string,
      /** What the days are. */
      kind: CalendarEntryKind,
      /** What people call them. */
      name: string,
      /** First day, in the merchant's time zone; of a yearly entry, of the first year. */
      from: string,
      /** Last day, included; of a yearly entry, of the first year. */
      to: string,
      /** Whether it comes again on the same days of every later year; 29 February is 28 February in years that lack it. */
      yearly: boolean,
      /** When it was added. */
      createdAt: string,
      /** When it was last changed; createdAt when it never was. */
      updatedAt: string, merchant: {
        /** UUID of the merchant. */
        id: string } } }
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type UpdateCalendarEntryMutationVariables = Exact<{
  input: UpdateCalendarEntryInput;
}>;


export type UpdateCalendarEntryMutation = { updateCalendarEntry:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UpdateCalendarEntrySuccess', entry: {
      /** Id of the entry, a UUID. */
      id: string,
      /** What the days are. */
      kind: CalendarEntryKind,
      /** What people call them. */
      name: string,
      /** First day, in the merchant's time zone; of a yearly entry, of the first year. */
      from: string,
      /** Last day, included; of a yearly entry, of the first year. */
      to: string,
      /** Whether it comes again on the same days of every later year; 29 February is 28 February in years that lack it. */
      yearly: boolean,
      /** When it was added. */
      createdAt: string,
      /** When it was last changed; createdAt when it never was. */
      updatedAt: string, merchant: {
        /** UUID of the merchant. */
        id: string } } }
   };

export type RemoveCalendarEntryMutationVariables = Exact<{
  input: RemoveCalendarEntryInput;
}>;


export type RemoveCalendarEntryMutation = { removeCalendarEntry:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RemoveCalendarEntrySuccess',
    /** Id of the entry that was. */
    id: string, merchant: {
      /** UUID of the merchant. */
      id: string,
      /** Short unique name for addresses and commands, for example "harbour-lane". */
      slug: string,
      /** Name of the shop. */
      name: string,
      /** IANA time zone in which the shop counts its days, for example "Europe/London". */
      timeZone: string,
      /** ISO 4217 currency the shop reports in, for example "GBP". */
      currency: string,
      /** Whether the merchant takes part in the platform. */
      status: MerchantStatus,
      /** When the merchant joined. */
      createdAt: string } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type MarkInsightReadMutationVariables = Exact<{
  input: MarkInsightReadInput;
}>;


export type MarkInsightReadMutation = { markInsightRead:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'MarkInsightReadSuccess', insight: {
      /** Identifier of the insight, a UUID. The same story is never created twice. */
      id: string,
      /** How it was found. */
      kind: InsightKind,
      /** The metric that leads the story; the text names others that moved with it. */
      metric: InsightMetric,
      /** Whether the metric went up or down. Up is bad news for refunds. */
      direction: InsightDirection,
      /** How much it asks of the merchant. */
      severity: InsightSeverity,
      /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
      title: string,
      /** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
      text: string,
      /** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
      locale: string,
      /** Whether somebody of the team has read or dismissed it; shared by the team. */
      status: InsightStatus,
      /** The day in whose morning it was first found; days before it were complete. */
      asOf: string,
      /** The day in whose morning its story was first found: asOf. */
      firstSeen: string,
      /** The day in whose morning its story was last found: later than firstSeen when it went on. */
      lastSeen: string,
      /** How many times the story has written the insight, from 1; see history for earlier ones. */
      version: number,
      /** When it was written. */
      createdAt: string,
      /** When a continuing story last changed it; null when none has. */
      updatedAt: string | null,
      /** When it was first marked read; null before. */
      readAt: string | null,
      /** When it was dismissed; null while it is not. */
      dismissedAt: string | null, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, window: {
        /** First day the insight is about. */
        from: string,
        /** Last day the insight is about. */
        to: string,
        /** First day of the period it is compared with. */
        baselineFrom: string,
        /** Last day of the period it is compared with. */
        baselineTo: string }, figures: {
        /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
        observed: string,
        /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
        expected: string,
        /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
        change: number | null,
        /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
        currency: string | null,
        /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
        score: number }, action: {
        /** For programs. */
        code: InsightActionCode,
        /** For people, in the merchant's language. */
        text: string } } }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type MarkInsightUnreadMutationVariables = Exact<{
  input: MarkInsightUnreadInput;
}>;


export type MarkInsightUnreadMutation = { markInsightUnread:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'MarkInsightUnreadSuccess', insight: {
      /** Identifier of the insight, a UUID. The same story is never created twice. */
      id: string,
      /** How it was found. */
      kind: InsightKind,
      /** The metric that leads the story; the text names others that moved with it. */
      metric: InsightMetric,
      /** Whether the metric went up or down. Up is bad news for refunds. */
      direction: InsightDirection,
      /** How much it asks of the merchant. */
      severity: InsightSeverity,
      /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
      title: string,
      /** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
      text: string,
      /** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
      locale: string,
      /** Whether somebody of the team has read or dismissed it; shared by the team. */
      status: InsightStatus,
      /** The day in whose morning it was first found; days before it were complete. */
      asOf: string,
      /** The day in whose morning its story was first found: asOf. */
      firstSeen: string,
      /** The day in whose morning its story was last found: later than firstSeen when it went on. */
      lastSeen: string,
      /** How many times the story has written the insight, from 1; see history for earlier ones. */
      version: number,
      /** When it was written. */
      createdAt: string,
      /** When a continuing story last changed it; null when none has. */
      updatedAt: string | null,
      /** When it was first marked read; null before. */
      readAt: string | null,
      /** When it was dismissed; null while it is not. */
      dismissedAt: string | null, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, window: {
        /** First day the insight is about. */
        from: string,
        /** Last day the insight is about. */
        to: string,
        /** First day of the period it is compared with. */
        baselineFrom: string,
        /** Last day of the period it is compared with. */
        baselineTo: string }, figures: {
        /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
        observed: string,
        /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
        expected: string,
        /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
        change: number | null,
        /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
        currency: string | null,
        /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
        score: number }, action: {
        /** For programs. */
        code: InsightActionCode,
        /** For people, in the merchant's language. */
        text: string } } }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type DismissInsightMutationVariables = Exact<{
  input: DismissInsightInput;
}>;


export type DismissInsightMutation = { dismissInsight:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'DismissInsightSuccess', insight: {
      /** Identifier of the insight, a UUID. The same story is never created twice. */
      id: string,
      /** How it was found. */
      kind: InsightKind,
      /** The metric that leads the story; the text names others that moved with it. */
      metric: InsightMetric,
      /** Whether the metric went up or down. Up is bad news for refunds. */
      direction: InsightDirection,
      /** How much it asks of the merchant. */
      severity: InsightSeverity,
      /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
      title: string,
      /** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
      text: string,
      /** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
      locale: string,
      /** Whether somebody of the team has read or dismissed it; shared by the team. */
      status: InsightStatus,
      /** The day in whose morning it was first found; days before it were complete. */
      asOf: string,
      /** The day in whose morning its story was first found: asOf. */
      firstSeen: string,
      /** The day in whose morning its story was last found: later than firstSeen when it went on. */
      lastSeen: string,
      /** How many times the story has written the insight, from 1; see history for earlier ones. */
      version: number,
      /** When it was written. */
      createdAt: string,
      /** When a continuing story last changed it; null when none has. */
      updatedAt: string | null,
      /** When it was first marked read; null before. */
      readAt: string | null,
      /** When it was dismissed; null while it is not. */
      dismissedAt: string | null, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, window: {
        /** First day the insight is about. */
        from: string,
        /** Last day the insight is about. */
        to: string,
        /** First day of the period it is compared with. */
        baselineFrom: string,
        /** Last day of the period it is compared with. */
        baselineTo: string }, figures: {
        /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
        observed: string,
        /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
        expected: string,
        /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
        change: number | null,
        /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
        currency: string | null,
        /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
        score: number }, action: {
        /** For programs. */
        code: InsightActionCode,
        /** For people, in the merchant's language. */
        text: string } } }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RestoreInsightMutationVariables = Exact<{
  input: RestoreInsightInput;
}>;


export type RestoreInsightMutation = { restoreInsight:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RestoreInsightSuccess', insight: {
      /** Identifier of the insight, a UUID. The same story is never created twice. */
      id: string,
      /** How it was found. */
      kind: InsightKind,
      /** The metric that leads the story; the text names others that moved with it. */
      metric: InsightMetric,
      /** Whether the metric went up or down. Up is bad news for refunds. */
      direction: InsightDirection,
      /** How much it asks of the merchant. */
      severity: InsightSeverity,
      /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
      title: string,
      /** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
      text: string,
      /** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
      locale: string,
      /** Whether somebody of the team has read or dismissed it; shared by the team. */
      status: InsightStatus,
      /** The day in whose morning it was first found; days before it were complete. */
      asOf: string,
      /** The day in whose morning its story was first found: asOf. */
      firstSeen: string,
      /** The day in whose morning its story was last found: later than firstSeen when it went on. */
      lastSeen: string,
      /** How many times the story has written the insight, from 1; see history for earlier ones. */
      version: number,
      /** When it was written. */
      createdAt: string,
      /** When a continuing story last changed it; null when none has. */
      updatedAt: string | null,
      /** When it was first marked read; null before. */
      readAt: string | null,
      /** When it was dismissed; null while it is not. */
      dismissedAt: string | null, merchant: {
        /** UUID of the merchant. */
        id: string }, slice: {
        /** What the business is cut by. */
        dimension: InsightDimension,
        /** The product's sku, the country and so on; unique within its dimension. */
        key: string,
        /** What a person calls it. */
        label: string } | null, window: {
        /** First day the insight is about. */
        from: string,
        /** Last day the insight is about. */
        to: string,
        /** First day of the period it is compared with. */
        baselineFrom: string,
        /** Last day of the period it is compared with. */
        baselineTo: string }, figures: {
        /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
        observed: string,
        /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
        expected: string,
        /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
        change: number | null,
        /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
        currency: string | null,
        /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
        score: number }, action: {
        /** For programs. */
        code: InsightActionCode,
        /** For people, in the merchant's language. */
        text: string } } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type MuteInsightsMutationVariables = Exact<{
  input: MuteInsightsInput;
}>;


export type MuteInsightsMutation = { muteInsights:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'MuteInsightsSuccess', mute: {
      /** Id of the mute, a UUID. */
      id: string,
      /** The kind that is muted; null: every kind. */
      kind: InsightKind | null,
      /** The leading metric that is muted; null: every metric. */
      metric: InsightMetric | null,
      /** The last day it holds, in the merchant's time zone; null: until it is taken back. */
      until: string | null,
      /** Why, in the words of whoever muted. */
      reason: string | null,
      /** When it was muted. */
      createdAt: string, merchant: {
        /** UUID of the merchant. */
        id: string } } }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type UnmuteInsightsMutationVariables = Exact<{
  input: UnmuteInsightsInput;
}>;


export type UnmuteInsightsMutation = { unmuteInsights:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnmuteInsightsSuccess',
    /** Id of the mute that was. */
    id: string, merchant: {
      /** UUID of the merchant. */
      id: string,
      /** Short unique name for addresses and commands, for example "harbour-lane". */
      slug: string,
      /** Name of the shop. */
      name: string,
      /** IANA time zone in which the shop counts its days, for example "Europe/London". */
      timeZone: string,
      /** ISO 4217 currency the shop reports in, for example "GBP". */
      currency: string,
      /** Whether the merchant takes part in the platform. */
      status: MerchantStatus,
      /** When the merchant joined. */
      createdAt: string } }
   };

export type UpdateWebhookEndpointMutationVariables = Exact<{
  input: UpdateWebhookEndpointInput;
}>;


export type UpdateWebhookEndpointMutation = { updateWebhookEndpoint:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UpdateWebhookEndpointSuccess', endpoint: {
      /** Id of the endpoint, a UUID. */
      id: string,
      /** Where requests are sent. */
      url: string,
      /** What it is for; may be empty. */
      description: string,
      /** What it is told of. */
      events: Array<WebhookEvent>,
      /** Only insights of these kinds; empty: of every kind. */
      kinds: Array<InsightKind>,
      /** Only insights of this severity and more severe ones. */
      leastSeverity: InsightSeverity,
      /** Whether anything is sent. */
      enabled: boolean,
      /** Why it is not enabled; null: it is. */
      disabledReason: WebhookDisabledReason | null,
      /** Since when every attempt has failed; null: the last one did not. */
      failingSince: string | null,
      /** When its secret was made. */
      secretRotatedAt: string,
      /** Until when the secret before signs too; null: it does not. */
      previousSecretUntil: string | null,
      /** When it was made. */
      createdAt: string,
      /** When somebody last changed it. */
      updatedAt: string } }
   };

export type RemoveWebhookEndpointMutationVariables = Exact<{
  input: WebhookEndpointInput;
}>;


export type RemoveWebhookEndpointMutation = { removeWebhookEndpoint:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RemoveWebhookEndpointSuccess',
    /** Id of the endpoint that was. */
    id: string, merchant: {
      /** UUID of the merchant. */
      id: string,
      /** Short unique name for addresses and commands, for example "harbour-lane". */
      slug: string,
      /** Name of the shop. */
      name: string,
      /** IANA time zone in which the shop counts its days, for example "Europe/London". */
      timeZone: string,
      /** ISO 4217 currency the shop reports in, for example "GBP". */
      currency: string,
      /** Whether the merchant takes part in the platform. */
      status: MerchantStatus,
      /** When the merchant joined. */
      createdAt: string } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RotateWebhookSecretSuccess',
    /** The new secret, shown this once. */
    secret: string, endpoint: {
      /** Id of the endpoint, a UUID. */
      id: string,
      /** Where requests are sent. */
      url: string,
      /** What it is for; may be empty. */
      description: string,
      /** What it is told of. */
      events: Array<WebhookEvent>,
      /** Only insights of these kinds; empty: of every kind. */
      kinds: Array<InsightKind>,
      /** Only insights of this severity and more severe ones. */
      leastSeverity: InsightSeverity,
      /** Whether anything is sent. */
      enabled: boolean,
      /** Why it is not enabled; null: it is. */
      disabledReason: WebhookDisabledReason | null,
      /** Since when every attempt has failed; null: the last one did not. */
      failingSince: string | null,
      /** When its secret was made. */
      secretRotatedAt: string,
      /** Until when the secret before signs too; null: it does not. */
      previousSecretUntil: string | null,
      /** When it was made. */
      createdAt: string,
      /** When somebody last changed it. */
      updatedAt: string } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type SendTestWebhookMutationVariables = Exact<{
  input: WebhookEndpointInput;
}>;


export type SendTestWebhookMutation = { sendTestWebhook:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'SendTestWebhookSuccess', delivery: {
      /** Id of the delivery, a UUID. */
      id: string,
      /** Id of the event: the header webhook-id, the same at every attempt. */
      eventId: string,
      /** Which event it is: "insight.created", "insight.updated" or "webhook.test". */
      eventType: string,
      /** How far it has come. */
      status: WebhookDeliveryStatus,
      /** The body that is sent, JSON. */
      body: string,
      /** When it was first queued. */
      createdAt: string,
      /** When it was delivered or given up; null: neither. */
      finishedAt: string | null,
      /** When it is tried next, or tried again should the present attempt never end; null: not any more. */
      nextAttemptAt: string | null, attempts: Array<{
        /** Which attempt of the delivery, from 1. */
        number: number,
        /** When it was sent. */
        startedAt: string,
        /** How long it took, in milliseconds; at most about 10000. */
        durationMs: number,
        /** The HTTP status of the answer; null: there was none. */
        statusCode: number | null,
        /** Why it failed; null: it did not. */
        error: string | null }> } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RedeliverWebhookMutationVariables = Exact<{
  input: RedeliverWebhookInput;
}>;


export type RedeliverWebhookMutation = { redeliverWebhook:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RedeliverWebhookSuccess', delivery: {
      /** Id of the delivery, a UUID. */
      id: string,
      /** Id of the event: the header webhook-id, the same at every attempt. */
      eventId: string,
      /** Which event it is: "insight.created", "insight.updated" or "webhook.test". */
      eventType: string,
      /** How far it has come. */
      status: WebhookDeliveryStatus,
      /** The body that is sent, JSON. */
      body: string,
      /** When it was first queued. */
      createdAt: string,
      /** When it was delivered or given up; null: neither. */
      finishedAt: string | null,
      /** When it is tried next, or tried again should the present attempt never end; null: not any more. */
      nextAttemptAt: string | null, attempts: Array<{
        /** Which attempt of the delivery, from 1. */
        number: number,
        /** When it was sent. */
        startedAt: string,
        /** How long it took, in milliseconds; at most about 10000. */
        durationMs: number,
        /** The HTTP status of the answer; null: there was none. */
        statusCode: number | null,
        /** Why it failed; null: it did not. */
        error: string | null }> } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type InsightCreatedSubscriptionVariables = Exact<{
  merchantId: string;
  after?: string | null | undefined;
  kinds?: Array<InsightKind> | InsightKind | null | undefined;
  leastSeverity?: InsightSeverity | null | undefined;
}>;


export type InsightCreatedSubscription = { insightCreated: {
  /** Identifier of the insight, a UUID. The same story is never created twice. */
  id: string,
  /** How it was found. */
  kind: InsightKind,
  /** The metric that leads the story; the text names others that moved with it. */
  metric: InsightMetric,
  /** Whether the metric went up or down. Up is bad news for refunds. */
  direction: InsightDirection,
  /** How much it asks of the merchant. */
  severity: InsightSeverity,
  /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
  title: string,
  /** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
  text: string,
  /** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
  locale: string,
  /** Whether somebody of the team has read or dismissed it; shared by the team. */
  status: InsightStatus,
  /** The day in whose morning it was first found; days before it were complete. */
  asOf: string,
  /** The day in whose morning its story was first found: asOf. */
  firstSeen: string,
  /** The day in whose morning its story was last found: later than firstSeen when it went on. */
  lastSeen: string,
  /** How many times the story has written the insight, from 1; see history for earlier ones. */
  version: number,
  /** When it was written. */
  createdAt: string,
  /** When a continuing story last changed it; null when none has. */
  updatedAt: string | null,
  /** When it was first marked read; null before. */
  readAt: string | null,
  /** When it was dismissed; null while it is not. */
  dismissedAt: string | null, merchant: {
    /** UUID of the merchant. */
    id: string }, slice: {
    /** What the business is cut by. */
    dimension: InsightDimension,
    /** The product's sku, the country and so on; unique within its dimension. */
    key: string,
    /** What a person calls it. */
    label: string } | null, window: {
    /** First day the insight is about. */
    from: string,
    /** Last day the insight is about. */
    to: string,
    /** First day of the period it is compared with. */
    baselineFrom: string,
    /** Last day of the period it is compared with. */
    baselineTo: string }, figures: {
    /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
    observed: string,
    /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
    expected: string,
    /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
    change: number | null,
    /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
    currency: string | null,
    /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
    score: number }, action: {
    /** For programs. */
    code: InsightActionCode,
    /** For people, in the merchant's language. */
    text: string } } };

export type InsightRunProgressSubscriptionVariables = Exact<{
  merchantId: string;
}>;


export type InsightRunProgressSubscription = { insightRunProgress: {
  /** Identifier of the run, a UUID. */
  id: string,
  /** Who asked for it. */
  trigger: InsightRunTrigger,
  /** Where it is. */
  status: InsightRunStatus,
  /** How much of its work is done, from 0 to 1. Follow it with Subscription.insightRunProgress. */
  progress: number,
  /** When it began. */
  startedAt: string,
  /** When it ended; null while it has not. */
  finishedAt: string | null,
  /** Milliseconds from its beginning to its end; null while it has not ended. */
  durationMs: number | null, timing: {
    /** Reading the numbers from the warehouse. */
    readMs: number,
    /** Looking for what is worth knowing, added up over all threads. */
    detectMs: number,
    /** Writing cards. */
    writeMs: number } } };

export type AlertFieldsFragment = {
/** UUID of the alert. */
id: string,
/** What the merchant calls it. */
name: string,
/** The metric it looks at. */
metric: InsightMetric,
/** When it fires. */
condition: AlertCondition,
/** For ABOVE and BELOW in the unit of the metric: money in major units, rates as shares (0.2 is 20%). For changes a percentage: 20 is 20%. */
threshold: string,
/** What a change is measured against; null for ABOVE and BELOW. */
baseline: AlertBaseline | null,
/** How many days MEAN_OF_LAST_DAYS takes; null for others. */
baselineDays: number | null,
/** The least size, in the unit of the metric, that the figure or its baseline must have, so that one order becoming three does not alarm; 0 asks for none. */
floor: string,
/** What it looks at, and when. */
schedule: AlertSchedule,
/** WEEKLY: the weekday on whose morning it looks, 1 for Monday to 7 for Sunday. DAILY: null. */
weekday: number | null,
/** Severity of the insights it makes: decides who is sent them. */
severity: InsightSeverity,
/** For how many days it stays quiet after it has fired. */
cooldownDays: number,
/** Whether it is looked at; days on which it was not are not made up for. */
enabled: boolean,
/** The last day about which it stays silent, whatever happens; null when it is not. */
silencedUntil: string | null,
/** The last day it has been judged for, firing or not. */
judgedTo: string,
/** When it could not be judged, if that is the newest that happened to it; it is tried again every hour. Null when all is well. */
failedAt: string | null,
/** When it was made. */
createdAt: string,
/** When its rule was last changed. */
updatedAt: string, merchant: {
  /** UUID of the merchant. */
  id: string }, filter: {
  /** Only this product, by the shop's own number; null for all. */
  sku: string | null,
  /** Only orders from this country; null for all. */
  country: string | null } };

export type AlertFiringFieldsFragment = {
/** The last of the days it looked at. */
day: string,
/** The first of the days it looked at: the same day unless it is WEEKLY. */
from: string,
/** What was seen, in the unit of the metric: money in major units, rates as shares. */
observed: string,
/** What the baseline came to, for as many days; null without a baseline. */
expected: string | null,
/** The figure that had to be passed, in the unit of the metric; for changes worked out of the baseline. */
threshold: string,
/** observed / expected - 1; null without a baseline. */
change: number | null,
/** Whether it was too much or too little. */
direction: InsightDirection,
/** ISO 4217 currency of the figures; null for metrics that are no money. */
currency: string | null,
/** UUID of the firing. */
id: string,
/** When it fired. */
createdAt: string, insight: {
  /** Identifier of the insight, a UUID. The same story is never created twice. */
  id: string,
  /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
  title: string } | null, anomaly: {
  /** UUID of the anomaly. */
  id: string } | null };

export type AnomalyFieldsFragment = {
/** UUID of the anomaly. */
id: string,
/** Where it comes from. */
source: AnomalySource,
/** How it was found; null when it was reported by hand. */
kind: InsightKind | null,
/** The metric it is about. */
metric: InsightMetric,
/** Which way the metric went; null when whoever reported it did not say. */
direction: InsightDirection | null,
/** First day it was found on: earlier than from when it has been going on for longer. */
since: string,
/** First day of its newest figures, in the merchant's time zone. */
from: string,
/** Last day it is about; that of from when it is about one day. */
to: string,
/** What was seen, in the unit of the metric: of the day, or a day on average for LEVEL_SHIFT; money in major units, rates as shares. Null when reported by hand. */
observed: string | null,
/** What was to be expected; for an alert its baseline, or without one its threshold. Null when reported by hand. */
expected: string | null,
/** observed / expected - 1, so -0.4 is "40% less"; null when there is nothing to divide by. */
change: number | null,
/** ISO 4217 currency of the figures; null for metrics that are no money. */
currency: string | null,
/** Robust standard deviations from what was expected, 0 or more; null unless it was DETECTED. */
score: number | null,
/** The chance of at least this much if nothing had changed, 0 to 1; null unless it was DETECTED. */
pValue: number | null,
/** What the team has done about it. */
status: AnomalyStatus,
/** What a person has written about it; null when nobody has. */
note: string | null,
/** Who reported it by hand: "user:" or "key:" and an id; null otherwise. */
reportedBy: string | null,
/** Who last changed its status: "user:" or "key:" and an id; null before that. */
statusChangedBy: string | null,
/** When its status was last changed; null before that. */
statusChangedAt: string | null,
/** When it was written. */
createdAt: string, merchant: {
  /** UUID of the merchant. */
  id: string }, slice: {
  /** What the business is cut by. */
  dimension: InsightDimension,
  /** The product's sku, the country and so on; unique within its dimension. */
  key: string,
  /** What a person calls it. */
  label: string } | null, insight: {
  /** Identifier of the insight, a UUID. The same story is never created twice. */
  id: string,
  /** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
  title: string } | null, alert: {
  /** UUID of the alert. */
  id: string,
  /** What the merchant calls it. */
  name: string } | null };

export type CalendarEntryFieldsFragment = {
/** Id of the entry, a UUID. */
id: string,
/** What the days are. */
kind: CalendarEntryKind,
/** What people call them. */
name: string,
/** First day, in the merchant's time zone; of a yearly entry, of the first year. */
from: string,
/** Last day, included; of a yearly entry, of the first year. */
to: string,
/** Whether it comes again on the same days of every later year; 29 February is 28 February in years that lack it. */
yearly: boolean,
/** When it was added. */
createdAt: string,
/** When it was last changed; createdAt when it never was. */
updatedAt: string, merchant: {
  /** UUID of the merchant. */
  id: string } };

export type InsightFieldsFragment = {
/** Identifier of the insight, a UUID. The same story is never created twice. */
id: string,
/** How it was found. */
kind: InsightKind,
/** The metric that leads the story; the text names others that moved with it. */
metric: InsightMetric,
/** Whether the metric went up or down. Up is bad news for refunds. */
direction: InsightDirection,
/** How much it asks of the merchant. */
severity: InsightSeverity,
/** The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November". */
title: string,
/** The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency. */
text: string,
/** BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others. */
locale: string,
/** Whether somebody of the team has read or dismissed it; shared by the team. */
status: InsightStatus,
/** The day in whose morning it was first found; days before it were complete. */
asOf: string,
/** The day in whose morning its story was first found: asOf. */
firstSeen: string,
/** The day in whose morning its story was last found: later than firstSeen when it went on. */
lastSeen: string,
/** How many times the story has written the insight, from 1; see history for earlier ones. */
version: number,
/** When it was written. */
createdAt: string,
/** When a continuing story last changed it; null when none has. */
updatedAt: string | null,
/** When it was first marked read; null before. */
readAt: string | null,
/** When it was dismissed; null while it is not. */
dismissedAt: string | null, merchant: {
  /** UUID of the merchant. */
  id: string }, slice: {
  /** What the business is cut by. */
  dimension: InsightDimension,
  /** The product's sku, the country and so on; unique within its dimension. */
  key: string,
  /** What a person calls it. */
  label: string } | null, window: {
  /** First day the insight is about. */
  from: string,
  /** Last day the insight is about. */
  to: string,
  /** First day of the period it is compared with. */
  baselineFrom: string,
  /** Last day of the period it is compared with. */
  baselineTo: string }, figures: {
  /** What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals. */
  observed: string,
  /** What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then. */
  expected: string,
  /** observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected. */
  change: number | null,
  /** ISO 4217 currency of the figures; null for metrics that are counted, such as orders. */
  currency: string | null,
  /** How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability. */
  score: number }, action: {
  /** For programs. */
  code: InsightActionCode,
  /** For people, in the merchant's language. */
  text: string } };

export type InsightMuteFieldsFragment = {
/** Id of the mute, a UUID. */
id: string,
/** The kind that is muted; null: every kind. */
kind: InsightKind | null,
/** The leading metric that is muted; null: every metric. */
metric: InsightMetric | null,
/** The last day it holds, in the merchant's time zone; null: until it is taken back. */
until: string | null,
/** Why, in the words of whoever muted. */
reason: string | null,
/** When it was muted. */
createdAt: string, merchant: {
  /** UUID of the merchant. */
  id: string } };

export type InsightRunFieldsFragment = {
/** Identifier of the run, a UUID. */
id: string,
/** Who asked for it. */
trigger: InsightRunTrigger,
/** Where it is. */
status: InsightRunStatus,
/** How much of its work is done, from 0 to 1. Follow it with Subscription.insightRunProgress. */
progress: number,
/** When it began. */
startedAt: string,
/** When it ended; null while it has not. */
finishedAt: string | null,
/** Milliseconds from its beginning to its end; null while it has not ended. */
durationMs: number | null, timing: {
  /** Reading the numbers from the warehouse. */
  readMs: number,
  /** Looking for what is worth knowing, added up over all threads. */
  detectMs: number,
  /** Writing cards. */
  writeMs: number } };

export type MoneyFieldsFragment = {
/** The amount in major units, with four decimals, for example "61204.1000". */
amount: string,
/** ISO 4217 code of the currency, for example "GBP". */
currency: string };

export type PageInfoFieldsFragment = {
/** Whether more items follow this page: pass endCursor as `after` to get them. */
hasNextPage: boolean,
/** Whether items come before this page: pass startCursor as `before` to get them. */
hasPreviousPage: boolean,
/** Cursor of the first item of this page; null when it is empty. */
startCursor: string | null,
/** Cursor of the last item of this page; null when it is empty. */
endCursor: string | null };

type UserErrorFields_BadInputError_Fragment = {
/** Stable code for programs, for example "BAD_INPUT". */
code: string,
/** What is wrong and what to do about it, for people. */
message: string,
/** The input field at fault, outermost first; null when no single field is. */
path: Array<string> | null };

type UserErrorFields_ConflictError_Fragment = {
/** Stable code for programs, for example "BAD_INPUT". */
code: string,
/** What is wrong and what to do about it, for people. */
message: string,
/** The input field at fault, outermost first; null when no single field is. */
path: Array<string> | null };

type UserErrorFields_EmailTakenError_Fragment = {
/** Stable code for programs, for example "BAD_INPUT". */
code: string,
/** What is wrong and what to do about it, for people. */
message: string,
/** The input field at fault, outermost first; null when no single field is. */
path: Array<string> | null };

type UserErrorFields_ForbiddenError_Fragment = {
/** Stable code for programs, for example "BAD_INPUT". */
code: string,
/** What is wrong and what to do about it, for people. */
message: string,
/** The input field at fault, outermost first; null when no single field is. */
path: Array<string> | null };

type UserErrorFields_InvalidCredentialsError_Fragment = {
/** Stable code for programs, for example "BAD_INPUT". */
code: string,
/** What is wrong and what to do about it, for people. */
message: string,
/** The input field at fault, outermost first; null when no single field is. */
path: Array<string> | null };

type UserErrorFields_InvalidTokenError_Fragment = {
/** Stable code for programs, for example "BAD_INPUT". */
code: string,
/** What is wrong and what to do about it, for people. */
message: string,
/** The input field at fault, outermost first; null when no single field is. */
path: Array<string> | null };

type UserErrorFields_NotFoundError_Fragment = {
/** Stable code for programs, for example "BAD_INPUT". */
code: string,
/** What is wrong and what to do about it, for people. */
message: string,
/** The input field at fault, outermost first; null when no single field is. */
path: Array<string> | null };

type UserErrorFields_TooManyAttemptsError_Fragment = {
/** Stable code for programs, for example "BAD_INPUT". */
code: string,
/** What is wrong and what to do about it, for people. */
message: string,
/** The input field at fault, outermost first; null when no single field is. */
path: Array<string> | null };

type UserErrorFields_UnauthenticatedError_Fragment = {
/** Stable code for programs, for example "BAD_INPUT". */
code: string,
/** What is wrong and what to do about it, for people. */
message: string,
/** The input field at fault, outermost first; null when no single field is. */
path: Array<string> | null };

export type UserErrorFieldsFragment =
  | UserErrorFields_BadInputError_Fragment
  | UserErrorFields_ConflictError_Fragment
  | UserErrorFields_EmailTakenError_Fragment
  | UserErrorFields_ForbiddenError_Fragment
  | UserErrorFields_InvalidCredentialsError_Fragment
  | UserErrorFields_InvalidTokenError_Fragment
  | UserErrorFields_NotFoundError_Fragment
  | UserErrorFields_TooManyAttemptsError_Fragment
  | UserErrorFields_UnauthenticatedError_Fragment
;

export type MembershipFieldsFragment = {
/** UUID of the membership. */
id: string,
/** What the person is to the merchant. */
role: Role,
/** When the person joined the team. */
createdAt: string,
/** What the person may do for the merchant, for example "members:write". While the merchant is SUSPENDED, reading only. */
permissions: Array<string>, user: {
  /** UUID of the person. */
  id: string,
  /** Name as the person wrote it. */
  name: string,
  /** Address the person signs in with. */
  email: string }, merchant: {
  /** UUID of the merchant. */
  id: string,
  /** Short unique name for addresses and commands, for example "harbour-lane". */
  slug: string,
  /** Name of the shop. */
  name: string,
  /** IANA time zone in which the shop counts its days, for example "Europe/London". */
  timeZone: string,
  /** ISO 4217 currency the shop reports in, for example "GBP". */
  currency: string,
  /** Whether the merchant takes part in the platform. */
  status: MerchantStatus } };

export type MerchantFieldsFragment = {
/** UUID of the merchant. */
id: string,
/** Short unique name for addresses and commands, for example "harbour-lane". */
slug: string,
/** Name of the shop. */
name: string,
/** IANA time zone in which the shop counts its days, for example "Europe/London". */
timeZone: string,
/** ISO 4217 currency the shop reports in, for example "GBP". */
currency: string,
/** Whether the merchant takes part in the platform. */
status: MerchantStatus,
/** When the merchant joined. */
createdAt: string };

export type GetMerchantSettingsQueryVariables = Exact<{
  id: string;
}>;


export type GetMerchantSettingsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, settings: {
    /** IANA time zone in which days are counted. */
    timeZone: string,
    /** ISO 4217 currency of reports. */
    currency: string,
    /** BCP 47 locale for numbers and dates, for example "en-GB". */
    locale: string,
    /** Whether the days of orders are being counted again because the time zone changed. Until that is done, reports mix days of the old and the new zone. */
    recomputing: boolean, businessHours: Array<{
      /** The weekday. */
      weekday: Weekday,
      /** When it opens, as "HH:MM" in the time zone of the shop; null when it is closed that day. */
      opens: string | null,
      /** When it closes, as "HH:MM", "24:00" for midnight, always after opens; null when it is closed that day. */
      closes: string | null }> | null } | null } | null };

export type GetNotificationSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type GetNotificationSettingsQuery = { me: {
  /** UUID of the person. */
  id: string, memberships: { nodes: Array<{
      /** UUID of the membership. */
      id: string, merchant: {
        /** UUID of the merchant. */
        id: string,
        /** Name of the shop. */
        name: string }, notifications: {
        /** Whether notifications are sent by e-mail at all. */
        email: boolean,
        /** What is worth a notification. */
        kinds: Array<NotificationKind>,
        /** How often a summary is sent; independent of kinds. */
        digest: NotificationDigest } | null }> } } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: {
  /** UUID of the person. */
  id: string,
  /** Name as the person wrote it. */
  name: string,
  /** Address the person signs in with. */
  email: string,
  /** When the account was created. */
  createdAt: string,
  /** Whether the person has proved, by a link in an e-mail, that the address is theirs. */
  emailVerified: boolean, memberships: { nodes: Array<{
      /** UUID of the membership. */
      id: string,
      /** What the person is to the merchant. */
      role: Role,
      /** When the person joined the team. */
      createdAt: string,
      /** What the person may do for the merchant, for example "members:write". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, user: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string }, merchant: {
        /** UUID of the merchant. */
        id: string,
        /** Short unique name for addresses and commands, for example "harbour-lane". */
        slug: string,
        /** Name of the shop. */
        name: string,
        /** IANA time zone in which the shop counts its days, for example "Europe/London". */
        timeZone: string,
        /** ISO 4217 currency the shop reports in, for example "GBP". */
        currency: string,
        /** Whether the merchant takes part in the platform. */
        status: MerchantStatus } }> } } | null };

export type UpdateMerchantSettingsMutationVariables = Exact<{
  input: UpdateMerchantSettingsInput;
}>;


export type UpdateMerchantSettingsMutation = { updateMerchantSettings:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UpdateMerchantSettingsSuccess', merchant: {
      /** UUID of the merchant. */
      id: string,
      /** Short unique name for addresses and commands, for example "harbour-lane". */
      slug: string,
      /** Name of the shop. */
      name: string,
      /** IANA time zone in which the shop counts its days, for example "Europe/London". */
      timeZone: string,
      /** ISO 4217 currency the shop reports in, for example "GBP". */
      currency: string,
      /** Whether the merchant takes part in the platform. */
      status: MerchantStatus,
      /** When the merchant joined. */
      createdAt: string, settings: {
        /** IANA time zone in which days are counted. */
        timeZone: string,
        /** ISO 4217 currency of reports. */
        currency: string,
        /** BCP 47 locale for numbers and dates, for example "en-GB". */
        locale: string,
        /** Whether the days of orders are being counted again because the time zone changed. Until that is done, reports mix days of the old and the new zone. */
        recomputing: boolean, businessHours: Array<{
          /** The weekday. */
          weekday: Weekday,
          /** When it opens, as "HH:MM" in the time zone of the shop; null when it is closed that day. */
          opens: string | null,
          /** When it closes, as "HH:MM", "24:00" for midnight, always after opens; null when it is closed that day. */
          closes: string | null }> | null } | null } }
   };

export type GetOutboxQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  merchantId?: string | null | undefined;
}>;


export type GetOutboxQuery = { outbox: {
  /** Where e-mail goes. With SMTP the list of messages is empty. */
  delivery: EmailDelivery, messages: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the message. */
      id: string,
      /** What it is for, for example "invitation". */
      kind: string,
      /** E-mail address it is to. */
      recipient: string,
      /** Its subject. */
      subject: string,
      /** Its plain text. */
      text: string,
      /** The links in its text, in their order; the first is the one to follow. */
      links: Array<string>,
      /** How far it has come. */
      status: EmailStatus,
      /** When it was written. */
      createdAt: string,
      /** When it was sent; null before. */
      sentAt: string | null }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } } | null };

export type CurrentApiKeyQueryVariables = Exact<{ [key: string]: never; }>;


export type CurrentApiKeyQuery = { currentApiKey: {
  /** UUID of the key; not the key. */
  id: string,
  /** What the key is for, as its maker wrote it. */
  name: string,
  /** First characters of the key, to recognise it by. */
  prefix: string,
  /** What the key was given, for example "reports:read"; "*" is everything but what must be named: see permissions. */
  scopes: Array<string>,
  /** Whether the key works. */
  status: ApiKeyStatus,
  /** When the key was made. */
  createdAt: string,
  /** When the key stops working; null when it does not expire. */
  expiresAt: string | null,
  /** When the key was revoked; null otherwise. */
  revokedAt: string | null,
  /** When the key was last used, to the minute; null before its first use. */
  lastUsedAt: string | null,
  /** Requests a second the key may make; null for the limit of the gateway. */
  rateLimit: number | null,
  /** Id of the key that took its place when it was rotated; null otherwise. */
  replacedById: string | null,
  /** What the key may do, its scopes spelt out, for example "reports:read". While the merchant is SUSPENDED, reading only. */
  permissions: Array<string>, createdBy: {
    /** UUID of the person. */
    id: string,
    /** Name as the person wrote it. */
    name: string,
    /** Address the person signs in with. */
    email: string } | null, merchant: {
    /** UUID of the merchant. */
    id: string } } | null };

export type GetInvitationQueryVariables = Exact<{
  token: string;
}>;


export type GetInvitationQuery = { invitation: {
  /** Name of the merchant. */
  merchantName: string,
  /** Address the invitation was sent to. */
  email: string,
  /** What the person will be to the merchant. */
  role: Role,
  /** Name of who invited; null when a key did. */
  invitedByName: string | null,
  /** When the link stops working. */
  expiresAt: string,
  /** Whether there is an account with this address: then sign in to it and accept; otherwise accept with a name and a password. */
  accountExists: boolean } | null };

export type GetMerchantQueryVariables = Exact<{
  id: string;
}>;


export type GetMerchantQuery = { merchant: {
  /** UUID of the merchant. */
  id: string,
  /** Short unique name for addresses and commands, for example "harbour-lane". */
  slug: string,
  /** Name of the shop. */
  name: string,
  /** IANA time zone in which the shop counts its days, for example "Europe/London". */
  timeZone: string,
  /** ISO 4217 currency the shop reports in, for example "GBP". */
  currency: string,
  /** Whether the merchant takes part in the platform. */
  status: MerchantStatus,
  /** When the merchant joined. */
  createdAt: string } | null };

export type ListApiKeysQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: ApiKeyFilter | null | undefined;
}>;


export type ListApiKeysQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, apiKeys: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the key; not the key. */
      id: string,
      /** What the key is for, as its maker wrote it. */
      name: string,
      /** First characters of the key, to recognise it by. */
      prefix: string,
      /** What the key was given, for example "reports:read"; "*" is everything but what must be named: see permissions. */
      scopes: Array<string>,
      /** Whether the key works. */
      status: ApiKeyStatus,
      /** When the key was made. */
      createdAt: string,
      /** When the key stops working; null when it does not expire. */
      expiresAt: string | null,
      /** When the key was revoked; null otherwise. */
      revokedAt: string | null,
      /** When the key was last used, to the minute; null before its first use. */
      lastUsedAt: string | null,
      /** Requests a second the key may make; null for the limit of the gateway. */
      rateLimit: number | null,
      /** Id of the key that took its place when it was rotated; null otherwise. */
      replacedById: string | null,
      /** What the key may do, its scopes spelt out, for example "reports:read". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, createdBy: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null, merchant: {
        /** UUID of the merchant. */
        id: string } }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type GetFeatureFlagsQueryVariables = Exact<{
  merchantId: string;
  names?: Array<string> | string | null | undefined;
}>;


export type GetFeatureFlagsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, featureFlags: Array<{
    /** Its name, for example "insights.weekday_anomalies". */
    name: string,
    /** What is different when it is on. */
    description: string,
    /** Whether it is on for the merchant. */
    enabled: boolean,
    /** What holds for merchants that have not set it. */
    defaultEnabled: boolean,
    /** Whether the merchant has set it itself. */
    overridden: boolean }> | null } | null };

export type ListInvitationsQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: InvitationFilter | null | undefined;
}>;


export type ListInvitationsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, invitations: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the invitation. */
      id: string,
      /** Address it was sent to. */
      email: string,
      /** What the person will be to the merchant. */
      role: Role,
      /** What became of it. */
      status: InvitationStatus,
      /** When it was made. */
      createdAt: string,
      /** When its link was last sent. */
      sentAt: string,
      /** When its link stops working: seven days after it was sent. */
      expiresAt: string,
      /** When the person joined; null otherwise. */
      acceptedAt: string | null, invitedBy: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null, merchant: {
        /** UUID of the merchant. */
        id: string } }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type ListMembersQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: MembershipFilter | null | undefined;
  orderBy?: MembershipOrder | null | undefined;
}>;


export type ListMembersQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, members: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the membership. */
      id: string,
      /** What the person is to the merchant. */
      role: Role,
      /** When the person joined the team. */
      createdAt: string,
      /** What the person may do for the merchant, for example "members:write". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, user: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string }, merchant: {
        /** UUID of the merchant. */
        id: string,
        /** Short unique name for addresses and commands, for example "harbour-lane". */
        slug: string,
        /** Name of the shop. */
        name: string,
        /** IANA time zone in which the shop counts its days, for example "Europe/London". */
        timeZone: string,
        /** ISO 4217 currency the shop reports in, for example "GBP". */
        currency: string,
        /** Whether the merchant takes part in the platform. */
        status: MerchantStatus } }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type SecondFactorQueryVariables = Exact<{ [key: string]: never; }>;


export type SecondFactorQuery = { secondFactor: {
  /** Whether signing in asks for a code. */
  enabled: boolean,
  /** Since when it does; null when it does not. */
  enabledAt: string | null,
  /** Recovery codes that have not been used, 0 to 10. */
  recoveryCodesLeft: number } | null };

export type ListSessionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListSessionsQuery = { me: {
  /** UUID of the person. */
  id: string, sessions: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the session. */
      id: string,
      /** The device in words, from what it says of itself, for example "Firefox on Linux". */
      device: string,
      /** Address from which the session was last renewed; null when it is not known. */
      ipAddress: string | null,
      /** When the device signed in. */
      createdAt: string,
      /** When it last asked for tokens: a device in use does every 15 minutes. */
      lastUsedAt: string,
      /** When it ends unless it is used before. */
      expiresAt: string,
      /** Whether this request comes from this session. */
      current: boolean }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } | null } | null };

export type ListMembershipsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListMembershipsQuery = { me: {
  /** UUID of the person. */
  id: string, memberships: {
    /** How many items match in all, over every page. */
    totalCount: number, nodes: Array<{
      /** UUID of the membership. */
      id: string,
      /** What the person is to the merchant. */
      role: Role,
      /** When the person joined the team. */
      createdAt: string,
      /** What the person may do for the merchant, for example "members:write". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, user: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string }, merchant: {
        /** UUID of the merchant. */
        id: string,
        /** Short unique name for addresses and commands, for example "harbour-lane". */
        slug: string,
        /** Name of the shop. */
        name: string,
        /** IANA time zone in which the shop counts its days, for example "Europe/London". */
        timeZone: string,
        /** ISO 4217 currency the shop reports in, for example "GBP". */
        currency: string,
        /** Whether the merchant takes part in the platform. */
        status: MerchantStatus } }>, pageInfo: {
      /** Whether more items follow this page: pass endCursor as `after` to get them. */
      hasNextPage: boolean,
      /** Whether items come before this page: pass startCursor as `before` to get them. */
      hasPreviousPage: boolean,
      /** Cursor of the first item of this page; null when it is empty. */
      startCursor: string | null,
      /** Cursor of the last item of this page; null when it is empty. */
      endCursor: string | null } } } | null };

export type GetPermissionsQueryVariables = Exact<{
  merchantId: string;
}>;


export type GetPermissionsQuery = { me: {
  /** UUID of the person. */
  id: string,
  /** What you may do for a merchant, for example "members:write", to know what to show; empty for a merchant you do not belong to. Null for other people: see Membership.permissions. */
  permissions: Array<string> | null } | null };

export type SignUpMutationVariables = Exact<{
  input: SignUpInput;
}>;


export type SignUpMutation = { signUp:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'EmailTakenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'SignUpSuccess',
    /** Send it as "Authorization: Bearer ..."; it works for 15 minutes. Null when the session is kept in cookies. */
    accessToken: string | null,
    /** When the access token stops working. */
    accessTokenExpiresAt: string,
    /** Give it to refreshSession for the next pair of tokens. It works once. Null when the session is kept in cookies. */
    refreshToken: string | null,
    /** When the session ends unless it is refreshed before. */
    refreshTokenExpiresAt: string, user: {
      /** UUID of the person. */
      id: string,
      /** Name as the person wrote it. */
      name: string,
      /** Address the person signs in with. */
      email: string,
      /** When the account was created. */
      createdAt: string,
      /** Whether the person has proved, by a link in an e-mail, that the address is theirs. */
      emailVerified: boolean }, merchant: {
      /** UUID of the merchant. */
      id: string,
      /** Short unique name for addresses and commands, for example "harbour-lane". */
      slug: string,
      /** Name of the shop. */
      name: string,
      /** IANA time zone in which the shop counts its days, for example "Europe/London". */
      timeZone: string,
      /** ISO 4217 currency the shop reports in, for example "GBP". */
      currency: string,
      /** Whether the merchant takes part in the platform. */
      status: MerchantStatus,
      /** When the merchant joined. */
      createdAt: string } }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type VerifyEmailMutationVariables = Exact<{
  input: VerifyEmailInput;
}>;


export type VerifyEmailMutation = { verifyEmail:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'InvalidTokenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'VerifyEmailSuccess',
    /** The address. */
    email: string }
   };

export type ResendEmailVerificationMutationVariables = Exact<{ [key: string]: never; }>;


export type ResendEmailVerificationMutation = { resendEmailVerification:
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ResendEmailVerificationSuccess',
    /** The address it goes to. */
    email: string,
    /** When its link stops working. */
    expiresAt: string }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RequestPasswordResetMutationVariables = Exact<{
  input: RequestPasswordResetInput;
}>;


export type RequestPasswordResetMutation = { requestPasswordReset:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RequestPasswordResetSuccess',
    /** Always true; it does not tell whether there is an account. */
    accepted: boolean }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'InvalidTokenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ResetPasswordSuccess',
    /** The address to sign in with. */
    email: string }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ChangePasswordSuccess',
    /** How many other sessions were ended. */
    endedSessions: number }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'InvalidCredentialsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type UpdateProfileMutation = { updateProfile:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UpdateProfileSuccess', user: {
      /** UUID of the person. */
      id: string,
      /** Name as the person wrote it. */
      name: string,
      /** Address the person signs in with. */
      email: string,
      /** When the account was created. */
      createdAt: string,
      /** Whether the person has proved, by a link in an e-mail, that the address is theirs. */
      emailVerified: boolean } }
   };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'CreateApiKeySuccess',
    /** The key itself. Keep it now: it is never shown again. Send it as "Authorization: Bearer ...". */
    key: string, apiKey: {
      /** UUID of the key; not the key. */
      id: string,
      /** What the key is for, as its maker wrote it. */
      name: string,
      /** First characters of the key, to recognise it by. */
      prefix: string,
      /** What the key was given, for example "reports:read"; "*" is everything but what must be named: see permissions. */
      scopes: Array<string>,
      /** Whether the key works. */
      status: ApiKeyStatus,
      /** When the key was made. */
      createdAt: string,
      /** When the key stops working; null when it does not expire. */
      expiresAt: string | null,
      /** When the key was revoked; null otherwise. */
      revokedAt: string | null,
      /** When the key was last used, to the minute; null before its first use. */
      lastUsedAt: string | null,
      /** Requests a second the key may make; null for the limit of the gateway. */
      rateLimit: number | null,
      /** Id of the key that took its place when it was rotated; null otherwise. */
      replacedById: string | null,
      /** What the key may do, its scopes spelt out, for example "reports:read". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, createdBy: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null, merchant: {
        /** UUID of the merchant. */
        id: string } } }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RotateApiKeyMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type RotateApiKeyMutation = { rotateApiKey:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RotateApiKeySuccess',
    /** The new key itself. Keep it now: it is never shown again. */
    key: string, apiKey: {
      /** UUID of the key; not the key. */
      id: string,
      /** What the key is for, as its maker wrote it. */
      name: string,
      /** First characters of the key, to recognise it by. */
      prefix: string,
      /** What the key was given, for example "reports:read"; "*" is everything but what must be named: see permissions. */
      scopes: Array<string>,
      /** Whether the key works. */
      status: ApiKeyStatus,
      /** When the key was made. */
      createdAt: string,
      /** When the key stops working; null when it does not expire. */
      expiresAt: string | null,
      /** When the key was revoked; null otherwise. */
      revokedAt: string | null,
      /** When the key was last used, to the minute; null before its first use. */
      lastUsedAt: string | null,
      /** Requests a second the key may make; null for the limit of the gateway. */
      rateLimit: number | null,
      /** Id of the key that took its place when it was rotated; null otherwise. */
      replacedById: string | null,
      /** What the key may do, its scopes spelt out, for example "reports:read". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, createdBy: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null, merchant: {
        /** UUID of the merchant. */
        id: string } }, replaced: {
      /** UUID of the key; not the key. */
      id: string,
      /** What the key is for, as its maker wrote it. */
      name: string,
      /** First characters of the key, to recognise it by. */
      prefix: string,
      /** What the key was given, for example "reports:read"; "*" is everything but what must be named: see permissions. */
      scopes: Array<string>,
      /** Whether the key works. */
      status: ApiKeyStatus,
      /** When the key was made. */
      createdAt: string,
      /** When the key stops working; null when it does not expire. */
      expiresAt: string | null,
      /** When the key was revoked; null otherwise. */
      revokedAt: string | null,
      /** When the key was last used, to the minute; null before its first use. */
      lastUsedAt: string | null,
      /** Requests a second the key may make; null for the limit of the gateway. */
      rateLimit: number | null,
      /** Id of the key that took its place when it was rotated; null otherwise. */
      replacedById: string | null,
      /** What the key may do, its scopes spelt out, for example "reports:read". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, createdBy: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null, merchant: {
        /** UUID of the merchant. */
        id: string } } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RevokeApiKeySuccess', apiKey: {
      /** UUID of the key; not the key. */
      id: string,
      /** What the key is for, as its maker wrote it. */
      name: string,
      /** First characters of the key, to recognise it by. */
      prefix: string,
      /** What the key was given, for example "reports:read"; "*" is everything but what must be named: see permissions. */
      scopes: Array<string>,
      /** Whether the key works. */
      status: ApiKeyStatus,
      /** When the key was made. */
      createdAt: string,
      /** When the key stops working; null when it does not expire. */
      expiresAt: string | null,
      /** When the key was revoked; null otherwise. */
      revokedAt: string | null,
      /** When the key was last used, to the minute; null before its first use. */
      lastUsedAt: string | null,
      /** Requests a second the key may make; null for the limit of the gateway. */
      rateLimit: number | null,
      /** Id of the key that took its place when it was rotated; null otherwise. */
      replacedById: string | null,
      /** What the key may do, its scopes spelt out, for example "reports:read". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, createdBy: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null, merchant: {
        /** UUID of the merchant. */
        id: string } } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RenameApiKeyMutationVariables = Exact<{
  input: RenameApiKeyInput;
}>;


export type RenameApiKeyMutation = { renameApiKey:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RenameApiKeySuccess', apiKey: {
      /** UUID of the key; not the key. */
      id: string,
      /** What the key is for, as its maker wrote it. */
      name: string,
      /** First characters of the key, to recognise it by. */
      prefix: string,
      /** What the key was given, for example "reports:read"; "*" is everything but what must be named: see permissions. */
      scopes: Array<string>,
      /** Whether the key works. */
      status: ApiKeyStatus,
      /** When the key was made. */
      createdAt: string,
      /** When the key stops working; null when it does not expire. */
      expiresAt: string | null,
      /** When the key was revoked; null otherwise. */
      revokedAt: string | null,
      /** When the key was last used, to the minute; null before its first use. */
      lastUsedAt: string | null,
      /** Requests a second the key may make; null for the limit of the gateway. */
      rateLimit: number | null,
      /** Id of the key that took its place when it was rotated; null otherwise. */
      replacedById: string | null,
      /** What the key may do, its scopes spelt out, for example "reports:read". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, createdBy: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null, merchant: {
        /** UUID of the merchant. */
        id: string } } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type SetFeatureFlagMutationVariables = Exact<{
  input: SetFeatureFlagInput;
}>;


export type SetFeatureFlagMutation = { setFeatureFlag:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'SetFeatureFlagSuccess', featureFlag: {
      /** Its name, for example "insights.weekday_anomalies". */
      name: string,
      /** What is different when it is on. */
      description: string,
      /** Whether it is on for the merchant. */
      enabled: boolean,
      /** What holds for merchants that have not set it. */
      defaultEnabled: boolean,
      /** Whether the merchant has set it itself. */
      overridden: boolean } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type InviteMemberMutationVariables = Exact<{
  input: InviteMemberInput;
}>;


export type InviteMemberMutation = { inviteMember:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'InviteMemberSuccess', invitation: {
      /** UUID of the invitation. */
      id: string,
      /** Address it was sent to. */
      email: string,
      /** What the person will be to the merchant. */
      role: Role,
      /** What became of it. */
      status: InvitationStatus,
      /** When it was made. */
      createdAt: string,
      /** When its link was last sent. */
      sentAt: string,
      /** When its link stops working: seven days after it was sent. */
      expiresAt: string,
      /** When the person joined; null otherwise. */
      acceptedAt: string | null, invitedBy: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null, merchant: {
        /** UUID of the merchant. */
        id: string } } }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type ResendInvitationMutationVariables = Exact<{
  input: ResendInvitationInput;
}>;


export type ResendInvitationMutation = { resendInvitation:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ResendInvitationSuccess', invitation: {
      /** UUID of the invitation. */
      id: string,
      /** Address it was sent to. */
      email: string,
      /** What the person will be to the merchant. */
      role: Role,
      /** What became of it. */
      status: InvitationStatus,
      /** When it was made. */
      createdAt: string,
      /** When its link was last sent. */
      sentAt: string,
      /** When its link stops working: seven days after it was sent. */
      expiresAt: string,
      /** When the person joined; null otherwise. */
      acceptedAt: string | null, invitedBy: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null, merchant: {
        /** UUID of the merchant. */
        id: string } } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RevokeInvitationMutationVariables = Exact<{
  input: RevokeInvitationInput;
}>;


export type RevokeInvitationMutation = { revokeInvitation:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RevokeInvitationSuccess', invitation: {
      /** UUID of the invitation. */
      id: string,
      /** Address it was sent to. */
      email: string,
      /** What the person will be to the merchant. */
      role: Role,
      /** What became of it. */
      status: InvitationStatus,
      /** When it was made. */
      createdAt: string,
      /** When its link was last sent. */
      sentAt: string,
      /** When its link stops working: seven days after it was sent. */
      expiresAt: string,
      /** When the person joined; null otherwise. */
      acceptedAt: string | null, invitedBy: {
        /** UUID of the person. */
        id: string,
        /** Name as the person wrote it. */
        name: string,
        /** Address the person signs in with. */
        email: string } | null, merchant: {
        /** UUID of the merchant. */
        id: string } } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { acceptInvitation:
    | { __typename: 'AcceptInvitationSuccess',
    /** Send it as "Authorization: Bearer ..."; it works for 15 minutes. */
    accessToken: string | null,
    /** When the access token stops working. */
    accessTokenExpiresAt: string | null,
    /** Give it to refreshSession for the next pair of tokens. It works once. */
    refreshToken: string | null,
    /** When the session ends unless it is refreshed before. */
    refreshTokenExpiresAt: string | null, membership: {
      /** UUID of the membership. */
      id: string,
      /** What the person is to the merchant. */
      role: Role,
      /** When the person joined the team. */
      createdAt: string,
      /** What the person may do for the merchant, for example "members:write". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, user: {
        /** UUID of the person. */
        id: string }, merchant: {
        /** UUID of the merchant. */
        id: string }, notifications: {
        /** Whether notifications are sent by e-mail at all. */
        email: boolean,
        /** What is worth a notification. */
        kinds: Array<NotificationKind>,
        /** How often a summary is sent; independent of kinds. */
        digest: NotificationDigest } | null } }
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type ChangeMemberRoleMutationVariables = Exact<{
  input: ChangeMemberRoleInput;
}>;


export type ChangeMemberRoleMutation = { changeMemberRole:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ChangeMemberRoleSuccess', membership: {
      /** UUID of the membership. */
      id: string,
      /** What the person is to the merchant. */
      role: Role,
      /** When the person joined the team. */
      createdAt: string,
      /** What the person may do for the merchant, for example "members:write". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, user: {
        /** UUID of the person. */
        id: string }, merchant: {
        /** UUID of the merchant. */
        id: string }, notifications: {
        /** Whether notifications are sent by e-mail at all. */
        email: boolean,
        /** What is worth a notification. */
        kinds: Array<NotificationKind>,
        /** How often a summary is sent; independent of kinds. */
        digest: NotificationDigest } | null } }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { removeMember:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RemoveMemberSuccess',
    /** Id of the person. */
    userId: string }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type LeaveMerchantMutationVariables = Exact<{
  input: LeaveMerchantInput;
}>;


export type LeaveMerchantMutation = { leaveMerchant:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'LeaveMerchantSuccess',
    /** Id of the merchant. */
    merchantId: string }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type UpdateNotificationSettingsMutationVariables = Exact<{
  input: UpdateNotificationSettingsInput;
}>;


export type UpdateNotificationSettingsMutation = { updateNotificationSettings:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UpdateNotificationSettingsSuccess', membership: {
      /** UUID of the membership. */
      id: string,
      /** What the person is to the merchant. */
      role: Role,
      /** When the person joined the team. */
      createdAt: string,
      /** What the person may do for the merchant, for example "members:write". While the merchant is SUSPENDED, reading only. */
      permissions: Array<string>, user: {
        /** UUID of the person. */
        id: string }, merchant: {
        /** UUID of the merchant. */
        id: string }, notifications: {
        /** Whether notifications are sent by e-mail at all. */
        email: boolean,
        /** What is worth a notification. */
        kinds: Array<NotificationKind>,
        /** How often a summary is sent; independent of kinds. */
        digest: NotificationDigest } | null } }
   };

export type CreateMerchantMutationVariables = Exact<{
  input: CreateMerchantInput;
}>;


export type CreateMerchantMutation = { createMerchant:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'CreateMerchantSuccess', merchant: {
      /** UUID of the merchant. */
      id: string,
      /** Short unique name for addresses and commands, for example "harbour-lane". */
      slug: string,
      /** Name of the shop. */
      name: string,
      /** IANA time zone in which the shop counts its days, for example "Europe/London". */
      timeZone: string,
      /** ISO 4217 currency the shop reports in, for example "GBP". */
      currency: string,
      /** Whether the merchant takes part in the platform. */
      status: MerchantStatus,
      /** When the merchant joined. */
      createdAt: string } }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type UpdateMerchantMutationVariables = Exact<{
  input: UpdateMerchantInput;
}>;


export type UpdateMerchantMutation = { updateMerchant:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UpdateMerchantSuccess', merchant: {
      /** UUID of the merchant. */
      id: string,
      /** Short unique name for addresses and commands, for example "harbour-lane". */
      slug: string,
      /** Name of the shop. */
      name: string,
      /** IANA time zone in which the shop counts its days, for example "Europe/London". */
      timeZone: string,
      /** ISO 4217 currency the shop reports in, for example "GBP". */
      currency: string,
      /** Whether the merchant takes part in the platform. */
      status: MerchantStatus,
      /** When the merchant joined. */
      createdAt: string } }
   };

export type CloseMerchantMutationVariables = Exact<{
  input: CloseMerchantInput;
}>;


export type CloseMerchantMutation = { closeMerchant:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'CloseMerchantSuccess',
    /** Id of the merchant. */
    merchantId: string }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type BeginSecondFactorMutationVariables = Exact<{
  input: BeginSecondFactorInput;
}>;


export type BeginSecondFactorMutation = { beginSecondFactor:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'BeginSecondFactorSuccess',
    /** The secret in base 32, to type it in. Shown only now. */
    secret: string,
    /** The same as an otpauth:// address, to be shown as a QR code (SHA-1, 6 digits, 30 seconds). */
    otpauthUrl: string }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'InvalidCredentialsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type EnableSecondFactorMutationVariables = Exact<{
  input: EnableSecondFactorInput;
}>;


export type EnableSecondFactorMutation = { enableSecondFactor:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'EnableSecondFactorSuccess',
    /** Ten codes for the day the app is lost, each for one use. Shown only now. */
    recoveryCodes: Array<string> }
    | { __typename: 'InvalidCredentialsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type DisableSecondFactorMutationVariables = Exact<{
  input: DisableSecondFactorInput;
}>;


export type DisableSecondFactorMutation = { disableSecondFactor:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'DisableSecondFactorSuccess',
    /** Always true. */
    disabled: boolean }
    | { __typename: 'InvalidCredentialsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RegenerateRecoveryCodesMutationVariables = Exact<{
  input: RegenerateRecoveryCodesInput;
}>;


export type RegenerateRecoveryCodesMutation = { regenerateRecoveryCodes:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'InvalidCredentialsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RegenerateRecoveryCodesSuccess',
    /** Ten codes, each for one use. Shown only now. */
    recoveryCodes: Array<string> }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'InvalidCredentialsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'SecondFactorRequired',
    /** Stands for the password that was given; works once. */
    challenge: string,
    /** When the challenge stops working: after five minutes. */
    expiresAt: string }
    | { __typename: 'SignInSuccess',
    /** Send it as "Authorization: Bearer ..."; it works for 15 minutes. Null when the session is kept in cookies. */
    accessToken: string | null,
    /** When the access token stops working. */
    accessTokenExpiresAt: string,
    /** Give it to refreshSession for the next pair of tokens. It works once. Null when the session is kept in cookies. */
    refreshToken: string | null,
    /** When the session ends unless it is refreshed before. */
    refreshTokenExpiresAt: string, user: {
      /** UUID of the person. */
      id: string,
      /** Name as the person wrote it. */
      name: string,
      /** Address the person signs in with. */
      email: string,
      /** When the account was created. */
      createdAt: string,
      /** Whether the person has proved, by a link in an e-mail, that the address is theirs. */
      emailVerified: boolean } }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type CompleteSignInMutationVariables = Exact<{
  input: CompleteSignInInput;
}>;


export type CompleteSignInMutation = { completeSignIn:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'InvalidCredentialsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'SignInSuccess',
    /** Send it as "Authorization: Bearer ..."; it works for 15 minutes. Null when the session is kept in cookies. */
    accessToken: string | null,
    /** When the access token stops working. */
    accessTokenExpiresAt: string,
    /** Give it to refreshSession for the next pair of tokens. It works once. Null when the session is kept in cookies. */
    refreshToken: string | null,
    /** When the session ends unless it is refreshed before. */
    refreshTokenExpiresAt: string, user: {
      /** UUID of the person. */
      id: string,
      /** Name as the person wrote it. */
      name: string,
      /** Address the person signs in with. */
      email: string,
      /** When the account was created. */
      createdAt: string,
      /** Whether the person has proved, by a link in an e-mail, that the address is theirs. */
      emailVerified: boolean } }
    | { __typename: 'TooManyAttemptsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { refreshSession:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'InvalidCredentialsError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RefreshSessionSuccess',
    /** Send it as "Authorization: Bearer ..."; it works for 15 minutes. Null when the session is kept in cookies. */
    accessToken: string | null,
    /** When the access token stops working. */
    accessTokenExpiresAt: string,
    /** Give it to refreshSession for the next pair of tokens. It works once. Null when the session is kept in cookies. */
    refreshToken: string | null,
    /** When the session ends unless it is refreshed before. */
    refreshTokenExpiresAt: string, user: {
      /** UUID of the person. */
      id: string,
      /** Name as the person wrote it. */
      name: string,
      /** Address the person signs in with. */
      email: string,
      /** When the account was created. */
      createdAt: string,
      /** Whether the person has proved, by a link in an e-mail, that the address is theirs. */
      emailVerified: boolean } }
   };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut:
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'SignOutSuccess',
    /** Always true: the session no longer works. */
    signedOut: boolean }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RevokeSessionMutationVariables = Exact<{
  input: RevokeSessionInput;
}>;


export type RevokeSessionMutation = { revokeSession:
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RevokeSessionSuccess',
    /** UUID of the session that was ended. */
    sessionId: string }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type RevokeOtherSessionsMutationVariables = Exact<{ [key: string]: never; }>;


export type RevokeOtherSessionsMutation = { revokeOtherSessions:
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'RevokeOtherSessionsSuccess',
    /** How many sessions were ended; 0 when this is the only one. */
    endedSessions: number }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };

export type ApiKeyFieldsFragment = {
/** UUID of the key; not the key. */
id: string,
/** What the key is for, as its maker wrote it. */
name: string,
/** First characters of the key, to recognise it by. */
prefix: string,
/** What the key was given, for example "reports:read"; "*" is everything but what must be named: see permissions. */
scopes: Array<string>,
/** Whether the key works. */
status: ApiKeyStatus,
/** When the key was made. */
createdAt: string,
/** When the key stops working; null when it does not expire. */
expiresAt: string | null,
/** When the key was revoked; null otherwise. */
revokedAt: string | null,
/** When the key was last used, to the minute; null before its first use. */
lastUsedAt: string | null,
/** Requests a second the key may make; null for the limit of the gateway. */
rateLimit: number | null,
/** Id of the key that took its place when it was rotated; null otherwise. */
replacedById: string | null,
/** What the key may do, its scopes spelt out, for example "reports:read". While the merchant is SUSPENDED, reading only. */
permissions: Array<string>, createdBy: {
  /** UUID of the person. */
  id: string,
  /** Name as the person wrote it. */
  name: string,
  /** Address the person signs in with. */
  email: string } | null, merchant: {
  /** UUID of the merchant. */
  id: string } };

export type InvitationFieldsFragment = {
/** UUID of the invitation. */
id: string,
/** Address it was sent to. */
email: string,
/** What the person will be to the merchant. */
role: Role,
/** What became of it. */
status: InvitationStatus,
/** When it was made. */
createdAt: string,
/** When its link was last sent. */
sentAt: string,
/** When its link stops working: seven days after it was sent. */
expiresAt: string,
/** When the person joined; null otherwise. */
acceptedAt: string | null, invitedBy: {
  /** UUID of the person. */
  id: string,
  /** Name as the person wrote it. */
  name: string,
  /** Address the person signs in with. */
  email: string } | null, merchant: {
  /** UUID of the merchant. */
  id: string } };

export type OutboxMessageFieldsFragment = {
/** UUID of the message. */
id: string,
/** What it is for, for example "invitation". */
kind: string,
/** E-mail address it is to. */
recipient: string,
/** Its subject. */
subject: string,
/** Its plain text. */
text: string,
/** The links in its text, in their order; the first is the one to follow. */
links: Array<string>,
/** How far it has come. */
status: EmailStatus,
/** When it was written. */
createdAt: string,
/** When it was sent; null before. */
sentAt: string | null };

export type SessionFieldsFragment = {
/** UUID of the session. */
id: string,
/** The device in words, from what it says of itself, for example "Firefox on Linux". */
device: string,
/** Address from which the session was last renewed; null when it is not known. */
ipAddress: string | null,
/** When the device signed in. */
createdAt: string,
/** When it last asked for tokens: a device in use does every 15 minutes. */
lastUsedAt: string,
/** When it ends unless it is used before. */
expiresAt: string,
/** Whether this request comes from this session. */
current: boolean };

export type UserFieldsFragment = {
/** UUID of the person. */
id: string,
/** Name as the person wrote it. */
name: string,
/** Address the person signs in with. */
email: string,
/** When the account was created. */
createdAt: string,
/** Whether the person has proved, by a link in an e-mail, that the address is theirs. */
emailVerified: boolean };

export type WebhookEndpointFieldsFragment = {
/** Id of the endpoint, a UUID. */
id: string,
/** Where requests are sent. */
url: string,
/** What it is for; may be empty. */
description: string,
/** What it is told of. */
events: Array<WebhookEvent>,
/** Only insights of these kinds; empty: of every kind. */
kinds: Array<InsightKind>,
/** Only insights of this severity and more severe ones. */
leastSeverity: InsightSeverity,
/** Whether anything is sent. */
enabled: boolean,
/** Why it is not enabled; null: it is. */
disabledReason: WebhookDisabledReason | null,
/** Since when every attempt has failed; null: the last one did not. */
failingSince: string | null,
/** When its secret was made. */
secretRotatedAt: string,
/** Until when the secret before signs too; null: it does not. */
previousSecretUntil: string | null,
/** When it was made. */
createdAt: string,
/** When somebody last changed it. */
updatedAt: string };

export type WebhookDeliveryFieldsFragment = {
/** Id of the delivery, a UUID. */
id: string,
/** Id of the event: the header webhook-id, the same at every attempt. */
eventId: string,
/** Which event it is: "insight.created", "insight.updated" or "webhook.test". */
eventType: string,
/** How far it has come. */
status: WebhookDeliveryStatus,
/** When it was first queued. */
createdAt: string,
/** When it was delivered or given up; null: neither. */
finishedAt: string | null,
/** When it is tried next, or tried again should the present attempt never end; null: not any more. */
nextAttemptAt: string | null, attempts: Array<{
  /** Which attempt of the delivery, from 1. */
  number: number,
  /** When it was sent. */
  startedAt: string,
  /** How long it took, in milliseconds; at most about 10000. */
  durationMs: number,
  /** The HTTP status of the answer; null: there was none. */
  statusCode: number | null,
  /** Why it failed; null: it did not. */
  error: string | null }> };

export type GetWebhookEndpointsQueryVariables = Exact<{
  merchantId: string;
}>;


export type GetWebhookEndpointsQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, webhookEndpoints: Array<{
    /** Id of the endpoint, a UUID. */
    id: string,
    /** Where requests are sent. */
    url: string,
    /** What it is for; may be empty. */
    description: string,
    /** What it is told of. */
    events: Array<WebhookEvent>,
    /** Only insights of these kinds; empty: of every kind. */
    kinds: Array<InsightKind>,
    /** Only insights of this severity and more severe ones. */
    leastSeverity: InsightSeverity,
    /** Whether anything is sent. */
    enabled: boolean,
    /** Why it is not enabled; null: it is. */
    disabledReason: WebhookDisabledReason | null,
    /** Since when every attempt has failed; null: the last one did not. */
    failingSince: string | null,
    /** When its secret was made. */
    secretRotatedAt: string,
    /** Until when the secret before signs too; null: it does not. */
    previousSecretUntil: string | null,
    /** When it was made. */
    createdAt: string,
    /** When somebody last changed it. */
    updatedAt: string }> | null } | null };

export type GetWebhookDeliveriesQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: Array<WebhookDeliveryStatus> | WebhookDeliveryStatus | null | undefined;
}>;


export type GetWebhookDeliveriesQuery = { merchant: {
  /** UUID of the merchant. */
  id: string, webhookEndpoints: Array<{
    /** Id of the endpoint, a UUID. */
    id: string, deliveries: {
      /** How many items match in all, over every page. */
      totalCount: number, nodes: Array<{
        /** Id of the delivery, a UUID. */
        id: string,
        /** Id of the event: the header webhook-id, the same at every attempt. */
        eventId: string,
        /** Which event it is: "insight.created", "insight.updated" or "webhook.test". */
        eventType: string,
        /** How far it has come. */
        status: WebhookDeliveryStatus,
        /** When it was first queued. */
        createdAt: string,
        /** When it was delivered or given up; null: neither. */
        finishedAt: string | null,
        /** When it is tried next, or tried again should the present attempt never end; null: not any more. */
        nextAttemptAt: string | null, attempts: Array<{
          /** Which attempt of the delivery, from 1. */
          number: number,
          /** When it was sent. */
          startedAt: string,
          /** How long it took, in milliseconds; at most about 10000. */
          durationMs: number,
          /** The HTTP status of the answer; null: there was none. */
          statusCode: number | null,
          /** Why it failed; null: it did not. */
          error: string | null }> }>, pageInfo: {
        /** Whether more items follow this page: pass endCursor as `after` to get them. */
        hasNextPage: boolean,
        /** Whether items come before this page: pass startCursor as `before` to get them. */
        hasPreviousPage: boolean,
        /** Cursor of the first item of this page; null when it is empty. */
        startCursor: string | null,
        /** Cursor of the last item of this page; null when it is empty. */
        endCursor: string | null } } }> | null } | null };

export type CreateWebhookEndpointMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;


export type CreateWebhookEndpointMutation = { createWebhookEndpoint:
    | { __typename: 'BadInputError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'CreateWebhookEndpointSuccess',
    /** What requests are signed with, "whsec_..."; shown this once. Give it to verifyWebhook of the SDK. */
    secret: string, endpoint: {
      /** Id of the endpoint, a UUID. */
      id: string,
      /** Where requests are sent. */
      url: string,
      /** What it is for; may be empty. */
      description: string,
      /** What it is told of. */
      events: Array<WebhookEvent>,
      /** Only insights of these kinds; empty: of every kind. */
      kinds: Array<InsightKind>,
      /** Only insights of this severity and more severe ones. */
      leastSeverity: InsightSeverity,
      /** Whether anything is sent. */
      enabled: boolean,
      /** Why it is not enabled; null: it is. */
      disabledReason: WebhookDisabledReason | null,
      /** Since when every attempt has failed; null: the last one did not. */
      failingSince: string | null,
      /** When its secret was made. */
      secretRotatedAt: string,
      /** Until when the secret before signs too; null: it does not. */
      previousSecretUntil: string | null,
      /** When it was made. */
      createdAt: string,
      /** When somebody last changed it. */
      updatedAt: string } }
    | { __typename: 'ForbiddenError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code for programs, for example "BAD_INPUT". */
    code: string,
    /** What is wrong and what to do about it, for people. */
    message: string,
    /** The input field at fault, outermost first; null when no single field is. */
    path: Array<string> | null }
   };
