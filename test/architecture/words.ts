import { isCode, isProduct, type Source } from './tree';

/** A pattern that must not stand in some files, and what to do instead. */
export interface Ban {
  name: string;
  in: (source: Source) => boolean;
  pattern: RegExp;
  advice: string;
}

const isPure = (source: Source) => isCode(source) && /^lib\/(domain|checks|metrics|playbook|fold|files|ledger)\//.test(source.path);
// Written in pieces, so that this list does not find itself.
const word = (...pieces: string[]) => pieces.join('');

export const bans: readonly Ban[] = [
  {
    name: 'a clock in pure code',
    in: isPure,
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|(?<![\w.])Date\(\s*\)|\bperformance\.now\b/,
    advice: 'take the moment as a parameter (`now`), so that a test can say what time it is',
  },
  {
    name: 'chance in pure code',
    in: isPure,
    pattern: /\bMath\.random\b|\bcrypto\.(getRandomValues|randomUUID)\b/,
    advice: 'take the random value as a parameter: the same input must give the same output on every device',
  },
  {
    name: 'the network in pure code',
    in: isPure,
    pattern: /(?<![\w.])fetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b/,
    advice: 'only lib/sync and the server speak to the network',
  },
  {
    name: 'the page or the browser in pure code',
    in: isPure,
    pattern: /(?<![\w.'"`/-])(document|window|navigator|browser|chrome|localStorage|indexedDB)\s*[.[?]|\bglobalThis\b/,
    advice: 'pure code folds values: read the page in lib/adapter, call the browser in lib/extension, hand the result in',
  },
  {
    name: 'the database in pure code',
    in: isPure,
    pattern: /\bDexie\b|from '[^']*dexie[^']*'/,
    advice: 'the store reads and writes; pure code gets rows and gives rows',
  },
  {
    name: 'markup made of text',
    // Reading the page's markup is lib/adapter/dom.ts's business; it must not write either.
    in: (source) => isProduct(source) && source.path !== 'lib/adapter/dom.ts',
    pattern:
      /\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|\bdangerouslySetInnerHTML\b|\bdocument\.write|\bsrcdoc\b|\bcreateContextualFragment\b|\bsetHTMLUnsafe\b/,
    advice: 'use textContent, elements or JSX: what the page or a customer wrote must stay text',
  },
  {
    name: 'markup written by the reader',
    in: ({ path }) => path === 'lib/adapter/dom.ts',
    pattern: /\b(inner|outer)HTML\s*\+?=(?!=)|\binsertAdjacentHTML\b/,
    advice: 'it only reads',
  },
  {
    name: 'code made of text',
    in: isProduct,
    pattern: /(?<![\w.])eval\s*\(|\bnew Function\b|set(Timeout|Interval)\(\s*['"`]/,
    advice: 'an adapter is data: name a reader or a check instead',
  },
  {
    name: 'code from an address',
    in: (source) => isProduct(source) && !source.path.startsWith('server/'),
    pattern: /\bimport\(\s*[^'"`\s)]|\bimportScripts\b/,
    advice: 'all code of the extension is in its package; what changes with the outside world is data',
  },
  {
    name: "the page's own world",
    in: (source) => isProduct(source) && !['entrypoints/tap.content.ts', 'lib/extension/scripts.ts'].includes(source.path),
    pattern: /world:\s*['"`]MAIN['"`]/,
    advice: 'the tap is the one script that runs there, lib/extension/scripts.ts the one place that registers it',
  },
  { name: 'a shadow root the page can open', in: isProduct, pattern: /\bmode:\s*['"`]open['"`]/, advice: "use mode: 'closed'" },
  {
    name: 'a door for other extensions and pages',
    in: (source) => isProduct(source) || source.path === 'wxt.config.ts',
    pattern: /\bonMessageExternal\b|\bonConnectExternal\b|externally_connectable/,
    advice: 'content scripts of ours are the only ones that may knock (lib/extension/door.ts)',
  },
  {
    name: 'a field to type into in somebody’s page',
    in: (source) => isProduct(source) && source.path.startsWith('components/layer/'),
    pattern: /['"`](input|textarea|select)['"`]|<(input|textarea|select)\b|\bcontentEditable\b/,
    advice: 'the page hears every key; whatever needs typing lives in popup, panel or workbench',
  },
  {
    name: 'a call from the server to somewhere else',
    in: ({ path }) => path.startsWith('server/'),
    pattern: /(?<![\w.])fetch\s*\(|\bfrom 'node:(http|https|http2|dgram|tls)'|\bfrom 'undici'/,
    advice: 'it answers and asks nobody: no address that somebody sends it is ever opened',
  },
  {
    name: 'an enum',
    in: isCode,
    pattern: /(?:^|\n)\s*(?:export\s+)?(?:const\s+)?enum\s+\w+\s*\{/,
    advice: 'use a union of texts, or an `as const` list',
  },
  {
    name: 'a silenced checker',
    in: isCode,
    pattern: new RegExp(word('@ts', '-(ignore|expect-error|nocheck)|bio', 'me-ignore|eslint', '-disable')),
    advice: 'mend what it says',
  },
  {
    name: 'a note to do it later',
    in: isCode,
    pattern: new RegExp(word('\\bTO', 'DO\\b|\\bFIX', 'ME\\b')),
    advice: 'do it now, or file it as an issue',
  },
  {
    name: 'a test left out or alone',
    in: ({ path }) => /^test\/.*\.(test|spec)\.tsx?$/.test(path),
    pattern: new RegExp(word('\\b(it|test|describe)', '\\.(only|todo|skip)\\(')),
    advice: 'a test that does not run proves nothing',
  },
  {
    name: 'a path of somebody’s machine',
    in: ({ path }) => !path.startsWith('adapters/'),
    pattern: new RegExp(word('(?:^|[\\s\'"`(=])', '/(work|root|farm|home)/')),
    advice: 'work from the root of the repository (import.meta.dirname)',
  },
  {
    name: 'what lies outside of the repository',
    in: () => true,
    pattern: new RegExp(word('\\.\\./sha', 'red/')),
    advice: 'say it here in our own words',
  },
];

/** Comments count for what must not be written at all; for code only code does. */
export function banned(sources: readonly Source[], { in: concerns, pattern, advice, name }: Ban): string[] {
  const overAll = /checker|later|machine|outside/.test(name);
  return sources.filter(concerns).flatMap(({ path, text, code }) => {
    const found = pattern.exec(overAll ? text : code);
    return found ? [`${path}: ${name} (${found[0].trim()}): ${advice}.`] : [];
  });
}
