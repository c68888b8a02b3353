import type { GetCustomerSegmentsQuery } from '@merchantgraph/sdk';

type Report = NonNullable<NonNullable<GetCustomerSegmentsQuery['merchant']>['customerSegments']>;
export type Segment = Report['segments'][number]['segment'];

/** What segments are called, and what tells them apart. */
export const SEGMENTS: Record<Segment, string> = {
  CHAMPION: 'Champions',
  LOYAL: 'Loyal',
  POTENTIAL_LOYALIST: 'May become loyal',
  NEW: 'New',
  PROMISING: 'Promising',
  NEED_ATTENTION: 'Need attention',
  ABOUT_TO_SLEEP: 'About to sleep',
  CANNOT_LOSE: 'Not to be lost',
  AT_RISK: 'At risk',
  HIBERNATING: 'Asleep',
};

export const isSegment = (text: string | null | undefined): text is Segment =>
  text !== null && text !== undefined && Object.hasOwn(SEGMENTS, text);
