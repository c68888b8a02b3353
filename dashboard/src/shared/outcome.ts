import { MerchantGraphError } from '@merchantgraph/sdk';

/** Why something did not work, for a person. */
export interface Problem {
  text: string;
  /** Name of the field at fault, where one is. */
  field: string | undefined;
  /** The API's code, for example FORBIDDEN. */
  code: string;
}

interface Refusal {
  code: string;
  message: string;
  path: string[] | null;
}

/** The success of a mutation's result: what is left without its expected failures. */
export type Success<Result> = Exclude<Result, Refusal>;

export type Outcome<Result> = { value: Success<Result> } | { problem: Problem };

/** What a mutation came to: its success, or why not. It never rejects. */
export async function outcomeOf<Result extends { __typename: string }>(
  call: Promise<Result>,
): Promise<Outcome<Result>> {
  try {
    const result = await call;
    return isRefusal(result)
      ? { problem: { text: result.message, field: result.path?.at(-1), code: result.code } }
      : { value: result as Success<Result> };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function isRefusal(result: object): result is Refusal {
  return 'message' in result && 'code' in result && 'path' in result;
}

/** What a failed call says to a person. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof MerchantGraphError))
    return { text: 'Something went wrong here. Please try again.', field: undefined, code: 'INTERNAL' };
  return { text: words(error), field: undefined, code: error.code };
}

function words(error: MerchantGraphError): string {
  switch (error.code) {
    case 'NETWORK':
    case 'TIMEOUT':
    case 'UNAVAILABLE':
      return 'The service cannot be reached now. Check your connection and try again.';
    case 'RATE_LIMITED':
      return error.retryAfter
        ? `Too many attempts. Try again in ${Math.ceil(error.retryAfter)} seconds.`
        : 'Too many attempts. Wait a minute and try again.';
    default:
      return error.message;
  }
}
