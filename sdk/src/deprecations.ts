import type { DeprecationNotice } from './options.ts';

/** What the API says in `extensions` of an answer. */
export interface Notices {
  deprecations?: readonly { coordinate: string; reason: string }[];
}

/** Passes on what the API says is deprecated: every coordinate once, whatever operation uses it. */
export type TellDeprecations = (extensions: Notices | undefined, operation: string | undefined) => void;

export function createTeller(onDeprecation?: (notice: DeprecationNotice) => void): TellDeprecations {
  const told = new Set<string>();
  return (extensions, operation) => {
    for (const { coordinate, reason } of extensions?.deprecations ?? []) {
      if (told.has(coordinate)) continue;
      told.add(coordinate);
      onDeprecation?.({ coordinate, reason, operation });
    }
  };
}
