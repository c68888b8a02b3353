import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** One filter, kept in the address so that a view can be shared and the back button works. */
export function useUrlState(name: string): [string | undefined, (value: string | undefined) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback(
    (value: string | undefined) =>
      setParameters((before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      }),
    [name, setParameters],
  );
  return [parameters.get(name) ?? undefined, set];
}

/** A filter with a closed set of values; the first is the default and is not written into the address. */
export function useUrlChoice<Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
): [Value, (value: Value) => void] {
  const [text, set] = useUrlState(name);
  const value = values.find((candidate) => candidate === text) ?? values[0];
  return [value, useCallback((next: Value) => set(next === values[0] ? undefined : next), [set, values])];
}
