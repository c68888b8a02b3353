import type { GetWebhookDeliveriesQueryVariables, WebhookDeliveryFieldsFragment } from '@merchantgraph/sdk';
import { type QueryOptions, useRedeliverWebhook, useWebhookDeliveries } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { ChoiceField } from '../../shared/choices.tsx';
import type { Format } from '../../shared/format.ts';
import { ListOf } from '../../shared/list-of.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { Row, Section } from '../../shared/section.tsx';
import type { Merchant } from '../../shared/types.ts';
import { useUrlChoice } from '../../shared/url-state.ts';
import { useAct } from '../../shared/use-act.ts';
import { usePoll } from '../../shared/use-poll.ts';
import type { Endpoint } from './types.ts';

type Delivery = WebhookDeliveryFieldsFragment;

const PAGE = 20;

const STATUSES = { QUEUED: 'Under way', DELIVERED: 'Delivered', FAILED: 'Failed' } as const;
const COLORS = { QUEUED: 'info', DELIVERED: 'success', FAILED: 'error' } as const;
const SHOWN = ['all', 'QUEUED', 'DELIVERED', 'FAILED'] as const;

const TYPES: Record<string, string> = {
  'insight.created': 'New insight',
  'insight.updated': 'Insight that goes on',
  'webhook.test': 'Test',
};

type Variables = GetWebhookDeliveriesQueryVariables & { endpointId: string };

/** The deliveries of one endpoint: the API answers for all of a shop at once. */
function useDeliveriesOf({ endpointId, ...variables }: Variables, options?: QueryOptions) {
  const state = useWebhookDeliveries(variables, options);
  return { ...state, data: state.data?.find(({ id }) => id === endpointId)?.deliveries };
}

/** What was sent to an address in the last 30 days, each with its attempts. */
export function Deliveries(props: {
  endpoint: Endpoint;
  merchant: Merchant;
  format: Format;
  mayWrite: boolean;
}) {
  const { endpoint, merchant, format, mayWrite } = props;
  const [chosen, choose] = useUrlChoice('deliveries', SHOWN);
  const variables: Variables = {
    merchantId: merchant.id,
    endpointId: endpoint.id,
    first: PAGE,
    ...(chosen !== 'all' && { status: [chosen] }),
  };
  const state = useDeliveriesOf(variables, { policy: 'cache-and-network' });
  const { data, refreshing, refetch } = state;
  const isUnderWay = data?.nodes.some(({ status }) => status === 'QUEUED') ?? false;
  usePoll(isUnderWay, refetch);
  return (
    <Section
      title="Deliveries"
      text={endpoint.url}
      action={
        <Box sx={{ display: 'flex', gap: 1 }}>
          <ChoiceField
            size="small"
            label="Show"
            value={chosen}
            onChange={({ target }) => choose(target.value as typeof chosen)}
            choices={[['all', 'All'], ...Object.entries(STATUSES)]}
            sx={{ minWidth: 130 }}
          />
          <Button onClick={refetch} loading={refreshing && !isUnderWay}>
            Refresh
          </Button>
        </Box>
      }
    >
      <ListOf
        label="Deliveries"
        state={state}
        use={useDeliveriesOf}
        variables={variables}
        empty={{ title: 'Nothing was sent', text: 'A test can be sent at any time.' }}
      >
        {(delivery) => (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            merchantId={merchant.id}
            format={format}
            mayWrite={mayWrite && endpoint.enabled}
            onSent={refetch}
          />
        )}
      </ListOf>
    </Section>
  );
}

function DeliveryRow(props: {
  delivery: Delivery;
  merchantId: string;
  format: Format;
  mayWrite: boolean;
  onSent: () => void;
}) {
  const { delivery, merchantId, format, mayWrite, onSent } = props;
  const { id, eventType, status, createdAt, nextAttemptAt, attempts } = delivery;
  const [redeliver, { loading }] = useRedeliverWebhook();
  const act = useAct();
  const { show } = useMessages();
  const name = `${TYPES[eventType] ?? eventType}, ${format.instant(createdAt)}`;
  const onAgain = async () => {
    if (!(await act(redeliver({ input: { merchantId, deliveryId: id } })))) return;
    show('It is sent again');
    onSent();
  };
  return (
    <Row
      name={name}
      text={
        <>
          {status === 'QUEUED' && nextAttemptAt && `Tried next ${format.instant(nextAttemptAt)}`}
          {attempts.length > 0 && (
            <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
              {attempts.map(({ number, startedAt, durationMs, statusCode, error }) => (
                <li key={number}>
                  {format.instant(startedAt)}, {format.number(durationMs)} ms:{' '}
                  {[statusCode, error].filter((fact) => fact !== null).join(', ')}
                </li>
              ))}
            </Box>
          )}
        </>
      }
    >
      <Chip size="small" variant="outlined" color={COLORS[status]} label={STATUSES[status]} />
      {mayWrite && status !== 'QUEUED' && (
        <Button
          size="small"
          loading={loading}
          aria-label={`Send again: ${name}`}
          onClick={() => void onAgain()}
        >
          Send again
        </Button>
      )}
    </Row>
  );
}
