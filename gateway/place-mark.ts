import type { ExecutionResult } from 'graphql';

/**
 * Stands between the results of a subscription and is none itself: everything up to the place has been told. The
 * subscriber hears of it in a ping, since a result must have data.
 */
export interface PlaceMark extends ExecutionResult {
  place: string;
}

export const isPlaceMark = (result: ExecutionResult): result is PlaceMark => 'place' in result;
