import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStale } from '../scripts/build.ts';
import { type PackedFile, packProblems } from './release/pack.ts';
import { makeInsight, startTestServer, type TestServer } from './testing/server.ts';

const root = import.meta.dirname;
const npm = (folder: string, ...args: string[]) =>
  execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

let folder: string;
let server: TestServer;
let files: PackedFile[];
let tarball: string;

beforeAll(async () => {
  // Only what is stale: others pack the same build at the same time.
  await buildStale({ only: ['sdk'] });
  folder = mkdtempSync(join(tmpdir(), 'merchantgraph-sdk-'));
  const [packed] = JSON.parse(npm(root, 'pack', '--json', '--pack-destination', folder));
  tarball = packed.filename;
  files = packed.files;
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  npm(folder, 'install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`);
  server = await startTestServer();
  server.insights.push(makeInsight(1), makeInsight(2), makeInsight(3));
  server.publish(makeInsight(4));
}, 120_000);

afterAll(async () => {
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Runs a partner's script in the fresh folder and gives what it printed. */
function run(name: string, text: string, flags: string[] = []): Promise<string> {
  writeFileSync(join(folder, name), text);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, name], { cwd: folder });
    let out = '';
    let problems = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      problems += chunk;
    });
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(problems))));
  });
}

const script = (load: string) => `${load}
const main = async () => {
  const client = createMerchantGraph({ endpoint: '${server.url}', apiKey: 'mg_partner' });
  for await (const insight of paginate(client, listInsights, { merchantId: 'shop', first: 2 })) console.log(insight.title);
  for await (const insight of insightCreated(client, { merchantId: 'shop' })) { console.log('live', insight.title); break; }
  await client.request('{ nonsense }').catch((error) => console.log(error instanceof BadInputError, error.code));
};
main();
`;
const names = '{ BadInputError, createMerchantGraph, insightCreated, listInsights, paginate }';
const printed = 'Insight 1\nInsight 2\nInsight 3\nlive Insight 4\ntrue BAD_INPUT\n';

describe('the packed SDK', () => {
  test('holds the build, its papers, and nothing else', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(packProblems(files, manifest)).toEqual([]);
    expect(files.map(({ path }) => path)).toContain('dist/esm/index.js');
  });

  test('runs as an ES module in a fresh folder', async () => {
    expect(await run('partner.mjs', script(`import ${names} from '@merchantgraph/sdk';`))).toBe(printed);
  });

  test('runs as CommonJS', async () => {
    expect(await run('partner.cjs', script(`const ${names} = require('@merchantgraph/sdk');`))).toBe(printed);
  });

  test('brings a WebSocket where Node has none', async () => {
    for (const [name, load] of [
      ['old.mjs', `import ${names} from '@merchantgraph/sdk';`],
      ['old.cjs', `const ${names} = require('@merchantgraph/sdk');`],
    ] as const) {
      expect(await run(name, script(load), ['--no-experimental-websocket'])).toBe(printed);
    }
  });

  test('has no fault that publint or are-the-types-wrong know', async () => {
    const { messages } = await publint({ pkgDir: root, strict: true });
    expect(messages.map((message) => formatMessage(message, { name: 'sdk' }))).toEqual([]);
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(join(folder, tarball))));
    if (!('problems' in analysis)) throw new Error('The package has no types.');
    // How Node 10 looked files up knows no "exports"; the package asks for Node 20 (the tool's own profile "node16").
    const problems = analysis.problems.filter(
      (problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
    );
    expect(problems).toEqual([]);
  });

  test('a release is planned from the repository as it is', () => {
    const out = execFileSync(process.execPath, [join(root, '../scripts/release.ts')], { encoding: 'utf8' });
    expect(out).toMatch(/^0\.1\.0 -> 0\.\d+\.\d+ \((minor|patch)\)$/m);
  });

  test('verifies webhooks and groups operations, as an ES module and as CommonJS', async () => {
    const work = `
const names = Object.keys(createMerchantGraph({ endpoint: 'http://localhost/graphql' }).insights);
verifyWebhook({ payload: '{}', headers: {}, secret: 'whsec_AAAA' }).catch((error) => {
  console.log(names.includes('list'), error instanceof WebhookError, error.code);
});`;
    const modules = [
      ['{ createMerchantGraph }', '@merchantgraph/sdk/full'],
      ['{ verifyWebhook, WebhookError }', '@merchantgraph/sdk/webhooks'],
    ];
    const esm = modules.map(([what, from]) => `import ${what} from '${from}';`).join('\n');
    const cjs = modules.map(([what, from]) => `const ${what} = require('${from}');`).join('\n');
    expect(await run('more.mjs', esm + work)).toBe('true true MISSING_HEADER\n');
    expect(await run('more.cjs', cjs + work)).toBe('true true MISSING_HEADER\n');
  });

  test('holds the manifest of its documents, by their hashes', async () => {
    const text = `const manifest = require('@merchantgraph/sdk/trusted-documents.json');
const { createHash } = require('node:crypto');
const { ListInsightsDocument } = require('@merchantgraph/sdk');
const hash = createHash('sha256').update(ListInsightsDocument).digest('hex');
console.log(manifest[hash] === ListInsightsDocument, Object.keys(manifest).length > 50);`;
    expect(await run('manifest.cjs', text)).toBe('true true\n');
  });

  test('type checks in strict projects of both module systems, without skipLibCheck', async () => {
    const use = `import { createMerchantGraph, listInsights, MerchantGraphError } from '@merchantgraph/sdk';
const client = createMerchantGraph({ endpoint: 'http://localhost/graphql' });
export const title: Promise<string | undefined> = listInsights(client, { merchantId: '1' }).then((page) => page?.nodes[0]?.title);
// @ts-expect-error the merchant is required
listInsights(client, {});
export const code = (error: unknown) => (error instanceof MerchantGraphError ? error.code : undefined);
`;
    writeFileSync(join(folder, 'use.mts'), use);
    writeFileSync(join(folder, 'use.cts'), use);
    const others = `import { createMerchantGraph } from '@merchantgraph/sdk/full';
import { MerchantGraphProvider, useInsights } from '@merchantgraph/sdk/react';
import { preload } from '@merchantgraph/sdk/react/server';
import { verifyWebhook } from '@merchantgraph/sdk/webhooks';
export const titles = () => useInsights({ merchantId: '1' }).data?.nodes.map(({ title }): string => title);
export const list = createMerchantGraph({ endpoint: '/graphql' }).insights.list({ merchantId: '1' });
export { MerchantGraphProvider, preload, verifyWebhook };
`;
    writeFileSync(join(folder, 'others.mts'), others);
    writeFileSync(join(folder, 'others.cts'), others);
    mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
    for (const name of ['react', '@types/react', 'csstype'])
      symlinkSync(join(root, '../node_modules', name), join(folder, 'node_modules', name));
    writeFileSync(join(folder, 'plain.mts'), 'export const answer: number = 42;\n');
    const compilerOptions = {
      strict: true,
      module: 'nodenext',
      noEmit: true,
      types: [],
      lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['*.mts', '*.cts'] }),
    );
    const compiler = join(
      dirname(import.meta.resolve('typescript/package.json').replace('file://', '')),
      'bin/tsc',
    );
    const check = (...args: string[]) =>
      execFileSync(process.execPath, [compiler, ...args], { cwd: folder, encoding: 'utf8' });
    check('-p', folder);

    const kilobytes = (file: string) => {
      const project = join(folder, `${file}.json`);
      writeFileSync(project, JSON.stringify({ compilerOptions, include: [file] }));
      return Number(/Memory used:\s+(\d+)K/.exec(check('-p', project, '--extendedDiagnostics'))?.[1]);
    };
    const [plain, using] = [kilobytes('plain.mts'), kilobytes('use.mts')];
    expect(plain).toBeGreaterThan(0);
    expect(using - plain).toBeLessThan(50 * 1024);
  });

  test('is built by Vite for browsers, as a page or as a library, without what only Node has', async () => {
    const page = join(folder, 'vite');
    cpSync(join(root, 'examples/browser'), page, { recursive: true });
    const built = await build({ root: page, logLevel: 'error', build: { minify: true } });
    const files = (Array.isArray(built) ? built : [built]).flatMap((one) =>
      'output' in one ? one.output : [],
    );
    const code = files.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n');
    expect(code).toContain('query listInsights');
    expect(code).not.toMatch(/require\(|node:|emitWarning/);
    expect(code).not.toContain('query getOverview');
  });

  test('is small: one operation under 5 KB, subscriptions under 9 KB, an error under 1 KB (gzipped)', async () => {
    const { measureSizes } = await import('./sizes.ts');
    const sizes = await measureSizes(join(root, 'dist/esm/index.js'));
    expect(sizes.core).toBeLessThan(5 * 1024);
    expect(sizes.live).toBeLessThan(9 * 1024);
    expect(sizes.error).toBeLessThan(1024);
  });
});
