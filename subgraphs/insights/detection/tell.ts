import { actionOf } from './action.ts';
import { explain } from './causes/index.ts';
import { evidenceOf } from './evidence.ts';
import type { Candidate, Figures, Finding } from './finding.ts';
import type { DetectionInput } from './input.ts';
import { peakOf } from './level-shift.ts';
import { severityOf } from './severity.ts';
import type { Shop } from './shop.ts';
import { median } from './statistics.ts';
import { type Story, stableKeyOf } from './stories.ts';

/** A story with everything its card needs. */
export function toFinding(shop: Shop, story: Story, input: DetectionInput): Finding {
  const { lead, also, cancelledAtOnce } = story;
  const peak = lead.kind === 'LEVEL_SHIFT' && lead.slice === undefined ? peakOf(shop, lead) : undefined;
  return {
    ...figuresOf(lead),
    kind: lead.kind,
    severity: severityOf({ ...lead, cancelledAtOnce, refundShare: refundShare(shop, lead) }),
    stableKey: stableKeyOf(story),
    window: lead.window,
    asOf: input.asOf,
    slice: lead.slice,
    explanation: explain(lead, input),
    evidence: evidenceOf(shop, lead, input),
    action: actionOf(lead),
    anomalies: [lead, ...also].map(plain),
    currency: input.currency,
    also: also.filter(({ slice }) => slice === lead.slice).map(figuresOf),
    closedDays: lead.closedDays,
    cancelledAtOnce,
    peak: peak && { day: peak.day, metric: lead.metric, value: peak.value },
  };
}

/** Without what cannot be stored or sent to another thread. */
function plain({ pWithout: _, ...candidate }: Candidate): Candidate {
  return candidate;
}

function figuresOf({ metric, direction, observed, expected, change, score }: Candidate): Figures {
  return { metric, direction, observed, expected, change, score };
}

function refundShare(shop: Shop, lead: Candidate): number | undefined {
  if (lead.metric !== 'REFUNDS' || lead.slice !== undefined) return undefined;
  const usual: number[] = [];
  const days = lead.kind === 'LEVEL_SHIFT' ? 7 : 1;
  for (let back = 0; back < days; back++) {
    const revenue = shop.sameWeekday('GROSS_REVENUE', shop.newest - back);
    usual.push(revenue.length > 0 ? median(revenue) : 0);
  }
  const revenue = usual.reduce((sum, value) => sum + value, 0) / days;
  return revenue > 0 ? (lead.observed - lead.expected) / revenue : undefined;
}
