import type { ListMembersQuery } from '@merchantgraph/sdk';
import { useChangeMemberRole, useLeaveMerchant, useMembers, useRemoveMember } from '@merchantgraph/sdk/react';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { ChoiceField } from '../../shared/choices.tsx';
import { useConfirm } from '../../shared/confirm.tsx';
import { ListOf } from '../../shared/list-of.tsx';
import { useMessages } from '../../shared/messages.tsx';
import { may, roleLabel, rolesToGive } from '../../shared/roles.ts';
import { Row, Section } from '../../shared/section.tsx';
import type { Role } from '../../shared/types.ts';
import { useAct } from '../../shared/use-act.ts';
import type { SettingsPageProps } from '../types.ts';
import { useDeparture } from '../use-departure.ts';

type Member = NonNullable<NonNullable<ListMembersQuery['merchant']>['members']>['nodes'][number];

const PAGE = 50;

/** The people of the team, with what the viewer may change about each. */
export function Members({ me, membership, merchant, format }: SettingsPageProps) {
  const variables = { merchantId: merchant.id, first: PAGE };
  const state = useMembers(variables, { policy: 'cache-and-network' });
  const { refetch } = state;
  const [confirm, dialog] = useConfirm();
  const act = useAct();
  const { show } = useMessages();
  const [changeRole] = useChangeMemberRole();
  const [remove] = useRemoveMember();
  const giveRole = async ({ user, role: before }: Member, role: Role) => {
    const input = { merchantId: merchant.id, userId: user.id };
    if (user.id === me.id) {
      // Nobody raises themselves: this is the one change that cannot be undone.
      const sure = await confirm({
        title: `Become ${roleLabel(role)}?`,
        text: 'You then may do less, and only somebody else can give your role back.',
        action: `Become ${roleLabel(role)}`,
      });
      if (sure) await act(changeRole({ input: { ...input, role } }));
      return;
    }
    if (!(await act(changeRole({ input: { ...input, role } })))) return refetch();
    show(`${user.name} is ${roleLabel(role)} now`, () => {
      void act(changeRole({ input: { ...input, role: before } }));
    });
  };
  const takeOut = async ({ user }: Member) => {
    const sure = await confirm({
      title: `Remove ${user.name}?`,
      text: `${user.name} sees nothing of ${merchant.name} any more. API keys they made go on working.`,
      action: 'Remove',
    });
    if (!sure || !(await act(remove({ input: { merchantId: merchant.id, userId: user.id } })))) return;
    show(`${user.name} is no longer in the team`);
    refetch();
  };

  return (
    <Section
      title="Members"
      text={`Who works for ${merchant.name}.`}
      action={<LeaveButton membershipOf={merchant} />}
    >
      <ListOf
        label="Members"
        state={state}
        use={useMembers}
        variables={variables}
        empty={{ title: 'Nobody', text: 'There is nobody in the team.' }}
      >
        {(member) => {
          const { user, role, createdAt } = member;
          const isSelf = user.id === me.id;
          const mayChange = may(membership, 'members:write') && rolesToGive(membership).includes(role);
          return (
            <Row
              key={member.id}
              name={user.name}
              title={
                <>
                  {user.name} {isSelf && <Chip size="small" label="You" sx={{ ml: 0.5 }} />}
                </>
              }
              text={`${user.email} · since ${format.instant(createdAt)}`}
            >
              {mayChange ? (
                <ChoiceField
                  size="small"
                  accessibleName={`Role of ${user.name}`}
                  value={role}
                  onChange={(event) => void giveRole(member, event.target.value as Role)}
                  choices={rolesToGive(membership).map((each) => [each, roleLabel(each)])}
                  label="Role"
                />
              ) : (
                <Chip label={roleLabel(role)} variant="outlined" />
              )}
              {mayChange && !isSelf && (
                <Button color="error" onClick={() => void takeOut(member)} aria-label={`Remove ${user.name}`}>
                  Remove
                </Button>
              )}
            </Row>
          );
        }}
      </ListOf>
      {dialog}
    </Section>
  );
}

function LeaveButton({ membershipOf: merchant }: { membershipOf: SettingsPageProps['merchant'] }) {
  const [leave] = useLeaveMerchant();
  const [confirm, dialog] = useConfirm();
  const act = useAct();
  const depart = useDeparture();
  const onLeave = async () => {
    const sure = await confirm({
      title: `Leave ${merchant.name}?`,
      text: 'You see nothing of it any more. To come back you need another invitation.',
      action: 'Leave the team',
    });
    if (sure && (await act(leave({ input: { merchantId: merchant.id } }))))
      await depart(`You have left ${merchant.name}`);
  };
  return (
    <>
      <Button color="inherit" onClick={() => void onLeave()}>
        Leave the team
      </Button>
      {dialog}
    </>
  );
}
