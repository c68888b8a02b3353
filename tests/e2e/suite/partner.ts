import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';
import { until } from '../../fixtures/wait.ts';
import type { Topology } from '../topology.ts';

const SDK = fileURLToPath(new URL('../../../sdk', import.meta.url));

/** All that a partner writes. */
const SCRIPT = `import { createMerchantGraph } from '@merchantgraph/sdk';
const [endpoint, apiKey, merchantId] = process.argv.slice(2);
const client = createMerchantGraph({ endpoint, apiKey });
const events = client.subscribe(
  \`subscription ($merchantId: ID!) {
    insightCreated(merchantId: $merchantId) {
      id title asOf createdAt merchant { name members { nodes { user { name } } } }
    }
  }\`,
  { merchantId },
);
for await (const { insightCreated } of events) console.log(JSON.stringify({ at: Date.now(), insight: insightCreated }));
`;

interface PartnerEvent {
  /** When the script had it, in ms since the epoch. */
  at: number;
  insight: {
    id: string;
    title: string;
    asOf: string;
    createdAt: string;
    merchant: { name: string; members: { nodes: { user: { name: string } }[] } };
  };
}

/** A partner's running script. */
export interface Partner {
  /** Waits for so many events, and then a moment longer for one too many. */
  received(count: number): Promise<PartnerEvent[]>;
  close(): Promise<void>;
}

let folder: Promise<string> | undefined;

/** The packed SDK, installed as a partner installs it, in a folder that knows nothing else. */
async function install(): Promise<string> {
  const place = await mkdtemp(path.join(tmpdir(), 'merchantgraph-partner-'));
  const npm = async (cwd: string, ...args: string[]): Promise<string> =>
    (await promisify(execFile)('npm', args, { cwd })).stdout;
  const [packed] = JSON.parse(await npm(SDK, 'pack', '--json', '--pack-destination', place));
  await writeFile(path.join(place, 'package.json'), '{ "private": true }');
  await npm(place, 'install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`);
  await writeFile(path.join(place, 'partner.mjs'), SCRIPT);
  return place;
}

/** The folder of a partner: nothing in it but the packed SDK. */
export function partnerFolder(): Promise<string> {
  folder ??= install();
  return folder;
}

/** Removes the partner's folder when the file's tests have run. */
export function definePartner(): void {
  afterAll(async () => {
    const place = await folder;
    folder = undefined;
    if (place) await rm(place, { recursive: true, force: true });
  });
}

const openSubscriptions = async (metrics: string): Promise<number> => {
  const text = await (await fetch(metrics)).text();
  return Number(/^active_subscriptions (\d+)/m.exec(text)?.[1]);
};

/** Runs the partner's script and waits until its subscription is open. */
export async function subscribeWithSdk(
  topology: Topology,
  merchant: { id: string; apiKey: string },
): Promise<Partner> {
  const place = await partnerFolder();
  const { graphql, metrics } = topology.endpoints;
  const before = await openSubscriptions(metrics);
  const child: ChildProcess = spawn(
    process.execPath,
    ['partner.mjs', graphql, merchant.apiKey, merchant.id],
    { cwd: place, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const events: PartnerEvent[] = [];
  const problems: string[] = [];
  if (!child.stdout || !child.stderr) throw new Error('The script has no output.');
  createInterface({ input: child.stdout }).on('line', (line) => events.push(JSON.parse(line)));
  child.stderr.on('data', (chunk: Buffer) => problems.push(chunk.toString()));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await until('the open subscription', async () => {
    if (child.exitCode !== null) throw new Error(problems.join(''));
    return (await openSubscriptions(metrics)) > before;
  });
  return {
    async received(count) {
      await until(
        `${count} events, so far ${events.length}: ${problems.join('')}`,
        () => events.length >= count,
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      return events;
    },
    async close() {
      if (child.exitCode === null) child.kill('SIGTERM');
      await exited;
      // The gateway notices a closed socket a moment later; the next one counts from there.
      await until('the closed subscription', async () => (await openSubscriptions(metrics)) <= before);
    },
  };
}
