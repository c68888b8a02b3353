import type { AnomalyFieldsFragment, ListAnomaliesQueryVariables } from '@merchantgraph/sdk';
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
import MuiLink from '@mui/material/Link';
import { useState } from 'react';
import { Link } from 'react-router';
import { ChoiceField } from '../shared/choices.tsx';
import type { Format } from '../shared/format.ts';
import { useMerchantPath } from '../shared/links.ts';
import { ListOf } from '../shared/list-of.tsx';
import { useMessages } from '../shared/messages.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { may } from '../shared/roles.ts';
import { Row, Section } from '../shared/section.tsx';
import { useUrlState } from '../shared/url-state.ts';
import { useAct } from '../shared/use-act.ts';
import { ReportAnomaly } from './report-anomaly.tsx';
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

/** What was not as it should have been, and what became of it. */
export function AnomaliesPage({ membership, format }: InsightPageProps) {
  const { merchant } = membership;
  const [statusText, setStatus] = useUrlState('status');
  const [metricText, setMetric] = useUrlState('metric');
  const [sourceText, setSource] = useUrlState('source');
  const status = keyOf(STATUSES, statusText);
  const metric = keyOf(METRICS, metricText);
  const source = keyOf(SOURCES, sourceText);
  const variables: ListAnomaliesQueryVariables = {
    merchantId: merchant.id,
    first: PAGE,
    filter: {
      ...(status && { status: [status] }),
      ...(metric && { metric: [metric] }),
      ...(source && { source: [source] }),
    },
  };
  const state = useAnomalies(variables, { policy: 'cache-and-network' });
  const [reporting, setReporting] = useState(false);
  const { show } = useMessages();
  const mayWrite = may(membership, 'insights:write');
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
        action={
          mayWrite && (
            <Button variant="outlined" onClick={() => setReporting(true)}>
              Report something
            </Button>
          )
        }
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
        <ListOf
          label="Anomalies"
          state={state}
          use={useAnomalies}
          variables={variables}
          empty={{
            title: 'No anomalies',
            text: 'Nothing fits the choices above. Every night the numbers are looked at anew.',
          }}
        >
          {(anomaly) => <AnomalyRow key={anomaly.id} anomaly={anomaly} format={format} mayWrite={mayWrite} />}
        </ListOf>
      </Section>
      {reporting && (
        <ReportAnomaly
          merchant={merchant}
          onClose={() => setReporting(false)}
          onDone={() => {
            setReporting(false);
            state.refetch();
            show('Thank you: it is among the anomalies');
          }}
        />
      )}
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
  const title = `${METRICS[metric]}${slice ? `, ${slice.label}` : ''}, ${format.range(from, to)}`;
  const facts = [
    kind ? KINDS[kind] : SOURCES[source],
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
      text={
        <>
          {facts.join(' · ')}
          {insight && (
            <>
              {' · '}
              <MuiLink component={Link} to={path(`/insights/${insight.id}`)}>
                {insight.title}
              </MuiLink>
            </>
          )}
        </>
      }
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
