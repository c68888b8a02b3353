import { openDeployment } from '../deployment.ts';
import { openEngines } from '../engines.ts';
import { readSettings } from '../environment.ts';
import { migrate } from '../migrate.ts';
import { createOutput } from '../output.ts';

export async function runMigrate(options: { json?: boolean }): Promise<void> {
  const settings = readSettings();
  const deployment = openDeployment(settings, await openEngines(settings), 'migrate');
  try {
    const applied = await migrate(deployment);
    createOutput(options.json ?? false).result(
      { applied },
      applied.length === 0 ? 'Everything is up to date.' : `Applied ${applied.join(', ')}.`,
    );
  } finally {
    await deployment.close();
  }
}
