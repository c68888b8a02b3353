import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { me, SESSION_NOTE, signIn } from '@merchantgraph/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSession } from './session.ts';

/** A browser's storage, shared by tabs that are told of each other's changes. */
function browser() {
  const values = new Map<string, string>();
  const tabs = new Set<EventTarget>();
  const tab = () => {
    const events = new EventTarget();
    tabs.add(events);
    const tell = (key: string | null, newValue: string | null) => {
      for (const other of tabs)
        if (other !== events) other.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
    };
    const storage: Storage = {
      getItem: (key) => values.get(key) ?? null,
      setItem(key, value) {
        values.set(key, value);
        tell(key, value);
      },
      removeItem(key) {
        if (values.delete(key)) tell(key, null);
      },
      clear() {
        values.clear();
        tell(null, null);
      },
      key: () => null,
      get length() {
        return values.size;
      },
    };
    return { session: createSession({ endpoint, storage, events }), storage };
  };
  return { tab, values };
}

/** The sessions half of the API, with one session that ends when it is told to. */
let server: Server;
let endpoint: string;
let open: boolean;
let reachable: boolean;

beforeEach(async () => {
  open = false;
  reachable = true;
  const start = (name: string) => {
    open = true;
    return { __typename: name, accessTokenExpiresAt: new Date(Date.now() + 900_000).toISOString() };
  };
  const refused = {
    __typename: 'InvalidCredentialsError',
    code: 'UNAUTHENTICATED',
    message: 'No.',
    path: null,
  };
  const answers: Record<string, () => object> = {
    signIn: () => ({ data: { signIn: start('SignInSuccess') } }),
    refreshSession: () => ({ data: { refreshSession: open ? start('RefreshSessionSuccess') : refused } }),
    signOut: () => {
      open = false;
      return { data: { signOut: { __typename: 'SignOutSuccess', signedOut: true } } };
    },
    me: () =>
      open
        ? { data: { me: { id: 'ada' } } }
        : { errors: [{ message: 'Ended.', extensions: { code: 'UNAUTHENTICATED' } }] },
  };
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    if (!reachable) {
      response.writeHead(403).end();
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers[JSON.parse(text).operationName]?.()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

type Session = ReturnType<typeof createSession>;

async function enter(session: Session): Promise<void> {
  await signIn(session.state().client, { input: { email: 'ada@example.com', password: 'a password' } });
  session.started();
}

describe('the session', () => {
  test('begins signed out, is told to whoever listens, and gets an empty cache', async () => {
    const { session } = browser().tab();
    const stranger = session.state();
    expect(stranger.status).toBe('signedOut');
    let told = 0;
    session.subscribe(() => told++);
    await enter(session);
    expect([session.state().status, told]).toEqual(['signedIn', 1]);
    expect(session.state().client).not.toBe(stranger.client);
    expect((await me(session.state().client))?.id).toBe('ada');
  });

  test('survives a reload, and keeps nothing that could be stolen', async () => {
    const { tab, values } = browser();
    await enter(tab().session);
    expect(tab().session.state().status).toBe('signedIn');
    expect([...values.keys()]).toEqual([SESSION_NOTE]);
    expect(Date.parse(values.get(SESSION_NOTE) ?? '')).toBeGreaterThan(Date.now());
  });

  test('is the same in all tabs: signing in, and signing out', async () => {
    const { tab } = browser();
    const [one, other] = [tab().session, tab().session];
    await enter(one);
    expect(other.state().status).toBe('signedIn');
    await other.signOut();
    expect([one.state().status, other.state().status]).toEqual(['signedOut', 'signedOut']);
    expect(open).toBe(false);
  });

  test('ends in all tabs when the storage is cleared', async () => {
    const { tab } = browser();
    const [one, other] = [tab(), tab()];
    await enter(one.session);
    one.storage.clear();
    expect(other.session.state().status).toBe('signedOut');
  });

  test('that was ended elsewhere asks for the password again, and says so', async () => {
    const { session } = browser().tab();
    await enter(session);
    open = false;
    await expect(me(session.state().client)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(session.state()).toMatchObject({ status: 'signedOut', notice: expect.stringContaining('ended') });
  });

  test('is not said to be over while its cookies are still there', async () => {
    const { session } = browser().tab();
    await enter(session);
    reachable = false;
    await expect(session.signOut()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(session.state().status).toBe('signedIn');
  });
});
