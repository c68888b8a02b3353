import type { ListAuditLogQuery, ListAuditLogQueryVariables } from '@merchantgraph/sdk';
import { useAuditLog } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ChoiceField } from '../../shared/choices.tsx';
import { AllOf } from '../../shared/list-of.tsx';
import { PageTitle } from '../../shared/page-title.tsx';
import { isDay } from '../../shared/period.ts';
import { Row, Section } from '../../shared/section.tsx';
import { useUrlChoice, useUrlState } from '../../shared/url-state.ts';
import type { SettingsPageProps } from '../types.ts';
import { Integrity } from './integrity.tsx';

type Entry = NonNullable<NonNullable<ListAuditLogQuery['merchant']>['auditLog']>['nodes'][number];
type Filter = NonNullable<ListAuditLogQueryVariables['filter']>;

const PAGE = 25;

const ACTORS = ['all', 'USER', 'API_KEY', 'OPERATOR', 'SYSTEM', 'ANONYMOUS'] as const;
const ACTOR_LABELS: Record<(typeof ACTORS)[number], string> = {
  all: 'Everybody',
  USER: 'People',
  API_KEY: 'API keys',
  OPERATOR: 'Operators',
  SYSTEM: 'The platform',
  ANONYMOUS: 'Nobody known',
};
const OUTCOMES = ['all', 'SUCCESS', 'FAILURE'] as const;
const OUTCOME_LABELS = { all: 'All', SUCCESS: 'Done', FAILURE: 'Refused or failed' };

const ACTIONS: Record<string, string> = {
  'user.sign_in': 'Sign-in',
  'user.sign_out': 'Sign-out',
  'user.signed_up': 'Account opened',
  'user.refresh_token_reused': 'Session ended: its token was used twice',
  'user.session_revoked': 'Device signed out',
  'user.password_changed': 'Password changed',
  'user.password_reset_requested': 'New password asked for',
  'user.password_reset': 'Password reset',
  'user.email_verified': 'E-mail address confirmed',
  'user.second_factor_enabled': 'Second factor added',
  'user.second_factor_disabled': 'Second factor removed',
  'user.recovery_codes_regenerated': 'Recovery codes renewed',
  'member.invited': 'Invitation sent',
  'member.invitation_resent': 'Invitation sent again',
  'member.invitation_revoked': 'Invitation taken back',
  'member.invitation_accepted': 'Invitation accepted',
  'member.role_changed': 'Role changed',
  'member.removed': 'Member removed',
  'member.left': 'Member left',
  'member.notifications_changed': 'Notifications changed',
  'api_key.created': 'API key made',
  'api_key.renamed': 'API key renamed',
  'api_key.rotated': 'API key rotated',
  'api_key.revoked': 'API key revoked',
  'merchant.created': 'Shop opened',
  'merchant.settings_changed': 'Settings changed',
  'merchant.status_changed': 'Status changed',
  'feature_flag.changed': 'Feature switched',
  'user.profile_updated': 'Name changed',
  'export.requested': 'Export ordered',
  'export.downloaded': 'Export downloaded',
  'report_schedule.created': 'Regular report ordered',
  'report_schedule.updated': 'Regular report changed',
  'report_schedule.deleted': 'Regular report ended',
  'alert.created': 'Alert made',
  'alert.changed': 'Alert changed',
  'alert.silenced': 'Alert silenced',
  'alert.deleted': 'Alert deleted',
  'webhook.created': 'Webhook added',
  'webhook.changed': 'Webhook changed',
  'webhook.secret_rotated': 'New secret of a webhook',
  'webhook.removed': 'Webhook removed',
  'webhook.disabled': 'Webhook switched off: it failed',
  'audit.pruned': 'Audit log pruned',
};

/** What was done in the name of the shop, newest first, with filters that are kept in the address. */
export function AuditPage({ merchant, format }: SettingsPageProps) {
  const [action, setAction] = useUrlState('action');
  const [actor, setActor] = useUrlChoice('by', ACTORS);
  const [outcome, setOutcome] = useUrlChoice('outcome', OUTCOMES);
  const [from, setFrom] = useUrlState('from');
  const [to, setTo] = useUrlState('to');
  // Cursors of the pages before this one.
  const [trail, setTrail] = useState<readonly string[]>([]);
  const filter: Filter = {
    ...(action && { action: [action] }),
    ...(actor !== 'all' && { actorKind: [actor] }),
    ...(outcome !== 'all' && { outcome: [outcome] }),
    ...(isDay(from ?? null) && { from }),
    ...(isDay(to ?? null) && { to }),
  };
  const after = trail.at(-1);
  const state = useAuditLog(
    { merchantId: merchant.id, first: PAGE, filter, ...(after && { after }) },
    { policy: 'cache-and-network' },
  );
  const { data, refreshing, refetch } = state;
  const narrowed = Object.keys(filter).length > 0;
  const changed =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      setTrail([]);
      set(value);
    };
  const next = data?.pageInfo.hasNextPage ? data.pageInfo.endCursor : null;

  return (
    <>
      <PageTitle>Audit log</PageTitle>
      <Integrity merchant={merchant} format={format} />
      <Section
        title="Entries"
        text="What was done, or tried, in the name of the shop. Entries are never changed."
        action={
          <Button onClick={refetch} loading={refreshing}>
            Refresh
          </Button>
        }
      >
        <Box
          role="search"
          aria-label="Filters"
          sx={{
            display: 'grid',
            gap: 1.5,
            mb: 1.5,
            gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
          }}
        >
          <ChoiceField
            size="small"
            label="Action"
            value={action ?? ''}
            onChange={(event) => changed(setAction)(event.target.value || undefined)}
            choices={[['', 'All'], ...Object.entries(ACTIONS)]}
          />
          <ChoiceField
            size="small"
            label="By"
            value={actor}
            onChange={(event) => changed(setActor)(event.target.value as typeof actor)}
            choices={ACTORS.map((each) => [each, ACTOR_LABELS[each]])}
          />
          <ChoiceField
            size="small"
            label="Outcome"
            value={outcome}
            onChange={(event) => changed(setOutcome)(event.target.value as typeof outcome)}
            choices={OUTCOMES.map((each) => [each, OUTCOME_LABELS[each]])}
          />
          <DayField label="From" value={from} onChange={changed(setFrom)} />
          <DayField label="To" value={to} onChange={changed(setTo)} />
        </Box>
        <AllOf
          label="Audit log"
          state={{ ...state, data: data?.nodes }}
          empty={
            narrowed
              ? { title: 'No entry fits', text: 'Widen the filters.' }
              : { title: 'No entries yet', text: 'The first one appears with the next sign-in.' }
          }
        >
          {(entry) => (
            <Row
              key={entry.id}
              name={ACTIONS[entry.action] ?? entry.action}
              title={
                <>
                  {ACTIONS[entry.action] ?? entry.action}
                  {entry.outcome === 'FAILURE' && (
                    <Chip size="small" color="error" variant="outlined" label="Refused" sx={{ ml: 1 }} />
                  )}
                </>
              }
              text={
                <>
                  {[actorName(entry), format.instant(entry.occurredAt), entry.ipAddress]
                    .filter((fact) => fact !== null)
                    .join(' · ')}
                  <Details json={entry.details} />
                </>
              }
            />
          )}
        </AllOf>
        {(trail.length > 0 || next) && (
          <Box
            component="nav"
            aria-label="Pages of the audit log"
            sx={{ display: 'flex', justifyContent: 'space-between', mt: 1 }}
          >
            <Button disabled={trail.length === 0} onClick={() => setTrail(trail.slice(0, -1))}>
              Newer
            </Button>
            <Button disabled={!next} onClick={() => next && setTrail([...trail, next])}>
              Older
            </Button>
          </Box>
        )}
      </Section>
    </>
  );
}

function DayField(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { label, value, onChange } = props;
  return (
    <TextField
      size="small"
      type="date"
      label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

function actorName({ actorKind, actor }: Entry): string {
  return actor?.name ?? ACTOR_LABELS[actorKind];
}

/** The members of an entry's details, one after the other. */
function Details({ json }: { json: string | null }) {
  if (json === null) return null;
  let details: unknown;
  try {
    details = JSON.parse(json);
  } catch {
    return <div>{json}</div>;
  }
  if (typeof details !== 'object' || details === null) return <div>{json}</div>;
  return (
    <div>
      {Object.entries(details)
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(' · ')}
    </div>
  );
}
