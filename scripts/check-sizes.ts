/**
 * Fails when a file of ours has more than 400 lines: `node scripts/check-sizes.ts`. A file that long does two things.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LIMIT = 400;
const COUNTED = /\.(ts|tsx|mjs|css|prisma|sh)$/;
/** What nobody reads from top to bottom: generated code, and migrations, which are never edited. */
const EXEMPT = /(_generated\.|\/generated\/|\/migrations\/|\.d\.ts$)/;

const root = path.resolve(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => COUNTED.test(file) && !EXEMPT.test(file) && existsSync(path.join(root, file)));

const long = tracked
  .map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').split('\n').length - 1 }))
  .filter(({ lines }) => lines > LIMIT);
for (const { file, lines } of long) process.stdout.write(`${file}: ${lines} lines, at most ${LIMIT}\n`);
process.stdout.write(`${tracked.length} files, ${long.length} too long\n`);
process.exitCode = long.length > 0 ? 1 : 0;
