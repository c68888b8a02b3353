import { createMerchantGraph, type MerchantGraphClient, SESSION_NOTE, signOut } from '@merchantgraph/sdk';

/**
 * What the application knows of the session, which itself is in cookies that no script can read. The client changes
 * with every sign-in and sign-out: an empty cache for each.
 */
export type SessionState =
  | { status: 'signedOut'; client: MerchantGraphClient; notice: string | undefined }
  | { status: 'signedIn'; client: MerchantGraphClient };

export interface Session {
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  /** The API has started a session in this browser. */
  started(): void;
  /** The session is over, for example because a new password ended all of them. */
  ended(notice?: string): void;
  /** @throws MerchantGraphError when the API cannot be reached: the cookies are then still there */
  signOut(): Promise<void>;
}

const ENDED = 'Your session has ended. Please sign in again.';

/**
 * @param options.storage where all tabs note that somebody is signed in (never who, nor with what)
 * @param options.events where changes of that storage by other tabs are heard: the window
 */
export function createSession(options: { endpoint: string; storage: Storage; events: EventTarget }): Session {
  const { endpoint, storage, events } = options;
  const listeners = new Set<() => void>();
  let state: SessionState =
    storage.getItem(SESSION_NOTE) === null
      ? { status: 'signedOut', client: connect(), notice: undefined }
      : { status: 'signedIn', client: connect() };

  function connect(): MerchantGraphClient {
    const client = createMerchantGraph({
      endpoint,
      session: 'cookie',
      sessionNotes: storage,
      onSessionEnd: () => {
        if (state.client === client) ended(ENDED);
      },
    });
    return client;
  }

  function change(next: SessionState): void {
    const { client } = state;
    state = next;
    void client.close();
    for (const listener of listeners) listener();
  }
  const started = () => change({ status: 'signedIn', client: connect() });
  const ended = (notice?: string) => {
    storage.removeItem(SESSION_NOTE);
    change({ status: 'signedOut', client: connect(), notice });
  };

  events.addEventListener('storage', (event) => {
    const { key, newValue } = event as StorageEvent;
    // Another tab signed in or out; key is null when all of the storage was cleared.
    if (key !== SESSION_NOTE && key !== null) return;
    const isIn = state.status === 'signedIn';
    if (newValue === null && isIn) ended();
    else if (newValue !== null && !isIn) started();
  });

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    started,
    ended,
    async signOut() {
      await signOut(state.client);
      ended();
    },
  };
}
