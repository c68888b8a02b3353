import { useAlert, useFirings } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import MuiLink from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { figureOf, SEVERITY } from '../insights/words.ts';
import type { Format } from '../shared/format.ts';
import { useMerchantPath } from '../shared/links.ts';
import { ListOf } from '../shared/list-of.tsx';
import { Loaded } from '../shared/loaded.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { may } from '../shared/roles.ts';
import { Row, Section } from '../shared/section.tsx';
import type { Membership } from '../shared/types.ts';
import { RuleForm } from './rule-form.tsx';
import { SILENCE_DAYS, silentUntil, useAlertActions } from './use-alert-actions.tsx';
import { type Alert, sentenceOf } from './words.ts';

const PAGE = 20;

interface AlertPageProps {
  membership: Membership;
  format: Format;
}

/** One rule of the shop: what it says, whether it speaks, and when it has fired. */
export function AlertPage({ membership, format }: AlertPageProps) {
  const id = useParams().id ?? '';
  const state = useAlert({ id }, { policy: 'cache-and-network' });
  return (
    <Loaded
      state={state}
      waiting={<Skeleton variant="rounded" height={240} />}
      empty={{ title: 'There is no such alert', text: 'It may have been deleted.' }}
    >
      {(alert) => (
        <>
          <Rule alert={alert} membership={membership} format={format} />
          <Firings alert={alert} format={format} />
        </>
      )}
    </Loaded>
  );
}

function Rule({ alert, membership, format }: AlertPageProps & { alert: Alert }) {
  const { merchant } = membership;
  const { name, severity, enabled, failedAt, judgedTo } = alert;
  const [changing, setChanging] = useState(false);
  const navigate = useNavigate();
  const to = useMerchantPath();
  const { onSilence, onSwitch, onDelete, dialog } = useAlertActions({
    ...{ alert, merchant, format },
    onDeleted: () => navigate(to('/alerts')),
  });
  const silent = silentUntil(alert, merchant);
  const look = SEVERITY[severity];
  return (
    <>
      <Box>
        <MuiLink component={Link} to={to('/alerts')} variant="body2">
          All alerts
        </MuiLink>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 1 }}>
          <PageTitle>{name}</PageTitle>
          <Chip size="small" variant="outlined" label={look.label} color={look.color} />
          {!enabled && <Chip size="small" label="Off" />}
          {silent && <Chip size="small" label={`Silent until ${format.shortDay(silent)}`} />}
        </Box>
        <Typography color="textSecondary" sx={{ mt: 1 }}>
          {sentenceOf(alert, merchant.currency, format)}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          {judgedTo ? `Looked at up to ${format.day(judgedTo)}` : 'Not looked at yet'}
          {failedAt && `; it could not be judged at ${format.instant(failedAt)}`}
        </Typography>
      </Box>
      {may(membership, 'alerts:write') && !changing && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Button variant="contained" onClick={() => setChanging(true)}>
            Change
          </Button>
          <Button variant="outlined" onClick={() => void onSilence()}>
            {silent ? 'Speak again' : `Silence for ${SILENCE_DAYS} days`}
          </Button>
          <Button variant="outlined" onClick={() => void onSwitch()}>
            {enabled ? 'Switch off' : 'Switch on'}
          </Button>
          <Button color="error" onClick={() => void onDelete()}>
            Delete
          </Button>
        </Box>
      )}
      {changing && (
        <RuleForm
          merchant={merchant}
          format={format}
          alert={alert}
          onClose={() => setChanging(false)}
          onDone={() => setChanging(false)}
        />
      )}
      {dialog}
    </>
  );
}

/** When it has fired, and what came of it. */
function Firings({ alert, format }: { alert: Alert; format: Format }) {
  const variables = { alertId: alert.id, first: PAGE };
  const state = useFirings(variables, { policy: 'cache-and-network' });
  const to = useMerchantPath();
  return (
    <Section
      title="Firings"
      text={state.data && `${format.number(state.data.totalCount)} so far, newest first`}
    >
      <ListOf
        label="Firings"
        state={state}
        use={useFirings}
        variables={variables}
        empty={{
          title: 'It has not fired',
          text: 'When the rule holds, the day and its figures are kept here.',
        }}
      >
        {({ id, from, day, observed, threshold, change, currency, insight }) => {
          const { show } = figureOf(alert, currency, format);
          return (
            <Row
              key={id}
              name={format.range(from, day)}
              text={`${show(observed)}, where ${show(threshold)} is the bound${change === null ? '' : ` (${format.change(change)})`}`}
            >
              {insight && (
                <MuiLink component={Link} to={to(`/insights/${insight.id}`)} variant="body2">
                  {insight.title}
                </MuiLink>
              )}
            </Row>
          );
        }}
      </ListOf>
    </Section>
  );
}
