import { createCookieTokens } from './cookies.ts';
import { createTeller, type Notices, type TellDeprecations } from './deprecations.ts';
import { type DocumentFacts, type DocumentInput, readDocument } from './document.ts';
import type { MerchantGraphError } from './errors.ts';
import { fail, fromResponseErrors, fromStatus, type ResponseError } from './failures.ts';
import { createSubscriptions } from './live.ts';
import type { AttemptOutcome, MerchantGraphClient, MerchantGraphOptions, RequestOptions } from './options.ts';
import { backoff, parseRetryAfter, sleep } from './retry.ts';
import { createTokens, type Tokens } from './tokens.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_RETRIES = 3;
/** Longer than this the caller decides: the error carries `retryAfter`. */
const LONGEST_WAIT_SECONDS = 60;
const MAY_PASS = ['NETWORK', 'TIMEOUT', 'UNAVAILABLE', 'RATE_LIMITED'];

/** A client's settings, and how it holds itself back once its budget at the gateway is spent. */
interface Line {
  options: MerchantGraphOptions;
  tellDeprecations: TellDeprecations;
  /** When the next request may go, in milliseconds of the clock. */
  spentUntil: number;
  /** Milliseconds in which one request's worth of budget comes back. */
  pace: number;
}

/** Creates a client. It holds no connection until a subscription asks for one. */
export function createMerchantGraph(options: MerchantGraphOptions): MerchantGraphClient {
  if (!options.endpoint) throw fail('BAD_INPUT', 'createMerchantGraph needs an endpoint.');
  const tellDeprecations = createTeller(options.onDeprecation);
  const line: Line = { options, tellDeprecations, spentUntil: 0, pace: 0 };
  const tokens: Tokens =
    options.session === 'cookie'
      ? createCookieTokens(options, (document) => {
          const facts = readDocument(document);
          const headers = { ...options.headers, 'idempotency-key': randomKey() };
          const payload = JSON.stringify(body(facts, { input: {} }));
          return attempt(line, { ...tokens, current: async () => undefined }, facts, payload, headers);
        })
      : createTokens(options);
  const { subscribe, close } = createSubscriptions(options, tokens, tellDeprecations);

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
      line,
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

interface AnswerExtensions extends Notices {
  cost?: AttemptOutcome['cost'];
}

/** Sends until there is an answer, a failure that will not pass, or no attempt left. */
async function attempt<Data>(
  line: Line,
  tokens: Tokens,
  facts: DocumentFacts,
  payload: string,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<Data> {
  const retries = line.options.retries ?? DEFAULT_RETRIES;
  let refreshed = false;
  for (let attempts = 0, tries = 1; ; attempts++, tries++) {
    // Nothing left: whoever asks before some of the budget is back is refused, so this client's calls go one by one.
    const wait = line.spentUntil - Date.now();
    if (wait > 0) {
      line.spentUntil += line.pace;
      await sleep(wait, signal);
    }
    const token = await tokens.current();
    const mayRefresh = tokens.canRefresh && !refreshed;
    try {
      const data = await observed<Data>(
        line,
        facts,
        tries,
        { ...headers, ...tokens.headers(token) },
        payload,
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

/** One attempt, told to whoever observes the client. */
async function observed<Data>(
  line: Line,
  facts: DocumentFacts,
  attempt: number,
  headers: Record<string, string>,
  payload: string,
  signal: AbortSignal | undefined,
): Promise<Data> {
  const { onRequest, onResponse } = line.options;
  const about = { operation: facts.name, kind: facts.kind, attempt };
  const started = Date.now();
  const outcome: Partial<AttemptOutcome> = {};
  const all = { ...headers, ...onRequest?.(about) };
  try {
    return await send<Data>(line, facts, payload, all, signal, outcome);
  } catch (error) {
    outcome.error = error as MerchantGraphError;
    throw error;
  } finally {
    onResponse?.({ ...about, ...outcome, milliseconds: Date.now() - started });
  }
}

/** One attempt over HTTP. */
async function send<Data>(
  line: Line,
  facts: DocumentFacts,
  payload: string,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
  outcome: Partial<AttemptOutcome>,
): Promise<Data> {
  const { options } = line;
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
  const { headers: about, status } = response;
  if (about.get('ratelimit-remaining') === '0') {
    line.pace = (1000 * Number(about.get('ratelimit-reset'))) / (Number(about.get('ratelimit-limit')) || 1);
    line.spentUntil = Math.max(line.spentUntil, Date.now() + line.pace);
  }
  outcome.status = status;
  outcome.correlationId = about.get('x-correlation-id') ?? undefined;
  return read(line, response, text, operation, outcome);
}

function read<Data>(
  line: Line,
  response: Response,
  text: string,
  operation: string | undefined,
  outcome: Partial<AttemptOutcome>,
): Data {
  const details = {
    operation,
    status: response.status,
    correlationId: outcome.correlationId,
    retryAfter: parseRetryAfter(response.headers.get('retry-after')),
  };
  let answer: { data?: Data; errors?: readonly ResponseError[]; extensions?: AnswerExtensions } | null;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = null;
  }
  outcome.cost = answer?.extensions?.cost;
  line.tellDeprecations(answer?.extensions, operation);
  if (answer?.errors?.length) throw fromResponseErrors(answer.errors, { ...details, data: answer.data });
  if (!response.ok) throw fromStatus(response.status, details);
  if (answer?.data == null)
    throw fail('BAD_RESPONSE', 'The endpoint answered something that is not GraphQL.', details);
  return answer.data;
}
