import type { Need } from './actors.ts';
import { createMutationCalls } from './mutations.ts';
import { RULES } from './rules.ts';
import type { World } from './world.ts';

/** Nothing is asked of this world: only what each mutation needs is read from its calls. */
const nowhere = { merchantId: '', things: {} } as unknown as World;

/** What a field asks of its caller beside the fields above it; undefined where those decide. */
export const needsOfField = (type: string, field: string): Need | undefined => RULES[type]?.[field];

/** What a mutation asks of its caller. */
export const needsOfMutation = (field: string): Need | undefined =>
  createMutationCalls(nowhere)[field]?.needs;
