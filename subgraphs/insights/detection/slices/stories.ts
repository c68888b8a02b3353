import type { Candidate, Kind } from '../finding.ts';

/**
 * Which of a slice's significant tests tells its story. A product that stopped selling also has a low week and a low
 * day; a week that rose has days that rose: the first of these kinds says it all.
 */
const PRECEDENCE: readonly Kind[] = [
  'STOPPED_SELLING',
  'BACK_IN_SALE',
  'CONCENTRATION',
  'LEVEL_SHIFT',
  'WEEKDAY_ANOMALY',
];
/** Changes of money within this factor of each other are the same money seen from another side. */
const SAME_MONEY = 1.5;

/** One story of slices: the test that leads it and those that say the same. */
export interface SliceStory {
  readonly lead: Candidate;
  readonly also: readonly Candidate[];
}

/**
 * Groups significant candidates of slices into stories, to be called after false discovery control: one story a slice
 * and direction, led by the kind that says most; and one story where slices of different dimensions show the same
 * money (a product that took off, and with it its category), led by the narrowest. Candidates of the whole shop are
 * left out. The order is that of the leads' p-values.
 */
export function sliceStories(significant: readonly Candidate[]): SliceStory[] {
  const slices = new Map<string, Candidate[]>();
  for (const candidate of significant) {
    const { slice, direction } = candidate;
    if (slice === undefined) continue;
    const key = JSON.stringify([slice.dimension, slice.key, direction]);
    slices.set(key, [...(slices.get(key) ?? []), candidate]);
  }
  const single = [...slices.values()].map((candidates) => {
    const [lead, ...also] = [...candidates].sort(
      (a, b) => PRECEDENCE.indexOf(a.kind) - PRECEDENCE.indexOf(b.kind),
    );
    return lead && { lead, also };
  });
  const stories: { lead: Candidate; also: Candidate[] }[] = [];
  for (const story of single.filter((one) => one !== undefined).sort(byNarrowness)) {
    const same = stories.find(({ lead }) => sameMoney(lead, story.lead));
    if (same === undefined) stories.push({ lead: story.lead, also: [...story.also] });
    else same.also.push(story.lead, ...story.also);
  }
  return stories.sort((a, b) => a.lead.p - b.lead.p);
}

const NARROWNESS = ['CUSTOMER', 'PRODUCT', 'CATEGORY', 'SEGMENT', 'COUNTRY'];

function byNarrowness(a: SliceStory, b: SliceStory): number {
  const rank = ({ lead }: SliceStory) => NARROWNESS.indexOf(lead.slice?.dimension ?? '');
  return rank(a) - rank(b) || a.lead.p - b.lead.p;
}

function sameMoney(a: Candidate, b: Candidate): boolean {
  if (a.slice?.dimension === b.slice?.dimension || a.direction !== b.direction) return false;
  if (a.kind === 'CONCENTRATION' || b.kind === 'CONCENTRATION') return false;
  if (a.window.to !== b.window.to) return false;
  const ratio = (a.observed - a.expected) / (b.observed - b.expected);
  return ratio >= 1 / SAME_MONEY && ratio <= SAME_MONEY;
}
