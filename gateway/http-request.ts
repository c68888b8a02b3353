import { HeaderMap } from '@apollo/server';
import type { FastifyError, FastifyRequest } from 'fastify';
import type { Client } from './client.ts';
import { gatewayError } from './errors.ts';
import type { GatewayLimits } from './options.ts';

export const GRAPHQL_PATH = '/graphql';

/** What a request asks for, as it was sent. */
export interface RequestedOperation {
  query: unknown;
  operationName: unknown;
  variables: Record<string, unknown>;
  documentId: unknown;
  extensions: unknown;
}

/** @throws BAD_INPUT for a body that is no GraphQL request, or parameters that are no JSON */
export function requestedOperation(request: FastifyRequest): RequestedOperation {
  if (request.method === 'GET') {
    const parameters = new URLSearchParams(request.url.split('?').slice(1).join('?'));
    return {
      query: parameters.get('query'),
      operationName: parameters.get('operationName'),
      variables: variablesIn(jsonParameter(parameters, 'variables')),
      documentId: parameters.get('documentId') ?? undefined,
      extensions: jsonParameter(parameters, 'extensions'),
    };
  }
  const { body } = request;
  if (Array.isArray(body)) {
    throw gatewayError('BAD_INPUT', 'Batched requests are not accepted. Send one operation per request.');
  }
  if (typeof body !== 'object' || body === null) {
    throw gatewayError(
      'BAD_INPUT',
      'The request needs a JSON object as its body, such as {"query": "{ __typename }"}, with Content-Type: application/json.',
    );
  }
  const { query, operationName, variables, documentId, extensions } = body as Record<string, unknown>;
  return { query, operationName, variables: variablesIn(variables), documentId, extensions };
}

function variablesIn(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw gatewayError('BAD_INPUT', '"variables" must be a JSON object with one member per variable.');
  return value as Record<string, unknown>;
}

function jsonParameter(parameters: URLSearchParams, name: string): unknown {
  const text = parameters.get(name);
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw gatewayError('BAD_INPUT', `The parameter "${name}" is not valid JSON.`);
  }
}

export function subscriptionOverHttp(method: string, client: Client): Error {
  return gatewayError(
    'BAD_INPUT',
    `Subscriptions need a WebSocket. Connect to ${client.https ? 'wss' : 'ws'}://${client.host}${GRAPHQL_PATH} with the ` +
      '"graphql-transport-ws" protocol, for example with the npm package graphql-ws.',
    { status: method === 'GET' ? 405 : 400 },
  );
}

export function describeTransportError(error: FastifyError, request: FastifyRequest, limits: GatewayLimits) {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return gatewayError(
        'BAD_INPUT',
        `The request body is larger than ${limits.maxBodyBytes} bytes, which is the limit. Send less, or split it.`,
        { limit: 'body', status: 413 },
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return gatewayError(
        'BAD_INPUT',
        `Content-Type ${JSON.stringify(request.headers['content-type'] ?? 'none').slice(0, 100)} is not accepted. Use application/json.`,
        { status: 415 },
      );
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return gatewayError('BAD_INPUT', 'The request body is not as long as its Content-Length says.');
    default: {
      const status = error.statusCode ?? 500;
      return status >= 400 && status < 500 ? gatewayError('BAD_INPUT', error.message, { status }) : undefined;
    }
  }
}

/** A person who opens the address, as opposed to a program that asks with `?query=`. */
export function isBrowserVisit(request: FastifyRequest): boolean {
  const { accept } = request.headers;
  return request.method === 'GET' && !!accept?.includes('text/html') && !/[?&]query=/.test(request.url);
}

export function prefersResponseType(accept: string | undefined): boolean {
  return !!accept?.startsWith('application/graphql-response+json');
}

export function headerMap(request: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
