import { observe, type SeenPlatform } from '@/lib/adapter/observe';
import type { AdapterPage, Field } from '@/lib/domain/platform';
import { readColumns } from '../yardsticks/columns';

const columns = ['id', 'name', 'sku', 'price', 'stock'].map((name) => ({ name, css: `.c-${name} .v` }));

const field = (name: string, css: string): Field => ({ required: name === 'id', anyOf: [{ css, get: 'text', read: 'text' }] });
const page: AdapterPage = {
  id: 'products',
  route: '/products',
  examples: ['/products'],
  noun: 'listing',
  kind: 'list',
  table: { rows: 'table.products > tbody > tr', fields: Object.fromEntries(columns.map(({ name, css }) => [name, field(name, css)])) },
  responses: [],
};
const platform: SeenPlatform = { id: 'bench', signature: '.shop-app', signedIn: '.signed-in', account: { absent: 'site' } };

const readers = {
  ours(from: Document): object[] {
    const seen = observe(from, page, platform, 'http://shop.invalid/products', '2026-01-01T00:00:00Z');
    return seen.ok ? seen.observation.rows : [];
  },
  yardstick: (from: Document): object[] => readColumns(from, columns),
};

let rows: object[] = [];

/** Reads the page in a task of its own, for that is what the browser books as script. */
export const read = (who: keyof typeof readers): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(() => {
      rows = readers[who](document);
      resolve();
    });
  });

/** Reads another document once: then the program has run before, as it has on any page but the first, and the page's elements are still new to it. */
export function runOnce(who: keyof typeof readers, html: string): number {
  return readers[who](new DOMParser().parseFromString(html, 'text/html')).length;
}

/** What was read last, to see that both read the same. */
export const result = (): string => JSON.stringify(rows);
