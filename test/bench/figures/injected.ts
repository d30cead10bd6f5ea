import { gzipSync } from 'node:zlib';
import { locales } from '../../../lib/text/text.ts';
import type { Bench, Figure } from '../figure.ts';
import { injectedInto } from '../injection.ts';
import { backstage, connect } from '../person.ts';
import { serve, stillPages } from '../shop.ts';

interface Look {
  name: string;
  /** What is in the page at an origin that is not granted, and in the same page at one that is. */
  stranger: Map<string, string>;
  granted: Map<string, string>;
}

/** Opens each page that an adapter knows, in each language, with one and the same extension in the browser. */
async function look({ extended }: Bench): Promise<Look[]> {
  const browser = await extended();
  const { evaluate } = await backstage(browser);
  const looks: Look[] = [];
  for (const [platform, pages] of stillPages()) {
    const shop = await serve(pages);
    await connect(browser, evaluate, shop.origin, platform);
    for (const { name, path } of pages) {
      const stranger = await injectedInto(browser, shop.otherOrigin + path);
      for (const locale of locales) {
        await evaluate(`bench.chooseLocale('${locale}')`);
        const granted = await injectedInto(browser, shop.origin + path);
        if (!granted.get('page.opened')?.includes(`"locale":"${locale}"`)) throw new Error(`We do not work on ${name} of ${platform}.`);
        looks.push({ name: `${name} in ${locale}`, stranger, granted });
      }
    }
    shop.close();
  }
  return looks;
}

let looks: ReturnType<typeof look> | null = null;
/** Both figures are of the same look. */
const lookOnce = (bench: Bench) => {
  looks ??= look(bench);
  return looks;
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const kB = (bytes: number): string => `${(bytes / 1024).toFixed(1)} kB`;
const bytesOf = (parts: Map<string, string>): number => sum([...parts.values()].map((text) => Buffer.byteLength(text)));

export const ungranted: Figure = {
  name: 'ungranted-bytes',
  most: 0,
  async measure(bench) {
    const all = await lookOnce(bench);
    const value = Math.max(...all.map(({ stranger }) => bytesOf(stranger)));
    const granted = Math.min(...all.map((one) => bytesOf(one.granted)));
    return { value, ours: kB(value), yardstick: '–', note: `most of any page; granted, the same pages have ${kB(granted)} and more` };
  },
};

/** The page and language with most; each part packed by itself. What is fetched when the user reaches for the layer is not in it. */
export const injected: Figure = {
  name: 'injected-gzip',
  most: 20_480,
  async measure(bench) {
    const all = (await lookOnce(bench)).map(({ name, granted }) => {
      const sizes = [...granted].map(([part, text]) => ({ part, bytes: gzipSync(text, { level: 9 }).length }));
      return { name, sizes, total: sum(sizes.map(({ bytes }) => bytes)) };
    });
    const [most] = all.sort((a, b) => b.total - a.total);
    if (!most) throw new Error('There is no page.');
    const note = `${most.name}: ${most.sizes.map(({ part, bytes }) => `${part} ${bytes}`).join(' + ')} bytes`;
    return { value: most.total, ours: kB(most.total), yardstick: '–', note };
  },
};
