import { describe, expect, it } from 'vitest';
import { endpointProblem, ForbiddenAddress, guardedLookup, isPublicAddress } from './address.ts';
import { createWebhookSender } from './sender.ts';
import { webhookHeaders } from './signature.ts';

describe('addresses of endpoints', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'ff02::1',
    'name.example',
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])('%s is public', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ['http://shop.example/hook', 'https'],
    ['ftp://shop.example', 'https'],
    ['https://me:pw@shop.example', 'password'],
    ['https://10.0.0.1/', 'private'],
    ['https://[::ffff:10.0.0.1]/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://0x7f.1/', 'private'],
    ['https://localhost:8443/', 'private'],
    ['no url', 'URL'],
    [`https://shop.example/${'x'.repeat(2_000)}`, '2000'],
  ])('refuses %s', (url, why) => {
    expect(endpointProblem(url, { allowLoopback: false })).toContain(why);
  });

  it('takes this machine in development only, and nothing else that is private', () => {
    const rules = { allowLoopback: true };
    expect(endpointProblem('http://127.0.0.1:9/x', rules)).toBeUndefined();
    expect(endpointProblem('http://localhost:9/x', rules)).toBeUndefined();
    expect(endpointProblem('https://shop.example/x', { allowLoopback: false })).toBeUndefined();
    expect(endpointProblem('http://192.168.1.1/', rules)).toContain('https');
    expect(endpointProblem('https://192.168.1.1/', rules)).toContain('private');
  });

  it('are looked up when a request is sent: a name that leads into a private network is refused', async () => {
    const found = (rules: { allowLoopback: boolean }) =>
      new Promise((resolve) =>
        guardedLookup(rules)('localhost', { all: false }, (error, address) => resolve(error ?? address)),
      );
    expect(await found({ allowLoopback: false })).toBeInstanceOf(ForbiddenAddress);
    expect(await found({ allowLoopback: true })).toMatch(/^(127\.|::1)/);
    const sender = createWebhookSender({ allowLoopback: false });
    const message = { id: 'e', body: '{}', secrets: ['whsec_AAAA'] };
    expect(await sender.send({ ...message, url: 'https://169.254.169.254/latest' })).toMatchObject({
      delivered: false,
      statusCode: null,
      error: expect.stringContaining('private network'),
    });
    await sender.close();
  });

  it('get the signature of the worked example of the specification', () => {
    const headers = webhookHeaders({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      body: '{"test": 2432232314}',
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      at: new Date(1_614_265_330_000),
    });
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});
