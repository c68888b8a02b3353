import { useCallback } from 'react';
import { useMessages } from './messages.tsx';
import { outcomeOf, type Success } from './outcome.ts';

/** Runs a mutation that has no form: its failure is told at the bottom of the page. Gives the success, if it was one. */
export function useAct(): <Result extends { __typename: string }>(
  call: Promise<Result>,
) => Promise<Success<Result> | undefined> {
  const { show } = useMessages();
  return useCallback(
    async (call) => {
      const outcome = await outcomeOf(call);
      if ('value' in outcome) return outcome.value;
      show(outcome.problem.text);
      return undefined;
    },
    [show],
  );
}
