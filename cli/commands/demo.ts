import { createApiKey } from '#platform/identity/index.ts';
import { hashPassword } from '#platform/passwords/index.ts';
import { seedDemo } from '../../pipeline/demo/index.ts';
import type { Deployment } from '../deployment.ts';
import { readSettings } from '../environment.ts';
import { createMerchant } from '../operator.ts';
import { createOutput } from '../output.ts';
import { withDeployment } from '../with-deployment.ts';
import { type DemoAccess, readDemo } from './demo-access.ts';

const DEMO_EMAIL = 'demo@merchantgraph.example';
const DEMO_PASSWORD = 'demo-merchant-graph';
/** In the order in which `seedDemo` gives them their histories. */
const DEMO_MERCHANTS = [
  {
    ...{ slug: 'harbour-lane', name: 'Harbour Lane Homeware' },
    ...{ timeZone: 'Europe/London', currency: 'GBP', locale: 'en-GB' },
  },
  {
    ...{ slug: 'summit-sportswear', name: 'Summit Sportswear' },
    ...{ timeZone: 'America/New_York', currency: 'USD', locale: 'en-US' },
  },
  {
    ...{ slug: 'kiez-kaffee', name: 'Kiez Kaffee' },
    ...{ timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'de-DE' },
  },
] as const;

const TEAM = [
  { email: 'mara@merchantgraph.example', name: 'Mara Okafor', role: 'ANALYST' },
  { email: 'jonas@merchantgraph.example', name: 'Jonas Lind', role: 'MARKETER' },
] as const;

async function ensurePerson(
  deployment: Deployment,
  person: { email: string; name: string; password: string },
): Promise<string> {
  const { db } = deployment;
  const known = await db.auth.user.findUnique({ where: { email: person.email }, select: { id: true } });
  if (known) return known.id;
  const passwordHash = await hashPassword(person.password);
  const created = await db.auth.user.create({
    data: { email: person.email, name: person.name, passwordHash, emailVerifiedAt: new Date() },
  });
  return created.id;
}

/** Creates what is missing of the demo; a killed start goes on where it stopped. Who asked notes that all is done. */
async function ensureDemo(deployment: Deployment): Promise<DemoAccess> {
  const { db, settings } = deployment;
  const known = await readDemo(settings.dataDir);
  if (known) return known;
  const owner = await ensurePerson(deployment, {
    email: DEMO_EMAIL,
    name: 'Demo Owner',
    password: DEMO_PASSWORD,
  });
  const team = await Promise.all(
    TEAM.map(async ({ role, ...person }) => ({
      role,
      id: await ensurePerson(deployment, { ...person, password: DEMO_PASSWORD }),
    })),
  );
  const merchants = [];
  for (const wish of DEMO_MERCHANTS) {
    const merchant =
      (await db.auth.merchant.findUnique({ where: { slug: wish.slug } })) ?? (await createMerchant(db, wish));
    for (const { id: userId, role } of [{ id: owner, role: 'OWNER' }, ...team]) {
      await db.auth.membership.upsert({
        where: { merchantId_userId: { merchantId: merchant.id, userId } },
        create: { merchantId: merchant.id, userId, role },
        update: {},
      });
    }
    merchants.push(merchant);
  }
  await seedDemo({
    pool: db.pools.worker,
    merchants,
    today: new Date().toISOString().slice(0, 10),
    seed: 'merchantgraph',
  });
  const [first] = merchants;
  if (!first) throw new Error('There are no demo merchants.');
  const { key, prefix, hash } = createApiKey();
  await db.auth.apiKey.create({
    data: { merchantId: first.id, name: 'demo', prefix, hash: new Uint8Array(hash), scopes: ['*'] },
  });
  const access: DemoAccess = {
    email: DEMO_EMAIL,
    password: DEMO_PASSWORD,
    apiKey: key,
    merchantId: first.id,
  };
  return access;
}

export async function runDemo(options: { json?: boolean }): Promise<void> {
  await withDeployment(readSettings(), 'demo', async (deployment) => {
    const access = await ensureDemo(deployment);
    createOutput(options.json ?? false).result(
      { demo: access },
      `Sign in as ${access.email} with ${access.password}.`,
    );
  });
}
