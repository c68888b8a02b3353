import { type ErrorCode, MerchantGraphError } from './errors.ts';
import { fail } from './failures.ts';
import { RefreshSessionDocument } from './generated/documents_generated.ts';
import type { RefreshSessionMutation } from './generated/types_generated.ts';
import type { MerchantGraphOptions, SessionNotes } from './options.ts';
import type { Tokens } from './tokens.ts';

/** The name under which a cookie session is noted; its value says when the access cookie ends, and is no secret. */
export const SESSION_NOTE = 'merchantgraph.session';

/** An access cookie this close to its end is replaced before it is used. */
const MARGIN_MS = 30_000;
/** Before an end that this clock finds to be past already: then the server's refusals decide. */
const UNKNOWN = 'unknown until ';

/**
 * A session in cookies that no script can read. What can be known of it is when its access cookie ends, because every
 * answer that sets it says so; that is noted where all tabs see it, so that one refresh serves them all.
 * @param refreshSession sends `refreshSession` past the checks below
 */
export function createCookieTokens(
  options: MerchantGraphOptions,
  refreshSession: (document: typeof RefreshSessionDocument) => Promise<RefreshSessionMutation>,
): Tokens {
  const notes = options.sessionNotes ?? browserNotes();
  const note = () => notes.getItem(SESSION_NOTE) ?? undefined;
  let refreshing: Promise<void> | undefined;

  const keep = (expiresAt: string) => {
    const ahead = Date.parse(expiresAt) - Date.now() > MARGIN_MS;
    notes.setItem(SESSION_NOTE, ahead ? expiresAt : UNKNOWN + expiresAt);
  };
  const ask = async () => {
    const { refreshSession: answer } = await refreshSession(RefreshSessionDocument);
    if (answer.__typename === 'RefreshSessionSuccess') return keep(answer.accessTokenExpiresAt);
    if (answer.__typename !== 'InvalidCredentialsError') throw fail(answer.code as ErrorCode, answer.message);
    notes.removeItem(SESSION_NOTE);
    options.onSessionEnd?.();
    throw fail('UNAUTHENTICATED', 'The session has ended. Sign in again.');
  };
  const refresh = () => {
    refreshing ??= ask().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };

  return {
    canRefresh: true,
    headers: () => ({ 'x-mg-session': 'cookie' }),
    async current() {
      const noted = note();
      // A comparison with NaN is false: an unknown end has not come.
      if (noted !== undefined && Date.parse(noted) - Date.now() <= MARGIN_MS) {
        await refresh().catch((error: unknown) => {
          // A stranger may sign in, and may ask for what is public.
          if (!(error instanceof MerchantGraphError && error.code === 'UNAUTHENTICATED')) throw error;
        });
      }
      return note();
    },
    async refresh(refused) {
      if (refreshing || note() === refused) await refresh();
    },
    isRefusal(data) {
      let refused = false;
      for (const answer of Object.values(data as Record<string, unknown>)) {
        if (typeof answer !== 'object' || answer === null) continue;
        if ('accessTokenExpiresAt' in answer && typeof answer.accessTokenExpiresAt === 'string')
          keep(answer.accessTokenExpiresAt);
        const name = '__typename' in answer ? answer.__typename : undefined;
        if (name === 'SignOutSuccess') notes.removeItem(SESSION_NOTE);
        // The browser has dropped the cookie, so that the mutation came from nobody.
        refused ||= name === 'UnauthenticatedError';
      }
      return refused;
    },
  };
}

/** The browser's storage, which all tabs share; memory where there is none, or a person forbids it. */
function browserNotes(): SessionNotes {
  try {
    if (typeof localStorage !== 'undefined') {
      localStorage.getItem(SESSION_NOTE);
      return localStorage;
    }
  } catch {
    // Reading the property alone throws where storage is forbidden.
  }
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}
