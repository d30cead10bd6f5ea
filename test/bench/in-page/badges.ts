import { mountLayer } from '@/components/layer/mount-layer';
import type { Finding } from '@/lib/domain/verdict';
import { sceneOf } from '@/lib/layer/scene';
import { badgeParts, partsOf } from '@/lib/layer/tally';
import { textsOf } from '@/lib/text/load';
import { translator } from '@/lib/text/text';
import { rootPerRow } from '../yardsticks/root-per-row';

const rows = [...document.querySelectorAll('table.products > tbody > tr')];
const subjectOf = (row: number): string => `shop/listing/${row}`;

/** Each row has something to say: one, two or three kinds of signs, and a check that passed. */
function findingsOf(row: number): Finding[] {
  const subject = subjectOf(row);
  const one = { subject, name: null, params: {} };
  const all: Finding[] = [
    { ...one, check: 'sku-present', field: 'variants', severity: 'blocks', result: 'fail' },
    { ...one, check: 'name-length', field: 'name', severity: 'weakens', result: 'fail', params: { n: 4, min: 10, max: 60 } },
    { ...one, check: 'picture-count', field: 'pictures', severity: 'improves', result: 'fail', params: { n: 1, min: 3 } },
  ];
  return [...all.slice(row % 3), { ...one, check: 'category-present', field: 'categories', severity: 'weakens', result: 'pass' }];
}

const scene = sceneOf(
  { rows: rows.map((element, row) => ({ element, subject: subjectOf(row) })), fields: new Map(), parts: [] },
  (subject) => findingsOf(Number(subject.split('/').at(-1))),
  null,
);
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const t = translator('zh-CN', textsOf('zh-CN'));

/** Two frames after the last one is there, nothing is left to draw. */
async function drawn(isThere: () => boolean): Promise<void> {
  while (!isThere()) await nextFrame();
  await nextFrame();
  await nextFrame();
}

let roots: readonly ShadowRoot[] = [];

/** Each shows what it has, and is done when it stands there. */
export const show = {
  ours(): Promise<void> {
    const host = document.documentElement.appendChild(document.createElement('shop-loupe'));
    const root = host.attachShadow({ mode: 'closed' });
    roots = [root];
    const hands = () => Promise.reject(new Error('Nobody reached for it.'));
    mountLayer(root, { t, locale: 'zh-CN', place: null, onPlace: () => {}, links: {}, hands }).show(scene);
    return drawn(() => root.querySelector('.tag') !== null);
  },
  yardstick(): Promise<void> {
    const cells = [...document.querySelectorAll('table.products > tbody > tr > .c-free')];
    roots = rootPerRow(cells, (row) => badgeParts(partsOf(findingsOf(row)), false));
    return drawn(() => roots.at(-1)?.querySelector('.badge') != null);
  },
  bare: (): Promise<void> => drawn(() => true),
};

/** Badges that stand there now. */
export const shown = (): number => roots.reduce((sum, root) => sum + root.querySelectorAll('.tag, .badge').length, 0);
