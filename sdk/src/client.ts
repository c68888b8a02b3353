import { createCookieTokens } from './cookies.ts';
import { type DocumentFacts, type DocumentInput, readDocument } from './document.ts';
import type { MerchantGraphError } from './errors.ts';
import { fail, fromResponseErrors, fromStatus, type ResponseError } from './failures.ts';
import { createSubscriptions } from './live.ts';
import type { MerchantGraphClient, MerchantGraphOptions, RequestOptions } from './options.ts';
import { backoff, parseRetryAfter, sleep } from './retry.ts';
import { createTokens, type Tokens } from './tokens.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_RETRIES = 3;
/** Longer than this the caller decides: the error carries `retryAfter`. */
const LONGEST_WAIT_SECONDS = 60;
const MAY_PASS = ['NETWORK', 'TIMEOUT', 'UNAVAILABLE', 'RATE_LIMITED'];

/** Creates a client. It holds no connection until a subscription asks for one. */
export function createMerchantGraph(options: MerchantGraphOptions): MerchantGraphClient {
  if (!options.endpoint) throw fail('BAD_INPUT', 'createMerchantGraph needs an endpoint.');
  const tokens: Tokens =
    options.session === 'cookie'
      ? createCookieTokens(options, (document) => {
          const facts = readDocument(document);
          const headers = { ...options.headers, 'idempotency-key': randomKey() };
          const payload = JSON.stringify(body(facts, { input: {} }));
          return attempt(options, { ...tokens, current: async () => undefined }, facts, payload, headers);
        })
      : createTokens(options);
  const { subscribe, close } = createSubscriptions(options, tokens);

  const request = async <Data, Variables>(
    document: DocumentInput<Data, Variables>,
    variables?: Variables,
    requestOptions: RequestOptions = {},
  ): Promise<Data> => {
    const facts = readDocument(document as DocumentInput<never, never>);
    if (facts.kind === 'subscription') {
      throw fail('BAD_INPUT', 'A subscription cannot be requested; use client.subscribe.', {
        operation: facts.name,
      });
    }
    const headers: Record<string, string> = { ...options.headers, ...requestOptions.headers };
    // Every mutation carries a key, so that a retry after a lost answer cannot do the same thing twice.
    if (facts.kind === 'mutation') {
      headers['idempotency-key'] = requestOptions.idempotencyKey ?? randomKey();
    }
    return attempt(
      options,
      tokens,
      facts,
      JSON.stringify(body(facts, variables)),
      headers,
      requestOptions.signal,
    );
  };

  return { request, subscribe, close };
}

/** `crypto.randomUUID` exists only on secure pages; a plain-HTTP address in a local network has this. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function body(facts: DocumentFacts, variables: unknown): object {
  return { query: facts.text, variables, operationName: facts.name };
}

/** Sends until there is an answer, a failure that will not pass, or no attempt left. */
async function attempt<Data>(
  options: MerchantGraphOptions,
  tokens: Tokens,
  facts: DocumentFacts,
  payload: string,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<Data> {
  const retries = options.retries ?? DEFAULT_RETRIES;
  let refreshed = false;
  for (let attempts = 0; ; attempts++) {
    const token = await tokens.current();
    const mayRefresh = tokens.canRefresh && !refreshed;
    try {
      const data = await send<Data>(
        options,
        facts,
        payload,
        { ...headers, ...tokens.headers(token) },
        signal,
      );
      if (!tokens.isRefusal(data) || !token || !mayRefresh) return data;
    } catch (thrown) {
      const error = thrown as MerchantGraphError;
      if (error.code !== 'UNAUTHENTICATED' || !token || !mayRefresh) {
        const wait = error.retryAfter;
        if (attempts >= retries || !MAY_PASS.includes(error.code) || (wait ?? 0) > LONGEST_WAIT_SECONDS)
          throw error;
        await sleep(wait === undefined ? backoff(attempts) : wait * 1000 + Math.random() * 100, signal);
        continue;
      }
    }
    refreshed = true;
    attempts--;
    await tokens.refresh(token);
  }
}

/** One attempt over HTTP. */
async function send<Data>(
  options: MerchantGraphOptions,
  facts: DocumentFacts,
  payload: string,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<Data> {
  const timeout = AbortSignal.timeout(options.timeout ?? DEFAULT_TIMEOUT_MS);
  const operation = facts.name;
  const call = options.fetch ?? fetch;
  let response: Response;
  let text: string;
  try {
    response = await call(options.endpoint, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      body: payload,
      ...(options.session && { credentials: 'include' }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    text = await response.text();
  } catch (cause) {
    const name = operation ?? 'the request';
    if (signal?.aborted)
      throw fail('ABORTED', `The caller aborted ${name}.`, { operation, cause: signal.reason });
    if (timeout.aborted) throw fail('TIMEOUT', `No answer to ${name} in time.`, { operation, cause });
    throw fail('NETWORK', `Could not reach the API for ${name}.`, { operation, cause });
  }
  return read(response, text, operation);
}

function read<Data>(response: Response, text: string, operation: string | undefined): Data {
  const details = {
    operation,
    status: response.status,
    correlationId: response.headers.get('x-correlation-id') ?? undefined,
    retryAfter: parseRetryAfter(response.headers.get('retry-after')),
  };
  let answer: { data?: Data; errors?: readonly ResponseError[] } | null;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = null;
  }
  if (answer?.errors?.length) throw fromResponseErrors(answer.errors, { ...details, data: answer.data });
  if (!response.ok) throw fromStatus(response.status, details);
  if (answer?.data == null)
    throw fail('BAD_RESPONSE', 'The endpoint answered something that is not GraphQL.', details);
  return answer.data;
}
