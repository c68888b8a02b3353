import {
  createMerchantGraph,
  type MerchantGraphClient,
  refreshSession,
  signIn,
  signOut,
  type TokenRequest,
} from '@merchantgraph/sdk';

/** Tokens of a signed-in person. They live in memory, and in the tab's storage so that a reload stays signed in. */
interface Tokens {
  accessToken: string;
  accessTokenExpiresAt: string;
  refreshToken: string;
}

/** What the application knows of the session. The client changes with every sign-in: an empty cache for each. */
export type SessionState =
  | { status: 'signedOut'; notice: string | undefined }
  | { status: 'signedIn'; client: MerchantGraphClient };

export interface Session {
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  /** Signs in; gives what went wrong, in words for the person, or undefined. */
  signIn(email: string, password: string): Promise<string | undefined>;
  signOut(): Promise<void>;
}

const STORAGE_KEY = 'merchantgraph.session';
/** A token this close to its end is replaced before it is used. */
const MARGIN_MS = 30_000;

export function createSession(options: { endpoint: string; storage: Storage }): Session {
  const { endpoint, storage } = options;
  const stranger = createMerchantGraph({ endpoint });
  const listeners = new Set<() => void>();
  let tokens = readTokens(storage);
  let refreshing: Promise<string | undefined> | undefined;
  let state: SessionState = tokens ? signedIn() : { status: 'signedOut', notice: undefined };

  function signedIn(): SessionState {
    return { status: 'signedIn', client: createMerchantGraph({ endpoint, getToken }) };
  }

  function change(next: SessionState, nextTokens: Tokens | undefined): void {
    if (state.status === 'signedIn') void state.client.close();
    keep(nextTokens);
    state = next;
    for (const listener of listeners) listener();
  }

  function keep(next: Tokens | undefined): void {
    tokens = next;
    if (next) storage.setItem(STORAGE_KEY, JSON.stringify(next));
    else storage.removeItem(STORAGE_KEY);
  }

  async function getToken({ refresh }: TokenRequest): Promise<string | undefined> {
    if (!tokens) return undefined;
    const fresh = Date.parse(tokens.accessTokenExpiresAt) - Date.now() > MARGIN_MS;
    if (fresh && !refresh) return tokens.accessToken;
    // A refresh token works once: everybody who comes meanwhile waits for the same answer.
    refreshing ??= renew(tokens.refreshToken).finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  async function renew(refreshToken: string): Promise<string | undefined> {
    const result = await refreshSession(stranger, { input: { refreshToken } });
    const next = result.__typename === 'RefreshSessionSuccess' ? pick(result) : undefined;
    if (next) {
      keep(next);
      return next.accessToken;
    }
    change({ status: 'signedOut', notice: 'Your session has ended. Please sign in again.' }, undefined);
    return undefined;
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async signIn(email, password) {
      const result = await signIn(stranger, { input: { email, password } });
      if (result.__typename === 'SecondFactorRequired')
        return 'This account also asks for a code, which this page does not take. Use the API to sign in.';
      if (result.__typename !== 'SignInSuccess') return result.message;
      const next = pick(result);
      keep(next);
      change(signedIn(), next);
      return undefined;
    },
    async signOut() {
      if (state.status === 'signedIn') {
        // Signing out here must not depend on the server being there.
        await signOut(state.client).catch(() => undefined);
      }
      change({ status: 'signedOut', notice: undefined }, undefined);
    },
  };
}

/** The tokens of an answer; none when the session is kept in cookies, which this application does not ask for. */
function pick(answer: {
  accessToken: string | null;
  accessTokenExpiresAt: string;
  refreshToken: string | null;
}): Tokens | undefined {
  const { accessToken, accessTokenExpiresAt, refreshToken } = answer;
  return accessToken === null || refreshToken === null
    ? undefined
    : { accessToken, accessTokenExpiresAt, refreshToken };
}

function readTokens(storage: Storage): Tokens | undefined {
  try {
    const value: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? 'null');
    return typeof value === 'object' && value !== null && 'refreshToken' in value
      ? (value as Tokens)
      : undefined;
  } catch {
    return undefined;
  }
}
