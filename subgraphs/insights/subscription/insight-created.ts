/** Type of the event that is appended for every insight that is written; its id is the insight's own. */
export const INSIGHT_CREATED = 'insight.created';
export const INSIGHT_CREATED_VERSION = 1;
