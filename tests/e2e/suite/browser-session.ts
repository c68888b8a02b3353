import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { OnStage } from '../stage.ts';

/** A browser's part of a session: its cookies, and the origin of its page. */
function createBrowser(graphql: string) {
  const cookies = new Map<string, string>();
  const { origin } = new URL(graphql);
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookies,
    origin,
    cookieHeader,
    async ask(query: string, variables: object = {}, from = origin) {
      const response = await fetch(graphql, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-mg-session': 'cookie',
          origin: from,
          cookie: cookieHeader(),
        },
        body: JSON.stringify({ query, variables }),
      });
      for (const header of response.headers.getSetCookie()) {
        expect(header).toMatch(/; HttpOnly; SameSite=Strict/);
        const [, name = '', value = ''] = /^(\w+)=([^;]*)/.exec(header) ?? [];
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      return { status: response.status, text: await response.text() };
    },
  };
}

/** A session that the gateway keeps in cookies, from sign-in to sign-out, with a live connection. */
export function defineBrowserSession(on: OnStage): void {
  describe('a session in a browser', () => {
    test('is kept in cookies, refreshed by them, used by no other page, and over everywhere at once', async () => {
      const { demo, endpoints } = on().topology;
      const browser = createBrowser(endpoints.graphql);
      const signedIn = await browser.ask(
        `mutation ($email: String!, $password: String!) {
          signIn(input: { email: $email, password: $password }) {
            ... on SignInSuccess { accessToken refreshToken user { email } }
          }
        }`,
        { email: demo.email, password: demo.password },
      );
      expect(JSON.parse(signedIn.text).data).toEqual({
        signIn: { accessToken: null, refreshToken: null, user: { email: demo.email } },
      });
      const first = new Map(browser.cookies);
      expect([...first.keys()]).toEqual(['mg_access', 'mg_refresh']);
      for (const token of first.values()) expect(signedIn.text).not.toContain(token);

      expect((await browser.ask('{ me { email } }')).text).toContain(demo.email);
      expect((await browser.ask('{ me { email } }', {}, 'https://evil.example')).status).toBe(403);
      const refreshed = await browser.ask(
        'mutation { refreshSession(input: {}) { __typename ... on RefreshSessionSuccess { accessToken } } }',
      );
      expect(JSON.parse(refreshed.text).data).toEqual({
        refreshSession: { __typename: 'RefreshSessionSuccess', accessToken: null },
      });
      expect(browser.cookies.get('mg_refresh')).not.toBe(first.get('mg_refresh'));

      const headers = { origin: browser.origin, cookie: browser.cookieHeader() };
      const socket = new WebSocket(endpoints.ws, 'graphql-transport-ws', { headers });
      const closed = new Promise<number>((resolve) => socket.on('close', resolve));
      const answered = new Promise<string>((resolve) =>
        socket.on('message', (message) => {
          const text = String(message);
          if (text.includes('connection_ack'))
            socket.send('{"id":"1","type":"subscribe","payload":{"query":"{ me { email } }"}}');
          else resolve(text);
        }),
      );
      socket.on('open', () => socket.send('{"type":"connection_init"}'));
      expect(await answered).toContain(demo.email);

      const access = browser.cookies.get('mg_access') ?? '';
      expect((await browser.ask('mutation { signOut { __typename } }')).text).toContain('SignOutSuccess');
      expect(browser.cookies.size).toBe(0);
      expect(await closed).toBe(4403);
      browser.cookies.set('mg_access', access);
      expect((await browser.ask('{ me { email } }')).status).toBe(401);
      expect(browser.cookies.size).toBe(0);
    });
  });
}
