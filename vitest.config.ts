import { defineConfig } from 'vitest/config';

const here = (path: string): string => new URL(path, import.meta.url).pathname;

export default defineConfig({
  resolve: {
    alias: [
      { find: '@merchantgraph/sdk/react', replacement: here('./sdk/src/react/index.ts') },
      { find: '@merchantgraph/sdk', replacement: here('./sdk/src/index.ts') },
      // One copy of graphql: Vite would choose its ES module, Node gives every library its CommonJS.
      { find: /^graphql$/, replacement: here('./node_modules/graphql/index.js') },
    ],
  },
  test: {
    include: ['**/*.spec.ts', '**/*.spec.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', 'tests/faults/**'],
    globalSetup: ['./tests/global-setup.ts'],
    setupFiles: ['./tests/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Engines and ports are shared by a worker's files, one file after the other.
    isolate: false,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  },
});
