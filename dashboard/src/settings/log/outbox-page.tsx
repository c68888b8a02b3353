import { useOutbox } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { PageTitle } from '../../shared/page-title.tsx';
import { may } from '../../shared/roles.ts';
import { Row, Rows, Section, ShowMore } from '../../shared/section.tsx';
import { EmptyState, ErrorState } from '../../shared/states.tsx';
import { useUrlChoice } from '../../shared/url-state.ts';
import type { SettingsPageProps } from '../types.ts';

const PAGE = 20;
const WHOSE = ['mine', 'shop'] as const;

/** E-mail that no mail server takes, with the links in it. */
export function OutboxPage({ me, merchant, membership, format }: SettingsPageProps) {
  const [chosen, setChosen] = useUrlChoice('whose', WHOSE);
  const [first, setFirst] = useState(PAGE);
  const mayReadAll = may(membership, 'outbox:read');
  const whose = mayReadAll ? chosen : 'mine';
  const { data, error, loading, refreshing, refetch } = useOutbox(
    { first, ...(whose === 'shop' && { merchantId: merchant.id }) },
    { policy: 'cache-and-network' },
  );
  const messages = data?.messages;
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
        {error && !data && <ErrorState error={error} onRetry={refetch} />}
        <Rows label="Outbox" loading={loading}>
          {messages?.nodes.map(({ id, subject, recipient, createdAt, text, links }) => (
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
          ))}
        </Rows>
        {messages?.nodes.length === 0 && (
          <EmptyState title="No messages" text="Messages of the last 30 days are shown here." />
        )}
        {messages && (
          <ShowMore
            left={messages.totalCount - messages.nodes.length}
            onMore={() => setFirst(Math.min(100, first + PAGE))}
          />
        )}
      </Section>
    </>
  );
}
