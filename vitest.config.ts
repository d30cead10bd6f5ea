import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What WXT defines at build time, as the Chromium build. Vitest makes strings of these: a false flag must be absent, not 'false'. */
const env = { BROWSER: 'chrome', CHROME: 'true', MANIFEST_VERSION: '3' };

const root = { find: /^@\//, replacement: here('./') };

/** The layer ships on Preact (wxt.config.ts), so its tests run on Preact too. */
const preactInPages = [
  { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react-dom\/test-utils$/, replacement: 'preact/test-utils' },
  { find: /^react(-dom)?$/, replacement: 'preact/compat' },
];

// Testing Library's ESM build: in its CommonJS one the aliases above would not reach.
const testingLibrary = {
  find: '@testing-library/react',
  replacement: here('./node_modules/@testing-library/react/dist/@testing-library/react.esm.js'),
};

const layerTests = 'test/layer/**/*.test.{ts,tsx}';

export default defineConfig({
  test: {
    environment: 'node',
    // Two cores is what the smallest machine has; more forks only make the slow tests slower.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
    projects: [
      {
        resolve: { alias: [root] },
        test: { name: 'unit', env, include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/e2e/**', layerTests] },
      },
      {
        resolve: { alias: [root, ...preactInPages, testingLibrary] },
        test: { name: 'layer', env, include: [layerTests], server: { deps: { inline: [/@testing-library/] } } },
      },
    ],
  },
});
