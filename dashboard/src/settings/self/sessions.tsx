import { useRevokeOtherSessions, useRevokeSession, useSessions } from '@merchantgraph/sdk/react';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useConfirm } from '../../shared/confirm.tsx';
import type { Format } from '../../shared/format.ts';
import { ListOf } from '../../shared/list-of.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { Row, Section } from '../../shared/section.tsx';
import { useAct } from '../../shared/use-act.ts';

const FIRST = { first: 20 };

/** Where the viewer is signed in. */
export function Sessions({ format }: { format: Format }) {
  const state = useSessions(FIRST, { policy: 'cache-and-network' });
  const { data, refetch } = state;
  const [revoke] = useRevokeSession();
  const [revokeOthers] = useRevokeOtherSessions();
  const [confirm, dialog] = useConfirm();
  const act = useAct();
  const { show } = useMessages();
  const end = async (id: string, device: string) => {
    if (await act(revoke({ input: { id } }))) show(`${device} is signed out`);
    refetch();
  };
  const endOthers = async () => {
    const sure = await confirm({
      title: 'Sign out all other devices?',
      text: 'Only this one stays signed in. On the others the password is asked for again.',
      action: 'Sign them out',
    });
    if (!sure) return;
    const ended = await act(revokeOthers());
    if (ended) show(`Signed out: ${ended.endedSessions}`);
    refetch();
  };
  return (
    <Section
      title="Devices"
      text="Where you are signed in. One you do not know is signed out within a second."
      action={
        data &&
        data.totalCount > 1 && (
          <Button color="error" onClick={() => void endOthers()}>
            Sign out all others
          </Button>
        )
      }
    >
      <ListOf
        label="Devices"
        state={state}
        use={useSessions}
        variables={FIRST}
        empty={{ title: 'No devices', text: 'You are signed in nowhere.' }}
      >
        {({ id, device, ipAddress, lastUsedAt, createdAt, current }) => (
          <Row
            key={id}
            name={current ? `${device} (this device)` : device}
            title={
              <>
                {device}{' '}
                {current && <Chip size="small" color="primary" label="This device" sx={{ ml: 0.5 }} />}
              </>
            }
            text={[
              ipAddress ?? 'unknown address',
              `last used ${format.instant(lastUsedAt)}`,
              `signed in ${format.instant(createdAt)}`,
            ].join(' · ')}
          >
            {!current && (
              <Button color="error" onClick={() => void end(id, device)} aria-label={`Sign out ${device}`}>
                Sign out
              </Button>
            )}
          </Row>
        )}
      </ListOf>
      {dialog}
    </Section>
  );
}
