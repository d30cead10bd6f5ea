import { type Mutation, made } from './mutation.ts';
import { evenTable } from './table-at.ts';

const isList = (kind: string): boolean => /list$/.test(kind);

/** Lines go, come and change places. */
export const rows: Mutation[] = [
  {
    id: 'rows-reversed',
    keepsLabels: true,
    apply(body, kind) {
      const found = isList(kind) ? evenTable(body) : null;
      for (const row of found?.rows.toReversed() ?? []) row.parentElement?.append(row);
      return found !== null;
    },
  },
  {
    id: 'rows-half',
    keepsLabels: true,
    takesAway: 'rows',
    apply(body, kind) {
      const found = isList(kind) ? evenTable(body) : null;
      for (const row of found?.rows.slice(Math.ceil(found.rows.length / 2)) ?? []) row.remove();
      return found !== null;
    },
  },
  {
    id: 'rows-none',
    keepsLabels: true,
    leavesNothing: true,
    apply(body, kind) {
      const found = isList(kind) ? evenTable(body) : null;
      for (const row of found?.rows ?? []) row.remove();
      return found !== null;
    },
  },
  {
    id: 'rows-virtual',
    keepsLabels: true,
    apply(body, kind) {
      const found = isList(kind) ? evenTable(body) : null;
      const [first, last] = [found?.rows[0], found?.rows.at(-1)];
      for (const side of ['before', 'after'] as const) {
        const gap = made('tr');
        gap.style.height = '2400px';
        gap.append(made('td'));
        gap.firstElementChild?.setAttribute('colspan', String(first?.children.length ?? 1));
        (side === 'before' ? first : last)?.[side](gap);
      }
      return found !== null;
    },
  },
  {
    id: 'rows-loading-after',
    keepsLabels: true,
    apply(body, kind) {
      const found = isList(kind) ? evenTable(body) : null;
      const last = found?.rows.at(-1);
      if (!last) return false;
      const bones = made('tr', '', 'skeleton');
      for (const cell of last.children) bones.append(made(cell.tagName, '', 'bone'));
      last.after(bones);
      return true;
    },
  },
  {
    id: 'totals-line-added',
    keepsLabels: true,
    apply(body, kind) {
      const found = isList(kind) ? evenTable(body) : null;
      const last = found?.rows.at(-1);
      if (!last) return false;
      const sums = made('tr');
      for (const [at, cell] of [...last.children].entries()) sums.append(made(cell.tagName, at === 0 ? 'Total' : '4711'));
      last.after(sums);
      return true;
    },
  },
];
