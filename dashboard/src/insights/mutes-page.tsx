import { useInsightMutes, useUnmuteInsights } from '@merchantgraph/sdk/react';
import Button from '@mui/material/Button';
import { ListOf } from '../shared/list-of.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { today } from '../shared/period.ts';
import { may } from '../shared/roles.ts';
import { Row, Section } from '../shared/section.tsx';
import { useAct } from '../shared/use-act.ts';
import type { InsightPageProps } from './types.ts';
import { KINDS, METRICS } from './words.ts';

const PAGE = 20;

/** What is not told for now. */
export function MutesPage({ membership, format }: InsightPageProps) {
  const { merchant } = membership;
  const variables = { merchantId: merchant.id, first: PAGE };
  const state = useInsightMutes(variables, { policy: 'cache-and-network' });
  const { refetch } = state;
  const [unmute] = useUnmuteInsights();
  const act = useAct();
  const now = today(merchant.timeZone);
  return (
    <>
      <PageTitle>Muted</PageTitle>
      <Section
        title="Muted insights"
        text="Of these nothing is told to the whole team, until the day they end."
      >
        <ListOf
          label="Muted insights"
          state={state}
          use={useInsightMutes}
          variables={variables}
          empty={{ title: 'Nothing is muted', text: "An insight's page has a button that mutes its kind." }}
        >
          {({ id, kind, metric, until, reason }) => {
            const ended = until !== null && until < now;
            const name =
              [kind && KINDS[kind], metric && METRICS[metric]].filter(Boolean).join(' of ') || 'Everything';
            const end = until
              ? `${ended ? 'ended' : 'until'} ${format.day(until)}`
              : 'until it is taken back';
            return (
              <Row key={id} name={name} text={reason ? `${end} · ${reason}` : end}>
                {may(membership, 'insights:configure') && !ended && (
                  <Button
                    size="small"
                    aria-label={`Tell again: ${name}`}
                    onClick={() =>
                      void act(unmute({ input: { merchantId: merchant.id, id } })).then(() => refetch())
                    }
                  >
                    Tell again
                  </Button>
                )}
              </Row>
            );
          }}
        </ListOf>
      </Section>
    </>
  );
}
