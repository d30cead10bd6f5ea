import { fromJson } from '@/lib/adapter/from-json';
import { loadAdapters } from '@/lib/adapter/load';
import { look } from '@/lib/pipeline';
import { database } from '@/lib/store/database';
import { answerOf } from './brief';
import type { PageObservedAnswer, ToBackground } from './messages';

/** The page's own response, as the tap pruned it, becomes an observation here: its paths have no business in a page. Null where it is not of this page. */
export async function lookAtResponse(
  { url, at, account, page: id, response, payload }: Extract<ToBackground, { type: 'page.answered' }>,
  now: Date,
): Promise<PageObservedAnswer | null> {
  const site = await database().sites.get(new URL(url).origin);
  const adapter = site && loadAdapters().platforms.get(site.platform);
  const page = adapter?.pages.find((each) => each.id === id);
  if (!adapter || !page) return null;
  const observation = fromJson({ platform: adapter.platform.id, page, response, account }, payload, at, url);
  return observation && answerOf(await look(observation, now));
}
