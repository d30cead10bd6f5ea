import { recognised } from '@/lib/domain/recognised';
import { addShop, connectSite, disconnectSite } from '@/lib/store/act';
import { database } from '@/lib/store/database';
import { askForOrigin, dropOrigin } from './origins';
import { probe, registerScripts, startInOpenTabs, stopInOpenTabs } from './scripts';

export interface SiteToConnect {
  platform: string;
  /** Nobody chose the platform: it is what the address looks like, and an open page of the site knows better. */
  isGuess: boolean;
  origin: string;
  /** '' = the site is one shop, or what an open tab of it shows. */
  account: string;
  shop: { id: string } | { name: string };
}

/** Switches a site on. Called straight in the click, for it asks the browser for this one origin. */
export async function connect(site: SiteToConnect): Promise<{ ok: true } | { ok: false; code: 'permission-refused' }> {
  const { origin, platform } = site;
  if (!(await askForOrigin(origin))) return { ok: false, code: 'permission-refused' };
  const shop = 'id' in site.shop ? site.shop.id : await addShop(site.shop.name);
  const found = await probe(origin);
  // Two programs may have the same paths, and one that nobody could tell may be known after all.
  const known = site.isGuess || platform === recognised ? (found?.platform ?? platform) : platform;
  const shown = found?.platform === known ? found.account : null;
  await connectSite({ platform: known, origin, account: site.account || shown || '', shop });
  await registerScripts();
  await startInOpenTabs(origin);
  return { ok: true };
}

/** Switches a site off: its scripts go, its permission goes; what was recorded stays. */
export async function disconnect(origin: string): Promise<void> {
  await stopInOpenTabs(origin);
  await disconnectSite(origin);
  await registerScripts();
  const others = await database().sites.toArray();
  const isShared = import.meta.env.FIREFOX && others.some((site) => new URL(site.origin).hostname === new URL(origin).hostname);
  if (!isShared) await dropOrigin(origin);
}
