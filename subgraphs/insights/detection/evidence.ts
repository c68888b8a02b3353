import { dayNumber, isoDay } from './calendar.ts';
import { fromEven } from './even-scale.ts';
import { expectedAt } from './expectation.ts';
import type { Candidate, Evidence } from './finding.ts';
import type { DetectionInput } from './input.ts';
import type { Shop } from './shop.ts';

/** How many days up to the newest a card shows. */
const EVIDENCE_DAYS = 56;

/**
 * The last eight weeks of a candidate's metric with what was expected of each day; of the days of a story that lasts,
 * what was expected before it began. Null: not known, or nothing was expected. A slice has values only.
 */
export function evidenceOf(
  shop: Shop,
  lead: Candidate,
  { series, slices = [] }: Pick<DetectionInput, 'series' | 'slices'>,
): Evidence {
  const last = shop.newest - shop.first;
  const start = Math.max(0, last - EVIDENCE_DAYS + 1);
  const observed: (number | null)[] = [];
  const expected: (number | null)[] = [];
  const own =
    lead.slice &&
    slices.find(({ slice }) => slice.dimension === lead.slice?.dimension && slice.key === lead.slice?.key);
  // A slice's arrays begin with the input's first day, the shop's history may begin later.
  const skipped = shop.first - dayNumber(series.from);
  const values =
    own?.[lead.metric === 'ORDERS' ? 'orders' : lead.metric === 'UNITS' ? 'units' : 'grossRevenue'];
  const track = lead.slice === undefined ? shop.track(lead.metric) : undefined;
  const began = lead.kind === 'LEVEL_SHIFT' ? dayNumber(lead.window.from) - shop.first : last;
  for (let index = start; index <= last; index++) {
    const value =
      lead.slice === undefined
        ? shop.value(lead.metric, shop.first + index)
        : (values?.[index + skipped] ?? Number.NaN);
    observed.push(Number.isFinite(value) ? value : null);
    let usual = Number.NaN;
    if (track !== undefined) {
      const frozen = (track.level[began - 1] ?? Number.NaN) + (track.season[index] ?? 0);
      usual = index > began ? fromEven(track.scale, frozen) : expectedAt(track, index);
    }
    expected.push(Number.isFinite(usual) ? usual : null);
  }
  return { from: isoDay(shop.first + start), observed, expected };
}
