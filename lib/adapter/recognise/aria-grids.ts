import type { Column, Grid, GridRow } from './grid';
import { around, attr, below, classOf, isShown, tagOf, textOf } from './surface';
import { headerText, saysTotal } from './tables';

const roleOf = (element: Element): string => attr(element, 'role') ?? '';
const cellRoles = new Set(['gridcell', 'cell', 'rowheader']);

/** What joins a cell with its column, and a row's parts with each other, where programs lay them out apart. */
const columnKey = (cell: Element): string =>
  attr(cell, 'col-id') ?? attr(cell, 'data-field') ?? attr(cell, 'data-column-id') ?? attr(cell, 'aria-colindex') ?? '';
const rowKey = (row: Element): string =>
  attr(row, 'aria-rowindex') ?? attr(row, 'row-index') ?? attr(row, 'data-rowindex') ?? attr(row, 'row-id') ?? '';

const nearest = (element: Element, is: (at: Element) => boolean): Element | null => {
  for (const at of around(element)) if (is(at)) return at;
  return null;
};

/** Grids that say by their roles what they are, built of whatever elements. */
export function ariaGridsIn(elements: readonly Element[]): Grid[] {
  const isGrid = (element: Element): boolean => tagOf(element) !== 'table' && ['grid', 'treegrid', 'table'].includes(roleOf(element));
  return elements.filter(isGrid).flatMap((grid): Grid[] => {
    const inside = below(grid).filter((element) => nearest(element, isGrid) === grid || roleOf(element) !== '');
    if (inside.some((element) => tagOf(element) === 'table')) return [];
    const heads = inside.filter((element) => roleOf(element) === 'columnheader');
    // A head over a group of columns has no key of its own.
    const keyed = heads.filter((header) => columnKey(header) !== '');
    const headers = keyed.length * 2 > heads.length ? keyed : heads;
    const parts = inside.filter((element) => roleOf(element) === 'row' && !below(element).some((cell) => roleOf(cell) === 'columnheader'));
    const joined = [...Map.groupBy(parts, (row) => rowKey(row) || row)].map(([, rows]) => rows);
    const cellsOf = (rows: readonly Element[]): Element[] =>
      rows.flatMap((row) =>
        below(row).filter((cell) => cellRoles.has(roleOf(cell)) && nearest(cell, (at) => roleOf(at) === 'row') === row),
      );
    const widest = Math.max(0, ...joined.map((rows) => cellsOf(rows).length));
    if (widest < 2) return [];
    const isKeyed =
      headers.length > 0 &&
      headers.every((header) => columnKey(header) !== '') &&
      cellsOf(joined[0] ?? []).every((cell) => columnKey(cell) !== '');
    const columns: Column[] =
      headers.length > 0
        ? headers.map((header) => ({ label: headerText(header), key: columnKey(header) }))
        : Array.from({ length: widest }, () => ({ label: '', key: '' }));
    const rows = joined.flatMap((elements): GridRow[] => {
      const cells = cellsOf(elements);
      if (
        cells.length < 2 ||
        !elements.some(isShown) ||
        cells.every((cell) => textOf(cell) === '') ||
        elements.some((row) => /footer|summary/i.test(classOf(row))) ||
        cells.some(saysTotal)
      )
        return [];
      const place = (x: number): Element | null => (isKeyed ? cells.find((cell) => columnKey(cell) === columns[x]?.key) : cells[x]) ?? null;
      return [{ elements, cells: columns.map((_, x) => place(x)), loose: [] }];
    });
    return rows.length > 0 ? [{ element: grid, columns, rows }] : [];
  });
}
