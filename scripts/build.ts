/**
 * Builds what is stale: `node scripts/build.ts [--only part,part] [--force]`.
 *
 * A part is stale when the content of anything it is made from has changed, so a second run does nothing, and a
 * checkout of another branch builds what differs.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bundleServer } from './bundle.ts';
import { createStamps, fingerprint } from './staleness.ts';

const root = path.resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** The programs of the server: what they are called in dist/ and where they begin. */
const ENTRIES: Record<string, string> = {
  cli: 'cli/main.ts',
  forecaster: 'subgraphs/analytics/forecast/forecaster.worker.ts',
  detector: 'subgraphs/insights/generation/detector.worker.ts',
};

interface Part {
  /** Files and folders it is made from. */
  inputs: string[];
  /** A file that is there when it has been built. */
  output: string;
  /** Parts that come first. */
  after: PartName[];
  build(): Promise<void>;
}

type PartName = 'prisma' | 'sdk' | 'dashboard' | 'server';

const COMMON = ['package-lock.json', 'tsconfig.json'];

const PARTS: Record<PartName, Part> = {
  prisma: {
    inputs: ['package-lock.json', ...prismaSchemas()],
    output: 'prisma/generated/client.ts',
    after: [],
    build: () => run(bin('prisma', 'prisma'), ['generate', '--schema', 'prisma']),
  },
  sdk: {
    inputs: [...COMMON, 'sdk'],
    output: 'sdk/dist/esm/index.js',
    after: [],
    build: () => run(path.join(root, 'sdk/build.ts'), []),
  },
  dashboard: {
    inputs: [...COMMON, 'dashboard', 'sdk'],
    output: 'dashboard/dist/index.html',
    after: ['sdk'],
    build: () => run(bin('vite', 'vite'), ['build', 'dashboard', '--logLevel', 'warn']),
  },
  server: {
    inputs: [
      ...COMMON,
      ...['cli', 'gateway', 'subgraphs', 'pipeline', 'warehouse', 'prisma', 'platform'],
      'scripts/build.ts',
      'scripts/bundle.ts',
    ],
    output: 'dist/cli.js',
    after: ['prisma'],
    build: () => bundleServer(root, ENTRIES),
  },
};

function prismaSchemas(): string[] {
  return readdirSync(path.join(root, 'prisma'))
    .filter((file) => file.endsWith('.prisma'))
    .map((file) => `prisma/${file}`);
}

/** The JavaScript file of a package's command, run by this Node whatever the shell would find. */
function bin(name: string, command: string): string {
  const manifest = require.resolve(`${name}/package.json`);
  const { bin: bins } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bins === 'string' ? bins : bins[command];
  if (!file) throw new Error(`The package ${name} has no command ${command}.`);
  return path.join(path.dirname(manifest), file);
}

/** Runs a Node program; its output is shown when it fails. */
function run(program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // Generating needs no engine, but the command looks for one and would download it. Any file that exists will do.
        PRISMA_SCHEMA_ENGINE_BINARY: import.meta.filename,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`${path.relative(root, program)} ended with ${code ?? signal}:\n${output.join('')}`),
        );
    });
  });
}

/** Two starts at once must not write the same files: the second waits for the first, and finds nothing left to do. */
async function lock(file: string): Promise<() => void> {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let waiting = false; ; waiting = true) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      const release = (): void => rmSync(file, { force: true });
      process.once('exit', release);
      return release;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(existsSync(file) ? readFileSync(file, 'utf8') : '0');
    if (holder > 0 && !isRunning(holder)) rmSync(file, { force: true });
    else if (!waiting) process.stderr.write(`Waiting for another build (process ${holder})\n`);
    await sleep(100);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Builds the parts that are stale, and what they are made from.
 * @returns the names of those it built
 */
export async function buildStale(options: { only?: string[]; force?: boolean } = {}): Promise<string[]> {
  const unknown = options.only?.filter((name) => !(name in PARTS)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`No part is called ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
  }
  const wanted = (options.only ?? Object.keys(PARTS)) as PartName[];
  const folder = path.join(root, 'dist/.build');
  const release = await lock(path.join(folder, 'lock'));
  const stamps = createStamps(folder);
  const started = new Map<PartName, Promise<void>>();
  const built: string[] = [];

  const make = (name: PartName): Promise<void> => {
    const running = started.get(name) ?? makeOnce(name);
    started.set(name, running);
    return running;
  };
  const makeOnce = async (name: PartName): Promise<void> => {
    const part = PARTS[name];
    await Promise.all(part.after.map(make));
    const print = fingerprint(root, part.inputs);
    if (!options.force && existsSync(path.join(root, part.output)) && stamps.isFresh(name, print)) return;
    const start = performance.now();
    const patience = setTimeout(() => process.stderr.write(`Building ${name} ...\n`), 1000);
    try {
      await part.build();
    } finally {
      clearTimeout(patience);
    }
    stamps.set(name, print);
    built.push(name);
    process.stderr.write(`Built ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  };

  try {
    const results = await Promise.allSettled(wanted.map(make));
    const failures = [
      ...new Set(results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))),
    ];
    if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
  } finally {
    release();
  }
  return built;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, force: { type: 'boolean', default: false } },
  });
  try {
    await buildStale({ ...(values.only ? { only: values.only.split(',') } : {}), force: values.force });
  } catch (error) {
    const reasons = error instanceof AggregateError ? error.errors : [error];
    for (const reason of reasons) {
      process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n`);
    }
    process.exitCode = 1;
  }
}
