/**
 * Checks who imports whom: `node scripts/boundaries.ts`. The rules and their reasons are in .dependency-cruiser.mjs.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import extractConfiguration from 'dependency-cruiser/config-utl/extract-depcruise-config';

/** The rules and how to read the code. */
export const configuration: IConfiguration = await extractConfiguration(
  path.resolve(import.meta.dirname, '../.dependency-cruiser.mjs'),
);

/** Folders that hold no code of ours. */
const SKIPPED = new Set(['node_modules', 'dist', 'docs', 'coverage', 'schema']);

export interface Violation {
  rule: string;
  from: string;
  to: string;
  reason: string;
}

/**
 * Reads every TypeScript file below a repository's root and follows its imports.
 * @returns what breaks a rule, and how many files and arrows were read: a checker that reads nothing finds nothing
 */
export async function checkBoundaries(
  root: string,
): Promise<{ violations: Violation[]; modules: number; arrows: number }> {
  const entries = readdirSync(root, { withFileTypes: true })
    .filter((entry) =>
      entry.isDirectory()
        ? !entry.name.startsWith('.') && !SKIPPED.has(entry.name)
        : entry.name.endsWith('.ts'),
    )
    .map((entry) => entry.name);
  const { output } = await cruise(
    entries,
    {
      ...configuration.options,
      baseDir: root,
      ruleSet: { forbidden: configuration.forbidden ?? [] },
      validate: true,
      outputType: 'json',
    },
    // Resolution follows package.json's "imports" from the folder it is in.
    configuration.options?.enhancedResolveOptions,
  );
  const result: ICruiseResult = typeof output === 'string' ? JSON.parse(output) : output;
  const reasons = new Map(configuration.forbidden?.map((rule) => [rule.name, rule.comment ?? '']));
  const own = result.modules.filter(
    (module) => /\.tsx?$/.test(module.source) && !/^node_modules/.test(module.source),
  );
  return {
    violations: result.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      reason: reasons.get(rule.name) ?? '',
    })),
    modules: own.length,
    arrows: own.reduce((sum, module) => sum + module.dependencies.length, 0),
  };
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '..');
  const { violations, modules, arrows } = await checkBoundaries(root);
  const said = new Set<string>();
  for (const { rule, from, to, reason } of violations) {
    process.stdout.write(`${rule}: ${from}${from === to ? '' : ` -> ${to}`}\n`);
    if (!said.has(rule)) process.stdout.write(`  ${reason}\n`);
    said.add(rule);
  }
  // Without a parser for TypeScript the cruiser reads nothing, says nothing, and would pass.
  const blind = modules < 10 || arrows < modules;
  if (blind) process.stdout.write('Hardly an import was read: is @swc/core installed?\n');
  process.stdout.write(`${modules} files, ${arrows} imports, ${violations.length} violations\n`);
  process.exitCode = violations.length > 0 || blind ? 1 : 0;
}
