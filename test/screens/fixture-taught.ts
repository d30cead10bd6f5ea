import type { TeachState } from '@/components/page/teach-card';
import type { NamedField } from '@/lib/domain/lesson-steps';
import { TaughtPage, taughtId } from '@/lib/domain/taught';
import type { TaughtView } from '@/lib/store/view';

const page = TaughtPage.parse({
  id: taughtId('listing-list', '/warehouse/shelf'),
  route: '/warehouse/shelf',
  example: '/warehouse/shelf',
  noun: 'listing',
  kind: 'list',
  table: {
    rows: '#shelf > div',
    fields: {
      id: { required: true, anyOf: [{ get: 'attribute', name: 'data-goods-no', read: 'id' }] },
      name: { required: false, anyOf: [{ css: '#shelf b', get: 'text', read: 'text' }] },
    },
  },
});
const found = (field: string, more: Partial<NamedField> = {}): NamedField => ({
  field,
  label: '',
  found: 20,
  rows: 20,
  unread: 0,
  ways: 3,
  firsts: ['青瓷茶杯 1 号', '竹编果篮 2 号', '亚麻桌布 3 号'],
  ...more,
});
const named = [found('name'), found('price', { firsts: ['9.90', '133.35', '256.80'] })];
const some = [...named, found('stock', { found: 17, unread: 2, firsts: ['0', '7', '14'] })];
const long = 'Hand-thrown celadon tea cup with lid and saucer, set of six in a gift box 青瓷盖碗六件套礼盒装';

export const teachStates = {
  start: { kind: 'off', problem: null, saved: false },
  'page-left': { kind: 'off', problem: 'page-left', saved: false },
  saved: { kind: 'off', problem: null, saved: true },
  choosing: { kind: 'choosing', guess: 'listing-list' },
  pointing: { kind: 'pointing', page: 'listing-list', named: [], problem: null },
  'found-some': { kind: 'pointing', page: 'listing-list', named: some, problem: null },
  conflict: { kind: 'pointing', page: 'listing-list', named, problem: 'not-understood' },
  'no-id': { kind: 'pointing', page: 'order-list', named, problem: 'no-id' },
  naming: { kind: 'naming', page: 'listing-list', named, pointed: { text: '12', label: '可售库存', guess: 'stock', rows: 20 } },
  'naming-long': { kind: 'naming', page: 'listing-list', named: [], pointed: { text: long, label: '', guess: null, rows: 20 } },
} as const satisfies Record<string, TeachState>;

const view = (key: string, more: Partial<TaughtView>): TaughtView => ({
  key,
  page,
  at: '2026-11-24T06:00:00.000Z',
  isMine: true,
  standing: 'own',
  isUsed: true,
  mayApprove: false,
  mayWithdraw: true,
  mayAsk: false,
  ...more,
});
export const taughtViews = {
  none: [],
  draft: [view('a', { mayAsk: true })],
  waiting: [view('a', { standing: 'waiting' })],
  review: [
    view('a', { standing: 'waiting', isMine: false, isUsed: false, mayApprove: true }),
    view('b', { standing: 'in-use', isMine: false }),
  ],
  team: [view('a', { standing: 'in-use', isMine: false, mayWithdraw: false })],
} as const satisfies Record<string, TaughtView[]>;
export const tried = { key: 'a', ok: true, rows: 20, fields: some };
export const triedInVain = { key: 'a', ok: false, rows: 0, fields: [] };
