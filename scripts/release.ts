/**
 * Plans a release of the SDK from what changed in the schema since the last one: `npm run release:plan [-- options]`.
 *
 *   (none)             prints the next version and why, and checks what npm would publish
 *   --declare          notes the changes as unreleased in sdk/CHANGELOG.md: breaking ones must be, before they are merged
 *   --write            makes the release: version, changelog, schema and exports kept for the next comparison, and a
 *                      migration guide to fill in when something breaks
 *   --tag <sdk-v1.2.3> fails unless that version is what sdk/package.json says and the changelog describes
 *
 * Needs a build of the SDK (`npm run build`).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { readApiSchema } from '../sdk/codegen/schema.ts';
import { packProblems } from '../sdk/release/pack.ts';
import {
  changelogEntry,
  compareContracts,
  type Exports,
  migrationGuide,
  planRelease,
  undeclared,
  withEntry,
} from '../sdk/release/plan.ts';

const root = path.resolve(import.meta.dirname, '..');
const file = (...parts: string[]): string => path.join(root, ...parts);
const SCHEMA = file('sdk/release/schema_generated.graphql');
const EXPORTS = file('sdk/release/exports_generated.json');
const CHANGELOG = file('sdk/CHANGELOG.md');
const MANIFEST = file('sdk/package.json');
const ENTRIES = {
  '.': 'index',
  './react': 'react',
  './react/server': 'react-server',
  './full': 'full',
  './webhooks': 'webhooks',
};

const read = (name: string): string => readFileSync(name, 'utf8');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function exportsOf(): Promise<Exports> {
  const entries = await Promise.all(
    Object.entries(ENTRIES).map(async ([entry, name]) => {
      const module: object = await import(pathToFileURL(file('sdk/dist/esm', `${name}.js`)).href);
      return [entry, Object.keys(module).sort()] as const;
    }),
  );
  return Object.fromEntries(entries);
}

function checkPack(manifest: Parameters<typeof packProblems>[1]): string[] {
  const out = execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: file('sdk'), encoding: 'utf8' });
  const [packed] = JSON.parse(out);
  say(`The package: ${packed.files.length} files, ${Math.round(packed.size / 1024)} KB packed.`);
  return packProblems(packed.files, manifest);
}

const { values } = parseArgs({
  options: {
    declare: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    tag: { type: 'string' },
  },
});
const manifestText = read(MANIFEST);
const manifest = JSON.parse(manifestText);
const { version: current } = manifest;
const api = readApiSchema(read(file('schema/supergraph.graphql')));
const names = await exportsOf();
const changes = compareContracts(
  { schema: buildSchema(read(SCHEMA)), exports: JSON.parse(read(EXPORTS)) },
  { schema: api.schema, exports: names },
);
const plan = planRelease(current, changes);
const problems = checkPack(manifest);

if (values.tag) {
  if (values.tag !== `sdk-v${current}`) problems.push(`The tag is ${values.tag}, the version ${current}.`);
  if (!new RegExp(`^## ${current.replaceAll('.', '\\.')} `, 'm').test(read(CHANGELOG)))
    problems.push(`The changelog does not describe ${current}.`);
  if (changes.breaking.length + changes.dangerous.length + changes.safe.length > 0)
    problems.push('The contract has changed since this version was planned: run npm run release:plan.');
} else if (values.write) {
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(CHANGELOG, withEntry(read(CHANGELOG), changelogEntry(`${plan.version} (${today})`, changes)));
  writeFileSync(MANIFEST, manifestText.replace(`"version": "${current}"`, `"version": "${plan.version}"`));
  writeFileSync(SCHEMA, `${api.sdl}\n`);
  writeFileSync(EXPORTS, `${JSON.stringify(names, null, 2)}\n`);
  const guide = file('docs/migrations', `${plan.version}.md`);
  if (changes.breaking.length > 0 && !existsSync(guide)) {
    writeFileSync(guide, migrationGuide(read(file('docs/migrations/template.md')), plan, current));
    say(`Fill in ${path.relative(root, guide)}.`);
  }
} else {
  const entry = changelogEntry('Unreleased', changes);
  if (values.declare) writeFileSync(CHANGELOG, withEntry(read(CHANGELOG), entry));
  const missing = values.declare ? [] : undeclared(read(CHANGELOG), changes);
  problems.push(...missing.map((line) => `Not declared (npm run release:plan -- --declare): ${line}`));
  say(entry);
}
say(`${current} -> ${plan.version} (${plan.level})`);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
