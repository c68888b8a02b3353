import type { ListApiKeysQueryVariables } from '@merchantgraph/sdk';
import { useApiKeys, useRevokeApiKey } from '@merchantgraph/sdk/react';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { ListOf } from '../../shared/list-of.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { PageTitle } from '../../shared/page-title.tsx';
import { may } from '../../shared/roles.ts';
import { Row, Section } from '../../shared/section.tsx';
import { useAct } from '../../shared/use-act.ts';
import { SecretDialog } from '../secret-dialog.tsx';
import type { SettingsPageProps } from '../types.ts';
import type { ApiKey } from './api-key.ts';
import { CreateKeyDialog, RenameKeyDialog, RotateKeyDialog } from './key-dialogs.tsx';

type Open =
  | { dialog: 'create' }
  | { dialog: 'rotate' | 'rename'; key: ApiKey }
  | { dialog: 'secret'; key: string };

const PAGE = 20;

/** The keys with which programs work for the shop. */
export function KeysPage(props: SettingsPageProps) {
  const { merchant, membership, format } = props;
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<Open>();
  const variables: ListApiKeysQueryVariables = {
    merchantId: merchant.id,
    first: PAGE,
    ...(!all && { filter: { status: ['ACTIVE'] } }),
  };
  const state = useApiKeys(variables, { policy: 'cache-and-network' });
  const [revoke] = useRevokeApiKey();
  const [confirm, dialog] = useConfirm();
  const act = useAct();
  const { show } = useMessages();
  const mayWrite = may(membership, 'keys:write');
  const close = () => setOpen(undefined);
  const showSecret = (key: string) => setOpen({ dialog: 'secret', key });

  const onRevoke = async ({ id, name }: ApiKey) => {
    const sure = await confirm({
      title: `Revoke "${name}"?`,
      text: 'Programs that use this key stop working within a second. It cannot be brought back.',
      action: 'Revoke',
    });
    if (sure && (await act(revoke({ input: { id } })))) show(`The key "${name}" is revoked`);
  };

  return (
    <>
      <PageTitle>API keys</PageTitle>
      <Section
        title="Keys"
        text={`With a key a program works for ${merchant.name}, without a person.`}
        action={
          mayWrite && (
            <Button variant="contained" onClick={() => setOpen({ dialog: 'create' })}>
              Create a key
            </Button>
          )
        }
      >
        <FormControlLabel
          control={<Switch checked={all} onChange={(_, checked) => setAll(checked)} />}
          label="Show revoked and expired keys"
        />
        <ListOf
          label="API keys"
          state={state}
          use={useApiKeys}
          variables={variables}
          empty={{
            title: 'No keys',
            text: 'Make one for every program, so that each can be revoked alone.',
          }}
        >
          {(key) => (
            <Row
              key={key.id}
              name={key.name}
              title={<KeyTitle apiKey={key} />}
              text={<KeyText apiKey={key} format={format} />}
            >
              {mayWrite && key.status === 'ACTIVE' && (
                <>
                  <Button
                    onClick={() => setOpen({ dialog: 'rename', key })}
                    aria-label={`Rename ${key.name}`}
                  >
                    Rename
                  </Button>
                  {key.replacedById === null && (
                    <Button
                      onClick={() => setOpen({ dialog: 'rotate', key })}
                      aria-label={`Rotate ${key.name}`}
                    >
                      Rotate
                    </Button>
                  )}
                  <Button color="error" onClick={() => void onRevoke(key)} aria-label={`Revoke ${key.name}`}>
                    Revoke
                  </Button>
                </>
              )}
            </Row>
          )}
        </ListOf>
      </Section>
      {open?.dialog === 'create' && <CreateKeyDialog {...props} onClose={close} onCreated={showSecret} />}
      {open?.dialog === 'rotate' && (
        <RotateKeyDialog apiKey={open.key} onClose={close} onRotated={showSecret} />
      )}
      {open?.dialog === 'rename' && <RenameKeyDialog apiKey={open.key} onClose={close} />}
      {open?.dialog === 'secret' && (
        <SecretDialog
          title="Your new key"
          label="API key"
          value={open.key}
          text="This is the only time the key is shown. Keep it where your program finds it."
          onClose={close}
        />
      )}
      {dialog}
    </>
  );
}

const STATUS = { ACTIVE: undefined, EXPIRED: 'Expired', REVOKED: 'Revoked' } as const;

function KeyTitle({ apiKey }: { apiKey: ApiKey }) {
  const { name, prefix, status, replacedById } = apiKey;
  const label = STATUS[status] ?? (replacedById !== null ? 'Replaced' : undefined);
  return (
    <>
      {name} <code>{prefix}…</code>
      {label && <Chip size="small" label={label} sx={{ ml: 1 }} />}
    </>
  );
}

function KeyText({ apiKey, format }: { apiKey: ApiKey; format: SettingsPageProps['format'] }) {
  const { scopes, createdAt, createdBy, lastUsedAt, expiresAt, rateLimit } = apiKey;
  const facts = [
    `made ${format.instant(createdAt)}${createdBy ? ` by ${createdBy.name}` : ''}`,
    lastUsedAt ? `last used ${format.instant(lastUsedAt)}` : 'never used',
    expiresAt ? `works until ${format.instant(expiresAt)}` : 'does not expire',
    ...(rateLimit === null ? [] : [`${format.number(rateLimit)} requests a second`]),
  ];
  return (
    <>
      {scopes.includes('*') ? 'Everything that need not be named (*)' : scopes.join(', ')}
      <br />
      {facts.join(' · ')}
    </>
  );
}
