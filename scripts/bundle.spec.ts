import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleServer } from './bundle.ts';
import { createStamps, fingerprint } from './staleness.ts';

const repository = path.resolve(import.meta.dirname, '..');
let root: string;

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

beforeEach(() => {
  // Below the repository, so that its packages are found.
  mkdirSync(path.join(repository, 'dist'), { recursive: true });
  root = mkdtempSync(path.join(repository, 'dist/spec-'));
  put('package.json', '{"type":"module","imports":{"#platform/*":"./platform/*"}}');
  put('tsconfig.json', readFileSync(path.join(repository, 'tsconfig.json'), 'utf8'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const run = (file: string): unknown =>
  JSON.parse(execFileSync(process.execPath, [path.join(root, file)], { encoding: 'utf8' }));

test('decorators keep the types they were written beside', async () => {
  put(
    'cli/main.ts',
    `import 'reflect-metadata';
     import { printSchema } from 'graphql';
     import { Arg, buildSchemaSync, Field, ObjectType, Query, Resolver } from 'type-graphql';
     import { Shop } from '#platform/shop.ts';
     @ObjectType() class Sale { @Field() note: string; @Field() shop: Shop; }
     @Resolver() class Sales { @Query(() => Sale, { nullable: true }) sale(@Arg('n') n: string): Sale | undefined { return undefined; } }
     const sdl = printSchema(buildSchemaSync({ resolvers: [Sales], validate: false }));
     process.stdout.write(JSON.stringify({ sdl, own: Object.keys(new Sale()) }));`,
  );
  put(
    'platform/shop.ts',
    "import { Field, ObjectType } from 'type-graphql';\n@ObjectType() export class Shop { @Field() name: string; }",
  );
  await bundleServer(root, { cli: 'cli/main.ts' });
  const { sdl, own } = run('dist/cli.js') as { sdl: string; own: string[] };
  expect(sdl).toContain('sale(n: String!): Sale');
  expect(sdl).toContain('shop: Shop!');
  expect(own).toEqual([]);
  expect(existsSync(path.join(root, 'dist/cli.js.map'))).toBe(true);
});

test('a module keeps its own address, and only the entry is the program', async () => {
  put(
    'cli/main.ts',
    `import { readFileSync } from 'node:fs';
     import { neighbour, isProgram } from '#platform/files/reader.ts';
     process.stdout.write(JSON.stringify({ text: readFileSync(neighbour, 'utf8'), isProgram, main: import.meta.main }));`,
  );
  put(
    'platform/files/reader.ts',
    `import path from 'node:path';
     import { fileURLToPath } from 'node:url';
     export const isProgram = import.meta.main;
     const beside = fileURLToPath(new URL('./data.sql', import.meta.url));
     if (beside !== path.join(import.meta.dirname, 'data.sql')) throw new Error(import.meta.dirname);
     export const neighbour = beside;`,
  );
  put('platform/files/data.sql', 'select 1');
  put('dist/chunk-old-1.js', '');
  await bundleServer(root, { cli: 'cli/main.ts' });
  expect(run('dist/cli.js')).toEqual({ text: 'select 1', isProgram: false, main: true });
  expect(existsSync(path.join(root, 'dist/chunk-old-1.js'))).toBe(false);
});

test('an import that leads nowhere fails the build', async () => {
  put('cli/main.ts', "import './gone.ts';");
  await expect(bundleServer(root, { cli: 'cli/main.ts' })).rejects.toThrow(/gone/);
});

test('a part is stale when its inputs change, and only then', () => {
  put('sdk/client.ts', 'one');
  put('sdk/dist/client.js', 'made');
  put('sdk/client.spec.ts', 'expect');
  const before = fingerprint(root, ['sdk', 'package.json']);
  put('sdk/dist/client.js', 'made again');
  put('sdk/client.spec.ts', 'expect more');
  expect(fingerprint(root, ['sdk', 'package.json'])).toBe(before);
  put('sdk/client.ts', 'two');
  expect(fingerprint(root, ['sdk', 'package.json'])).not.toBe(before);

  const stamps = createStamps(path.join(root, 'dist/.build'));
  expect(stamps.isFresh('sdk', before)).toBe(false);
  stamps.set('sdk', before);
  expect(stamps.isFresh('sdk', before)).toBe(true);
  expect(stamps.isFresh('sdk', 'other')).toBe(false);
});
