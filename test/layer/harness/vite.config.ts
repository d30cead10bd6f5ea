import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Serves the harness: `vite --config test/layer/harness/vite.config.ts`, or `createServer({ configFile })` from a test. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('../../..', import.meta.url)) } },
  server: { port: 4477, strictPort: false },
});
