import type { Membership, Role } from './types.ts';

/** Roles in the order of what they may do, each with what it is for. */
export const ROLES: readonly { role: Role; label: string; text: string }[] = [
  { role: 'OWNER', label: 'Owner', text: 'May do everything, and appoints other owners.' },
  { role: 'ADMIN', label: 'Admin', text: 'Runs the team, keys and settings, and reads the audit log.' },
  { role: 'ANALYST', label: 'Analyst', text: 'Reads reports, insights and exports.' },
  {
    role: 'MARKETER',
    label: 'Marketer',
    text: 'Reads reports and insights, and works on carts and campaigns.',
  },
];

export const roleLabel = (role: Role): string =>
  ROLES.find((candidate) => candidate.role === role)?.label ?? role;

/** Whether the person may do something for the merchant, as the API says. */
export const may = (membership: Membership, permission: string): boolean =>
  membership.permissions.includes(permission);

/** Roles that somebody may give: only owners appoint owners. */
export const rolesToGive = (membership: Membership): readonly Role[] =>
  ROLES.map(({ role }) => role).filter((role) => role !== 'OWNER' || membership.role === 'OWNER');
