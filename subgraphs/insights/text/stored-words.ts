import type { Explanation } from '../detection/finding.ts';
import { TEXT_VERSION, wordsOf } from './card.ts';
import type { Facts } from './facts.ts';

/** What is stored of a card's words. */
interface StoredWords {
  title: string;
  body: string;
  /** What they were made of; null for words that cannot be made anew. */
  facts: Facts | null;
  explanation: Explanation | null;
  /** The BCP 47 locale they are in, and the version of the templates. */
  locale: string;
  textVersion: number;
  /** The merchant's own locale, now. */
  merchantLocale: string;
}

/** The words as they are stored, or made anew when the merchant reads another language by now or a template changed. */
export function storedWords(row: StoredWords): { title: string; text: string; locale: string } {
  const { facts, explanation, merchantLocale, locale } = row;
  const stale = locale !== merchantLocale || row.textVersion !== TEXT_VERSION;
  if (facts === null || !stale) return { title: row.title, text: row.body, locale };
  return { ...wordsOf(facts, explanation ?? undefined, merchantLocale), locale: merchantLocale };
}
