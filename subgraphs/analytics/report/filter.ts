import { badInput } from '#platform/errors/index.ts';
import type { ReportFilter as Chosen } from '#warehouse/index.ts';
import type { ReportFilter } from './report.type.ts';

const MAX_VALUES = 100;

/**
 * A filter as the warehouse takes it.
 * @throws BAD_INPUT for too many values
 */
export function checkedFilter(filter: ReportFilter | null | undefined): Chosen {
  for (const [field, values] of Object.entries(filter ?? {})) {
    if (Array.isArray(values) && values.length > MAX_VALUES)
      throw badInput(`filter.${field} takes at most ${MAX_VALUES} values; got ${values.length}.`, [
        'filter',
        field,
      ]);
  }
  const distinct = <T>(values: T[] | null | undefined): T[] => [...new Set(values ?? [])].sort();
  return {
    countries: distinct(filter?.country),
    channels: distinct(filter?.channel),
    skus: distinct(filter?.product),
    categories: distinct(filter?.category),
    segments: distinct(filter?.segment),
  };
}

export const isFiltered = (filter: Chosen): boolean =>
  Object.values(filter).some((values: readonly string[]) => values.length > 0);
