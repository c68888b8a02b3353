/**
 * Builds the package into sdk/dist: ES modules and CommonJS, each with its own declarations.
 *
 *   node sdk/build.ts
 *
 * What the SDK uses of graphql-ws, ws and urql is built in, so that the package has no dependencies: see
 * docs/decisions/0006-sdk.md. Their licences are in dist/THIRD_PARTY_LICENSES.txt.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { esmExternalRequirePlugin } from 'rolldown/plugins';
import { manifestOf } from './manifest.ts';
import { measureSizes } from './sizes.ts';

const root = import.meta.dirname;
const dist = join(root, 'dist');
/** Reached only from the build of ws, which only Node loads. */
const builtin = [/^node:/, ...builtinModules];
const require = createRequire(import.meta.url);

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const bundled = new Set<string>();
for (const format of ['esm', 'cjs'] as const) await bundle(format);
declarations();
await writeManifest();
writeLicences();
process.stdout.write(`Built ${dist}: ${await sizes()}\n`);

async function bundle(format: 'esm' | 'cjs'): Promise<void> {
  const build = await rolldown({
    input: {
      index: join(root, 'src/index.ts'),
      node: join(root, 'src/node.ts'),
      react: join(root, 'src/react/index.ts'),
      'react-server': join(root, 'src/react/server.ts'),
      full: join(root, 'src/full/index.ts'),
      webhooks: join(root, 'src/webhooks/index.ts'),
    },
    platform: format === 'esm' ? 'neutral' : 'node',
    resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'default'] },
    external: [/^react($|\/)/, ...(format === 'cjs' ? builtin : []), 'bufferutil', 'utf-8-validate'],
    // ws asks for Node's modules with `require`, which an ES module does not have.
    plugins: format === 'esm' ? [esmExternalRequirePlugin({ external: builtin })] : [],
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  const { output } = await build.write({
    dir: join(dist, format),
    format,
    exports: 'named',
    chunkFileNames: 'chunk-[name].js',
    minify: { compress: true, mangle: false, codegen: false },
  });
  await build.close();
  for (const file of output) {
    if (file.type !== 'chunk') continue;
    for (const id of file.moduleIds) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
      if (name) bundled.add(name);
    }
  }
  if (format === 'cjs') writeFileSync(join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n');
}

/** Declarations are the same text for both formats; the nearest package.json says which one they describe. */
function declarations(): void {
  const project = join(dist, 'tsconfig.json');
  writeFileSync(
    project,
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        allowImportingTsExtensions: true,
        rewriteRelativeImportExtensions: true,
        stripInternal: true,
        rootDir: '../src',
        outDir: 'esm',
        types: [],
        paths: {},
      },
      include: [
        'index.ts',
        'node.ts',
        'react/index.ts',
        'react/server.ts',
        'full/index.ts',
        'webhooks/index.ts',
      ].map((file) => `../src/${file}`),
      exclude: [],
    }),
  );
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
  rmSync(project);
  for (const file of readdirSync(join(dist, 'esm'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    const text = readFileSync(join(dist, 'esm', file), 'utf8').replace(
      /((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]*)\.tsx?(['"])/g,
      '$1.js$2',
    );
    for (const format of ['esm', 'cjs']) {
      mkdirSync(dirname(join(dist, format, file)), { recursive: true });
      writeFileSync(join(dist, format, file), text);
    }
  }
}

/** Every document by its SHA-256, for a gateway that runs trusted documents only (TRUSTED_DOCUMENTS_FILE). */
async function writeManifest(): Promise<void> {
  const documents: Record<string, unknown> = await import(pathToFileURL(join(dist, 'esm/index.js')).href);
  const texts = Object.entries(documents).filter(([name]) => name.endsWith('Document'));
  const manifest = manifestOf(texts.map(([, text]) => String(text)));
  writeFileSync(join(dist, 'trusted-documents.json'), JSON.stringify(manifest, null, 1));
}

function writeLicences(): void {
  const texts = [...bundled].sort().map((name) => {
    const folder = packageFolder(name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const rule = `\n${'-'.repeat(78)}\n\n`;
  writeFileSync(
    join(dist, 'THIRD_PARTY_LICENSES.txt'),
    `This package contains parts of:\n${rule}${texts.join(rule)}`,
  );
}

function packageFolder(name: string): string {
  for (const modules of require.resolve.paths(name) ?? []) {
    try {
      readFileSync(join(modules, name, 'package.json'));
      return join(modules, name);
    } catch {
      // Not in this folder: look in the next one up.
    }
  }
  throw new Error(`${name} is built in but cannot be found.`);
}

/** What a browser downloads, minified and gzipped. */
async function sizes(): Promise<string> {
  const measured = await measureSizes(join(dist, 'esm/index.js'));
  return Object.entries(measured)
    .map(([name, bytes]) => `${name} ${(bytes / 1024).toFixed(1)} KB`)
    .join(', ');
}
