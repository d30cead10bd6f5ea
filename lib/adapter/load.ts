import { AdapterPage, Platform, Rules } from '@/lib/domain/platform';

export interface Adapter {
  platform: Platform;
  pages: AdapterPage[];
  rules: Rules;
}

export interface Adapters {
  platforms: ReadonlyMap<string, Adapter>;
  /** Files that are left out, with what is wrong; the rest goes on working. */
  broken: { file: string; problem: string }[];
}

const files = import.meta.glob<unknown>(['../../adapters/*/*.json', '!**/*.expected.json', '!**/*.response.json'], {
  eager: true,
  import: 'default',
});

/** Adapters out of files by path (`…/<platform>/<page>.json`). A broken page is missing alone; a broken platform takes its pages with it. */
export function adaptersOf(sources: Readonly<Record<string, unknown>>): Adapters {
  const platforms = new Map<string, Adapter>();
  const broken: Adapters['broken'] = [];
  const parts = Object.entries(sources).map(([path, data]) => ({ file: path.split('/').slice(-2).join('/'), data }));
  const named = (name: string) => parts.filter(({ file }) => file.endsWith(`/${name}.json`));
  for (const { file, data } of named('platform')) {
    const parsed = Platform.safeParse(data);
    if (parsed.success && file.startsWith(`${parsed.data.id}/`)) {
      platforms.set(parsed.data.id, { platform: parsed.data, pages: [], rules: { version: 'none', rules: [] } });
    } else broken.push({ file, problem: problemOf(parsed, 'its id is not the name of its folder') });
  }
  for (const { file, data } of parts) {
    const [folder = '', name = ''] = file.replace(/\.json$/, '').split('/');
    if (name === 'platform') continue;
    const adapter = platforms.get(folder);
    if (!adapter) broken.push({ file, problem: 'its platform is missing or broken' });
    else if (name === 'rules') {
      const parsed = Rules.safeParse(data);
      if (parsed.success) adapter.rules = parsed.data;
      else broken.push({ file, problem: problemOf(parsed, '') });
    } else {
      const parsed = AdapterPage.safeParse(data);
      if (parsed.success && parsed.data.id === name) adapter.pages.push(parsed.data);
      else broken.push({ file, problem: problemOf(parsed, 'its id is not the name of its file') });
    }
  }
  return { platforms, broken };
}

function problemOf({ error }: { error?: { issues: { path: PropertyKey[]; message: string }[] } }, otherwise: string): string {
  const issue = error?.issues[0];
  return issue ? `${issue.path.map(String).join('.')}: ${issue.message}` : otherwise;
}

let loaded: Adapters | undefined;

/** All packaged adapters, parsed once. */
export function loadAdapters(): Adapters {
  loaded ??= adaptersOf(files);
  return loaded;
}
