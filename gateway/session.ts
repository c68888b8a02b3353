import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { SESSION_EXTENSION, SESSION_HEADER, type SessionCookies } from '#platform/graphql/session.ts';
import type { Client } from './client.ts';
import { gatewayError } from './errors.ts';

/** The subgraph that keeps sessions: the only one that is told of refresh tokens, and may set cookies. */
export const SESSION_SUBGRAPH = 'users';

const ACCESS_COOKIE = 'mg_access';
const REFRESH_COOKIE = 'mg_refresh';
/** The refresh token is needed at the API alone. */
const REFRESH_PATH = '/graphql';

/** A session that the gateway keeps in the client's cookies. */
export interface CookieSession {
  refreshToken: string | undefined;
  /** Set by the session subgraph: the tokens to keep from now on, or null to forget them. */
  answer?: SessionCookies | null;
}

/** What a request brought to say who it is. */
export interface Credentials {
  authorization: string | undefined;
  /** Only in cookie mode. */
  session?: CookieSession;
  /** The token came by cookie. */
  byCookie: boolean;
}

/** Origins whose pages may act for a person who is signed in here. */
export interface Origins {
  /** One of CORS_ORIGINS. */
  isListed(origin: string | undefined): boolean;
  /** The gateway's own, as this client reaches it, or a listed one. */
  isAllowed(origin: string | undefined, client: Client): boolean;
}

/** @param options.publicUrl where people reach the gateway, when that differs from what its own requests say */
export function createOrigins(options: {
  listed: readonly string[];
  publicUrl?: string | undefined;
}): Origins {
  const listed = new Set(options.listed);
  const own = options.publicUrl === undefined ? undefined : new URL(options.publicUrl).origin;
  const isListed = (origin: string | undefined) => origin !== undefined && listed.has(origin);
  return {
    isListed,
    isAllowed(origin, { https, host }) {
      if (origin === undefined) return false;
      return isListed(origin) || origin === own || origin === `${https ? 'https' : 'http'}://${host}`;
    },
  };
}

/**
 * Cookies are looked at only when the request carries `x-mg-session: cookie`, which no form, image or link of another
 * site can send; without it they are as good as absent, so that a forged request is a stranger's.
 * @throws FORBIDDEN when a page of another origin asks for cookie mode
 */
export function credentialsOf(headers: IncomingHttpHeaders, client: Client, origins: Origins): Credentials {
  const { authorization, origin } = headers;
  if (headers[SESSION_HEADER] === undefined) return { authorization, byCookie: false };
  if (headers[SESSION_HEADER] !== 'cookie')
    throw gatewayError(
      'BAD_INPUT',
      `${SESSION_HEADER} may be "cookie" only. Leave it out to send tokens yourself.`,
    );
  if (origin !== undefined && !origins.isAllowed(origin, client)) throw foreignOrigin();
  const cookies = cookiesOf(headers);
  const token = authorization === undefined ? cookies[ACCESS_COOKIE] : undefined;
  return {
    authorization: token ? `Bearer ${token}` : authorization,
    session: { refreshToken: cookies[REFRESH_COOKIE] || undefined },
    byCookie: token !== undefined,
  };
}

/**
 * The session cookie of a WebSocket's upgrade. A browser sends it from any page, and lets no page add a header, so that
 * only the Origin, which no page can forge, tells whose it is.
 */
export function socketCredentialsOf(
  headers: IncomingHttpHeaders,
  client: Client,
  origins: Origins,
): { cookie: string | undefined; originAllowed: boolean } {
  const token = cookiesOf(headers)[ACCESS_COOKIE];
  return {
    cookie: token ? `Bearer ${token}` : undefined,
    originAllowed: origins.isAllowed(headers.origin, client),
  };
}

export const foreignOrigin = () =>
  gatewayError(
    'FORBIDDEN',
    'Pages of this origin may not use the session cookie. The operator lists origins in CORS_ORIGINS.',
  );

/** Whether a browser sent this: its pages are the clients that trusted documents can be enforced for. */
export const isFromBrowser = (headers: IncomingHttpHeaders): boolean =>
  headers.origin !== undefined ||
  headers['sec-fetch-site'] !== undefined ||
  cookiesOf(headers)[ACCESS_COOKIE] !== undefined;

const answerSchema = z
  .object({
    accessToken: z.string(),
    accessTokenExpiresAt: z.string(),
    refreshToken: z.string(),
    refreshTokenExpiresAt: z.string(),
  })
  .nullable();

/** What the session subgraph says in its answer's extensions, if it says anything. */
export function sessionAnswerIn(extensions: unknown): SessionCookies | null | undefined {
  if (typeof extensions !== 'object' || extensions === null || !(SESSION_EXTENSION in extensions))
    return undefined;
  return answerSchema.parse(extensions[SESSION_EXTENSION]);
}

/** `Set-Cookie` headers that keep a session, or forget it. */
export function cookiesFor(answer: SessionCookies | null, client: Client): string[] {
  const set = (name: string, path: string, value: string, expires: Date) =>
    `${name}=${encodeURIComponent(value)}; Path=${path}; Expires=${expires.toUTCString()}; HttpOnly; SameSite=Strict${client.https ? '; Secure' : ''}`;
  const gone = new Date(0);
  return [
    set(ACCESS_COOKIE, '/', answer?.accessToken ?? '', answer ? new Date(answer.accessTokenExpiresAt) : gone),
    set(
      REFRESH_COOKIE,
      REFRESH_PATH,
      answer?.refreshToken ?? '',
      answer ? new Date(answer.refreshTokenExpiresAt) : gone,
    ),
  ];
}

/** Forgets an access token that does not hold any more; the refresh token may still make another. */
export const forgetAccess = (client: Client): string => cookiesFor(null, client)[0] ?? '';

/** By hand: this is all of a Cookie header that is needed, here and at a WebSocket's upgrade, which has no framework. */
function cookiesOf(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  const cookies: Record<string, string> = {};
  for (const part of headers.cookie?.split(';') ?? []) {
    const at = part.indexOf('=');
    const name = part.slice(0, at).trim();
    if (at > 0 && (name === ACCESS_COOKIE || name === REFRESH_COOKIE))
      cookies[name] = decoded(part.slice(at + 1).trim());
  }
  return cookies;
}

function decoded(value: string): string {
  try {
    const text = decodeURIComponent(value);
    // It becomes a header for a subgraph, and no token holds anything else.
    return /^[\x21-\x7e]*$/.test(text) ? text : '';
  } catch {
    return '';
  }
}
