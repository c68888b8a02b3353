import { expect, it } from 'vitest';
import { SUBGRAPH_NAMES } from '#platform/graphql/schema.ts';
import { SUBGRAPH_NAMES as NAMES } from './names.ts';

it('the command line knows the subgraphs that there are', () => {
  expect(NAMES).toEqual(SUBGRAPH_NAMES);
});
