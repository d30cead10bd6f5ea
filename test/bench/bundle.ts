import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { run } from '../../scripts/setup/process.ts';

export const root = join(import.meta.dirname, '..', '..');

/** A script for a page, bundled in memory from one of our files: what it exports becomes the global `bench`. Minified, production React. */
export async function bundle(entry: string): Promise<string> {
  // Our tsconfig.json extends what WXT writes; before the first build it is not there.
  if (!existsSync(join(root, '.wxt', 'tsconfig.json')))
    await run(process.execPath, [join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'prepare'], { cwd: root, within: 60_000 });
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    // `events` is a package for browsers as well, which PouchDB means; its name is Node's, too.
    resolve: { alias: { '@': root, events: join(root, 'node_modules', 'events', 'events.js') } },
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.FIREFOX': 'false' },
    build: {
      write: false,
      target: 'chrome120',
      lib: { entry: join(import.meta.dirname, entry), formats: ['iife'], name: 'bench', fileName: 'bench' },
    },
  });
  const output = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const script = output.find((file) => file.type === 'chunk');
  if (!script) throw new Error(`${entry} gave no script.`);
  return script.code;
}
