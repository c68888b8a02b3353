/** Header with which a client asks that its session be kept in cookies: `x-mg-session: cookie`. */
export const SESSION_HEADER = 'x-mg-session';

/** Headers in which the gateway tells the users subgraph how the client keeps its session. Believed from the gateway only. */
export const SESSION_MODE_HEADER = 'x-mg-session-mode';
export const REFRESH_TOKEN_HEADER = 'x-mg-refresh-token';

/** Member of a subgraph's `extensions` with which it hands tokens to the gateway, which never passes it on. */
export const SESSION_EXTENSION = 'mgSession';

/** Tokens of a session that the gateway is to keep in cookies, with when each ends (ISO 8601). */
export interface SessionCookies {
  accessToken: string;
  accessTokenExpiresAt: string;
  refreshToken: string;
  refreshTokenExpiresAt: string;
}

/** How the session of one request is kept. */
export interface RequestSession {
  mode: 'bearer' | 'cookie';
  /** The refresh token of the cookie, where there is one. */
  refreshToken: string | undefined;
  /** Set by a resolver in cookie mode: the tokens to keep, or null to forget them. */
  answer?: SessionCookies | null;
}
