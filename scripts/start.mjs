// npm start: the whole product on this machine, with a real shop and a real inbox. Needs nothing but Node and npm.
import { install } from './setup/install.mjs';
import { rootOf, runOnNewNode } from './setup/node.mjs';
import { createProgress } from './setup/progress.mjs';

const root = rootOf(import.meta.url);
try {
  if (!process.env.LOUPE_INSTALLED) await createProgress(1).step('Dependencies', (note) => install(root, note));
} catch (error) {
  console.error(`${error.message}\nCheck the network, then run npm start again.`);
  process.exit(1);
}
await runOnNewNode(root, 'scripts/start.mjs', process.argv.slice(2));
const { start } = await import('./start/main.ts');
process.exit(await start(root, process.argv.slice(2)));
