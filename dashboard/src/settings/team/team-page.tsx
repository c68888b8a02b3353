import { PageTitle } from '../../shared/page-title.tsx';
import { may } from '../../shared/roles.ts';
import type { SettingsPageProps } from '../types.ts';
import { Invitations } from './invitations.tsx';
import { Members } from './members.tsx';

/** Who works for the shop, and who was asked to. */
export function TeamPage(props: SettingsPageProps) {
  return (
    <>
      <PageTitle>Team</PageTitle>
      <Members {...props} />
      {may(props.membership, 'members:write') && <Invitations {...props} />}
    </>
  );
}
