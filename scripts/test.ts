/**
 * Runs the tests: `node scripts/test.ts [what vitest accepts]`. Builds what is stale first, and ends with the plain line
 * `N passed, N failed` from the runner's own counts.
 *
 * With CI=true a skipped test is a failed one: a machine that lacks what a test needs must not look healthy. The counts
 * are also written to the file that TEST_COUNTS names, for whoever adds several runs up.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildStale } from './build.ts';
import { countTests, type VitestReport } from './test-counts.ts';

const root = path.resolve(import.meta.dirname, '..');
const vitest = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

/** @returns the runner's exit code; its report is in `file` when it got that far */
function runVitest(file: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
      { cwd: root, stdio: 'inherit' },
    );
    // Ctrl-C reaches the runner by itself, as it shares our terminal; we wait for it to stop its engines.
    const ignore = (): void => undefined;
    const pass = (): void => void child.kill('SIGTERM');
    process.on('SIGINT', ignore).on('SIGTERM', pass);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', ignore).off('SIGTERM', pass);
      resolve(code ?? 1);
    });
  });
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'merchantgraph-report-'));
let code = 1;
let counts = { passed: 0, failed: 1, problems: ['the tests did not run'] };
try {
  await buildStale();
  const file = path.join(folder, 'report.json');
  code = await runVitest(file, process.argv.slice(2));
  counts = countTests(readReport(file), { exitCode: code, skipsFail: process.env.CI === 'true' });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const problem of counts.problems) process.stdout.write(`${problem}\n`);
if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, `${counts.passed} ${counts.failed}\n`);
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed > 0 ? code || 1 : code;
