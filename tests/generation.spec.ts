import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
/** What a developer adds: one field of one type, in one subgraph. */
const TYPE = 'subgraphs/insights/insight/insight.type.ts';
const FIELD = `
  @Field(() => Int, { description: 'How many days ago it was written, 0 or more.' })
  ageInDays(): number {
    return 0;
  }
}
`;
/** How a page uses it. */
const USE = `import { useInsights } from '../sdk/src/react/index.ts';
const { data } = useInsights({ merchantId: 'shop' });
export const days: number | undefined = data?.nodes[0]?.ageInDays;
// @ts-expect-error it is a number
export const text: string | undefined = data?.nodes[0]?.ageInDays;
`;

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'merchantgraph-generation-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.split('\0'))
    if (file !== '' && file !== 'node_modules')
      cpSync(path.join(root, file), path.join(copy, file), { recursive: true, force: true });
  cpSync(path.join(root, 'prisma/generated'), path.join(copy, 'prisma/generated'), { recursive: true });
  cpSync(path.join(root, 'dist'), path.join(copy, 'dist'), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('a field that is added to a subgraph appears, typed, in the hook after one command', () => {
  const type = path.join(copy, TYPE);
  const [head = '', ...classes] = readFileSync(type, 'utf8').split(/^(?=@ObjectType)/m);
  const cards = classes.findIndex((text) => /^export class Insight\b/m.test(text));
  expect(cards).toBeGreaterThanOrEqual(0);
  classes[cards] = String(classes[cards]).replace(/\n}\n/, FIELD);
  writeFileSync(type, head + classes.join(''));

  execFileSync('npm', ['run', '-s', 'generate'], { cwd: copy, stdio: 'pipe' });

  writeFileSync(path.join(copy, 'tests/use.ts'), USE);
  writeFileSync(
    path.join(copy, 'tsconfig.use.json'),
    JSON.stringify({ extends: './tsconfig.json', include: ['tests/use.ts'] }),
  );
  const compiler = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  execFileSync(process.execPath, [compiler, '--noEmit', '-p', 'tsconfig.use.json'], { cwd: copy });
  expect(readFileSync(path.join(copy, 'docs/reference/insights.md'), 'utf8')).toContain(
    '| `ageInDays` | `Int!` | How many days ago it was written, 0 or more. |',
  );
}, 180_000);
