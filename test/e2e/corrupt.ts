import { join } from 'node:path';
import { run } from '../../scripts/setup/process.ts';

// npm run corrupt [-- playwright arguments]: every row of the table of damages, on both of Chromium's stores.
const root = join(import.meta.dirname, '..', '..');
const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
const { code } = await run(process.execPath, [cli, 'test', 'corruption', ...process.argv.slice(2)], {
  cwd: root,
  within: 15 * 60_000,
  env: { LOUPE_CORRUPT: 'all', FORCE_COLOR: '0' },
  note: (text) => process.stdout.write(text),
});
process.exitCode = code ?? 1;
