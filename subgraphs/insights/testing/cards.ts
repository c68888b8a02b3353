import { withTenants } from '#platform/postgres/index.ts';
import type { Finding } from '../detection/finding.ts';
import { announceInsight, type SavedInsight, saveFinding } from '../insight/save-finding.ts';
import { writeCard } from '../text/card.ts';
import type { TestSubgraph } from './subgraph.ts';

/** Writes a finding's card as the job does: the row and its event in one transaction. */
export const writeStory = (
  subgraph: Pick<TestSubgraph, 'db'>,
  merchantId: string,
  story: Finding,
  locale = 'en',
): Promise<SavedInsight> =>
  withTenants(subgraph.db.worker, [merchantId], async (tx) => {
    const saved = await saveFinding(tx, merchantId, story, writeCard(story, locale));
    await announceInsight(tx, { merchantId, correlationId: 'test', saved });
    return saved;
  });
