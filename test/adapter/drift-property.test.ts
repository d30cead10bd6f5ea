import { expect, it } from 'vitest';
import { randomFrom } from '../truth/random';
import { catalogue, looker, type Product, rowOf } from './drift-shop';

/** A whole number from 0 on, below that one. */
const dieOf = (seed: number) => {
  const random = randomFrom(seed);
  return (below: number): number => random.between(0, below - 1);
};

/** A shop as shops are: what a record lacks, how it is shown and what state it is in go together. */
function shopOf(die: (below: number) => number): Product[] {
  return catalogue(40 + die(60)).map((product) => {
    const draft = die(4) === 0;
    const archived = !draft && die(4) === 0;
    const offer = die(3) === 0;
    return {
      ...product,
      sku: die(5) === 0 ? undefined : product.sku,
      price: draft && die(5) > 0 ? undefined : `€${((die(100_000) / 100 + 0.5) / (offer ? 50 : 1)).toFixed(2)}`,
      onOffer: offer,
      stock: archived ? '0' : String(die(500)),
      state: archived ? 'Archived' : draft ? 'Off' : 'On',
    };
  });
}

const filters: ((product: Product) => boolean)[] = [
  () => true,
  ({ state }) => state === 'Archived',
  ({ state }) => state === 'Off',
  ({ onOffer }) => onOffer,
  ({ onOffer, state }) => onOffer && state === 'Archived',
  ({ price }) => price === undefined,
  ({ sku }) => sku === undefined,
  ({ stock }) => stock === '0',
];
const orders: ((a: Product, b: Product) => number)[] = [
  (a, b) => Number(a.id) - Number(b.id),
  (a, b) => Number(a.price?.slice(1) ?? 0) - Number(b.price?.slice(1) ?? 0),
  (a, b) => Number(b.stock) - Number(a.stock),
];

it('no sequence of good sights, by whatever filter, order, page and page size, raises an alarm', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const die = dieOf(seed);
    const shop = shopOf(die);
    const device = looker();
    for (let sight = 0; sight < 30; sight++) {
      const rows = shop.filter(filters[die(filters.length)] as (product: Product) => boolean).sort(orders[die(orders.length)]);
      const size = [1, 2, 5, 10, 50][die(5)] ?? 10;
      const from = die(Math.max(1, Math.ceil(rows.length / size))) * size;
      device.see(rows.slice(from, from + size).map(rowOf), rows.length);
      expect(device.alarms, `seed ${seed}, sight ${sight}`).toEqual([]);
      // Somebody sells, reprices and switches now and then.
      const one = shop[die(shop.length)];
      if (one?.price && die(3) === 0) Object.assign(one, { price: `€${(1 + die(900)).toFixed(2)}`, stock: String(die(500)) });
    }
  }
});

it('in the same shops a column that is gone is noticed as soon as known records are seen again', () => {
  let noticed = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const shop = shopOf(dieOf(seed));
    const device = looker();
    const rows = shop.slice(0, 20).map(rowOf);
    for (let day = 0; day < 3; day++) device.see(rows);
    device.see(rows.map(({ price: _price, 'price@1': _other, ...row }) => row));
    if (device.alarms.includes('price')) noticed++;
  }
  expect(noticed).toBe(100);
});
