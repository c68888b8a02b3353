import { useAlerts, useDeleteAlert, useSilenceAlert } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useState } from 'react';
import type { Viewer } from '../layout/shell.tsx';
import { useConfirm } from '../shared/confirm.tsx';
import type { Format } from '../shared/format.ts';
import { useMessages } from '../shared/messages.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { addDays, today } from '../shared/period.ts';
import { Stale } from '../shared/report-panel.tsx';
import { may } from '../shared/roles.ts';
import { Row, Rows, Section } from '../shared/section.tsx';
import { EmptyState, ErrorState } from '../shared/states.tsx';
import type { Merchant } from '../shared/types.ts';
import { useAct } from '../shared/use-act.ts';
import { useFormat } from '../shared/use-format.ts';
import { NewAlert } from './new-alert.tsx';
import { type Alert, sentenceOf } from './words.ts';

const SILENCE_DAYS = 7;

/** The shop's own rules: what there is, whether it speaks, and new ones, tried on the past first. */
export default function AlertsArea({ membership }: Viewer) {
  const { merchant } = membership;
  const format = useFormat(merchant);
  const [adding, setAdding] = useState(false);
  const { data, error, loading, refetch } = useAlerts(
    { merchantId: merchant.id, first: 100 },
    { policy: 'cache-and-network' },
  );
  const mayWrite = may(membership, 'alerts:write');
  return (
    <Box sx={{ display: 'grid', gap: { xs: 1.5, sm: 2.5 }, maxWidth: 960, mx: 'auto' }}>
      <PageTitle>Alerts</PageTitle>
      <Section
        title="Rules"
        text="When a rule holds, the team gets an insight. A rule fires once a day at most."
        action={
          mayWrite &&
          !adding && (
            <Button variant="contained" onClick={() => setAdding(true)}>
              New alert
            </Button>
          )
        }
      >
        {error && !data && <ErrorState error={error} onRetry={refetch} />}
        {error && data && <Stale onRetry={refetch} />}
        {(loading || (data && data.nodes.length > 0)) && (
          <Rows label="Alerts" loading={loading}>
            {data?.nodes.map((alert) => (
              <AlertRow
                key={alert.id}
                alert={alert}
                merchant={merchant}
                format={format}
                mayWrite={mayWrite}
                onChanged={refetch}
              />
            ))}
          </Rows>
        )}
        {data?.nodes.length === 0 && (
          <EmptyState
            title="No alerts yet"
            text="A rule of your own tells you when a figure passes a bound, or changes more than usual."
          />
        )}
      </Section>
      {adding && (
        <NewAlert
          merchant={merchant}
          format={format}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            refetch();
          }}
        />
      )}
    </Box>
  );
}

function AlertRow(props: {
  alert: Alert;
  merchant: Merchant;
  format: Format;
  mayWrite: boolean;
  onChanged: () => void;
}) {
  const { alert, merchant, format, mayWrite, onChanged } = props;
  const { id, name, silencedUntil, enabled, failedAt } = alert;
  const [silence] = useSilenceAlert();
  const [remove] = useDeleteAlert();
  const [ask, dialog] = useConfirm();
  const act = useAct();
  const { show } = useMessages();
  const now = today(merchant.timeZone);
  const silent = silencedUntil !== null && silencedUntil >= now;
  const put = (until: string | null) => act(silence({ input: { id, until } }));
  const onSilence = async () => {
    const until = silent ? null : addDays(now, SILENCE_DAYS);
    if (!(await put(until))) return;
    show(until ? `Silent until ${format.day(until)}` : 'It speaks again', () => void put(silencedUntil));
  };
  const onDelete = async () => {
    const sure = await ask({
      title: `Delete "${name}"?`,
      text: 'The rule and the record of its firings are gone; insights it made stay. This cannot be undone.',
      action: 'Delete',
    });
    if (sure && (await act(remove({ input: { id } })))) onChanged();
  };
  return (
    <Row name={name} text={sentenceOf(alert, merchant.currency, format)}>
      {failedAt && <Chip size="small" color="error" variant="outlined" label="Could not be judged" />}
      {!enabled && <Chip size="small" label="Off" />}
      {silent && <Chip size="small" label={`Silent until ${format.shortDay(silencedUntil)}`} />}
      {mayWrite && (
        <>
          <Button
            size="small"
            aria-label={`${silent ? 'Speak again' : 'Silence'}: ${name}`}
            onClick={() => void onSilence()}
          >
            {silent ? 'Speak again' : `Silence for ${SILENCE_DAYS} days`}
          </Button>
          <Button size="small" color="error" aria-label={`Delete: ${name}`} onClick={() => void onDelete()}>
            Delete
          </Button>
        </>
      )}
      {dialog}
    </Row>
  );
}
