import { loadAdapters } from './load';
import { hostFits, pageFor } from './match';

const firstPart = (path: string): string => path.split(/[/?#]/)[1] ?? '';

/** The platform that an address is likely to be, judged by the address alone; null = none known. One that has hosts of its own is likely there and nowhere else. */
export function likelyPlatform(url: string): string | null {
  const { hostname } = new URL(url);
  const all = [...loadAdapters().platforms.values()];
  const at = all.find(({ platform: { hosts } }) => hosts && hostFits(hosts, hostname));
  if (at) return at.platform.id;
  const adapters = all.filter(({ platform: { hosts } }) => !hosts);
  const exact = adapters.find(({ pages }) => pageFor(pages, url));
  const begin = firstPart(new URL(url).pathname);
  const alike = adapters.find(
    ({ pages }) => begin !== '' && pages.some(({ examples }) => examples.some((example) => firstPart(example) === begin)),
  );
  return (exact ?? alike)?.platform.id ?? null;
}

/** The page of a platform that an address is of; null = none. */
export function likelyPage(platform: string, url: string): string | null {
  return pageFor(loadAdapters().platforms.get(platform)?.pages ?? [], url)?.page.id ?? null;
}
