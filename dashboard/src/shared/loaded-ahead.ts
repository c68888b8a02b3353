import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/**
 * A component whose code is loaded when it is needed, and ahead of that where the first address is `path` or below it:
 * side by side with what the page asks the API. What is there in time is drawn at once. Otherwise its fallback is, and
 * after a fallback React lets at least 300 ms pass before the component is there and asks for its data.
 */
export function loadedAhead<Props extends object>(
  path: string,
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  let loaded: { default: ComponentType<Props> } | undefined;
  const start = async () => {
    loaded = await load();
    return loaded;
  };
  const { pathname } = window.location;
  // What failed is asked for again when it is needed, and its error is shown then.
  if (pathname === path || pathname.startsWith(`${path}/`)) start().catch(() => undefined);
  return lazy(() => (loaded ? atOnce(loaded) : start()));
}

/** A promise tells its value a moment later, and for React that is too late to draw without a fallback. */
function atOnce<Value>(value: Value): Promise<Value> {
  const thenable: PromiseLike<Value> = {
    // biome-ignore lint/suspicious/noThenProperty: being a thenable that answers at once is what it is for
    then: (onValue) => Promise.resolve(onValue?.(value)) as Promise<never>,
  };
  return thenable as Promise<Value>;
}
