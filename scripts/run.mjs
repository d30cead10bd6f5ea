// node scripts/run.mjs <bench|corrupt|load|policy|score|server|simulate> [arguments]: runs one of our programs on the Node that it needs.
import { spawn } from 'node:child_process';
import { install } from './setup/install.mjs';
import { rootOf, runOnNewNode } from './setup/node.mjs';
import { whenOrphaned } from './setup/orphan.mjs';

const programs = {
  bench: 'test/bench/main.ts',
  corrupt: 'test/e2e/corrupt.ts',
  load: 'test/load/main.ts',
  pictures: 'scripts/pictures.ts',
  policy: 'scripts/policy.ts',
  server: 'server/main.ts',
  score: 'test/score/main.ts',
  simulate: 'test/simulate/main.ts',
};

const root = rootOf(import.meta.url);
const [name, ...args] = process.argv.slice(2);
if (!Object.hasOwn(programs, name ?? '')) {
  console.error(`Which program? One of: ${Object.keys(programs).join(', ')}.`);
  process.exit(2);
}
if (!process.env.LOUPE_INSTALLED) await install(root, () => {});
await runOnNewNode(root, 'scripts/run.mjs', [name, ...args]);
const child = spawn(process.execPath, [programs[name], ...args], { cwd: root, stdio: 'inherit', env: process.env });
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
whenOrphaned(() => child.kill('SIGTERM'));
child.on('close', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
