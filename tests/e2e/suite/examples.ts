import { execFile } from 'node:child_process';
import { cp, readFile, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';
import { EXAMPLES, sandboxStart } from '../../../gateway/examples.ts';
import { launchChromium } from '../../browser/chromium.ts';
import { chromiumOrNothing } from '../../browser/environment.ts';
import { request } from '../../fixtures/product.ts';
import { ask, type OnStage } from '../stage.ts';
import { partnerFolder } from './partner.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const chromium = chromiumOrNothing();

/** The examples, beside the packed package and the React of this machine. */
async function examples(): Promise<string> {
  const folder = await partnerFolder();
  await cp(path.join(ROOT, 'sdk/examples'), path.join(folder, 'examples'), { recursive: true });
  for (const name of ['react', 'react-dom'])
    await symlink(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  return path.join(folder, 'examples');
}

/** Whatever is empty or missing in an answer, by its path; what may be is not looked into. */
const isThere = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;

/** What documentation and examples show works on the running product. */
export function defineExamples(on: OnStage): void {
  describe('examples', () => {
    const titles = async (first: number): Promise<string[]> => {
      const { demo, endpoints } = on().topology;
      const query = `{ merchant(id: "${demo.merchantId}") { insights(first: ${first}) { nodes { title } } } }`;
      const { data } = await request(
        endpoints.graphql,
        query,
        {},
        { authorization: `Bearer ${demo.apiKey}` },
      );
      return (data.merchant.insights.nodes as { title: string }[]).map(({ title }) => title);
    };

    test.each(EXAMPLES)('docs/graphql.md and Sandbox: $title', async ({ document }) => {
      const { demo } = on().topology;
      const { variables } = sandboxStart();
      const wanted = document.startsWith('mutation')
        ? { merchantId: demo.merchantId }
        : Object.fromEntries(Object.entries(variables).filter(([name]) => document.includes(`$${name}:`)));
      const answer = await ask(on(), demo.apiKey, document, wanted);
      expect(answer.errors).toEqual([]);
      const [root] = Object.values(answer.data);
      const [found] = Object.values(root as object);
      for (const value of Object.values(found ?? {})) expect(isThere(value)).toBe(true);
      expect(isThere(found)).toBe(true);
    });

    test('docs/graphql.md shows these and no others', async () => {
      const page = await readFile(path.join(ROOT, 'docs/graphql.md'), 'utf8');
      const shown = [...page.matchAll(/```graphql\n([\s\S]*?)\n```/g)].map(([, text]) => text);
      expect(shown).toEqual(EXAMPLES.map(({ document }) => document));
      expect(shown).toHaveLength(10);
    });

    test('a script on the command line', async () => {
      const { demo, endpoints } = on().topology;
      const script = path.join(await examples(), 'node-script/report.mjs');
      const run = (key: string) =>
        promisify(execFile)(process.execPath, [script, endpoints.graphql, key, demo.merchantId]);
      const { stdout } = await run(demo.apiKey);
      const [totals, ...insights] = stdout.trim().split('\n');
      expect(totals).toMatch(/^\d+ orders, \d+\.\d{4} GBP$/);
      expect(insights.map((line) => line.replace(/^[A-Z]+: /, ''))).toEqual(await titles(100));
      await expect(run('mg_not-a-key')).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^UNAUTHENTICATED: .*\/docs\/errors#unauthenticated\n$/),
      });
    });

    test('a server component that is rendered with its data', async () => {
      const { demo, endpoints } = on().topology;
      const folder = path.join(await examples(), 'server-component');
      const bundle = await rolldown({
        input: path.join(folder, 'page.jsx'),
        platform: 'node',
        external: [/^react/, /^@merchantgraph/],
        transform: { jsx: { runtime: 'automatic' } },
        onLog: () => undefined,
      });
      const file = path.join(folder, 'page.mjs');
      await bundle.write({ file, format: 'esm' });
      await bundle.close();
      const runner = `import { renderToString } from 'react-dom/server';
const { default: Page } = await import(${JSON.stringify(pathToFileURL(file).href)});
const [endpoint, apiKey, merchantId] = process.argv.slice(1);
console.log(renderToString(await Page({ endpoint, apiKey, merchantId })));`;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--input-type=module', '-e', runner, endpoints.graphql, demo.apiKey, demo.merchantId],
        { cwd: folder },
      );
      const items = [...stdout.matchAll(/<li>(.*?)<\/li>/g)].map(([, text]) => text);
      expect(items).toHaveLength((await titles(3)).length);
      expect(stdout).not.toContain('One moment');
    });

    test.skipIf(!chromium)('a static page in a browser', async () => {
      const { demo, endpoints } = on().topology;
      const root = path.join(await examples(), 'browser');
      await build({ root, logLevel: 'error' });
      const server = createServer(async (incoming, response) => {
        const name = incoming.url?.split('#', 1)[0] ?? '/';
        if (name === '/graphql') {
          const chunks: Buffer[] = [];
          for await (const chunk of incoming) chunks.push(chunk as Buffer);
          const answer = await fetch(endpoints.graphql, {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              authorization: String(incoming.headers.authorization),
            },
            body: Buffer.concat(chunks),
          });
          response.setHeader('content-type', 'application/json');
          response.end(await answer.text());
          return;
        }
        const text = await readFile(path.join(root, 'dist', name === '/' ? 'index.html' : name)).catch(
          () => '',
        );
        response.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : 'text/html');
        response.end(text);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const browser = await launchChromium(chromium ?? '');
      try {
        const page = await browser.newPage();
        const { port } = server.address() as AddressInfo;
        await page.goto(`http://127.0.0.1:${port}/#key=${demo.apiKey}&merchant=${demo.merchantId}`);
        await page.waitForSelector('#insights li');
        expect(await page.locator('#insights li').allTextContents()).toEqual(await titles(3));
      } finally {
        await browser.close();
        server.close();
      }
    });
  });
}
