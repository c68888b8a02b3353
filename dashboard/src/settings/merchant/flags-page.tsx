import type { GetFeatureFlagsQuery } from '@merchantgraph/sdk';
import { useFeatureFlags, useSetFeatureFlag } from '@merchantgraph/sdk/react';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Switch from '@mui/material/Switch';
import { AllOf } from '../../shared/list-of.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { PageTitle } from '../../shared/page-title.tsx';
import { may } from '../../shared/roles.ts';
import { Row, Section } from '../../shared/section.tsx';
import { useAct } from '../../shared/use-act.ts';
import type { SettingsPageProps } from '../types.ts';

type Flag = NonNullable<NonNullable<GetFeatureFlagsQuery['merchant']>['featureFlags']>[number];

/** The switches of the product as they stand for the shop. */
export function FlagsPage({ merchant, membership }: SettingsPageProps) {
  const state = useFeatureFlags({ merchantId: merchant.id }, { policy: 'cache-and-network' });
  const { refetch } = state;
  const [setFlag] = useSetFeatureFlag();
  const act = useAct();
  const { show } = useMessages();
  const mayWrite = may(membership, 'flags:write');

  const put = async (name: string, enabled: boolean | null) => {
    const done = await act(setFlag({ input: { merchantId: merchant.id, name, enabled } }));
    refetch();
    return done;
  };
  const change = async (flag: Flag, enabled: boolean | null) => {
    const before = flag.overridden ? flag.enabled : null;
    const done = await put(flag.name, enabled);
    if (done)
      show(`${flag.name} is ${done.featureFlag.enabled ? 'on' : 'off'}`, () => void put(flag.name, before));
  };

  return (
    <>
      <PageTitle>Features</PageTitle>
      <Section
        title="Switches"
        text={`What is on for ${merchant.name}. A change holds within a few seconds.`}
      >
        <AllOf
          label="Features"
          state={state}
          empty={{ title: 'No switches', text: 'Nothing can be switched at present.' }}
        >
          {(flag) => (
            <Row key={flag.name} name={flag.name} text={flag.description}>
              {flag.overridden && mayWrite && (
                <Button
                  size="small"
                  onClick={() => void change(flag, null)}
                  aria-label={`Default for ${flag.name}`}
                >
                  Back to default ({flag.defaultEnabled ? 'on' : 'off'})
                </Button>
              )}
              {mayWrite ? (
                <Switch
                  checked={flag.enabled}
                  onChange={(_, checked) => void change(flag, checked)}
                  slotProps={{ input: { 'aria-label': flag.name } }}
                />
              ) : (
                <Chip size="small" label={flag.enabled ? 'On' : 'Off'} />
              )}
            </Row>
          )}
        </AllOf>
      </Section>
    </>
  );
}
