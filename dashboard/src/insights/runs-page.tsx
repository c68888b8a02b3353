import { useInsightRuns } from '@merchantgraph/sdk/react';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import { ListOf } from '../shared/list-of.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { Row, Section } from '../shared/section.tsx';
import type { InsightPageProps } from './types.ts';

const PAGE = 20;

const TRIGGERS = {
  SCHEDULE: 'by the nightly schedule',
  COMMAND: 'asked for by an operator',
  BACKFILL: 'asked for by an operator, with other days',
} as const;

/** When the numbers of the shop were looked at, and what came of it. */
export function RunsPage({ membership, format }: InsightPageProps) {
  const variables = { merchantId: membership.merchant.id, first: PAGE };
  const state = useInsightRuns(variables, { policy: 'cache-and-network' });
  return (
    <>
      <PageTitle>Looks</PageTitle>
      <Section
        title="When the numbers were looked at"
        text="Every night at three, where the shop is. A look that failed is repeated an hour later."
      >
        <ListOf
          label="Looks"
          state={state}
          use={useInsightRuns}
          variables={variables}
          empty={{ title: 'Not looked at yet', text: 'The first look comes with the next night.' }}
        >
          {({ asOf, finishedAt, created, updated, failed, run }) => (
            <Row
              key={`${asOf}/${finishedAt}`}
              name={format.day(asOf)}
              text={[
                `done ${format.instant(finishedAt)}`,
                ...(run ? [TRIGGERS[run.trigger]] : []),
                `${format.number(created)} new`,
                `${format.number(updated)} went on`,
              ].join(' · ')}
            >
              {run?.status === 'RUNNING' && (
                <LinearProgress
                  aria-label={`Under way: ${format.day(asOf)}`}
                  variant="determinate"
                  value={Math.round(run.progress * 100)}
                  sx={{ width: 120 }}
                />
              )}
              <Chip
                size="small"
                variant="outlined"
                color={failed ? 'error' : 'success'}
                label={failed ? 'Failed' : 'Done'}
              />
            </Row>
          )}
        </ListOf>
      </Section>
    </>
  );
}
