/** Words in several languages; English is always one of them. */
export type InLanguages<T> = Readonly<Record<string, T>> & { readonly en: T };

/** The words for a reader of a BCP 47 locale, and their language: English where there are none, and for what is no locale. */
export function wordsFor<T>(languages: InLanguages<T>, locale: string): { language: string; words: T } {
  try {
    const { language } = new Intl.Locale(locale);
    const words = Object.hasOwn(languages, language) ? languages[language] : undefined;
    if (words !== undefined) return { language, words };
  } catch {
    // English, then.
  }
  return { language: 'en', words: languages.en };
}
