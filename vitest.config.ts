import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@merchantgraph/sdk/react': new URL('./sdk/src/react/index.ts', import.meta.url).pathname,
      '@merchantgraph/sdk': new URL('./sdk/src/index.ts', import.meta.url).pathname,
    },
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
