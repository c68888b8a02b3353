import type { Transaction } from '#prisma/database.ts';
import type { Explanation, Severity } from '../detection/finding.ts';
import type { Facts } from '../text/facts.ts';
import { storedWords } from '../text/stored-words.ts';
import type { DigestWindow } from './morning.ts';

/** Cards shown in one e-mail; the others are counted. */
const SHOWN = 20;

/** A card as an e-mail shows it, in the merchant's locale. */
export interface MailedCard {
  id: string;
  severity: Severity;
  title: string;
  text: string;
  /** Whether an earlier digest could have shown it: its story goes on. */
  goesOn: boolean;
}

interface Row {
  id: string;
  severity: Severity;
  title: string;
  body: string;
  facts: Facts | null;
  explanation: Explanation | null;
  locale: string;
  textVersion: number;
  goesOn: boolean;
  total: number;
}

const toMailed = ({ id, severity, goesOn, ...row }: Row, merchantLocale: string): MailedCard => {
  const { title, text } = storedWords({ ...row, merchantLocale });
  return { id, severity, goesOn, title, text };
};

/**
 * The unread cards of a period, those that were written in it and those whose story changed, most severe first. What a
 * backfill tells of longer ago is no news.
 * @returns the first 20, and how many there are
 */
export async function unreadCards(
  tx: Transaction,
  merchant: { id: string; locale: string },
  { from, to, fromDay }: DigestWindow,
): Promise<{ cards: MailedCard[]; total: number }> {
  const rows = await tx.$queryRaw<Row[]>`
    select id::text, severity, title, body, facts, explanation, locale, text_version as "textVersion",
      created_at <= ${from} as "goesOn", (count(*) over ())::int as total
    from insights.insights
    where merchant_id = ${merchant.id}::uuid and status = 'UNREAD'
      and coalesce(updated_at, created_at) > ${from} and coalesce(updated_at, created_at) <= ${to}
      and coalesce(last_seen, as_of) >= ${fromDay}::text::date
    order by array_position(array['CRITICAL', 'WARNING', 'NOTICE', 'INFO'], severity),
      coalesce(updated_at, created_at) desc, id limit ${SHOWN}::int`;
  return { cards: rows.map((row) => toMailed(row, merchant.locale)), total: rows[0]?.total ?? 0 };
}

/** One card, while it is CRITICAL and nobody has read it, and its story was last seen on a day or later. */
export async function criticalCard(
  tx: Transaction,
  merchant: { id: string; locale: string },
  id: string,
  since: string,
): Promise<MailedCard | undefined> {
  const [row] = await tx.$queryRaw<Row[]>`
    select id::text, severity, title, body, facts, explanation, locale, text_version as "textVersion",
      false as "goesOn", 1 as total
    from insights.insights
    where merchant_id = ${merchant.id}::uuid and id = ${id}::uuid and status = 'UNREAD' and severity = 'CRITICAL'
      and coalesce(last_seen, as_of) >= ${since}::text::date`;
  return row && toMailed(row, merchant.locale);
}
