/** The part of Vitest's JSON report that is counted. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** What a run comes to. Everything that went wrong is at least one failure, also where no test could be blamed. */
export function countTests(
  report: VitestReport | undefined,
  run: { exitCode: number; skipsFail: boolean },
): { passed: number; failed: number; problems: string[] } {
  if (!report) return { passed: 0, failed: 1, problems: ['The runner ended without a report.'] };
  const problems: string[] = [];
  let failed = report.numFailedTests;
  for (const file of report.testResults) {
    const tests = file.assertionResults;
    if (file.status === 'failed' && !tests.some((test) => test.status === 'failed')) {
      problems.push(`Could not be run: ${file.name}`);
      failed += 1;
    }
    if (!run.skipsFail) continue;
    for (const test of tests.filter(({ status }) => status !== 'passed' && status !== 'failed')) {
      problems.push(`Skipped, which is a failure here: ${test.fullName}`);
      failed += 1;
    }
  }
  if (run.exitCode !== 0 && failed === 0) {
    problems.push('An error outside of every test: see above.');
    failed = 1;
  }
  if (run.exitCode === 0 && report.numPassedTests + failed === 0) {
    problems.push('No test was run.');
    failed = 1;
  }
  return { passed: report.numPassedTests, failed, problems };
}
