import { type ChildProcess, fork, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { importJWK, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { freePort } from '#platform/postgres/embedded.ts';
import { deriveSecrets } from '../../../cli/secrets.ts';
import { BIN, environmentOf, request } from '../../fixtures/product.ts';
import { until } from '../../fixtures/wait.ts';
import { createWeather } from '../../fixtures/weather.ts';
import { spikeShop } from '../spikes.ts';
import type { OnStage } from '../stage.ts';
import { partnerFolder } from './partner.ts';

/** All that a partner writes who must not miss an insight, nor handle one twice. It is in the SDK's README. */
const SCRIPT = `import { createMerchantGraph, insightCreated, listInsights, paginate } from '@merchantgraph/sdk';
const [endpoint, tokens, merchantId] = process.argv.slice(2);
const getToken = async ({ refresh }) => (await fetch(\`\${tokens}?refresh=\${refresh}\`)).text();
const client = createMerchantGraph({ endpoint, getToken });
const orderBy = { field: 'CREATED_AT', direction: 'ASC' };
let after;
for await (const { id } of paginate(client, listInsights, { merchantId, orderBy, first: 1 })) console.log((after = id));
for await (const { id } of insightCreated(client, { merchantId, after })) console.log(id);
`;

/** A person may ask once every two seconds. */
const STRICT = { RATE_LIMIT_PER_USER: '0.5' };

/** A gateway of its own on the running deployment. */
async function startGateway(
  dataDir: string,
  port: number,
  settings: Record<string, string> = {},
): Promise<ChildProcess> {
  const env = environmentOf(dataDir, { PORT: String(port), ...settings });
  const child = fork(BIN, ['gateway'], { env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const log: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`The gateway ended at its start: ${log.join('')}`)));
  });
  return child;
}

const hasSubscriber = async (port: number): Promise<boolean> =>
  /^active_subscriptions 1$/m.test(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

/** A token that holds for a moment, of the session that another one is of. */
async function shortLived(dataDir: string, token: string): Promise<string> {
  const master = (await readFile(path.join(dataDir, 'secret'), 'utf8')).trim();
  const jwk = JSON.parse(deriveSecrets(master).accessTokens.signingKey);
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return new SignJWT({ ...claims, exp: Math.floor(Date.now() / 1000) + 4 })
    .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid })
    .sign(await importJWK(jwk, 'EdDSA'));
}

/** What a partner's own backend does: hands out tokens. The first one does not hold for long. */
async function serveTokens(dataDir: string, token: string) {
  let first: string | undefined;
  let refreshes = 0;
  const server = createServer(async (incoming, response) => {
    first ??= await shortLived(dataDir, token);
    if (incoming.url?.includes('refresh=true')) refreshes += 1;
    response.end(refreshes > 0 ? token : first);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    refreshes: () => refreshes,
    close: () => server.close(),
  };
}

/** One script, and everything that can come between it and the gateway. */
export function definePartnerScript(on: OnStage): void {
  test('a ten-line script loses and repeats nothing, whatever happens on the way', async () => {
    const { topology } = on();
    const { dataDir } = topology;
    const { id, token, generate, insights } = await spikeShop(topology);
    const listed = (await generate()) + (await generate());
    expect(listed).toBeGreaterThan(1);

    const port = await freePort();
    let gateway = await startGateway(dataDir, port, STRICT);
    const tokens = await serveTokens(dataDir, token);
    const spend = () =>
      request(`http://127.0.0.1:${port}/graphql`, '{ __typename }', {}, { authorization: `Bearer ${token}` });
    const weather = await createWeather({
      port,
      async onRequest(number) {
        // The answer to the first request is lost. When it is sent again, another device has just spent the budget.
        if (number === 1) return 'lose';
        if (number === 2) await until('a budget to spend', async () => (await spend()).status === 200);
        return 'pass';
      },
    });
    const folder = await partnerFolder();
    await writeFile(path.join(folder, 'script.mjs'), SCRIPT);
    const script = spawn(
      process.execPath,
      ['script.mjs', `http://127.0.0.1:${weather.port}/graphql`, tokens.url, id],
      { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } },
    );
    const printed: string[] = [];
    const problems: string[] = [];
    createInterface({ input: script.stdout }).on('line', (line) => printed.push(line));
    script.stderr.on('data', (chunk: Buffer) => problems.push(chunk.toString()));
    const has = (count: number) =>
      until(
        `${count} insights, so far ${printed.length} ${problems.join('')}`,
        () => printed.length >= count,
        30_000,
      );
    try {
      await has(listed);
      const heads = weather.answers.map((head) => head.toLowerCase());
      expect(heads.filter((head) => /^http\/1.1 429.*\r\nretry-after: 2\r\n/s.test(head))).toHaveLength(1);
      expect(heads.filter((head) => head.startsWith('http/1.1 401'))).toHaveLength(1);
      expect(tokens.refreshes()).toBe(1);

      await kill(gateway);
      gateway = await startGateway(dataDir, port);
      await until('the subscription', () => hasSubscriber(port));
      await kill(gateway);
      const meanwhile = await generate();
      expect(meanwhile).toBeGreaterThan(0);
      gateway = await startGateway(dataDir, port);
      await has(listed + meanwhile);
      await until('the next subscription', () => hasSubscriber(port));
      weather.cut();
      const later = await generate();
      expect(later).toBeGreaterThan(0);
      await has(listed + meanwhile + later);
      expect(printed).toEqual(await insights());
      expect(problems).toEqual([]);
    } finally {
      script.kill();
      await kill(gateway);
      await weather.close();
      tokens.close();
    }
  }, 120_000);
}
