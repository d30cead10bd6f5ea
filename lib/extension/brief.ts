import { needsAccount } from '@/lib/adapter/account';
import { type Adapter, loadAdapters } from '@/lib/adapter/load';
import { matchRoute, pageFor } from '@/lib/adapter/match';
import { isTaught } from '@/lib/domain/is-taught';
import type { AdapterPage } from '@/lib/domain/platform';
import { recognised } from '@/lib/domain/recognised';
import type { SiteRow } from '@/lib/fold/rows';
import { layerTexts, markTexts } from '@/lib/layer/layer-texts';
import { packFindings } from '@/lib/layer/packed';
import type { Look } from '@/lib/pipeline';
import { getMeta } from '@/lib/store/database';
import { taughtPages } from '@/lib/store/taught';
import { textsOf } from '@/lib/text/load';
import { chosenLocale } from './language';
import type { PageObservedAnswer, SiteBrief } from './messages';

/** What an anchor's value means is read in the background: its reader, its words and its notes never go into a page. Nor does what is false anyhow. */
const isOfReading = (key: string, value: unknown): boolean =>
  ((key === 'read' || key === 'note') && typeof value === 'string') ||
  (key === 'map' && !Object.hasOwn(Object(value), 'anyOf')) ||
  value === false;

/** How to see a page, and nothing else: each byte of it goes into somebody else's page. */
function seenPart({ examples: _examples, responses: _responses, ...seen }: AdapterPage): AdapterPage {
  return JSON.parse(JSON.stringify(seen, (key, value: unknown) => (isOfReading(key, value) ? undefined : value))) as AdapterPage;
}

/** What the content script of a connected site is told of the page at this address; of another page when it comes there. */
export async function briefOf({ platform, pages }: Adapter, url: string, site: SiteRow): Promise<SiteBrief> {
  const { id, name, signature, signedIn, signedOut, busy, links } = platform;
  const { css, attribute, query } = platform.account;
  const absent = needsAccount(platform.account, new URL(url).hostname) ? 'unknown' : 'site';
  const locale = await chosenLocale();
  const page = pageFor(pages, url)?.page;
  const taught = page ? [] : (await taughtPages(site.origin)).filter(({ route }) => platform.id === recognised || matchRoute(route, url));
  return {
    platform: { id, name, signature, signedIn, signedOut, busy, account: { css, attribute, query, absent }, links },
    pages: (page ? [page] : taught).map(seenPart),
    lessons: site.lessons ?? [],
    texts: layerTexts(textsOf(locale)),
    locale,
    place: await getMeta('layer'),
  };
}

/** What a page is told of what it shows: packed, and with the words that stand beside the fields of a form. */
export async function answerOf(seen: Look): Promise<PageObservedAnswer> {
  if (!seen.ok) return seen;
  const { platform, page, findings } = seen.state;
  const isForm =
    (isTaught(page) && page.includes('-form-')) ||
    loadAdapters()
      .platforms.get(platform)
      ?.pages.find(({ id }) => id === page)?.kind === 'form';
  const failing = isForm ? findings.filter(({ result }) => result === 'fail').map(({ check }) => check) : [];
  const texts = failing.length > 0 ? markTexts(textsOf(await chosenLocale()), failing) : {};
  return { ...seen, state: { ...seen.state, findings: [] }, found: packFindings(seen.byRow, findings), texts };
}
