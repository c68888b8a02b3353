import { useOutbox } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { ListOf } from '../../shared/list-of.tsx';
import { PageTitle } from '../../shared/page-title.tsx';
import { may } from '../../shared/roles.ts';
import { Row, Section } from '../../shared/section.tsx';
import { useUrlChoice } from '../../shared/url-state.ts';
import type { SettingsPageProps } from '../types.ts';

const PAGE = 20;
const WHOSE = ['mine', 'shop'] as const;

/** The messages of the outbox alone. */
function useOutboxMessages(...rest: Parameters<typeof useOutbox>) {
  const state = useOutbox(...rest);
  return { ...state, data: state.data?.messages };
}

/** E-mail that no mail server takes, with the links in it. */
export function OutboxPage({ me, merchant, membership, format }: SettingsPageProps) {
  const [chosen, setChosen] = useUrlChoice('whose', WHOSE);
  const mayReadAll = may(membership, 'outbox:read');
  const whose = mayReadAll ? chosen : 'mine';
  const variables = { first: PAGE, ...(whose === 'shop' && { merchantId: merchant.id }) };
  const state = useOutboxMessages(variables, { policy: 'cache-and-network' });
  const { refreshing, refetch } = state;
  return (
    <>
      <PageTitle>Outbox</PageTitle>
      <Section
        title={whose === 'mine' ? `E-mail to ${me.email}` : `E-mail about ${merchant.name}`}
        text="No mail server is configured, so messages stay here to be read. Links for a forgotten password are never shown."
        action={
          <Box sx={{ display: 'flex', gap: 1 }}>
            {mayReadAll && (
              <ToggleButtonGroup
                exclusive
                size="small"
                aria-label="Whose e-mail"
                value={whose}
                onChange={(_, value: (typeof WHOSE)[number] | null) => value && setChosen(value)}
              >
                <ToggleButton value="mine">To me</ToggleButton>
                <ToggleButton value="shop">About the shop</ToggleButton>
              </ToggleButtonGroup>
            )}
            <Button onClick={refetch} loading={refreshing}>
              Refresh
            </Button>
          </Box>
        }
      >
        <ListOf
          label="Outbox"
          state={state}
          use={useOutboxMessages}
          variables={variables}
          empty={{ title: 'No messages', text: 'Messages of the last 30 days are shown here.' }}
        >
          {({ id, subject, recipient, createdAt, text, links }) => (
            <Row
              key={id}
              name={subject}
              text={
                <>
                  {recipient} · {format.instant(createdAt)}
                  <details>
                    <summary>Read it</summary>
                    <Box sx={{ whiteSpace: 'pre-wrap', py: 1 }}>{text}</Box>
                  </details>
                </>
              }
            >
              {links[0] !== undefined && (
                <Link href={links[0]} aria-label={`Follow the link of "${subject}"`}>
                  Follow the link
                </Link>
              )}
            </Row>
          )}
        </ListOf>
      </Section>
    </>
  );
}
