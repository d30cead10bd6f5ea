import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.ts';

/** All that ends up in the extension. */
const sources = [
  '{entrypoints,components,lib,adapters,playbook,locales,public}/**',
  'wxt.config.ts',
  'scripts/tap-files.ts',
  'tsconfig.json',
  'package-lock.json',
];

export const chromiumBuild = (root: string): string => join(root, '.output', 'chrome-mv3');
export const firefoxBuild = (root: string): string => join(root, '.output', 'firefox-mv3');

/** Folders count too: a deleted file shows in its folder's time alone. */
function newest(root: string): number {
  let at = 0;
  for (const pattern of sources) for (const path of globSync(pattern, { cwd: root })) at = Math.max(at, statSync(join(root, path)).mtimeMs);
  return at;
}

/** True when the build is newer than everything it is made of. */
export function isBuilt(root: string, folder: string): boolean {
  const manifest = join(folder, 'manifest.json');
  return existsSync(manifest) && statSync(manifest).mtimeMs >= newest(root);
}

/** Builds the extension for Chromium or Firefox, unless the last build is still true. */
export async function build(root: string, browser: 'chrome' | 'firefox', note: (text: string) => void = () => {}): Promise<string> {
  const folder = browser === 'chrome' ? chromiumBuild(root) : firefoxBuild(root);
  if (isBuilt(root, folder)) return 'up to date';
  const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const built = await run(process.execPath, [wxt, 'build', '-b', browser], { cwd: root, within: 300_000, note });
  if (built.code !== 0) throw new Error(`wxt build -b ${browser} ended with ${built.code}.\n${built.output}`);
  return 'built';
}
