// Dependencies, by npm alone: nothing here may import a package.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
const mark = (root) => join(root, 'node_modules', '.installed-lock');

/** True when node_modules was installed from this very lock file. */
export function isInstalled(root) {
  const npmsOwn = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(npmsOwn)) return false;
  if (existsSync(mark(root))) return readFileSync(mark(root), 'utf8') === lockHash(root);
  // Installed by hand: npm's own copy of the lock is newer than the lock it came from.
  return statSync(npmsOwn).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function npm(root, args, note) {
  // `npm start` names the npm that runs it; without it the one in PATH is taken.
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && !own,
    });
    let output = '';
    const hear = (chunk) => {
      output = (output + chunk).slice(-8000);
      note(String(chunk));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`npm ${args.join(' ')} ended with ${code}.\n${output}`))));
  });
}

/** Runs `npm ci` unless node_modules already fits the lock file. */
export async function install(root, note) {
  if (!isInstalled(root)) {
    note('npm ci: about a minute, 900 MB');
    await npm(root, ['ci', '--no-progress'], note);
  }
  writeFileSync(mark(root), lockHash(root));
  return 'in place';
}
