import { type GraphQLSchema, isInterfaceType } from 'graphql';
import type { ErrorPage } from '../../gateway/error-pages.ts';
import { BANNER, oneLine, page, table } from './markdown.ts';

/** Codes that the SDK gives by itself, when no answer of the API says more. */
const OF_THE_CLIENT: Readonly<Record<string, { meaning: string; remedy: string; retry: string }>> = {
  NETWORK: {
    meaning: 'No connection to the API could be made, or it broke before the answer came.',
    remedy: 'Check the address and the network. The client has tried `retries` times already.',
    retry: 'Yes. A mutation with the same `idempotencyKey` is done once.',
  },
  ABORTED: {
    meaning: 'The `AbortSignal` of the call fired.',
    remedy: 'Nothing: your program wanted it. A mutation may have been done all the same.',
    retry: 'As you like.',
  },
  BAD_RESPONSE: {
    meaning:
      'Something answered that is not this API: a proxy, a page, another service. Or a list does not advance.',
    remedy: 'Check `endpoint`: it ends in `/graphql`.',
    retry: 'No.',
  },
};

/** Every error code and every named error, with what it means and what to do. */
export function errorsPage(schema: GraphQLSchema, pages: Readonly<Record<string, ErrorPage>>): string {
  const interfaceType = schema.getType('UserError');
  const named = isInterfaceType(interfaceType) ? schema.getPossibleTypes(interfaceType) : [];
  return page(
    BANNER,
    '# Errors',
    'What fails as a whole has `errors` in its answer; each carries `extensions.code`, `extensions.correlationId` (quote it when you ask for help) and `extensions.documentation`, which leads to its code below on the API itself. Failures one can expect of a mutation are members of its union: look at `__typename`. In the SDK the former are thrown, as a `MerchantGraphError` with `code`; the latter are returned.',
    ...Object.entries(pages).map(([code, { status, meaning, remedy, retry }]) =>
      page(`## ${code}`, meaning, remedy, `HTTP status: ${status}. Try again: ${retry}`),
    ),
    '# Codes of the SDK',
    ...Object.entries(OF_THE_CLIENT).map(([code, { meaning, remedy, retry }]) =>
      page(`## ${code}`, meaning, remedy, `Try again: ${retry}`),
    ),
    '# Named errors of mutations',
    table(
      ['type', 'when'],
      [...named]
        .sort((a, b) => a.name.localeCompare(b.name))
        .map(({ name, description }) => [`\`${name}\``, oneLine(description)]),
    ),
  );
}
