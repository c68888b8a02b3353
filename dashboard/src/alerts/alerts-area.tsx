import { useAlerts } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import MuiLink from '@mui/material/Link';
import { useState } from 'react';
import { Link, Route, Routes } from 'react-router';
import type { Viewer } from '../layout/shell.tsx';
import type { Format } from '../shared/format.ts';
import { useMerchantPath } from '../shared/links.ts';
import { ListOf } from '../shared/list-of.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { may } from '../shared/roles.ts';
import { Row, Section } from '../shared/section.tsx';
import { NotFound } from '../shared/states.tsx';
import type { Membership, Merchant } from '../shared/types.ts';
import { useFormat } from '../shared/use-format.ts';
import { AlertPage } from './alert-page.tsx';
import { RuleForm } from './rule-form.tsx';
import { SILENCE_DAYS, silentUntil, useAlertActions } from './use-alert-actions.tsx';
import { type Alert, sentenceOf } from './words.ts';

const PAGE = 20;

/** The shop's own rules: what there is, whether it speaks, and new ones, tried on the past first. */
export default function AlertsArea({ membership }: Viewer) {
  const format = useFormat(membership.merchant);
  return (
    <Box sx={{ display: 'grid', gap: { xs: 1.5, sm: 2.5 }, maxWidth: 960, mx: 'auto' }}>
      <Routes>
        <Route index element={<AlertsPage membership={membership} format={format} />} />
        <Route path=":id" element={<AlertPage membership={membership} format={format} />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Box>
  );
}

function AlertsPage({ membership, format }: { membership: Membership; format: Format }) {
  const { merchant } = membership;
  const [adding, setAdding] = useState(false);
  const variables = { merchantId: merchant.id, first: PAGE };
  const state = useAlerts(variables, { policy: 'cache-and-network' });
  const { refetch } = state;
  const mayWrite = may(membership, 'alerts:write');
  return (
    <>
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
        <ListOf
          label="Alerts"
          state={state}
          use={useAlerts}
          variables={variables}
          empty={{
            title: 'No alerts yet',
            text: 'A rule of your own tells you when a figure passes a bound, or changes more than usual.',
          }}
        >
          {(alert) => (
            <AlertRow
              key={alert.id}
              alert={alert}
              merchant={merchant}
              format={format}
              mayWrite={mayWrite}
              onDeleted={refetch}
            />
          )}
        </ListOf>
      </Section>
      {adding && (
        <RuleForm
          merchant={merchant}
          format={format}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            refetch();
          }}
        />
      )}
    </>
  );
}

function AlertRow(props: {
  alert: Alert;
  merchant: Merchant;
  format: Format;
  mayWrite: boolean;
  onDeleted: () => void;
}) {
  const { alert, merchant, format, mayWrite } = props;
  const { id, name, enabled, failedAt } = alert;
  const { onSilence, onDelete, dialog } = useAlertActions(props);
  const to = useMerchantPath();
  const silent = silentUntil(alert, merchant);
  return (
    <Row
      name={name}
      title={
        <MuiLink component={Link} to={to(`/alerts/${id}`)}>
          {name}
        </MuiLink>
      }
      text={sentenceOf(alert, merchant.currency, format)}
    >
      {failedAt && <Chip size="small" color="error" variant="outlined" label="Could not be judged" />}
      {!enabled && <Chip size="small" label="Off" />}
      {silent && <Chip size="small" label={`Silent until ${format.shortDay(silent)}`} />}
      {mayWrite && (
        <>
          <Button
            size="small"
            aria-label={`${silent ? 'Speak again' : `Silence for ${SILENCE_DAYS} days`}: ${name}`}
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
