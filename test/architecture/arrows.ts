import { type Import, importsOf, isProduct, type Source } from './tree';

/** Imports run one way: what each place may import. A pattern that ends with ` type` allows `import type` alone. */
const arrows: { from: RegExp; may: string[]; packages: RegExp }[] = [
  { from: /^lib\/domain\//, may: ['lib/domain/'], packages: /^(zod|@noble\/hashes\/)/ },
  { from: /^lib\/text\//, may: ['lib/domain/', 'lib/text/'], packages: /^date-fns$/ },
  { from: /^lib\/(checks|metrics)\//, may: ['lib/domain/', 'lib/checks/', 'lib/metrics/'], packages: /^$/ },
  { from: /^lib\/playbook\//, may: ['lib/domain/', 'lib/playbook/'], packages: /^zod$/ },
  { from: /^lib\/fold\//, may: ['lib/domain/', 'lib/playbook/flow.ts', 'lib/fold/'], packages: /^(date-fns\/format|@date-fns\/tz\/date)$/ },
  { from: /^lib\/ledger\//, may: ['lib/domain/', 'lib/files/', 'lib/ledger/'], packages: /^$/ },
  // What a header says is what a label on a page says: one dictionary, and one reading of amounts.
  {
    from: /^lib\/files\//,
    may: ['lib/domain/', 'lib/adapter/recognise/words.ts', 'lib/adapter/recognise/amounts.ts', 'lib/files/'],
    packages: /^(papaparse|hucre\/xlsx)$/,
  },
  { from: /^lib\/layer\//, may: ['lib/domain/', 'lib/text/', 'lib/layer/'], packages: /^$/ },
  { from: /^lib\/adapter\//, may: ['lib/domain/', 'lib/text/', 'lib/adapter/'], packages: /^(date-fns(\/locale\/[\w-]+)?|htmlparser2)$/ },
  { from: /^lib\/backup\//, may: ['lib/domain/', 'lib/backup/'], packages: /^(zod|@noble\/hashes\/.*)$/ },
  { from: /^lib\/sync\//, may: ['lib/domain/', 'lib/sync/'], packages: /^eventsource-parser$/ },
  {
    from: /^lib\/store\//,
    // lib/sync names the port (SyncStore) that the store fills: the arrow is the port's, sync knows nothing of the store.
    may: [
      'lib/domain/',
      'lib/playbook/',
      'lib/metrics/',
      'lib/checks/',
      'lib/ledger/',
      'lib/files/header.ts type',
      'lib/files/table.ts type',
      'lib/fold/',
      'lib/sync/',
      'lib/backup/secret.ts type',
      'lib/store/',
    ],
    packages: /^(dexie|date-fns|@date-fns\/tz|uuid|@noble\/hashes\/.*)$/,
  },
  { from: /^lib\/extension\//, may: ['lib/'], packages: /^(zod|wxt\/browser)$/ },
  { from: /^lib\/[^/]+\.ts$/, may: ['lib/'], packages: /^$/ },
  // The signs are one language for page and screens: their table is the one thing of the layer that screens share.
  {
    from: /^components\/layer\//,
    may: ['lib/domain/', 'lib/text/', 'lib/layer/', 'components/layer/', 'components/sign-shapes.ts'],
    packages: /^$/,
  },
  {
    from: /^components\//,
    may: [
      'lib/domain/',
      'lib/text/',
      'lib/layer/sign-kind.ts',
      'lib/store/view.ts type',
      'lib/ledger/parse.ts type',
      'lib/files/field.ts',
      'lib/files/table.ts',
      'lib/files/ type',
      'lib/file-desk.ts type',
      'components/',
    ],
    packages: /^(react|react-dom|chart\.js|date-fns)(\/.*)?$/,
  },
  {
    from: /^entrypoints\//,
    may: ['components/', 'lib/', 'entrypoints/'],
    packages: /^(wxt\/|react|react-dom|dexie|dexie-react-hooks)/,
  },
  { from: /^server\//, may: ['lib/domain/', 'lib/playbook/', 'lib/fold/', 'server/'], packages: /./ },
];

function mayImport(may: readonly string[], { target, typeOnly }: Import): boolean {
  return may.some((pattern) => {
    const [path = '', type] = pattern.split(' ');
    return target.startsWith(path) && (type === undefined || typeOnly);
  });
}

/** Imports against the arrows of the picture. */
export function wrongArrows(sources: readonly Source[]): string[] {
  const paths = new Set(sources.map(({ path }) => path));
  return sources.filter(isProduct).flatMap((source) => {
    const rule = arrows.find(({ from }) => from.test(source.path));
    if (!rule)
      return [
        `${source.path} lies in no place that has a rule: put it into one of lib/*, components, entrypoints or server, or add its arrow to test/architecture/arrows.ts.`,
      ];
    return importsOf(source, (path) => paths.has(path)).flatMap((imported) => {
      const fine = imported.isPackage ? rule.packages.test(imported.target) : mayImport(rule.may, imported);
      if (fine || imported.target.endsWith('.css')) return [];
      const allowed = rule.may.filter((path) => !source.path.startsWith(path)).join(', ');
      return [
        imported.isPackage
          ? `${source.path} imports the package ${imported.target}: that belongs one layer up; hand in what it gives as a parameter.`
          : `${source.path} imports ${imported.target}: imports run one way, from here to ${allowed || 'nothing but its own folder'}. Move the shared part down, or hand it in from above.`,
      ];
    });
  });
}

/** `adapters/`, `playbook/` and `locales/` are data: people who do not program change them. */
export function codeAmongData(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => /^(adapters|playbook|locales)\//.test(path) && !/\.(json|html)$/.test(path))
    .map(({ path }) => `${path} is no data: adapters/, playbook/ and locales/ hold JSON and fixtures, their code lives in lib/.`);
}

/** The extension's own API is reached in two places, so that everything else can be tested without a browser. */
export function browserOutside(sources: readonly Source[]): string[] {
  return sources
    .filter(isProduct)
    .filter(({ path }) => !/^(entrypoints|lib\/extension)\//.test(path))
    .filter(
      (source) =>
        importsOf(source, () => false).some(({ target }) => target.startsWith('wxt/browser')) ||
        /(?<![\w.'"`-])chrome\.\w/.test(source.code),
    )
    .map(
      ({ path }) =>
        `${path} reaches for the browser's extension API: only entrypoints/ and lib/extension/ do; hand the result in from there.`,
    );
}

/** What runs in somebody's page: content scripts, and what they are made of. */
const inPages =
  /^(entrypoints\/(backoffice\.content\/|tap\.content\.ts|layer-hands\.ts|teacher\.ts|recogniser\.ts)|components\/layer\/|lib\/layer\/|lib\/adapter\/(match|observe|from-json|tap-port)\.ts|lib\/adapter\/tap\/|lib\/adapter\/teach\/)/;

/** Every way of value imports from somebody's page to what must not be there. */
function waysFromPages(sources: readonly Source[], isForbidden: (target: string, isPackage: boolean) => boolean): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const found: string[] = [];
  const seen = new Set<string>();
  const follow = (source: Source, way: readonly string[]) => {
    if (seen.has(source.path)) return;
    seen.add(source.path);
    for (const { target, typeOnly, isPackage } of importsOf(source, (path) => byPath.has(path))) {
      if (typeOnly) continue;
      const next = byPath.get(target);
      if (isForbidden(target, isPackage)) found.push([...way, source.path, target].join(' → '));
      else if (next) follow(next, [...way, source.path]);
    }
  };
  for (const source of sources.filter((each) => isProduct(each) && inPages.test(each.path))) follow(source, []);
  return found;
}

/** zod weighs 20 kB and probes `eval` where the page's own policy could report it: in pages only types of it may be named. */
export function zodInPages(sources: readonly Source[]): string[] {
  return waysFromPages(sources, (target, isPackage) => isPackage && /^zod(\/|$)/.test(target)).map(
    (way) => `${way}: use \`import type\`, or move the function to a file without a schema.`,
  );
}

/** Log, tokens and ledger are out of the reach of content scripts: they report what they see and read verdicts. */
export function logInPages(sources: readonly Source[]): string[] {
  const kept = /^(lib\/(store|sync|fold|metrics|playbook|checks|ledger|pipeline)\b|dexie)/;
  return waysFromPages(sources, (target) => kept.test(target)).map(
    (way) => `${way}: runs in somebody's page; ask the background for it by a message (lib/extension/messages.ts).`,
  );
}

/** The server runs from its sources, by Node alone: no alias and no missing ending on any way from it. */
export function unreadableToNode(sources: readonly Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const found: string[] = [];
  const seen = new Set<string>();
  const follow = (source: Source) => {
    if (seen.has(source.path)) return;
    seen.add(source.path);
    if (/import\.meta\.glob/.test(source.code))
      found.push(
        `${source.path} uses import.meta.glob, which Node does not know, and the server imports it: keep it in a file of its own.`,
      );
    for (const { target, written, typeOnly, isPackage } of importsOf(source, (path) => byPath.has(path))) {
      if (typeOnly || isPackage) continue;
      if (!/^\.{1,2}\/.*\.(ts|json|mjs|cjs)$/.test(written))
        found.push(`${source.path} imports '${written}', and the server runs it by Node alone: write a relative path with its ending.`);
      const next = byPath.get(target);
      if (next) follow(next);
    }
  };
  for (const source of sources.filter(({ path }) => /^(server|scripts)\/.*\.ts$/.test(path))) follow(source);
  return found;
}

/** Scripts that install the rest cannot need any of it. */
export function scriptsThatNeedPackages(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => /^scripts\/.*\.mjs$/.test(path))
    .flatMap((source) =>
      importsOf(source, () => false)
        .filter(({ isDynamic, written }) => !isDynamic && !written.startsWith('node:') && !/^\.{1,2}\/.*\.mjs$/.test(written))
        .map(
          ({ written }) =>
            `${source.path} imports ${written}: it runs before anything is installed, so node: and other .mjs scripts are all there is.`,
        ),
    );
}
