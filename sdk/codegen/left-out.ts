/**
 * Fields that generated selections leave out, by type: what is read with one thing would be too much for a list of them.
 * Everything else of a type is selected, so that a new field appears by itself; an operation that wants one of these names
 * it in a document of its own.
 */
export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  // The series behind a card, what drove it and its past are read with the card: getInsight. A rating is the reader's own.
  Insight: ['evidence', 'explanation', 'anomalies', 'myRating', 'history'],
};
