// npm test: set-up, types, lint, unit, build, end to end. Needs nothing but Node and npm.
import { install } from './setup/install.mjs';
import { rootOf, runOnNewNode } from './setup/node.mjs';
import { createProgress } from './setup/progress.mjs';

const root = rootOf(import.meta.url);
try {
  if (!process.env.LOUPE_INSTALLED) await createProgress(1).step('Dependencies', (note) => install(root, note));
} catch (error) {
  console.error(`${error.message}\nCheck the network, then run npm test again.`);
  process.exit(1);
}
await runOnNewNode(root, 'scripts/test.mjs', process.argv.slice(2));
const { test } = await import('./test/main.ts');
process.exit(await test(root, process.argv.slice(2)));
