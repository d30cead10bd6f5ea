import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What WXT defines at build time, as the Chromium build. Vitest makes strings of these: a false flag must be absent, not 'false'. */
const env = { BROWSER: 'chrome', CHROME: 'true', MANIFEST_VERSION: '3' };

const root = { find: /^@\//, replacement: here('./') };

export default defineConfig({
  test: {
    environment: 'node',
    // Two cores is what the smallest machine has; more forks only make the slow tests slower.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
    env,
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**'],
  },
  resolve: { alias: [root] },
});
