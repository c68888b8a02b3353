/**
 * Takes one part of the product away for ten seconds, under load, one after the other: each subgraph, ClickHouse,
 * PostgreSQL. `npm run test:outages -- [--seconds 10] [--part name]`.
 *
 * While a part is away, what needs it is refused with a code and a text that name it, and everything else is answered.
 * When it is back, everything is answered again by itself, and the audit log holds exactly the sign-ins that were
 * acknowledged. The last line counts parts: `N passed, N failed`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type SeparateTopology, separateTopology } from '../e2e/separate-processes.ts';
import { type Answer, request, UNLIMITED } from '../fixtures/product.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const PARTS = [
  'analytics',
  'insights',
  'campaigns',
  'compliance',
  'users',
  'clickhouse',
  'postgres',
] as const;
type Part = (typeof PARTS)[number];

/** Fields of a merchant by what answers them, from tests of their own up to the database behind. */
const FIELDS: Record<string, { text: string; needs: Part[] }> = {
  name: { text: 'name', needs: ['users', 'postgres'] },
  overview: {
    text: 'overview(from: $day, to: $day) { currency }',
    needs: ['analytics', 'clickhouse', 'postgres'],
  },
  insights: { text: 'insights(first: 1) { totalCount }', needs: ['insights', 'postgres'] },
  carts: { text: 'carts(first: 1) { totalCount }', needs: ['campaigns', 'postgres'] },
  auditLog: { text: 'auditLog(first: 1) { totalCount }', needs: ['compliance', 'postgres'] },
};
const QUERY = `query ($id: ID!, $day: Date!) { merchant(id: $id) { ${Object.values(FIELDS)
  .map(({ text }) => text)
  .join(' ')} } }`;
const SIGN_IN = `mutation ($email: String!, $password: String!) {
  signIn(input: { email: $email, password: $password }) { __typename }
}`;
/** How a part may be called in an error. */
const NAMES: Record<Part, RegExp> = {
  analytics: /analytics/,
  insights: /insights/,
  campaigns: /campaigns/,
  compliance: /compliance/,
  users: /users/,
  clickhouse: /ClickHouse|clickhouse|analytics/,
  postgres: /PostgreSQL|postgres/,
};
const EXPECTED_CODES = ['UNAVAILABLE', 'TIMEOUT'];
/** A closed circuit is tried again after 30 seconds. */
const RECOVERY_MS = 60_000;
const ASK_EVERY_MS = 50;
const SIGN_IN_EVERY_MS = 1_000;

interface Tally {
  asked: number;
  whole: number;
  problems: Set<string>;
  signedIn: number;
}

/** Asks and signs in until told to stop; judges each answer by what is away at the time. */
function load(
  topology: SeparateTopology,
  away: () => Part | undefined,
): { tally: Tally; stop(): Promise<void> } {
  const { demo, endpoints } = topology;
  const tally: Tally = { asked: 0, whole: 0, problems: new Set(), signedIn: 0 };
  const running = new Set<Promise<void>>();
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  const track = (promise: Promise<void>): void => {
    running.add(promise);
    void promise.finally(() => running.delete(promise));
  };

  const judge = (answer: Answer, before: Part | undefined): void => {
    const missing = away() ?? before;
    tally.asked += 1;
    if (answer.errors.length === 0) tally.whole += 1;
    for (const { message, extensions } of answer.errors) {
      if (!missing) tally.problems.add(`while nothing is away: ${extensions?.code} ${message}`);
      else if (!EXPECTED_CODES.includes(extensions?.code) || !NAMES[missing].test(message))
        tally.problems.add(`while ${missing} is away: ${extensions?.code} ${message}`);
    }
    // Without the users subgraph there is no merchant to ask about; without PostgreSQL there is nothing at all.
    if (!missing || missing === 'users' || missing === 'postgres') return;
    for (const [field, { needs }] of Object.entries(FIELDS))
      if (!needs.includes(missing) && answer.data?.merchant?.[field] == null)
        tally.problems.add(`while ${missing} is away, ${field} is not answered`);
  };

  const ask = async (): Promise<void> => {
    const before = away();
    try {
      const variables = { id: demo.merchantId, day };
      judge(
        await request(endpoints.graphql, QUERY, variables, { authorization: `Bearer ${demo.apiKey}` }),
        before,
      );
    } catch (error) {
      tally.problems.add(`the gateway did not answer: ${String(error)}`);
    }
  };
  const signIn = async (): Promise<void> => {
    const { email, password } = demo;
    const { data } = await request(endpoints.graphql, SIGN_IN, { email, password }).catch(() => ({
      data: null,
    }));
    if (data?.signIn?.__typename === 'SignInSuccess') tally.signedIn += 1;
  };
  const timers = [
    setInterval(() => track(ask()), ASK_EVERY_MS),
    setInterval(() => track(signIn()), SIGN_IN_EVERY_MS),
  ];
  return {
    tally,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}

/** Waits until ten queries in a row are answered whole. */
async function recovered(topology: SeparateTopology): Promise<number> {
  const { demo, endpoints } = topology;
  const started = performance.now();
  const day = new Date().toISOString().slice(0, 10);
  for (let inARow = 0; inARow < 10; ) {
    if (performance.now() - started > RECOVERY_MS)
      throw new Error(`it did not recover in ${RECOVERY_MS / 1000} s`);
    const { errors } = await request(
      endpoints.graphql,
      QUERY,
      { id: demo.merchantId, day },
      { authorization: `Bearer ${demo.apiKey}` },
    ).catch(() => ({ errors: ['away'] }));
    inARow = errors.length === 0 ? inARow + 1 : 0;
    await sleep(100);
  }
  return performance.now() - started;
}

const auditedSignIns = async (pool: pg.Pool): Promise<number> => {
  const { rows } = await pool.query<{ count: string }>(
    `select count(distinct correlation_id) from compliance.audit_entries where action = 'user.sign_in' and outcome = 'SUCCESS'`,
  );
  return Number(rows[0]?.count);
};

async function outageOf(topology: SeparateTopology, part: Part, seconds: number): Promise<string[]> {
  let missing: Part | undefined;
  const pool = new pg.Pool({ connectionString: topology.databaseUrl, max: 1 });
  pool.on('error', () => undefined);
  const before = await auditedSignIns(pool);
  const running = load(topology, () => missing);
  await sleep(3_000);
  missing = part;
  const service = topology.services.get(part);
  // PostgreSQL's guardian would leave the server behind; ended in order, connections break as well.
  await (part === 'postgres' ? service?.stop() : service?.kill());
  const since = performance.now();
  await sleep(seconds * 1_000);
  await topology.restart(part);
  const took = await recovered(topology);
  missing = undefined;
  await sleep(3_000);
  await running.stop();
  const { tally } = running;
  const problems = [...tally.problems];
  // A sign-in whose answer was lost with the connection may have been stored: entries may be more, never fewer.
  const deadline = Date.now() + 30_000;
  let audited = 0;
  while (Date.now() < deadline) {
    audited = (await auditedSignIns(pool)) - before;
    if (audited >= tally.signedIn) break;
    await sleep(500);
  }
  if (audited < tally.signedIn)
    problems.push(`${tally.signedIn} sign-ins were acknowledged, ${audited} are in the audit log`);
  await pool.end();
  say(
    `${part}: away ${((performance.now() - since) / 1000).toFixed(0)} s in all, whole again ${(took / 1000).toFixed(1)} s after its restart; ` +
      `${tally.whole} of ${tally.asked} answers whole, ${tally.signedIn} sign-ins, ${audited} audited`,
  );
  return problems;
}

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, part: { type: 'string' } },
});
const topology = await separateTopology({ env: UNLIMITED });
let failed = 0;
const parts = PARTS.filter((part) => values.part === undefined || values.part === part);
for (const part of parts) {
  const problems = await outageOf(topology, part, Number(values.seconds)).catch((error: unknown) => [
    String(error),
  ]);
  for (const problem of problems.slice(0, 10)) {
    say(`FAILED ${part}: ${problem}`);
    const [id] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(problem) ?? [];
    const lines = topology.log().split('\n');
    if (id) for (const line of lines.filter((text) => text.includes(id))) say(`  ${line.slice(0, 1_500)}`);
  }
  if (problems.length > 0) failed += 1;
}
await topology.dispose();
say(`${parts.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
