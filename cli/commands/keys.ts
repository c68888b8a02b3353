import type { Command } from 'commander';
import { readSettings, type Settings } from '../environment.ts';
import { createOutput } from '../output.ts';
import { keepEpoch, keptEpoch } from '../secrets.ts';

/** Moves a deployment that keeps its epoch itself to the next one; says what to do where it is a setting. */
async function rotate(settings: Settings, leaked: boolean): Promise<{ epoch: number; text: string }> {
  const { accessTokens, databaseUrl, dataDir } = settings;
  if (accessTokens.keys) {
    throw new Error(
      'ACCESS_TOKEN_KEYS names the keys, so they are rotated there: append the new key and restart every process, move it to the front and restart again, and remove the old one 15 minutes later.',
    );
  }
  // The epoch before is still accepted; nobody accepts the one before that.
  const step = leaked ? 2 : 1;
  if (databaseUrl || accessTokens.epoch !== undefined) {
    const epoch = (accessTokens.epoch ?? 0) + step;
    return {
      epoch,
      text: `Set ACCESS_TOKEN_EPOCH=${epoch} for every process, and restart them one after the other.`,
    };
  }
  const epoch = (await keptEpoch(dataDir)) + step;
  await keepEpoch(dataDir, epoch);
  return { epoch, text: `Access tokens have a new key (epoch ${epoch}) from the next start on.` };
}

export function registerKeys(program: Command): void {
  program
    .command('keys')
    .description('keys of access tokens')
    .command('rotate')
    .description('sign access tokens with a new key; sessions go on')
    .option('--leaked', 'refuse tokens of the present key at once: it is in the wrong hands')
    .option('--json', 'print one JSON object last')
    .action(async (options: { leaked?: boolean; json?: boolean }) => {
      const { epoch, text } = await rotate(readSettings(), options.leaked ?? false);
      createOutput(options.json ?? false).result({ epoch }, text);
    });
}
