/** Whether PostgreSQL can keep a text: it stores no null character, and its JSON no half of a surrogate pair. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
