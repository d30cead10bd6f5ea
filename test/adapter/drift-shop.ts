import { newHealth, type Weighed, weigh } from '@/lib/adapter/drift';
import { sampleOf } from '@/lib/adapter/drift-sample';
import { toRecords } from '@/lib/adapter/to-records';
import type { Drifted, PageHealth } from '@/lib/domain/drift';
import type { Observation, RawRow } from '@/lib/domain/observation';
import { AdapterPage } from '@/lib/domain/platform';
import type { Fields, Noun } from '@/lib/domain/record';
import { later } from '../store/fresh';

/** A product list whose price has a second anchor. */
export const page = AdapterPage.parse({
  id: 'list',
  route: '/list',
  examples: ['/list'],
  noun: 'listing',
  kind: 'list',
  table: {
    rows: 'tr',
    fields: {
      id: { required: true, anyOf: [{ css: '.id', read: 'id' }] },
      name: { anyOf: [{ css: '.name' }] },
      sku: { anyOf: [{ css: '.sku' }] },
      price: {
        anyOf: [
          { css: '.price', read: 'money' },
          { css: '.cost', read: 'money' },
        ],
      },
      stock: { anyOf: [{ css: '.stock', read: 'stockTexts' }] },
      live: { anyOf: [{ css: '.state', read: 'map', map: { On: true, Off: false } }] },
    },
  },
});

export interface Product {
  id: string;
  name: string;
  sku: string | undefined;
  price: string | undefined;
  /** Found by the second anchor. */
  onOffer: boolean;
  stock: string;
  state: string;
}

/** So many products, each different. */
export const catalogue = (size: number): Product[] =>
  Array.from({ length: size }, (_, i) => ({
    id: String(i + 1),
    name: `Product number ${i + 1}`,
    sku: `SKU-${i + 1}`,
    price: `€${(10 + i * 3.5).toFixed(2)}`,
    onOffer: false,
    stock: String(20 + i * 4),
    state: i % 4 === 3 ? 'Off' : 'On',
  }));

export const rowOf = ({ id, name, sku, price, onOffer, stock, state }: Product): RawRow => ({
  id,
  name,
  ...(sku !== undefined && { sku }),
  ...(price !== undefined && { [onOffer ? 'price@1' : 'price']: price }),
  stock: [stock],
  live: state,
});

/** A device that looks at the list again and again, as the pipeline does: what drifted is not kept. */
export function looker() {
  let health: PageHealth = newHealth('https://shop.example', 'list');
  let standing: Pick<Drifted, 'field' | 'signs' | 'lastGood'>[] = [];
  const known = new Map<string, Fields[Noun]>();
  let sights = 0;
  return {
    see(rows: RawRow[], total: number | null = null): Weighed {
      const at = later(sights++).toISOString();
      const observation: Observation = {
        platform: 'x',
        page: 'list',
        url: 'https://shop.example/list',
        at,
        source: 'dom',
        account: '',
        nested: {},
        unsaved: false,
        rows,
        ...(total !== null && { total }),
      };
      const read = toRecords(observation, page, { customerHash: (address) => address });
      const weighed = weigh(health, sampleOf(observation, read, known, Object.keys(health.fields)), standing);
      health = weighed.health;
      standing = weighed.drifted;
      const lost = new Set(standing.map(({ field }) => field));
      for (const { id, fields } of read.records) {
        const kept = Object.fromEntries(Object.entries(fields).filter(([field]) => !lost.has(field)));
        known.set(id, { ...known.get(id), ...kept });
      }
      return weighed;
    },
    get alarms(): string[] {
      return standing.map(({ field }) => field);
    },
    get health(): PageHealth {
      return health;
    },
  };
}

/** The same shop as on three days before. */
export function usedLooker(rows: RawRow[]) {
  const device = looker();
  for (let day = 0; day < 3; day++) device.see(rows);
  return device;
}
