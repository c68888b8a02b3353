#!/usr/bin/env node
// The one executable. It runs on the Node that the package brings, whatever the machine has, and builds what is missing.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const main = at('../dist/cli.js');
const [major] = process.versions.node.split('.').map(Number);
const node = major >= 24 ? process.execPath : at('../node_modules/.bin/node');

if (!existsSync(main)) {
  const build = spawnSync(node, [at('../scripts/build.ts')], { stdio: 'inherit' });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
if (major >= 24) {
  // Node calls importing WebAssembly experimental; nobody who runs a command can do anything about that.
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    const type = typeof rest[0] === 'object' ? rest[0]?.type : rest[0];
    if (type !== 'ExperimentalWarning') emitWarning.call(process, warning, ...rest);
  };
  await import(main);
} else {
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // The child is in our process group and hears Ctrl-C itself; other signals are handed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => undefined);
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
