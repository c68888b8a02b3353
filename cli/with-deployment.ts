import { type Deployment, openDeployment } from './deployment.ts';
import { openEngines } from './engines.ts';
import type { Settings } from './environment.ts';

/** Opens everything for one command, runs it, closes everything. */
export async function withDeployment<T>(
  settings: Settings,
  name: string,
  run: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const engines = await openEngines(settings);
  const deployment = openDeployment(settings, engines, name);
  try {
    // The migrator is large, and only needed where this command has started the engines itself.
    if (engines.children.length > 0) await (await import('./migrate.ts')).migrate(deployment);
    return await run(deployment);
  } finally {
    await deployment.close();
  }
}
