import { useInsight, useInsightUpdated, useMarkInsightRead } from '@merchantgraph/sdk/react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { Loaded } from '../shared/loaded.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { may } from '../shared/roles.ts';
import { Section } from '../shared/section.tsx';
import { NotFound } from '../shared/states.tsx';
import { Causes } from './causes.tsx';
import { Evidence } from './evidence.tsx';
import { Feedback } from './feedback.tsx';
import { Figure } from './insight-card.tsx';
import type { InsightPageProps } from './types.ts';
import { useInsightActions } from './use-insight-actions.ts';
import { DIMENSIONS, figureOf, KINDS, SEVERITY, type WholeInsight } from './words.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One insight: what it says, what it rests on, where it comes from, and what to do with it. */
export function InsightPage({ membership, format }: InsightPageProps) {
  const id = useParams().id ?? '';
  const state = useInsight({ id }, { policy: 'cache-and-network', skip: !UUID.test(id) });
  const { data, refetch } = state;
  // A story that goes on while it is read shows its new figures.
  useInsightUpdated(
    { merchantId: membership.merchant.id },
    { onEvent: ({ insight }) => insight.id === id && refetch() },
  );
  useReadOnce(data ?? undefined, may(membership, 'insights:write'));
  if (!UUID.test(id)) return <NotFound />;
  return (
    <Loaded
      state={state}
      waiting={<Skeleton variant="rounded" height={320} />}
      empty={{ title: 'There is no such insight', text: 'It may belong to another shop.' }}
    >
      {(insight) => (
        <>
          <Head insight={insight} format={format} membership={membership} />
          <Evidence insight={insight} format={format} />
          <Causes insight={insight} format={format} />
          <Feedback insight={insight} membership={membership} />
          <History insight={insight} format={format} />
        </>
      )}
    </Loaded>
  );
}

/** Who opens an unread insight has read it. */
function useReadOnce(insight: WholeInsight | undefined, mayWrite: boolean): void {
  const [markRead] = useMarkInsightRead();
  const unread = mayWrite && insight?.status === 'UNREAD' ? insight.id : undefined;
  useEffect(() => {
    // Not worth a message: it stays unread, and is marked the next time.
    if (unread) void markRead({ input: { id: unread } }).catch(() => undefined);
  }, [unread, markRead]);
}

function Head({ insight, format, membership }: { insight: WholeInsight } & InsightPageProps) {
  const { id, title, text, severity, kind, slice, window, figures, status, firstSeen, lastSeen, action } =
    insight;
  const { show } = figureOf(insight, figures.currency, format);
  const look = SEVERITY[severity];
  const { onRestore, onDismiss } = useInsightActions();
  return (
    <>
      <Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 1 }}>
          <Chip size="small" label={look.label} color={look.color} variant="outlined" />
          <Chip size="small" label={KINDS[kind]} />
          {slice && <Chip size="small" label={`${DIMENSIONS[slice.dimension]}: ${slice.label}`} />}
          {status === 'DISMISSED' && <Chip size="small" label="Dismissed" />}
        </Box>
        <PageTitle>{title}</PageTitle>
        <Typography color="textSecondary" sx={{ mt: 1, maxWidth: 760 }}>
          {text}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {format.range(window.from, window.to)} · first seen {format.day(firstSeen)}
          {lastSeen !== firstSeen && `, last ${format.day(lastSeen)}`}
        </Typography>
      </Box>
      <Section title="In figures">
        <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, m: 0 }}>
          <Figure label="Observed" value={show(figures.observed)} />
          <Figure label="Expected" value={show(figures.expected)} />
          {figures.change !== null && <Figure label="Change" value={format.change(figures.change)} />}
        </Box>
        {action.code !== 'NONE' && (
          <Alert severity="info" sx={{ mt: 2 }}>
            {action.text}
          </Alert>
        )}
        {may(membership, 'insights:write') && (
          <Box sx={{ mt: 2 }}>
            {status === 'DISMISSED' ? (
              <Button variant="outlined" onClick={() => void onRestore(id)}>
                Restore
              </Button>
            ) : (
              <Button variant="outlined" color="inherit" onClick={() => void onDismiss(id)}>
                Dismiss
              </Button>
            )}
          </Box>
        )}
      </Section>
    </>
  );
}

/** What earlier looks at the numbers said. */
function History({ insight, format }: { insight: WholeInsight } & Pick<InsightPageProps, 'format'>) {
  if (insight.history.length < 2) return null;
  const { show } = figureOf(insight, insight.figures.currency, format);
  return (
    <Section title="Before">
      <Box component="ol" sx={{ m: 0, pl: 2.5, '& li': { py: 0.5 } }}>
        {insight.history.map(({ version, title, figures, writtenAt }) => (
          <li key={version}>
            <Typography variant="body2">
              {title}: {show(figures.observed)} instead of {show(figures.expected)}
            </Typography>
            <Typography variant="caption" color="textSecondary">
              {format.instant(writtenAt)}
            </Typography>
          </li>
        ))}
      </Box>
    </Section>
  );
}
