import { loadAdapters } from './load';
import { pageFor } from './match';

const firstPart = (path: string): string => path.split(/[/?#]/)[1] ?? '';

/** The platform that an address is likely to be, judged by the address alone; null = none known. */
export function likelyPlatform(url: string): string | null {
  const adapters = [...loadAdapters().platforms.values()];
  const exact = adapters.find(({ pages }) => pageFor(pages, url));
  const begin = firstPart(new URL(url).pathname);
  const alike = adapters.find(
    ({ pages }) => begin !== '' && pages.some(({ examples }) => examples.some((example) => firstPart(example) === begin)),
  );
  return (exact ?? alike)?.platform.id ?? null;
}
