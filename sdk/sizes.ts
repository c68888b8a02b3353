import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/** Bundles a page that uses one operation, and one that also subscribes, and weighs both. */
export async function measureSizes(entry: string): Promise<{ core: number; live: number; error: number }> {
  const weigh = async (code: string, lazy: boolean) => {
    const build = await rolldown({
      input: 'page',
      platform: 'browser',
      plugins: [
        {
          name: 'page',
          resolveId: (id: string) => (id === 'page' ? '\0page' : null),
          load: (id: string) => (id === '\0page' ? code : null),
        },
      ],
    });
    const { output } = await build.generate({ format: 'esm', minify: true });
    return output
      .filter((file) => file.type === 'chunk' && (lazy || file.isEntry || !file.isDynamicEntry))
      .reduce((sum, file) => sum + (file.type === 'chunk' ? gzipSync(file.code).length : 0), 0);
  };
  const from = `from ${JSON.stringify(entry)}`;
  return {
    core: await weigh(
      `import { createMerchantGraph, listInsights } ${from}; window.go = () => listInsights(createMerchantGraph({ endpoint: '/graphql' }), { merchantId: '1' });`,
      false,
    ),
    live: await weigh(
      `import { createMerchantGraph, insightCreated } ${from}; window.go = () => insightCreated(createMerchantGraph({ endpoint: '/graphql' }), { merchantId: '1' });`,
      true,
    ),
    error: await weigh(`import { NotFoundError } ${from}; window.E = NotFoundError;`, false),
  };
}
