import { type Deployment, openDeployment } from './deployment.ts';
import { openEngines } from './engines.ts';
import type { Settings } from './environment.ts';
import { migrate } from './migrate.ts';

/** Opens everything for one command, runs it, closes everything. */
export async function withDeployment<T>(
  settings: Settings,
  name: string,
  run: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const engines = await openEngines(settings);
  const deployment = openDeployment(settings, engines, name);
  try {
    if (engines.children.length > 0) await migrate(deployment);
    return await run(deployment);
  } finally {
    await deployment.close();
  }
}
