import { expect, test } from 'vitest';
import { countTests, type VitestReport } from './test-counts.ts';

const report = (statuses: string[], file = 'passed'): VitestReport => ({
  numPassedTests: statuses.filter((status) => status === 'passed').length,
  numFailedTests: statuses.filter((status) => status === 'failed').length,
  testResults: [
    {
      name: 'a.spec.ts',
      status: file,
      assertionResults: statuses.map((status, index) => ({ fullName: `test ${index}`, status })),
    },
  ],
});

test.each([
  ['all is well', report(['passed', 'passed']), 0, false, [2, 0]],
  ['a test fails', report(['passed', 'failed'], 'failed'), 1, false, [1, 1]],
  ['a file cannot be loaded', report([], 'failed'), 1, false, [0, 1]],
  ['an error outside of tests', report(['passed']), 1, false, [1, 1]],
  ['nothing was run', report([]), 0, false, [0, 1]],
  ['the runner crashed', undefined, 1, false, [0, 1]],
  ['a skip on a developer machine', report(['passed', 'pending']), 0, false, [1, 0]],
  ['a skip where nothing may be missing', report(['passed', 'pending', 'skipped']), 0, true, [1, 2]],
] as const)('%s', (_, given, exitCode, skipsFail, expected) => {
  const { passed, failed } = countTests(given, { exitCode, skipsFail });
  expect([passed, failed]).toEqual(expected);
});
