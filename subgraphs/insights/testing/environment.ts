import path from 'node:path';

/** Folder of the real data that tests may measure on; it need not exist. */
export const testDataFolder = (repositoryRoot: string): string =>
  path.resolve(repositoryRoot, process.env.MERCHANTGRAPH_TEST_DATA ?? '../shared/data');
