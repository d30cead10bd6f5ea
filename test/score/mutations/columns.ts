import { type Mutation, made } from './mutation.ts';
import { eachLine, evenTable, middleColumn } from './table-at.ts';

/** Columns go, come and change places. */
export const columns: Mutation[] = [
  {
    id: 'column-moved',
    keepsLabels: true,
    apply: (body) => eachLine(body, (cells, line) => line.insertBefore(cells.at(-2) as HTMLElement, cells[1] as HTMLElement)),
  },
  {
    id: 'columns-reversed',
    keepsLabels: true,
    apply: (body) => eachLine(body, (cells, line) => line.append(...cells.toReversed())),
  },
  {
    id: 'column-added',
    keepsLabels: true,
    apply: (body) =>
      eachLine(body, (cells, line, isHead) =>
        line.insertBefore(made(cells[1]?.tagName ?? 'td', isHead ? 'Campaign quota' : '37', cells[1]?.className), cells[1] as HTMLElement),
      ),
  },
  {
    id: 'column-without-name-added',
    keepsLabels: true,
    apply: (body) => eachLine(body, (cells, line) => line.prepend(made(cells[0]?.tagName ?? 'td', '', cells[0]?.className))),
  },
  {
    id: 'column-removed',
    keepsLabels: true,
    takesAway: 'column',
    apply(body) {
      const at = middleColumn(body);
      return eachLine(body, (cells) => cells[at]?.remove());
    },
  },
  {
    id: 'column-hidden',
    keepsLabels: true,
    apply(body) {
      const at = middleColumn(body);
      return eachLine(body, (cells) => cells[at]?.style.setProperty('display', 'none'));
    },
  },
  {
    id: 'header-apart',
    keepsLabels: true,
    apply(body) {
      const found = evenTable(body);
      const head = found?.heads[0]?.parentElement;
      if (!found || !head) return false;
      const [outer, top, below] = [made('div'), made('div'), made('div')];
      const table = found.table.cloneNode() as HTMLElement;
      found.table.replaceWith(outer);
      table.removeAttribute('id');
      table.append(head);
      top.append(table);
      below.append(found.table);
      outer.append(top, below);
      return true;
    },
  },
  {
    id: 'header-as-first-line',
    keepsLabels: true,
    apply(body) {
      const found = evenTable(body);
      const [head] = found?.heads ?? [];
      const first = found?.rows[0];
      if (!head || !first?.parentElement) return false;
      head.parentElement?.remove();
      first.before(head);
      for (const cell of [...head.children]) {
        const th = made('th');
        th.append(...cell.childNodes);
        cell.replaceWith(th);
      }
      return true;
    },
  },
  {
    id: 'table-as-roles',
    keepsLabels: true,
    apply(body) {
      const found = evenTable(body);
      if (!found) return false;
      const grid = made('div', '', found.table.className);
      grid.setAttribute('role', 'grid');
      for (const line of [...found.heads, ...found.rows]) {
        const row = made('div', '', line.className);
        for (const { name, value } of line.attributes) row.setAttribute(name, value);
        row.setAttribute('role', 'row');
        for (const cell of [...line.children]) {
          const box = made('div', '', cell.className);
          box.setAttribute('role', found.heads.includes(line) ? 'columnheader' : 'gridcell');
          box.append(...cell.childNodes);
          row.append(box);
        }
        grid.append(row);
      }
      found.table.replaceWith(grid);
      return true;
    },
  },
];
