import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDrain } from './drain.ts';

describe('what refused clients still send', () => {
  let server: Server;
  let time = 0;
  beforeEach(async () => {
    const drain = createDrain({ burstBytes: 100_000, bytesPerSecond: 50_000, now: () => time });
    server = createServer(async (raw, response) => {
      const whole = await drain({ raw } as FastifyRequest);
      if (!whole) response.setHeader('connection', 'close');
      response.end(String(whole));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Sends so many bytes, fewer than announced maybe, and reads the answer. */
  function send(sent: number, headers: Record<string, string> = {}): Promise<string> {
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const call = request({ port, host: '127.0.0.1', method: 'POST', agent: false, headers }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on('end', () => {
          resolve(`${text} ${response.headers.connection}`);
          call.destroy();
        });
      });
      call.on('error', reject);
      call.write('x'.repeat(sent));
      if (headers['content-length'] === undefined || Number(headers['content-length']) === sent) call.end();
    });
  }
  const announced = (bytes: number) => ({ 'content-length': String(bytes) });

  it('is read to the end while there is little of it', async () => {
    expect(await send(60_000, announced(60_000))).toBe('true close');
    expect(await send(30_000)).toBe('true close');
  });

  it('is not read beyond the budget of all clients together, which comes back with time', async () => {
    expect(await send(80_000, announced(80_000))).toMatch(/^true/);
    // Nothing of it needs to arrive: it is known to be too much.
    expect(await send(1, announced(80_000))).toBe('false close');
    time += 2_000;
    expect(await send(80_000, announced(80_000))).toMatch(/^true/);
  });

  it('counts what was not announced', async () => {
    expect(await send(100_000, { 'transfer-encoding': 'chunked' })).toBe('false close');
  });
});
