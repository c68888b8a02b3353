import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { es } from './languages/es.ts';
import { fr } from './languages/fr.ts';
import type { Templates } from './templates.ts';

/** Every language cards are written in. */
export const LANGUAGES: Readonly<Record<string, Templates>> = { en, de, fr, es };

/**
 * The language of a BCP 47 locale, and the locale to format in: de-AT is German with Austrian numbers. A language there
 * are no templates for, and a text that is no locale, is plain English, figures and all.
 */
export function languageOf(locale: string): { templates: Templates; locale: string } {
  try {
    const { language, baseName } = new Intl.Locale(locale);
    const templates = LANGUAGES[language];
    if (templates !== undefined) return { templates, locale: baseName };
  } catch {
    // English, then.
  }
  return { templates: en, locale: 'en' };
}
