import type { DocumentInput } from './document.ts';
import type { MerchantGraphError } from './errors.ts';

/** Why a token is asked for. */
export interface TokenRequest {
  /** True when the last token was refused: get a new one rather than the cached one. */
  refresh: boolean;
}

/** A WebSocket constructor as browsers, Node 22 and the `ws` package have it. */
export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => object;

/** Where a session in cookies notes when its access cookie ends: a part of `Storage`. */
export type SessionNotes = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** One attempt of a query or mutation over HTTP. */
export interface Attempt {
  /** Name of the operation, if it has one. */
  operation: string | undefined;
  /** What it is. */
  kind: 'query' | 'mutation' | 'subscription';
  /** 1 for the first, more when it is tried again. */
  attempt: number;
}

/** What became of an attempt. */
export interface AttemptOutcome extends Attempt {
  /** How long it took. */
  milliseconds: number;
  /** HTTP status, when there was an answer. */
  status?: number | undefined;
  /** Quote it when you ask for help. */
  correlationId?: string | undefined;
  /** What the gateway says the operation costs, and what one operation may cost at most. */
  cost?: { requested: number; limit: number } | undefined;
  /** Why it failed. Variables and tokens are not in it. */
  error?: MerchantGraphError;
}

/** Something an operation uses that the API will remove. */
export interface DeprecationNotice {
  /** `Type.field`, `Type.field(argument:)`, `Input.field` or `Enum.VALUE`. */
  coordinate: string;
  /** What to use instead. */
  reason: string;
  /** Name of the first operation that used it, if it has one. */
  operation: string | undefined;
}

/** Settings of a client. Give one of `apiKey`, `accessToken`, `getToken` and `session`, or none to call as a stranger. */
export interface MerchantGraphOptions {
  /** Address of the API, for example `https://api.example.com/graphql`; a path is taken relative to the page. */
  endpoint: string;
  /** Address for subscriptions; by default the endpoint with `ws` for `http`. */
  webSocketEndpoint?: string;
  /** An API key, `mg_...`. */
  apiKey?: string;
  /** An access token of a session. */
  accessToken?: string;
  /**
   * Called for every request. When the server refuses the token it is called once more with `refresh: true`; calls
   * that arrive while a refresh is under way share its answer.
   */
  getToken?: (request: TokenRequest) => string | undefined | Promise<string | undefined>;
  /**
   * For pages in a browser: the session that `signIn` starts is kept in cookies which no script can read, refreshed
   * before it ends or when it is refused, and used by the WebSocket too. The page's origin must be the API's own or one
   * that the API lists.
   */
  session?: 'cookie';
  /** With `session: 'cookie'`: told when the session cannot be refreshed any more, here or because it was ended elsewhere. */
  onSessionEnd?: () => void;
  /** With `session: 'cookie'`: where its end is noted, `localStorage` by default, so that tabs share one refresh. */
  sessionNotes?: SessionNotes;
  /** A `fetch` to use instead of the global one. */
  fetch?: typeof fetch;
  /** A WebSocket to use instead of the global one. */
  webSocket?: WebSocketConstructor | (() => Promise<WebSocketConstructor>);
  /** Milliseconds one attempt may take, from 1; 30,000 by default. */
  timeout?: number;
  /** Further attempts after a failure that may pass, from 0; 3 by default. */
  retries?: number;
  /** Headers for every request. */
  headers?: Record<string, string>;
  /** Called before every attempt over HTTP; headers it gives are sent, such as `traceparent`. */
  onRequest?: (attempt: Attempt) => Record<string, string> | undefined;
  /** Called after every attempt over HTTP, for logs and metrics. */
  onResponse?: (outcome: AttemptOutcome) => void;
  /**
   * Told once for every field, argument or value that is used and deprecated. By default Node warns
   * (`process.emitWarning`, shown as a DeprecationWarning), and a browser says nothing to its visitors.
   */
  onDeprecation?: (notice: DeprecationNotice) => void;
}

/** Settings of one call. */
export interface RequestOptions {
  /** Ends the call, and its retries, when it fires. */
  signal?: AbortSignal;
  /** Sent with a mutation instead of a generated one: the same key never does the same thing twice in 24 hours. */
  idempotencyKey?: string;
  /** Headers for this request. */
  headers?: Record<string, string>;
}

/** What a subscription tells about its connection. */
export type ConnectionState = 'connecting' | 'connected' | 'disconnected';

/** Settings of one subscription. */
export interface SubscribeOptions {
  /** Ends the subscription when it fires; the iterator then finishes. */
  signal?: AbortSignal;
  /** Told when the connection is made, lost and made again. */
  onConnection?: (state: ConnectionState) => void;
}

/** Callbacks of a subscription, for those who do not iterate. */
export interface SubscribeCallbacks<Data> extends SubscribeOptions {
  /** One event. */
  next: (data: Data) => void;
  /** The subscription failed for good; connection losses are repaired and not told here. */
  error?: (error: Error) => void;
  /** The server or the caller ended the subscription. */
  complete?: () => void;
}

/** A connection to one MerchantGraph endpoint. */
export interface MerchantGraphClient {
  /** Sends a query or a mutation and gives its data, or throws a `MerchantGraphError`. */
  request<Data, Variables>(
    document: DocumentInput<Data, Variables>,
    variables?: Variables,
    options?: RequestOptions,
  ): Promise<Data>;
  /** Follows a subscription with callbacks; call the result to end it. */
  subscribe<Data, Variables>(
    document: DocumentInput<Data, Variables>,
    variables: Variables | undefined,
    callbacks: SubscribeCallbacks<Data>,
  ): () => void;
  /** Follows a subscription as an async iterator; leaving the loop ends it. */
  subscribe<Data, Variables>(
    document: DocumentInput<Data, Variables>,
    variables?: Variables,
    options?: SubscribeOptions,
  ): AsyncIterableIterator<Data>;
  /** Closes the WebSocket. Requests still work; a new subscription opens it again. */
  close(): Promise<void>;
}
