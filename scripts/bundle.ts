import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

/** Packages stay outside; helpers of the compiler come in, because nothing else declares them. */
const PACKAGES = /^(?!@oxc-project\/runtime)(?!#)[^./\0]/;

/**
 * In a bundle `import.meta` speaks of the bundle, while the code means the file it was written in: its neighbours
 * (migrations, schemas) are found from there. So every module keeps its own address, relative to dist/.
 */
function keepAddresses(root: string, entries: Set<string>): Plugin {
  return {
    name: 'keep-addresses',
    transform(code, id) {
      if (!code.includes('import.meta.') || id.includes('/node_modules/')) return null;
      const source = path.relative(root, id).split(path.sep).join('/');
      const here = `new URL(${JSON.stringify(`../${source}`)}, import.meta.url)`;
      const asPath = (url: string): string => `process.getBuiltinModule('node:url').fileURLToPath(${url})`;
      const replaced = code.replaceAll(
        /\bimport\.meta\.(url|dirname|filename|main)\b/g,
        (text, what: string) => {
          if (what === 'url') return `(${here}).href`;
          if (what === 'filename') return asPath(here);
          if (what === 'dirname') return `${asPath(`new URL('.', ${here})`)}.slice(0, -1)`;
          // Only an entry is ever run; a module inside one is not the program, although its file is.
          return entries.has(id) ? text : 'false';
        },
      );
      return replaced === code ? null : { code: replaced, map: null };
    },
  };
}

/**
 * Bundles the server into dist/, one file per entry and shared chunks. Decorators are compiled with their metadata as
 * tsconfig.json asks, which Node's own type stripping cannot do.
 * @param entries output name -> source file, relative to the root
 */
export async function bundleServer(root: string, entries: Record<string, string>): Promise<void> {
  const dist = path.join(root, 'dist');
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, source]) => [name, path.join(root, source)]),
  );
  const build = await rolldown({
    input,
    cwd: root,
    platform: 'node',
    external: PACKAGES,
    tsconfig: path.join(root, 'tsconfig.json'),
    plugins: [keepAddresses(root, new Set(Object.values(input)))],
    onLog(level, log, next) {
      // A bundle with a warning is one that fails later; an import left open is the usual one.
      if (level === 'warn') throw new Error(log.message);
      next(level, log);
    },
  });
  const { output } = await build.write({
    dir: dist,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name]-[hash].js',
    sourcemap: true,
    keepNames: true,
  });
  await build.close();
  // Chunks carry a hash in their name: what an earlier build left is swept, after the new one is complete.
  const current = new Set(output.map((file) => file.fileName));
  for (const file of readdirSync(dist)) {
    if (/\.js(\.map)?$/.test(file) && !current.has(file)) rmSync(path.join(dist, file));
  }
}
