/**
 * Writes docs/permissions.md, who may do what, from the table of permissions in platform/identity.
 *
 *   node scripts/permissions.ts
 *
 * CI runs it and fails on any difference.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  isReading,
  NEVER_IN_STAR,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
} from '../platform/identity/identity.ts';
import { PERMISSION_TEXTS, ROLE_TEXTS } from '../platform/identity/permission-texts.ts';

const title = (role: Role): string => `${role.charAt(0)}${role.slice(1).toLowerCase()}`;

/** A table with its columns aligned, as the formatter of any editor would leave it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

const all = Object.keys(PERMISSIONS) as Permission[];
const has = (permission: Permission, role: Role): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);

const roles = table([['role', 'what it is for'], ...ROLES.map((role) => [title(role), ROLE_TEXTS[role]])]);
const permissions = table([
  ['permission', ...ROLES.map(title), 'key with `*`', 'what it allows'],
  ...all.map((permission) => [
    `\`${permission}\``,
    ...ROLES.map((role) => (has(permission, role) ? 'yes' : '')),
    NEVER_IN_STAR.includes(permission) ? '' : 'yes',
    PERMISSION_TEXTS[permission],
  ]),
]);
const named = NEVER_IN_STAR.map((permission) => `\`${permission}\``).join(', ');
const writing = all.filter((permission) => !isReading(permission)).length;

const text = `<!-- Generated from platform/identity by "npm run permissions". Do not edit. -->

# Who may do what

A person has one role in each merchant they work for; an API key has scopes, which are permissions, for one merchant.
Services check the permission of what they do before they do it, and row-level security hides the rows of other
merchants should one forget to. A client asks \`me { permissions(merchantId: ...) }\`, \`Membership.permissions\` or
\`currentApiKey { permissions }\` what to show.

${roles}

## Permissions

${permissions}

## Rules beside the table

- Only owners appoint, change, invite or remove owners. Nobody gives themselves a higher role. The last owner of a
  merchant cannot leave, be removed or become something else.
- Nobody gives a key a scope they lack themselves, and nobody rotates a key that may do more than they may. A key goes
  on working when its maker leaves the team: it belongs to the merchant.
- The scope \`*\` is everything but ${named}.
  Those have to be named: a stolen key must not make itself more keys or people. Keys never touch owners, are in no team
  (\`membership:write\` is of use to people only), and open no merchants.
- While a merchant is SUSPENDED, the ${writing} permissions that do not end in \`:read\` are refused to everybody with FORBIDDEN.
  A CLOSED merchant is not there for its people, and its keys do not work.
- Who does not belong to a merchant is told NOT_FOUND, whether it exists or not; who is not signed in, UNAUTHENTICATED.
- A change of rights holds everywhere within a second. Changes of the team, of keys and of settings look at the rights
  that hold at that very moment.
`;

writeFileSync(path.join(import.meta.dirname, '..', 'docs', 'permissions.md'), text);
process.stdout.write('docs/permissions.md\n');
