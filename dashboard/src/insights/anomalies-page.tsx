import type { AnomalyFieldsFragment } from '@merchantgraph/sdk';
import {
  useAcknowledgeAnomaly,
  useAnomalies,
  useMarkAnomalyFalseAlarm,
  useReopenAnomaly,
  useResolveAnomaly,
} from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useState } from 'react';
import { Link } from 'react-router';
import { ChoiceField } from '../shared/choices.tsx';
import type { Format } from '../shared/format.ts';
import { useMerchantPath } from '../shared/links.ts';
import { useMessages } from '../shared/messages.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { Stale } from '../shared/report-panel.tsx';
import { may } from '../shared/roles.ts';
import { Row, Rows, Section, ShowMore } from '../shared/section.tsx';
import { EmptyState, ErrorState } from '../shared/states.tsx';
import { useUrlState } from '../shared/url-state.ts';
import { useAct } from '../shared/use-act.ts';
import type { InsightPageProps } from './types.ts';
import { choicesOf, figureOf, KINDS, keyOf, METRICS } from './words.ts';

type Anomaly = AnomalyFieldsFragment;

const STATUSES = {
  OPEN: 'Open',
  ACKNOWLEDGED: 'Looked after',
  RESOLVED: 'Resolved',
  FALSE_ALARM: 'False alarm',
} as const;
const SOURCES = { DETECTED: 'Found', REPORTED: 'Reported', ALERT: 'By an alert' } as const;
const COLORS = {
  OPEN: 'warning',
  ACKNOWLEDGED: 'info',
  RESOLVED: 'success',
  FALSE_ALARM: 'default',
} as const;
const PAGE = 20;
const MOST = 100;

/** What was not as it should have been, and what became of it. */
export function AnomaliesPage({ membership, format }: InsightPageProps) {
  const { merchant } = membership;
  const [statusText, setStatus] = useUrlState('status');
  const [metricText, setMetric] = useUrlState('metric');
  const [sourceText, setSource] = useUrlState('source');
  const [count, setCount] = useState(PAGE);
  const status = keyOf(STATUSES, statusText);
  const metric = keyOf(METRICS, metricText);
  const source = keyOf(SOURCES, sourceText);
  const { data, error, loading, refetch } = useAnomalies(
    {
      merchantId: merchant.id,
      first: count,
      filter: {
        ...(status && { status: [status] }),
        ...(metric && { metric: [metric] }),
        ...(source && { source: [source] }),
      },
    },
    { policy: 'cache-and-network' },
  );
  const fields = [
    { label: 'Status', value: status, set: setStatus, choices: choicesOf(STATUSES, 'All') },
    { label: 'Figure', value: metric, set: setMetric, choices: choicesOf(METRICS, 'All') },
    { label: 'Source', value: source, set: setSource, choices: choicesOf(SOURCES, 'All') },
  ];
  return (
    <>
      <PageTitle>Anomalies</PageTitle>
      <Section
        title="What stood out"
        text="A false alarm weighs on its kind: such things are told less often from then on."
      >
        <Box
          component="search"
          aria-label="Filters"
          sx={{
            display: 'grid',
            gap: 1.5,
            mb: 1.5,
            gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
          }}
        >
          {fields.map(({ label, value, set, choices }) => (
            <ChoiceField
              key={label}
              size="small"
              label={label}
              value={value ?? ''}
              onChange={({ target }) => set(target.value || undefined)}
              choices={choices}
            />
          ))}
        </Box>
        {error && !data && <ErrorState error={error} onRetry={refetch} />}
        {error && data && <Stale onRetry={refetch} />}
        {(loading || (data && data.nodes.length > 0)) && (
          <Rows label="Anomalies" loading={loading}>
            {data?.nodes.map((anomaly) => (
              <AnomalyRow
                key={anomaly.id}
                anomaly={anomaly}
                format={format}
                mayWrite={may(membership, 'insights:write')}
              />
            ))}
          </Rows>
        )}
        {data?.nodes.length === 0 && (
          <EmptyState
            title="No anomalies"
            text="Nothing fits the choices above. Every night the numbers are looked at anew."
          />
        )}
        {data && count < MOST && (
          <ShowMore left={data.totalCount - data.nodes.length} onMore={() => setCount(MOST)} />
        )}
      </Section>
    </>
  );
}

function AnomalyRow(props: { anomaly: Anomaly; format: Format; mayWrite: boolean }) {
  const { anomaly, format, mayWrite } = props;
  const { id, kind, metric, slice, status, source, from, to, change, note, insight } = anomaly;
  const path = useMerchantPath();
  const [acknowledge] = useAcknowledgeAnomaly();
  const [resolve] = useResolveAnomaly();
  const [falseAlarm] = useMarkAnomalyFalseAlarm();
  const [reopen] = useReopenAnomaly();
  const act = useAct();
  const { show } = useMessages();
  const { show: figure } = figureOf(anomaly, anomaly.currency, format);
  const title = insight?.title ?? `${METRICS[metric]}${slice ? `, ${slice.label}` : ''}`;
  const facts = [
    kind ? KINDS[kind] : SOURCES[source],
    format.range(from, to),
    ...(anomaly.observed !== null && anomaly.expected !== null
      ? [`${figure(anomaly.observed)} instead of ${figure(anomaly.expected)}`]
      : []),
    ...(change === null ? [] : [format.change(change)]),
    ...(note ? [note] : []),
  ];
  const input = { input: { id } };
  const undo = () => void act(reopen(input));
  const steps = [
    {
      label: 'Look after it',
      when: status === 'OPEN',
      run: async () => (await act(acknowledge(input))) && show('You look after it', undo),
    },
    {
      label: 'Resolved',
      when: status === 'OPEN' || status === 'ACKNOWLEDGED',
      run: async () => (await act(resolve(input))) && show('Resolved', undo),
    },
    {
      label: 'False alarm',
      when: status !== 'FALSE_ALARM',
      run: async () => (await act(falseAlarm(input))) && show('A false alarm', undo),
    },
    {
      label: 'Reopen',
      when: status !== 'OPEN',
      run: async () => (await act(reopen(input))) && show('Open again'),
    },
  ];
  return (
    <Row
      name={title}
      title={insight ? <Link to={path(`/insights/${insight.id}`)}>{title}</Link> : title}
      text={facts.join(' · ')}
    >
      <Chip size="small" variant="outlined" color={COLORS[status]} label={STATUSES[status]} />
      {mayWrite &&
        steps
          .filter(({ when }) => when)
          .map(({ label, run }) => (
            <Button key={label} size="small" aria-label={`${label}: ${title}`} onClick={() => void run()}>
              {label}
            </Button>
          ))}
    </Row>
  );
}
