import { several } from '@/lib/adapter/read/several';
import { table } from './reading';

table('integer', [
  [3, 3],
  ['1,234', 1234],
  [' -5 ', -5],
  ['１２', 12],
  ['', null],
  [null, null],
  ['12.5', undefined],
  ['1,23', undefined],
  ['12 pcs', undefined],
  [2 ** 53, undefined],
  [1.5, undefined],
]);

table('numberOf', [
  ['1 - 10 of 59', 59],
  [' 11 - 17 of 17 ', 17],
  ['1 - 10 的 59', 59],
  ['59 件中 1 - 10 件を表示', 59],
  ['1 - 100 of 1,234', 1234],
  ['4 variants', 4],
  ['1 variant', 1],
  ['2 of 50 emails', 50],
  ['商品规格数量', undefined],
  ['1 2 3 4', undefined],
  ['', null],
  [17, 17],
]);

const en = { $: 'USD', '¥': 'JPY' };
table('money', [
  ['$1,299.00', { amount: 129900, currency: 'USD' }, en],
  [' $6.00 ', { amount: 600, currency: 'USD' }, en],
  ['$0.00', { amount: 0, currency: 'USD' }, en],
  ['-$5.50', { amount: -550, currency: 'USD' }, en],
  ['$-5.50', { amount: -550, currency: 'USD' }, en],
  ['$1,234,567.89', { amount: 123456789, currency: 'USD' }, en],
  ['US$3,122.60', { amount: 312260, currency: 'USD' }],
  ['1.299,00 €', { amount: 129900, currency: 'EUR' }],
  ['1.299.000 €', { amount: 129900000, currency: 'EUR' }],
  ['1.299 €', undefined],
  ['1,299 €', { amount: 129900, currency: 'EUR' }],
  ['1 299,00 €', { amount: 129900, currency: 'EUR' }],
  ["CHF 1'299.00", { amount: 129900, currency: 'CHF' }],
  ['1,299.00 USD', { amount: 129900, currency: 'USD' }],
  ['CN¥12.30', { amount: 1230, currency: 'CNY' }],
  ['¥ 12', { amount: 1200, currency: 'CNY' }, { '¥': 'CNY' }],
  ['￥12.5', { amount: 1250, currency: 'CNY' }, { '¥': 'CNY' }],
  ['¥12', { amount: 12, currency: 'JPY' }, en],
  ['¥12.00', { amount: 12, currency: 'JPY' }, en],
  ['¥12.50', undefined, en],
  ['$12.345', undefined, en],
  ['KWD 1,234', undefined],
  ['KWD 1,234.567', { amount: 1234567, currency: 'KWD' }],
  ['$5', { amount: 500, currency: 'USD' }, en],
  ['$5.00', undefined],
  ['¥5.00', undefined],
  ['$5.00 - $10.00', undefined, en],
  ['¥100～200', undefined, { '¥': 'CNY' }],
  ['$5 USD', undefined, en],
  ['5.00', undefined, en],
  ['Free', undefined, en],
  ['XYZ 5.00', undefined],
  ['$1.2.3', undefined, en],
  ['$1,23.00', undefined, en],
  ['$99999999999999999.00', undefined, en],
  ['', null],
  ['-', null],
  [null, null],
  [5, undefined],
  ['$5.00', undefined, { toString: 'USD' }],
  ['constructor 5.00', undefined],
]);

table('minorUnits', [
  [
    { amount: 129900, currency: 'USD' },
    { amount: 129900, currency: 'USD' },
  ],
  [
    { amount: 12, currency: 'JPY' },
    { amount: 12, currency: 'JPY' },
  ],
  [{ amount: null, currency: 'USD' }, null],
  [{ amount: 1.5, currency: 'USD' }, undefined],
  [{ amount: '5', currency: 'USD' }, undefined],
  [{ amount: 5 }, undefined],
  [{ amount: 5, currency: 'XYZ' }, undefined],
  [129900, undefined],
]);

table('hundredths', [
  [
    { amount: 155880, currency: 'USD' },
    { amount: 155880, currency: 'USD' },
  ],
  [
    { amount: 1200, currency: 'JPY' },
    { amount: 12, currency: 'JPY' },
  ],
  [{ amount: 1250, currency: 'JPY' }, undefined],
  [
    { amount: 1250, currency: 'KWD' },
    { amount: 12500, currency: 'KWD' },
  ],
  [
    { amount: 0, currency: 'USD' },
    { amount: 0, currency: 'USD' },
  ],
]);

const stock = (onHand: number | null, held: number | null) => ({ onHand, held, locked: null, inTransit: null });
table('bracketedStock', [
  ['In stock (12)', stock(12, null)],
  [' 有货（12）', stock(12, null)],
  ['Out of stock (0)', stock(0, null)],
  ['On backorder (-3)', stock(-3, null)],
  ['In stock (1,200)', stock(1200, null)],
  ['In stock', stock(null, null)],
  ['Out of stock', stock(null, null)],
  ['–', stock(null, null)],
  ['In stock (1.5)', undefined],
  ['In stock (many)', undefined],
  ['In stock (12) (3)', undefined],
  ['In stock (12', undefined],
  [null, null],
  [12, undefined],
]);
table('stockTexts', [
  [['100'], stock(100, 0)],
  [[' 100(2 allocated)'], stock(100, 2)],
  [['100 (2 allocated)', '7'], stock(107, 2)],
  [['-3'], stock(-3, 0)],
  [['1,200'], stock(1200, 0)],
  ['100', stock(100, 0)],
  ['', stock(null, null)],
  [null, stock(null, null)],
  [['100', 'many'], undefined],
  [['100 (2 damaged)'], undefined],
  [[1], undefined],
]);

table('stockParts', [
  [{ onHand: [2, 7], held: [1, 0] }, stock(9, 1)],
  [{ onHand: 5, held: 0 }, stock(5, 0)],
  [{ onHand: [], held: [] }, stock(null, null)],
  [{ onHand: null }, stock(null, null)],
  [{ onHand: ['5'] }, undefined],
  [{ onHand: 1.5 }, undefined],
  [[5], undefined],
]);

table('onePrice', [
  ['19.90', { amount: 1990, currency: 'XXX' }],
  [
    { min: '5.00', max: '5.00' },
    { amount: 500, currency: 'XXX' },
  ],
  // A range is no price, least of all the lower end; it is understood all the same.
  [{ min: '5.00', max: '8.50' }, several],
  [['5.00', '8.50', '5.00'], several],
  [{ min: '5.00', max: 'x' }, undefined],
  [[], null],
  [null, null],
]);

table('oneFen', [
  [2590, { amount: 2590, currency: 'CNY' }],
  ['2590', { amount: 2590, currency: 'CNY' }],
  [[890, 890], { amount: 890, currency: 'CNY' }],
  [[890, 1790], several],
  [[25.9], undefined],
  ['25.90', undefined],
  [null, null],
]);

table('moneyOrRange', [
  ['¥ 1.00', { amount: 100, currency: 'CNY' }, { '¥': 'CNY' }],
  ['¥ 1.00 - ¥ 3.00', several, { '¥': 'CNY' }],
  ['￥1.00～￥1.00', { amount: 100, currency: 'CNY' }, { '¥': 'CNY' }],
  ['￥1.00 至 ￥3.00', several, { '¥': 'CNY' }],
  ['¥ 1.00', undefined],
  ['-', null, { '¥': 'CNY' }],
]);

table('onHand', [
  [12, { onHand: 12, held: null, locked: null, inTransit: null }],
  ['1,200', { onHand: 1200, held: null, locked: null, inTransit: null }],
  ['many', undefined],
  [null, { onHand: null, held: null, locked: null, inTransit: null }],
]);
