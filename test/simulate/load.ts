import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { createServer } from 'vite';
import { ESModulesEvaluator, ModuleRunner, type ModuleRunnerContext } from 'vite/module-runner';

export const root = join(import.meta.dirname, '..', '..');

/** One piece of product code as it stands, and what stands there instead. */
export interface Edit {
  file: string;
  from: string;
  to: string;
}

/** Names that a piece of code takes from its realm rather than from this process: its clock, its chance, its network. */
export type Realm = Record<string, unknown>;

export interface Loader {
  /** A fresh copy of a module and all it imports, as another worker or process has it. */
  copy<T>(file: string, realm?: Realm): Promise<T>;
  /** From now on copies are made with these edits and no others. Throws when a line to edit is gone or stands there twice. */
  edit(edits: readonly Edit[]): void;
  close(): Promise<void>;
}

/** Makes copies of product code, whole or edited on the way in. */
export async function openLoader(): Promise<Loader> {
  let edits: readonly Edit[] = [];
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    resolve: {
      alias: [
        { find: 'wxt/browser', replacement: join(import.meta.dirname, 'browser.ts') },
        { find: /^uuid$/, replacement: join(import.meta.dirname, 'uuid.ts') },
        { find: /^@\//, replacement: `${root}/` },
      ],
    },
    plugins: [
      {
        name: 'edits',
        enforce: 'pre',
        transform: (code, id) => {
          const file = relative(root, id).split(sep).join('/');
          return edits.filter((edit) => edit.file === file).reduce((text, { from, to }) => text.replace(from, () => to), code);
        },
      },
    ],
  });
  const { hot, moduleGraph } = server.environments.ssr;
  // Transformed once, run many times.
  const fetched = new Map<string, ReturnType<typeof hot.handleInvoke>>();
  const invoke: typeof hot.handleInvoke = (payload) => {
    const key = JSON.stringify(payload);
    const known = fetched.get(key) ?? hot.handleInvoke(payload);
    fetched.set(key, known);
    return known;
  };
  return {
    copy: (file, realm = {}) =>
      new ModuleRunner({ transport: { invoke }, hmr: false, sourcemapInterceptor: false }, new Inside(realm)).import(join(root, file)),
    edit: (next) => {
      for (const { file, from } of next) {
        const times = readFileSync(join(root, file), 'utf8').split(from).length - 1;
        if (times !== 1) throw new Error(`${file} holds this ${times} times, not once: ${from}`);
      }
      for (const { file } of [...edits, ...next]) moduleGraph.onFileChange(join(root, file));
      fetched.clear();
      edits = next;
    },
    close: () => server.close(),
  };
}

const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (...values: unknown[]) => Promise<void>;

/** Runs a module with the realm's names in the place of the global ones. */
class Inside extends ESModulesEvaluator {
  private readonly realm: Realm;

  constructor(realm: Realm) {
    super();
    this.realm = realm;
  }

  override async runInlinedModule(context: ModuleRunnerContext, code: string): Promise<void> {
    const names = { ...context, ...this.realm };
    const run = new AsyncFunction(...Object.keys(names), `"use strict"; await (async () => {${code}\n})();`);
    await run(...Object.values(names));
    Object.seal(context.__vite_ssr_exports__);
  }
}
