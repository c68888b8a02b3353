/** Type of the event that is appended whenever a continuing story changed its card. */
export const INSIGHT_UPDATED = 'insight.updated';
export const INSIGHT_UPDATED_VERSION = 1;
