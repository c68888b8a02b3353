import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveUnsubscribe } from './unsubscribe.ts';

const FORM = 'application/x-www-form-urlencoded';

describe('unsubscribe links', () => {
  const app = Fastify();
  const stopped: string[] = [];
  beforeAll(async () => {
    const isGood = (token: string): boolean => token === 'good';
    const page = { language: 'de', title: 'Stop <this>?', text: 'No more of "A & B".' };
    serveUnsubscribe(
      app,
      {
        ask: async (token) => (isGood(token) ? { ...page, button: 'Stop' } : undefined),
        stop: async (token, { clientIp }) => {
          if (!isGood(token)) return undefined;
          stopped.push(`${token} ${clientIp}`);
          return page;
        },
      },
      0,
    );
    // What is elsewhere takes no form.
    app.removeAllContentTypeParsers();
    app.post('/elsewhere', async () => 'taken');
    await app.ready();
  });
  afterAll(() => app.close());
  beforeEach(() => void stopped.splice(0));

  const send = (
    method: 'GET' | 'HEAD' | 'POST',
    token = 'good',
    type = FORM,
    payload = 'List-Unsubscribe=One-Click',
  ) =>
    app.inject({
      method,
      url: `/unsubscribe/${token}`,
      ...(method === 'POST' ? { headers: { 'content-type': type }, payload } : {}),
    });

  it('ask when they are opened, and change nothing: mail scanners open links', async () => {
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await send(method);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'private, no-store',
        'x-robots-tag': 'noindex',
        'content-security-policy': expect.stringContaining("form-action 'self'"),
      });
    }
    const { body } = await send('GET');
    expect(body).toContain('<form method="post">');
    expect(body).toContain('lang="de"');
    expect(body).toContain('Stop &#60;this&#62;?');
    expect(body).toContain('No more of &#34;A &#38; B&#34;.');
    expect(stopped).toEqual([]);
  });

  it('stop the e-mails by one POST, as a form of either kind', async () => {
    const multipart =
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    const answers = [
      await send('POST'),
      await send('POST', 'good', 'multipart/form-data; boundary=x', multipart),
      await app.inject({ method: 'POST', url: '/unsubscribe/good' }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(answers[0]?.body).not.toContain('<form');
    expect(stopped).toEqual(Array(3).fill('good 127.0.0.1'));
  });

  it('are not there when they are not ours, and take no long story', async () => {
    for (const method of ['GET', 'POST'] as const)
      for (const token of ['', 'other', '../good', 'good/more'])
        expect((await send(method, token)).statusCode).toBe(404);
    expect((await send('POST', 'good', FORM, 'x'.repeat(10_000))).statusCode).toBe(413);
    expect(stopped).toEqual([]);
    const elsewhere = {
      method: 'POST',
      url: '/elsewhere',
      headers: { 'content-type': FORM },
      payload: 'a=b',
    };
    expect((await app.inject({ ...elsewhere, method: 'POST' })).statusCode).toBe(415);
  });
});
