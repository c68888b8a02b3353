import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Command, Option } from 'commander';
import { SUBGRAPH_NAMES, type SubgraphName } from '#platform/graphql/schema.ts';
import type { Deployment } from '../deployment.ts';
import { PACKAGE_ROOT } from '../deployment.ts';
import { createOutput } from '../output.ts';

/** Addresses that the supergraph carries; a deployment's own are given to the gateway by its settings. */
const ROUTING_URL = (name: string): string => `http://${name}.subgraph.invalid/graphql`;

/** A schema is built without its stores: resolvers are wired but never called. */
async function sdlOf(name: SubgraphName): Promise<string> {
  const { createSubgraph } = await import('../processes/subgraphs.ts');
  const nothing: unknown = new Proxy(
    {},
    { get: (_, property) => (property === 'then' ? undefined : nothing), apply: () => nothing },
  );
  const subgraph = await createSubgraph(name, nothing as Deployment, nothing as never);
  return subgraph.sdl;
}

async function generate(folder: string): Promise<string[]> {
  const { composeSupergraph } = await import('../../gateway/index.ts');
  const self = process.argv[1];
  if (!self) throw new Error('The path of this program is not known.');
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  const save = async (name: string, sdl: string): Promise<void> => {
    await writeFile(path.join(folder, `${name}.graphql`), sdl);
    written.push(`${name}.graphql`);
  };
  const definitions: { name: string; sdl: string; url: string }[] = [];
  for (const name of SUBGRAPH_NAMES) {
    // A process for each: type-graphql keeps one registry, and a subgraph must not know the types of another.
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', self, 'schema', '--print', name],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    definitions.push({ name, sdl: stdout, url: ROUTING_URL(name) });
    await save(name, stdout);
  }
  await save('supergraph', composeSupergraph(definitions));
  return written;
}

export function registerSchema(program: Command): void {
  program
    .command('schema', { hidden: true })
    .description('write the SDL of every subgraph and of the supergraph')
    .option('--out <folder>', 'where to', path.join(PACKAGE_ROOT, 'schema'))
    .addOption(new Option('--print <subgraph>', 'only print one').choices(SUBGRAPH_NAMES))
    .option('--json', 'print one JSON object last')
    .action(async (options: { out: string; print?: SubgraphName; json?: boolean }) => {
      if (options.print) {
        process.stdout.write(await sdlOf(options.print));
        return;
      }
      const files = await generate(path.resolve(options.out));
      createOutput(options.json ?? false).result({ files }, files.join('\n'));
    });
}
