import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';

let folder: string;
const running: EmbeddedPostgres[] = [];
const start = async (): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'cluster'),
    password: 'a password',
    settings: { shared_buffers: '16MB' },
  });
  running.push(server);
  return server;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-cluster-'));
});
afterAll(async () => {
  for (const server of running) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

it('starts although the id of its killed predecessor now belongs to somebody else, and leaves that one alone', async () => {
  const first = await start();
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const file = path.join(folder, 'cluster', 'postmaster.pid');
  const left = (await readFile(file, 'utf8')).split('\n');
  // Another copy's server, as its command line would show it.
  const stranger = spawn(process.execPath, [
    '-e',
    'setInterval(() => {}, 1000)',
    'postgres',
    '-D',
    '/elsewhere',
  ]);
  await once(stranger, 'spawn');
  try {
    await writeFile(file, [stranger.pid, ...left.slice(1)].join('\n'));
    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    expect(stranger.exitCode).toBeNull();
    expect(stranger.signalCode).toBeNull();
  } finally {
    stranger.kill('SIGKILL');
  }
});

it('ends a server that a killed predecessor left on the folder', async () => {
  const [orphan] = running.slice(-1);
  const next = await start();
  await orphan?.exited;
  expect(next.pid).not.toBe(orphan?.pid);
});
