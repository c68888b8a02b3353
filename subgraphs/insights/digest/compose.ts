import {
  createEmailLinks,
  type EmailContent,
  layOutEmail,
  type UnsubscribeLinks,
  type Unsubscription,
  wordsFor,
} from '#platform/email/index.ts';
import type { Severity } from '../detection/finding.ts';
import { formatsFor } from '../text/formats.ts';
import { languageOf } from '../text/languages.ts';
import { fill } from '../text/templates.ts';
import type { MailedCard } from './digest-cards.ts';
import type { DigestPeriod } from './morning.ts';
import type { Shop } from './recipients.ts';
import { byCount, WORDS } from './words.ts';

/** From most to least. */
const SEVERITIES: readonly Severity[] = ['CRITICAL', 'WARNING', 'NOTICE', 'INFO'];

/** What a digest says. */
export interface DigestContent {
  cards: readonly MailedCard[];
  /** How many there are; more than are shown. */
  total: number;
  period: DigestPeriod;
  /** The merchant's day on which its period began. */
  fromDay: string;
}

/** A message that is laid out, with the address at which it is left. */
export type ComposedEmail = ReturnType<typeof layOutEmail> & { unsubscribe: string };

/** Writes the e-mails about insights, in the language of the merchant's cards. */
export interface InsightEmails {
  digest(shop: Shop, userId: string, content: DigestContent): ComposedEmail;
  critical(shop: Shop, userId: string, card: MailedCard): ComposedEmail;
}

/** @param options.publicUrl origin at which people reach the dashboard */
export function createInsightEmails(options: {
  publicUrl: string;
  unsubscribe: UnsubscribeLinks;
}): InsightEmails {
  const links = createEmailLinks(options.publicUrl);

  function compose(
    shop: Shop,
    leave: Unsubscription,
    why: string,
    content: Omit<EmailContent, 'footnotes' | 'footlinks' | 'language'>,
  ): ComposedEmail {
    const { words, language } = wordsFor(WORDS, shop.locale);
    const unsubscribe = options.unsubscribe.url(leave);
    const email = layOutEmail({
      ...content,
      language,
      footnotes: [why],
      footlinks: [
        { label: words.settings, url: links.notifications(shop.slug) },
        { label: words.stop, url: unsubscribe },
      ],
    });
    return { ...email, unsubscribe };
  }

  return {
    digest(shop, userId, { cards, total, period, fromDay }) {
      const { words } = wordsFor(WORDS, shop.locale);
      const { locale } = languageOf(shop.locale);
      const formats = formatsFor(locale, shop.currency);
      const count = formats.number(total);
      const isAll = cards.length === total;
      return compose(
        shop,
        { merchantId: shop.id, userId, what: 'DIGEST' },
        fill(words.why[period], { shop: shop.name }),
        {
          subject: fill(byCount(words.subject, total, locale), { shop: shop.name, count }),
          paragraphs: [fill(words.intro, { shop: shop.name, from: formats.date(fromDay) })],
          sections: SEVERITIES.map((severity) => ({
            heading: words.severity[severity],
            items: cards
              .filter((card) => card.severity === severity)
              .map(({ id, title, text, goesOn }) => ({
                title: goesOn ? `${title} (${words.goesOn})` : title,
                text,
                url: links.insight(shop.slug, id),
              })),
          })).filter(({ items }) => items.length > 0),
          action: { label: isAll ? words.all : `${words.all} (${count})`, url: links.insights(shop.slug) },
        },
      );
    },

    critical(shop, userId, { id, title, text }) {
      const { words } = wordsFor(WORDS, shop.locale);
      const told = { shop: shop.name };
      return compose(
        shop,
        { merchantId: shop.id, userId, what: 'INSIGHTS' },
        fill(words.why.INSIGHTS, told),
        {
          subject: `${shop.name}: ${title}`,
          paragraphs: [fill(words.critical, told), title, text],
          action: { label: words.look, url: links.insight(shop.slug, id) },
        },
      );
    },
  };
}
