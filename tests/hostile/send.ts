import { request } from 'node:http';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import type { Hostile } from './payloads.ts';

/** How the gateway took it. */
export interface Reaction {
  name: string;
  /** HTTP status, WebSocket close code, or why there is none. */
  outcome: number | 'closed' | 'held' | 'reset';
  /** Start of the answer, for reports. */
  text: string;
}

const PATIENCE_MS = 30_000;
/** How long a half-open socket is left lying about before we let go of it. */
const HELD_MS = 4_000;

function sendHttp(url: URL, hostile: Hostile & { kind: 'http' }): Promise<Reaction> {
  const { name, method, path, headers, body } = hostile;
  return new Promise((resolve) => {
    const over = (outcome: Reaction['outcome'], text = ''): void => resolve({ name, outcome, text });
    const call = request(
      { host: url.hostname, port: url.port, method, path, headers, timeout: PATIENCE_MS, agent: false },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          if (text.length < 500) text += chunk.toString();
        });
        response.on('end', () => over(response.statusCode ?? 'reset', text));
        response.on('error', () => over('reset'));
      },
    );
    call.on('timeout', () => {
      over('held', 'no answer');
      call.destroy();
    });
    call.on('error', (error) => over('reset', error.message));
    call.end(body);
  });
}

function sendBytes(url: URL, hostile: Hostile & { kind: 'socket' }): Promise<Reaction> {
  const { name, bytes, hold } = hostile;
  return new Promise((resolve) => {
    const socket = connect({ host: url.hostname, port: Number(url.port) });
    let text = '';
    const over = (outcome: Reaction['outcome']): void => {
      const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1];
      resolve({ name, outcome: status ? Number(status) : outcome, text: text.slice(0, 500) });
      socket.destroy();
    };
    const timer = setTimeout(() => over('held'), hold ? HELD_MS : 300);
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('close', () => {
      clearTimeout(timer);
      over('closed');
    });
    socket.on('error', () => over('reset'));
  });
}

function sendFrames(url: URL, hostile: Hostile & { kind: 'websocket' }): Promise<Reaction> {
  const { name, frames, hold } = hostile;
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${url.host}/graphql`, 'graphql-transport-ws');
    let outcome: Reaction['outcome'] = 'held';
    let text = '';
    const timer = setTimeout(() => socket.terminate(), hold ? HELD_MS : 500);
    socket.on('open', () => {
      for (const frame of frames) socket.send(frame, () => undefined);
    });
    socket.on('error', () => {
      outcome = 'reset';
    });
    socket.on('close', (code, reason) => {
      clearTimeout(timer);
      if (code !== 1006) outcome = code;
      text = reason.toString();
      resolve({ name, outcome, text });
    });
  });
}

/** Sends one hostile thing and waits for what becomes of it. Never rejects. */
export function send(url: URL, hostile: Hostile): Promise<Reaction> {
  if (hostile.kind === 'http') return sendHttp(url, hostile);
  return hostile.kind === 'socket' ? sendBytes(url, hostile) : sendFrames(url, hostile);
}

/** Whether the gateway failed: a server error that is no refusal, or an internal one on a WebSocket. */
export function isFailure({ outcome, text }: Reaction): boolean {
  if (typeof outcome !== 'number') return false;
  if (outcome === 4500 || outcome === 1011) return true;
  return (outcome >= 500 && outcome < 600) || text.includes('"INTERNAL"');
}
