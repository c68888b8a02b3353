import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: fromHere('.'),
  base: '/',
  plugins: [react()],
  resolve: {
    alias: [
      { find: '@merchantgraph/sdk/react', replacement: fromHere('../sdk/src/react/index.ts') },
      { find: '@merchantgraph/sdk', replacement: fromHere('../sdk/src/index.ts') },
    ],
  },
  build: { outDir: fromHere('dist'), emptyOutDir: true, sourcemap: false, chunkSizeWarningLimit: 700 },
  server: { port: 5173, proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true } } },
});
