import { useInsightMutes, useUnmuteInsights } from '@merchantgraph/sdk/react';
import Button from '@mui/material/Button';
import { PageTitle } from '../shared/page-title.tsx';
import { today } from '../shared/period.ts';
import { may } from '../shared/roles.ts';
import { Row, Rows, Section } from '../shared/section.tsx';
import { EmptyState, ErrorState } from '../shared/states.tsx';
import { useAct } from '../shared/use-act.ts';
import type { InsightPageProps } from './types.ts';
import { KINDS, METRICS } from './words.ts';

/** What is not told for now. */
export function MutesPage({ membership, format }: InsightPageProps) {
  const { merchant } = membership;
  const { data, error, loading, refetch } = useInsightMutes(
    { merchantId: merchant.id, first: 100 },
    { policy: 'cache-and-network' },
  );
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
        {error && !data && <ErrorState error={error} onRetry={refetch} />}
        {(loading || (data && data.nodes.length > 0)) && (
          <Rows label="Muted insights" loading={loading}>
            {data?.nodes.map(({ id, kind, metric, until, reason }) => {
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
            })}
          </Rows>
        )}
        {data?.nodes.length === 0 && (
          <EmptyState title="Nothing is muted" text="An insight's page has a button that mutes its kind." />
        )}
      </Section>
    </>
  );
}
