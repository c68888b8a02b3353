import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyWebhook, type WebhookError, type WebhookRequest } from './index.ts';

const NOW = Date.parse('2026-03-04T05:06:07Z');
const secret = `whsec_${randomBytes(32).toString('base64')}`;
const event = {
  eventId: 'e1',
  eventType: 'insight.created',
  payload: { insight: { id: 'i1', title: 'Umsatz +40 %' } },
};
const payload = JSON.stringify(event);

/** Signed as the platform does it, with Node's own crypto rather than the code under test. */
function sign(text: string, options: { key?: string; at?: number; id?: string } = {}) {
  const { key = secret, at = NOW / 1000, id = 'e1' } = options;
  const mac = createHmac('sha256', Buffer.from(key.slice(6), 'base64')).update(`${id}.${at}.${text}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${mac.digest('base64')}`,
  };
}
const verify = (request: Partial<WebhookRequest>) =>
  verifyWebhook({ payload, headers: sign(payload), secret, now: () => NOW, ...request });
const refusal = (request: Partial<WebhookRequest>) =>
  verify(request).then(
    () => 'believed',
    (error: WebhookError) => error.code,
  );

describe('verifyWebhook', () => {
  test('gives the event, whatever the body and the headers are held in', async () => {
    expect(await verify({})).toEqual(event);
    expect(await verify({ payload: new TextEncoder().encode(payload) })).toEqual(event);
    expect(await verify({ payload: new TextEncoder().encode(payload).buffer })).toEqual(event);
    expect(await verify({ headers: new Headers(sign(payload)) })).toEqual(event);
    const upper = Object.entries(sign(payload)).map(([name, value]) => [name.toUpperCase(), [value]]);
    expect(await verify({ headers: Object.fromEntries(upper) })).toEqual(event);
  });

  test('is the signature of the published example', async () => {
    // The worked example of the Standard Webhooks specification.
    const body = '{"test": 2432232314}';
    const text = verifyWebhook({
      payload: body,
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      now: () => 1_614_265_330_000,
    });
    // Believed, and then found to be none of our events.
    await expect(text).rejects.toMatchObject({ code: 'BAD_PAYLOAD' });
  });

  test('believes nobody else', async () => {
    const other = `whsec_${randomBytes(32).toString('base64')}`;
    expect(await refusal({ headers: sign(payload, { key: other }) })).toBe('BAD_SIGNATURE');
    expect(await refusal({ payload: payload.replace('40', '41') })).toBe('BAD_SIGNATURE');
    expect(await refusal({ headers: { ...sign(payload), 'webhook-id': 'e2' } })).toBe('BAD_SIGNATURE');
    for (const signature of [
      'v1,',
      'v1,***',
      'v2,abc',
      'nothing',
      sign(payload)['webhook-signature'].slice(0, -4),
    ])
      expect(await refusal({ headers: { ...sign(payload), 'webhook-signature': signature } })).toBe(
        'BAD_SIGNATURE',
      );
  });

  test('holds with two secrets and two signatures while one is rotated', async () => {
    const next = `whsec_${randomBytes(32).toString('base64')}`;
    const both = `${sign(payload, { key: next })['webhook-signature']} ${sign(payload)['webhook-signature']}`;
    expect(await verify({ headers: { ...sign(payload), 'webhook-signature': both } })).toEqual(event);
    expect(await verify({ headers: sign(payload, { key: next }), secret: [secret, next] })).toEqual(event);
  });

  test('does not believe what is repeated later, or comes from another time', async () => {
    const late = { at: NOW / 1000 - 301 };
    expect(await refusal({ headers: sign(payload, late) })).toBe('OUTSIDE_TOLERANCE');
    expect(await refusal({ headers: sign(payload, { at: NOW / 1000 + 301 }) })).toBe('OUTSIDE_TOLERANCE');
    expect(await refusal({ headers: { ...sign(payload), 'webhook-timestamp': 'soon' } })).toBe(
      'OUTSIDE_TOLERANCE',
    );
    expect(await verify({ headers: sign(payload, late), tolerance: 600 })).toEqual(event);
  });

  test('says what is missing', async () => {
    await expect(verify({ headers: {} })).rejects.toThrow('webhook-id');
    expect(await refusal({ secret: 'hunter2' })).toBe('BAD_SECRET');
    expect(await refusal({ payload: 'x', headers: sign('x') })).toBe('BAD_PAYLOAD');
    expect(await refusal({ payload: 'null', headers: sign('null') })).toBe('BAD_PAYLOAD');
  });
});
