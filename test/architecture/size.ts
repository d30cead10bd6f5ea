import { isCode, type Source } from './tree';

const longest = 250;

/** A file that nobody reads to its end. */
export function outgrown(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => isCode(source) || source.path.endsWith('.css'))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > longest)
    .map(
      ({ path, lines }) =>
        `${path} has ${lines} lines, ${longest} is the end: find the second thing it does and give it a file of its own.`,
    );
}

const saysNothing = /(^|[-./])(utils?|helpers?|common|managers?|services?|misc)(?=[-./]|$)/;

/** Names under which anything could stand. */
export function emptyNames(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => saysNothing.test(path))
    .map(({ path }) => `${path}: "${saysNothing.exec(path)?.[2]}" says nothing; name the file by what it does.`);
}

/** kebab-case, and the endings we use. */
export function oddNames(sources: readonly Source[]): string[] {
  return sources
    .filter(isCode)
    .filter(({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/.test(path.split('/').at(-1) ?? ''))
    .map(({ path }) => `${path}: files are named in kebab-case, like their main export.`);
}

/** A file that only hands others on: it hides where things are, and pulls everything in. */
export function barrels(sources: readonly Source[]): string[] {
  return sources
    .filter(isCode)
    .filter(({ code }) => {
      const statements = code
        .split(/;\s*\n|\n\n/)
        .map((part) => part.trim())
        .filter(Boolean);
      return statements.length > 0 && statements.every((part) => /^export\s+(type\s+)?(\*|\{[^}]*\})\s*(as\s+\w+\s*)?from\s/.test(part));
    })
    .map(({ path }) => `${path} only hands on what other files export: import from those files.`);
}
