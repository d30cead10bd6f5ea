import { readdirSync, readFileSync, statSync } from 'node:fs';
import { posix, relative, sep } from 'node:path';

/** A file of the repository. `code` is its text without comments. */
export interface Source {
  /** From the root, with `/`. */
  path: string;
  text: string;
  code: string;
}

/** Folders that hold what we write. */
const folders = [
  'adapters',
  'components',
  'entrypoints',
  'lib',
  'locales',
  'playbook',
  'scripts',
  'server',
  'test',
  '.github',
  '.ci',
  'public',
];
const readable = /\.(tsx?|[mc]?js|[mc]ts|json|css|html|md|ya?ml)$|^\.ci\/run$/;

export function sourceOf(path: string, text: string): Source {
  return { path, text, code: /\.[mc]?[jt]sx?$/.test(path) ? withoutComments(text) : text };
}

/** All files of ours, fixtures included; nothing that is built or installed. */
export function readTree(root: string): Source[] {
  const top = readdirSync(root).filter((name) => readable.test(name) && name !== 'package-lock.json');
  const below = folders.flatMap((folder) => walk(`${root}/${folder}`));
  return [...top.map((name) => `${root}/${name}`), ...below]
    .map((file) => ({ file, path: relative(root, file).split(sep).join('/') }))
    .filter(({ path }) => readable.test(path))
    .map(({ file, path }) => sourceOf(path, readFileSync(file, 'utf8')));
}

function walk(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

/** Comments go, strings stay: a `//` inside a string or after a colon is no comment. */
function withoutComments(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(^|[^:\\/])\/\/.*$/gm,
    (_whole, quoted, before) => quoted ?? before ?? '',
  );
}

export interface Import {
  /** A path from the root, or a package with its sub-path. */
  target: string;
  isPackage: boolean;
  /** As written. */
  written: string;
  /** `import type`: gone at run time. Names marked one by one leave an import of the whole module behind. */
  typeOnly: boolean;
  isDynamic: boolean;
}

const statements =
  /(?:^|[\n;])\s*(?:import|export)\s+(type\s+(?=[\w{*]))?(?:[\w*\s{},$]+?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** What a file imports or re-exports, by text: enough for code that a formatter keeps. */
export function importsOf({ path, code }: Source, isThere: (path: string) => boolean): Import[] {
  return [...code.matchAll(statements)].map(([, type, fixed, dynamic]) => {
    const written = fixed ?? dynamic ?? '';
    const inside = written.startsWith('@/') ? written.slice(2) : written.startsWith('.') ? posix.join(posix.dirname(path), written) : null;
    const endings = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];
    const target = inside === null ? written : (endings.map((ending) => inside + ending).find(isThere) ?? inside);
    return { target, isPackage: inside === null, written, typeOnly: type !== undefined, isDynamic: dynamic !== undefined };
  });
}

export const isCode = ({ path }: Source): boolean => /\.[mc]?[jt]sx?$/.test(path);
/** What ships, in the extension or the server. */
export const isProduct = (source: Source): boolean => isCode(source) && /^(components|entrypoints|lib|server)\//.test(source.path);
