import { type GraphQLSchema, getNamedType, isUnionType } from 'graphql';
import { request } from '../fixtures/product.ts';
import { isAllowed, type Need } from './actors.ts';
import { type Finding, leaksIn, type WalkResult } from './walk.ts';
import { createTargets, fingerprint, type Known, type World } from './world.ts';

/** How the walk calls a mutation. */
export interface MutationCall {
  needs: Need;
  /**
   * A valid input about the merchant's own things.
   * @param target gives a thing of a kind; a fresh one for each call by somebody who may use it up
   */
  input(target: (kind: TargetKind) => Promise<string>, actor: Known): Promise<object> | object;
  /** It ends what the walk needs (a session, a membership), so that those who may are not asked. */
  ends?: boolean;
}

export type TargetKind = keyof ReturnType<typeof createTargets>;

/** Another device of a person, or of the owner when the actor is none. */
async function anotherSession(world: World, actor: Known): Promise<string> {
  const whose = actor.person ? actor : world.actors.find(({ role }) => role === 'OWNER');
  const { rows } = await world.admin.query<{ id: string }>(
    `insert into users.sessions (user_id, expires_at) values ($1, now() + interval '1 day') returning id`,
    [whose?.identity.kind === 'user' ? whose.identity.userId : ''],
  );
  return rows[0]?.id ?? '';
}

const ALERT_RULE = {
  name: 'Walking',
  metric: 'ORDERS',
  condition: 'ABOVE',
  threshold: '1000000',
  schedule: 'DAILY',
};

/** Every mutation of the contract; one that is not here fails the walk. */
export function createMutationCalls(world: World): Record<string, MutationCall> {
  const { merchantId, things } = world;
  const insight = () => ({ id: things.insight });
  const key: MutationCall['input'] = async (target) => ({ id: await target('apiKey') });
  const anomaly: MutationCall['input'] = async (target) => ({ id: await target('anomaly') });
  const invitation: MutationCall['input'] = async (target) => ({ id: await target('invitation') });
  return {
    signIn: {
      needs: 'ANYBODY',
      input: () => ({ email: 'nobody@walk.example', password: 'not the password' }),
    },
    refreshSession: { needs: 'ANYBODY', input: () => ({ refreshToken: 'not a token' }) },
    completeSignIn: { needs: 'ANYBODY', input: () => ({ challenge: 'none', code: '000000' }) },
    signUp: {
      needs: 'ANYBODY',
      input: () => ({
        name: 'Nobody',
        email: 'nobody@walk.example',
        password: 'too short',
        merchantName: 'None',
        timeZone: 'Europe/London',
        currency: 'GBP',
      }),
    },
    verifyEmail: { needs: 'ANYBODY', input: () => ({ token: 'none' }) },
    requestPasswordReset: { needs: 'ANYBODY', input: () => ({ email: 'nobody@walk.example' }) },
    resetPassword: { needs: 'ANYBODY', input: () => ({ token: 'none', newPassword: 'too short' }) },
    resendEmailVerification: { needs: 'PERSON', input: () => ({}) },
    // Refused for what they say, not for who says it: the walk goes on with the password and without a code.
    changePassword: {
      needs: 'PERSON',
      input: () => ({ currentPassword: 'not the password', newPassword: 'too short' }),
    },
    updateProfile: { needs: 'PERSON', input: (_, actor) => ({ name: `Walker ${actor.name}` }) },
    beginSecondFactor: { needs: 'PERSON', input: () => ({ password: '' }) },
    enableSecondFactor: { needs: 'PERSON', input: () => ({ code: '000000' }) },
    disableSecondFactor: { needs: 'PERSON', input: () => ({ password: 'x', code: '000000' }) },
    regenerateRecoveryCodes: { needs: 'PERSON', input: () => ({ password: 'x', code: '000000' }) },
    revokeSession: {
      needs: 'PERSON',
      input: async (_, actor) => ({ id: await anotherSession(world, actor) }),
    },
    revokeOtherSessions: { needs: 'PERSON', input: () => ({}) },
    signOut: { needs: 'PERSON', input: () => ({}), ends: true },
    markInsightRead: { needs: 'insights:write', input: insight },
    markInsightUnread: { needs: 'insights:write', input: insight },
    markInsightsRead: {
      needs: 'insights:write',
      input: () => ({ merchantId, ids: [things.insight] }),
    },
    rateInsight: { needs: 'insights:write', input: () => ({ id: things.insight, useful: true }) },
    muteInsights: {
      needs: 'insights:configure',
      input: () => ({ merchantId, kind: 'RECORD' }),
    },
    unmuteInsights: {
      needs: 'insights:configure',
      input: async (target) => ({ merchantId, id: await target('insightMute') }),
    },
    createWebhookEndpoint: {
      needs: 'webhooks:write',
      input: () => ({ merchantId, url: 'https://hooks.walk.example/', events: ['INSIGHT_CREATED'] }),
    },
    updateWebhookEndpoint: {
      needs: 'webhooks:write',
      input: async (target) => ({ merchantId, id: await target('webhookEndpoint'), description: 'Walked' }),
    },
    removeWebhookEndpoint: {
      needs: 'webhooks:write',
      input: async (target) => ({ merchantId, id: await target('webhookEndpoint') }),
    },
    rotateWebhookSecret: {
      needs: 'webhooks:write',
      input: async (target) => ({ merchantId, id: await target('webhookEndpoint') }),
    },
    sendTestWebhook: {
      needs: 'webhooks:write',
      input: async (target) => ({ merchantId, id: await target('webhookEndpoint') }),
    },
    redeliverWebhook: {
      needs: 'webhooks:write',
      input: async (target) => ({ merchantId, deliveryId: await target('webhookDelivery') }),
    },
    addCalendarEntry: {
      needs: 'calendar:write',
      input: () => ({ merchantId, kind: 'CLOSURE', name: 'Walk', from: '2020-01-01', to: '2020-01-02' }),
    },
    updateCalendarEntry: {
      needs: 'calendar:write',
      input: async (target) => ({ merchantId, id: await target('calendarEntry'), name: 'Walked' }),
    },
    removeCalendarEntry: {
      needs: 'calendar:write',
      input: async (target) => ({ merchantId, id: await target('calendarEntry') }),
    },
    dismissInsight: { needs: 'insights:write', input: insight },
    restoreInsight: { needs: 'insights:write', input: insight },
    acknowledgeAnomaly: { needs: 'insights:write', input: anomaly },
    resolveAnomaly: { needs: 'insights:write', input: anomaly },
    markAnomalyFalseAlarm: { needs: 'insights:write', input: anomaly },
    reopenAnomaly: { needs: 'insights:write', input: anomaly },
    reportAnomaly: {
      needs: 'insights:write',
      input: () => ({ merchantId, metric: 'ORDERS', from: '2026-01-05', note: 'walking' }),
    },
    createAlert: { needs: 'alerts:write', input: () => ({ merchantId, rule: ALERT_RULE }) },
    updateAlert: {
      needs: 'alerts:write',
      input: async (target) => ({ id: await target('alert'), rule: ALERT_RULE }),
    },
    silenceAlert: { needs: 'alerts:write', input: async (target) => ({ id: await target('alert') }) },
    deleteAlert: { needs: 'alerts:write', input: async (target) => ({ id: await target('alert') }) },
    createApiKey: {
      needs: 'keys:write',
      input: () => ({ merchantId, name: 'walking', scopes: ['merchant:read'] }),
    },
    rotateApiKey: {
      needs: 'keys:write',
      input: async (target) => ({ id: await target('apiKey'), overlapHours: 1 }),
    },
    renameApiKey: {
      needs: 'keys:write',
      input: async (target) => ({ id: await target('apiKey'), name: 'renamed' }),
    },
    revokeApiKey: { needs: 'keys:write', input: key },
    setFeatureFlag: {
      needs: 'flags:write',
      input: () => ({ merchantId, name: 'dashboard.live_updates', enabled: true }),
    },
    inviteMember: {
      needs: 'members:write',
      input: () => ({ merchantId, email: `${crypto.randomUUID()}@walk.example`, role: 'ANALYST' }),
    },
    resendInvitation: { needs: 'members:write', input: invitation },
    revokeInvitation: { needs: 'members:write', input: invitation },
    acceptInvitation: {
      needs: 'ANYBODY',
      input: () => ({ token: 'A'.repeat(43), name: 'Walker', password: 'walking-through-every-door' }),
    },
    changeMemberRole: {
      needs: 'members:write',
      input: async (target) => ({ merchantId, userId: await target('member'), role: 'MARKETER' }),
    },
    removeMember: {
      needs: 'members:write',
      input: async (target) => ({ merchantId, userId: await target('member') }),
    },
    leaveMerchant: { needs: 'COLLEAGUE', input: () => ({ merchantId }), ends: true },
    updateNotificationSettings: { needs: 'COLLEAGUE', input: () => ({ merchantId, digest: 'WEEKLY' }) },
    createMerchant: {
      needs: 'PERSON',
      input: () => ({ name: 'Walkers', timeZone: 'Europe/London', currency: 'GBP' }),
    },
    updateMerchant: { needs: 'settings:write', input: () => ({ merchantId, name: 'Harbour Lane Homeware' }) },
    updateMerchantSettings: { needs: 'settings:write', input: () => ({ merchantId, locale: 'en-GB' }) },
    requestExport: {
      needs: 'exports:write',
      input: () => ({ merchantId, kind: 'PRODUCTS', format: 'CSV', notify: false }),
    },
    cancelExport: {
      needs: 'exports:write',
      input: async (target) => ({ id: await target('export') }),
    },
    createReportSchedule: {
      needs: 'exports:write',
      input: () => ({
        merchantId,
        kind: 'SALES_TREND',
        format: 'CSV',
        cadence: 'DAILY',
        localHour: 8,
        recipientIds: [things.user],
      }),
    },
    updateReportSchedule: {
      needs: 'exports:write',
      input: async (target) => ({ merchantId, id: await target('reportSchedule'), localHour: 9 }),
    },
    deleteReportSchedule: {
      needs: 'exports:write',
      input: async (target) => ({ merchantId, id: await target('reportSchedule') }),
    },
    closeMerchant: { needs: 'merchant:close', input: () => ({ merchantId }), ends: true },
  };
}

const REFUSALS = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];

function textOf(schema: GraphQLSchema, name: string): { query: string; takesInput: boolean } {
  const field = schema.getMutationType()?.getFields()[name];
  const result = field && getNamedType(field.type);
  if (!field || !isUnionType(result)) throw new Error(`${name} does not give a union.`);
  const input = field.args.find((argument) => argument.name === 'input');
  const call = input ? `${name}(input: $input)` : name;
  return {
    query: `mutation ${input ? `($input: ${input.type})` : ''} { ${call} { __typename ... on UserError { code message path } } }`,
    takesInput: input !== undefined,
  };
}

/** Every mutation as everybody: first those who may not, who must change nothing; then those who may. */
export async function walkMutations(
  world: World,
  schema: GraphQLSchema,
  calls: Record<string, MutationCall>,
): Promise<WalkResult> {
  const findings: Finding[] = [];
  let cells = 0;
  const targets = createTargets(world.admin, world.merchantId);
  // Made before anybody is refused, so that nothing of ours is taken for a change of theirs.
  const standing = new Map<TargetKind, string>();
  for (const kind of Object.keys(targets) as TargetKind[]) standing.set(kind, await targets[kind]());
  const run = async (name: string, call: MutationCall, actor: Known, allowed: boolean): Promise<void> => {
    if (allowed && call.ends) return;
    cells += 1;
    const { query, takesInput } = textOf(schema, name);
    const input = await call.input(
      async (kind) => (allowed ? targets[kind]() : (standing.get(kind) ?? '')),
      actor,
    );
    const answer = await request(
      world.topology.endpoints.graphql,
      query,
      takesInput ? { input } : {},
      actor.token ? { authorization: `Bearer ${actor.token}` } : {},
    );
    const report = (problem: string): void =>
      void findings.push({ field: `Mutation.${name}`, actor: actor.name, problem });
    const code: string | undefined = answer.data?.[name]?.code ?? answer.errors[0]?.extensions?.code;
    const refused = code !== undefined && REFUSALS.includes(code);
    if (allowed && refused && call.needs !== 'ANYBODY')
      report(`is refused: ${code} ${answer.data?.[name]?.message}`);
    if (code === 'INTERNAL') report('breaks it');
    if (allowed) return;
    if (!refused) report(`gets ${answer.data?.[name]?.__typename ?? code}`);
    const leaks = leaksIn(world, actor, answer, JSON.stringify(input));
    if (leaks.length > 0) report(`reads ${leaks.join(', ')}`);
  };

  const each = async (allowed: boolean): Promise<void> => {
    for (const [name, call] of Object.entries(calls))
      for (const actor of world.actors)
        if (isAllowed(actor, call.needs) === allowed) await run(name, call, actor, allowed);
  };
  const before = await fingerprint(world.admin, world.merchantId);
  await each(false);
  const after = await fingerprint(world.admin, world.merchantId);
  for (const [table, print] of Object.entries(after)) {
    // What was refused is noted there.
    if (table.startsWith('compliance.') || table.startsWith('email.')) continue;
    if (print !== before[table])
      findings.push({ field: table, actor: 'whoever may not', problem: 'changed it' });
  }
  await each(true);
  return { cells, findings };
}
