import { InternalError, NetworkError, RateLimitedError } from '@merchantgraph/sdk';
import { expect, test } from 'vitest';
import { outcomeOf } from './outcome.ts';

type Result =
  | { __typename: 'Renamed'; name: string }
  | { __typename: 'BadInputError'; code: string; message: string; path: string[] | null };

test('a success is what it is', async () => {
  const result: Result = { __typename: 'Renamed', name: 'Ada' };
  expect(await outcomeOf(Promise.resolve(result))).toEqual({ value: result });
});

test('a refusal tells which field is at fault', async () => {
  const refusal: Result = {
    __typename: 'BadInputError',
    code: 'BAD_INPUT',
    message: 'Too long.',
    path: ['input', 'name'],
  };
  expect(await outcomeOf<Result>(Promise.resolve(refusal))).toEqual({
    problem: { text: 'Too long.', field: 'name', code: 'BAD_INPUT' },
  });
});

test('a failed call is told in words', async () => {
  const told = async (error: unknown) => {
    const outcome = await outcomeOf<Result>(Promise.reject(error));
    return 'problem' in outcome ? outcome.problem.text : undefined;
  };
  expect(await told(new NetworkError('fetch failed'))).toContain('cannot be reached');
  expect(await told(new RateLimitedError('Slow down.', { retryAfter: 2.2 }))).toContain('3 seconds');
  expect(await told(new InternalError('Reference 1.'))).toBe('Reference 1.');
  expect(await told(new TypeError('undefined is not a function'))).toContain('Please try again');
});
