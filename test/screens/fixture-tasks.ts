import type { TaskRow, TodayView } from '@/lib/store/view';

/** Tuesday, 24 November 2026, 14:20 in Shanghai. */
export const now = new Date('2026-11-24T06:20:00.000Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();

export const longName =
  'Merino 美利奴羊毛 Überziehpullover 男士加厚半高领 Half-Zip 打底衫 Supersoft 系列 XXL/深灰色-Anthracite 2026 冬季新款';

export function task(id: string, more: Partial<TaskRow> = {}): TaskRow {
  return {
    id,
    flow: 'listing-gap',
    verb: 'settle',
    clause: '3.2.2',
    owner: 'specialist',
    due: null,
    shop: 'main',
    shopName: 'Main shop',
    title: null,
    params: {},
    check: null,
    url: 'http://127.0.0.1:4390/admin/catalog/products/12',
    state: 'open',
    evidence: null,
    movedAt: at(-60),
    ...more,
  };
}

const sku = task('sku', { due: at(-75), check: 'sku-present', params: { name: 'Gap variants', variant: 'L', count: 2 } });
const drift = task('drift', {
  flow: 'stock-drift',
  clause: '3.2.3',
  due: at(-20),
  check: 'stock-agrees',
  params: { name: 'Gap bare', sku: 'GAP-2', shown: 0, ledger: 5 },
});
const mail = task('mail', {
  flow: 'message-waiting',
  clause: '3.4.1',
  due: at(25),
  check: 'message-answered',
  params: { receivedAt: at(-35), dueAt: at(25), minutes: 60, name: '' },
});
const picture = task('picture', { due: at(100), check: 'main-picture', params: { name: '无线鼠标 Wireless Optical Mouse' } });
const title = task('title', { due: at(160), check: 'name-length', params: { name: 'Gap', n: 3, min: 10, max: 60 } });
const own = task('own', { flow: 'own-task', clause: '1.3.2', due: at(220), title: '问供应商要 32-Inch Monitor 的质检报告', url: null });
const campaign = task('campaign', {
  flow: 'campaign-due',
  clause: '3.3.3',
  due: at(60 * 20),
  check: 'campaign-ending',
  params: { name: '双十二预热 -10 %', endsAt: at(60 * 20), dueAt: at(60 * 20) },
});
const low = task('low', {
  flow: 'stock-low',
  clause: '2.2.1',
  due: at(60 * 28),
  check: 'stock-low',
  params: { name: 'Tripod', variant: 'Tripod', n: 2, low: 5 },
});
const done = [
  task('d1', { state: 'done', evidence: 'page', check: 'category-present', params: { name: 'Clacky Keyboard' }, movedAt: at(-15) }),
  task('d2', { state: 'done', evidence: 'person', flow: 'message-waiting', params: { receivedAt: at(-180) }, movedAt: at(-50) }),
];

const countsOf = (view: Omit<TodayView, 'counts'>, snoozed = 0) => ({
  overdue: view.overdue.length,
  today: view.today.length,
  later: view.later.length,
  done: view.done.length,
  snoozed,
});
function view(lists: Partial<Omit<TodayView, 'counts'>>, snoozed = 0): TodayView {
  const full = { overdue: [], today: [], later: [], done: [], ...lists };
  return { ...full, counts: countsOf(full, snoozed) };
}

export const normal = view({ overdue: [sku, drift], today: [mail, picture, title, own], later: [campaign, low], done }, 1);
export const empty = view({});
export const ownOnly = view({ today: [own] });
export const nextOnly = view({ later: [campaign, low], done });
export const long = view({
  overdue: [
    task('l1', { due: at(-60 * 24 * 12), check: 'sku-present', params: { name: longName, variant: `${longName} / XXL`, count: 12 } }),
    task('l2', { flow: 'own-task', clause: '1.3.2', due: at(-5), title: `${longName}：${longName}`, url: null }),
  ],
  today: [drift],
});
export const many: TodayView = {
  overdue: Array.from({ length: 50 }, (_, n) =>
    task(`m${n}`, { due: at(-50 + n), check: 'main-picture', params: { name: `Tee ${n + 1}` } }),
  ),
  today: Array.from({ length: 50 }, (_, n) =>
    task(`t${n}`, { due: at(10 + n), check: 'sku-present', params: { name: `Tee ${n + 1}`, variant: 'M', count: 1 } }),
  ),
  later: [],
  done: [],
  counts: { overdue: 214, today: 63, later: 0, done: 0, snoozed: 0 },
};
