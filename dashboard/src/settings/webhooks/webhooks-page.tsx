import {
  useRemoveWebhookEndpoint,
  useSendTestWebhook,
  useUpdateWebhookEndpoint,
  useWebhookEndpoints,
} from '@merchantgraph/sdk/react';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useState } from 'react';
import { SEVERITY } from '../../insights/words.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import type { Format } from '../../shared/format.ts';
import { AllOf } from '../../shared/list-of.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { PageTitle } from '../../shared/page-title.tsx';
import { may } from '../../shared/roles.ts';
import { Row, Section } from '../../shared/section.tsx';
import { useUrlState } from '../../shared/url-state.ts';
import { useAct } from '../../shared/use-act.ts';
import { SecretDialog } from '../secret-dialog.tsx';
import type { SettingsPageProps } from '../types.ts';
import { Deliveries } from './deliveries.tsx';
import type { Endpoint } from './types.ts';
import { EndpointDialog, EVENTS, RotateSecretDialog } from './webhook-dialogs.tsx';

type Open =
  | { dialog: 'create' }
  | { dialog: 'change' | 'rotate'; endpoint: Endpoint }
  | { dialog: 'secret'; secret: string };

/** As many as a shop may have. */
const MOST = 10;

/** Where programs are told of insights, and what came of it. */
export function WebhooksPage(props: SettingsPageProps) {
  const { merchant, membership, format } = props;
  const [open, setOpen] = useState<Open>();
  const [shown, setShown] = useUrlState('log');
  const state = useWebhookEndpoints({ merchantId: merchant.id }, { policy: 'cache-and-network' });
  const { data, refetch } = state;
  const mayWrite = may(membership, 'webhooks:write');
  const close = () => setOpen(undefined);
  const done = (secret?: string) => {
    setOpen(secret === undefined ? undefined : { dialog: 'secret', secret });
    refetch();
  };
  const logged = data?.find(({ id }) => id === shown);
  return (
    <>
      <PageTitle>Webhooks</PageTitle>
      <Section
        title="Addresses"
        text="Each is sent a signed request when there is a new insight, or one goes on."
        action={
          mayWrite &&
          (data?.length ?? 0) < MOST && (
            <Button variant="contained" onClick={() => setOpen({ dialog: 'create' })}>
              Add an address
            </Button>
          )
        }
      >
        <AllOf
          label="Webhooks"
          state={state}
          empty={{
            title: 'No webhooks',
            text: 'A program of yours can be told of insights the moment they are written.',
          }}
        >
          {(endpoint) => (
            <EndpointRow
              key={endpoint.id}
              endpoint={endpoint}
              merchantId={merchant.id}
              format={format}
              mayWrite={mayWrite}
              isLogged={endpoint.id === shown}
              onLog={(isOpen) => setShown(isOpen ? endpoint.id : undefined)}
              onOpen={setOpen}
              onGone={refetch}
            />
          )}
        </AllOf>
      </Section>
      {logged && <Deliveries endpoint={logged} merchant={merchant} format={format} mayWrite={mayWrite} />}
      {open?.dialog === 'create' && (
        <EndpointDialog merchantId={merchant.id} onClose={close} onDone={(secret) => done(secret)} />
      )}
      {open?.dialog === 'change' && (
        <EndpointDialog
          merchantId={merchant.id}
          endpoint={open.endpoint}
          onClose={close}
          onDone={() => done()}
        />
      )}
      {open?.dialog === 'rotate' && (
        <RotateSecretDialog
          merchantId={merchant.id}
          endpoint={open.endpoint}
          onClose={close}
          onDone={(secret) => done(secret)}
        />
      )}
      {open?.dialog === 'secret' && (
        <SecretDialog
          title="The secret"
          label="Secret"
          value={open.secret}
          text="This is the only time it is shown. With it your program checks that a request is ours."
          onClose={close}
        />
      )}
    </>
  );
}

const WHY_OFF = {
  PERSON: 'Off',
  GONE: 'Off: it wants no more',
  FAILING: 'Off: it failed for five days',
} as const;

function EndpointRow(props: {
  endpoint: Endpoint;
  merchantId: string;
  format: Format;
  mayWrite: boolean;
  isLogged: boolean;
  onLog: (open: boolean) => void;
  onOpen: (open: Open) => void;
  onGone: () => void;
}) {
  const { endpoint, merchantId, format, mayWrite, isLogged, onLog, onOpen, onGone } = props;
  const { id, url, description, events, leastSeverity, enabled, disabledReason, failingSince } = endpoint;
  const [update, { loading: switching }] = useUpdateWebhookEndpoint();
  const [remove] = useRemoveWebhookEndpoint();
  const [test, { loading: testing }] = useSendTestWebhook();
  const [ask, dialog] = useConfirm();
  const act = useAct();
  const { show } = useMessages();
  const put = (on: boolean) => act(update({ input: { merchantId, id, enabled: on } }));
  const onSwitch = async () => {
    if (await put(!enabled))
      show(enabled ? 'Nothing is sent there any more' : 'It is told of what happens from now on', () => {
        void put(enabled);
      });
  };
  const onTest = async () => {
    if (!(await act(test({ input: { merchantId, id } })))) return;
    show('A test is on its way');
    onLog(true);
  };
  const onRemove = async () => {
    const sure = await ask({
      title: `Remove ${url}?`,
      text: 'Nothing is sent there any more, and the log of its deliveries is gone. This cannot be undone.',
      action: 'Remove',
    });
    if (!sure || !(await act(remove({ input: { merchantId, id } })))) return;
    show('The address is removed');
    onGone();
  };
  const facts = [
    ...(description ? [description] : []),
    events.map((event) => EVENTS[event]).join(' and '),
    ...(leastSeverity === 'INFO' ? [] : [`from ${SEVERITY[leastSeverity].label.toLowerCase()} on`]),
    ...(endpoint.previousSecretUntil
      ? [`the old secret signs until ${format.instant(endpoint.previousSecretUntil)}`]
      : []),
  ];
  return (
    <Row name={url} text={facts.join(' · ')}>
      {failingSince && enabled && (
        <Chip
          size="small"
          color="warning"
          variant="outlined"
          label={`Failing since ${format.instant(failingSince)}`}
        />
      )}
      <Chip
        size="small"
        variant="outlined"
        color={enabled ? 'success' : 'default'}
        label={enabled ? 'On' : WHY_OFF[disabledReason ?? 'PERSON']}
      />
      <Button
        size="small"
        aria-expanded={isLogged}
        aria-label={`Deliveries to ${url}`}
        onClick={() => onLog(!isLogged)}
      >
        Deliveries
      </Button>
      {mayWrite && (
        <>
          <Button
            size="small"
            disabled={!enabled}
            loading={testing}
            aria-label={`Test ${url}`}
            onClick={() => void onTest()}
          >
            Test
          </Button>
          <Button
            size="small"
            aria-label={`Change ${url}`}
            onClick={() => onOpen({ dialog: 'change', endpoint })}
          >
            Change
          </Button>
          <Button
            size="small"
            aria-label={`New secret for ${url}`}
            onClick={() => onOpen({ dialog: 'rotate', endpoint })}
          >
            New secret
          </Button>
          <Button
            size="small"
            loading={switching}
            aria-label={`${enabled ? 'Switch off' : 'Switch on'} ${url}`}
            onClick={() => void onSwitch()}
          >
            {enabled ? 'Switch off' : 'Switch on'}
          </Button>
          <Button size="small" color="error" aria-label={`Remove ${url}`} onClick={() => void onRemove()}>
            Remove
          </Button>
        </>
      )}
      {dialog}
    </Row>
  );
}
