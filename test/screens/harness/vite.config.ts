import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const repo = fileURLToPath(new URL('../../../', import.meta.url));

/** Every screen in every state on made-up data, to be looked at without the extension: `npx vite test/screens/harness`. */
export default defineConfig({
  root: fileURLToPath(new URL('./', import.meta.url)),
  publicDir: `${repo}public`,
  cacheDir: `${repo}.state/harness`,
  resolve: { alias: [{ find: /^@\//, replacement: repo }] },
  build: { outDir: `${repo}.state/harness/dist`, emptyOutDir: true },
  server: { fs: { allow: [repo] } },
});
