import type { Permission, Role } from './identity.ts';

/** What each permission allows, for docs/permissions.md and whoever chooses scopes for a key. */
export const PERMISSION_TEXTS: Record<Permission, string> = {
  'merchant:read': 'See the merchant: its name, time zone, currency and status.',
  'merchant:close': 'Close the merchant for good: nobody signs in to it any more, and its keys stop working.',
  'members:read': 'See who is in the team, and in which role.',
  'members:write': 'Invite people, change roles and remove members; what concerns owners takes an owner.',
  'membership:write': 'Leave the team, and choose which notifications to get oneself.',
  'keys:read': 'See which API keys there are, who made them and when they were last used.',
  'keys:write': 'Make, rename, rotate and revoke API keys, with no scope that one lacks oneself.',
  'settings:read': 'See currency, time zone, business hours and locale.',
  'settings:write': 'Change the name, currency, time zone, business hours and locale.',
  'flags:read': 'See which features are switched on.',
  'flags:write': 'Switch features on and off.',
  'audit:read': 'Read the audit log.',
  'outbox:read': 'Read the e-mails the merchant has sent, with the links in them.',
  'reports:read': 'Read sales reports and how fresh they are.',
  'exports:read': 'See and download exports.',
  'exports:write': 'Order exports.',
  'customers:read': 'See customers and what they bought.',
  'insights:read': 'Read insights and be told of new ones.',
  'runs:read': 'See when the numbers were looked at for insights, and what came of it.',
  'alerts:read': 'See alerts and when they fired, and try rules on the past.',
  'alerts:write': 'Make, change, silence and delete alerts, which speak to the whole team.',
  'insights:write': 'Mark insights read, put them away, bring them back and rate them.',
  'insights:configure': 'Mute kinds of insights for the whole team.',
  'webhooks:read': 'See where insights are sent as webhooks, and what came of it.',
  'webhooks:write': 'Say where insights are sent as webhooks, test, send again, and rotate secrets.',
  'calendar:read': 'See the calendar of closures, promotions and holidays.',
  'calendar:write': 'Keep the calendar of closures, promotions and holidays.',
  'carts:read': 'See carts and what is in them.',
};

/** What each role is for. */
export const ROLE_TEXTS: Record<Role, string> = {
  OWNER: 'May do everything, and appoints other owners. A merchant always has one.',
  ADMIN: 'Runs the team, keys and settings, and reads the audit log.',
  ANALYST: 'Reads reports, insights and exports.',
  MARKETER: 'Reads reports and insights, and works on carts and campaigns.',
};
