import type { MerchantGraphOptions } from './options.ts';

/** Where the credentials of a client come from. */
export interface Tokens {
  /** The token or key to send now, if any; of a session in cookies what is known of it. */
  current(): Promise<string | undefined>;
  /** Asks for a new token after `refused` was refused; callers that come together share one refresh. */
  refresh(refused: string): Promise<void>;
  /** Whether a refused token can be replaced at all. */
  canRefresh: boolean;
  /** Headers that say who asks. */
  headers(token: string | undefined): Record<string, string>;
  /** Looks at an answer; true when it says, as data and not as an error, that nobody was signed in. */
  isRefusal(data: unknown): boolean;
}

export function createTokens({ apiKey, accessToken, getToken }: MerchantGraphOptions): Tokens {
  let refreshing: Promise<unknown> | undefined;
  return {
    canRefresh: getToken !== undefined,
    headers: (token): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {}),
    // A token that has ended is an error of the whole request.
    isRefusal: () => false,
    async current() {
      await refreshing;
      return getToken ? getToken({ refresh: false }) : (accessToken ?? apiKey);
    },
    async refresh(refused) {
      // Somebody else may have refreshed between the refusal and now.
      if (!refreshing && (await getToken?.({ refresh: false })) !== refused) return;
      refreshing ??= Promise.resolve(getToken?.({ refresh: true })).finally(() => {
        refreshing = undefined;
      });
      await refreshing;
    },
  };
}
