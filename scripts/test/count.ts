import { existsSync, readFileSync } from 'node:fs';

export interface Count {
  passed: number;
  failed: number;
}

interface Report {
  numPassedTests?: number;
  numFailedTests?: number;
  /** Test files that broke before a test of theirs ran. */
  numFailedTestSuites?: number;
  stats?: { expected: number; unexpected: number; flaky: number };
}

/** Passed and failed tests of a Vitest or Playwright JSON report; none where there is no report. */
export function countOf(path: string): Count {
  if (!existsSync(path)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  if (report.stats) return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected };
  const failed = report.numFailedTests ?? 0;
  return { passed: report.numPassedTests ?? 0, failed: failed === 0 ? (report.numFailedTestSuites ?? 0) : failed };
}
