import type { Column, Grid, GridRow } from './grid';
import { leavesOf, saidIn } from './leaves';
import { around, attr, below, classOf, collapse, innerElements, isForEarsOnly, isInside, isShown, tagOf, textOf } from './surface';
import { isIn, plainWords } from './words';

const sections = new Set(['thead', 'tbody', 'tfoot']);
interface Line {
  row: Element;
  cells: Element[];
  section: Element | null;
}

/** Its own rows, not those of tables within. */
function linesOfTable(table: Element): Line[] {
  const lines: Line[] = [];
  const add = (row: Element, section: Element | null): void => {
    lines.push({ row, section, cells: innerElements(row).filter((cell) => ['td', 'th'].includes(tagOf(cell))) });
  };
  const inside = (element: Element, section: Element | null): void => {
    for (const inner of innerElements(element)) {
      if (tagOf(inner) === 'tr') add(inner, section);
      else if (sections.has(tagOf(inner)) || tagOf(inner) === 'form') inside(inner, sections.has(tagOf(inner)) ? inner : section);
    }
  };
  inside(table, null);
  return lines;
}

const spanOf = (cell: Element): number => Math.min(Math.max(Number(attr(cell, 'colspan') ?? 1) || 1, 1), 100);
const depthOf = (cell: Element): number => Math.min(Math.max(Number(attr(cell, 'rowspan') ?? 1) || 1, 1), 100);
const widthOf = (line: Line): number => line.cells.reduce((sum, cell) => sum + spanOf(cell), 0);

/** The words of a header: what is written, else what its icon is called. */
export function headerText(cell: Element): string {
  const leaves = leavesOf(cell, (element) => tagOf(element) === 'button' && attr(element, 'aria-label') !== null);
  const text = saidIn(leaves.filter((leaf) => /[\p{L}\p{N}]/u.test(leaf.text) && !isForEarsOnly(leaf.element)));
  if (text !== '') return text;
  if (leaves.some((leaf) => leaf.text === '#')) return '#';
  return collapse(
    attr(cell, 'aria-label') ??
      attr(cell, 'title') ??
      below(cell)
        .map((element) => attr(element, 'title') ?? attr(element, 'aria-label') ?? '')
        .find((name) => name !== '') ??
      '',
  );
}

const hasFields = (line: Line): boolean =>
  line.cells.some((cell) =>
    below(cell).some(
      (element) =>
        ['input', 'select', 'textarea'].includes(tagOf(element)) && !/^(checkbox|radio|hidden)$/.test(attr(element, 'type') ?? ''),
    ),
  );

/** Cells by column, with those that reach down from the line above. */
function laidOut(lines: readonly Line[]): (Element | null)[][] {
  const grid: (Element | null)[][] = lines.map(() => []);
  lines.forEach((line, y) => {
    let x = 0;
    for (const cell of line.cells) {
      while (grid[y]?.[x] !== undefined) x++;
      for (let down = 0; down < depthOf(cell) && y + down < lines.length; down++)
        for (let right = 0; right < spanOf(cell); right++) (grid[y + down] as (Element | null)[])[x + right] = cell;
      x += spanOf(cell);
    }
  });
  return grid.map((row) => Array.from(row, (cell) => cell ?? null));
}

function isHeader(line: Line, index: number, lines: readonly Line[]): boolean {
  if (hasFields(line)) return false;
  if (line.section && tagOf(line.section) === 'thead') return true;
  if (line.section && tagOf(line.section) === 'tfoot') return false;
  const ths = line.cells.filter((cell) => tagOf(cell) === 'th').length;
  if (ths > 1 && ths >= line.cells.length - 1) return true;
  // Some programs write the names of columns in ordinary cells of the first line.
  return (
    index === 0 && line.cells.length > 2 && /head|title/i.test(classOf(line.row) + classOf(line.cells[0] as Element)) && lines.length > 1
  );
}

function columnsFrom(headers: readonly Line[]): Column[] {
  const layout = laidOut(headers);
  const width = Math.max(0, ...layout.map((row) => row.length));
  const columns: Column[] = [];
  for (let x = 0; x < width; x++) {
    const cells = layout.map((row) => row[x]).filter((cell) => cell !== null && cell !== undefined);
    const lowest =
      cells
        .toReversed()
        .map(headerText)
        .find((text) => text !== '') ?? '';
    columns.push({ label: lowest, key: cells.map((cell) => attr(cell, 'data-field') ?? '').find((key) => key !== '') ?? '' });
  }
  return columns;
}

export const saysTotal = (cell: Element): boolean => {
  const words = plainWords(textOf(cell));
  return isIn('total', words) || /^(totals?|sum) (on|of|for) |^(本页|本頁|合计|合計|小计|小計|总计|總計)/.test(words);
};
const isTotal = (line: Line): boolean => line.cells.some(saysTotal);

function isData(line: Line, width: number): boolean {
  if (line.section && ['thead', 'tfoot'].includes(tagOf(line.section))) return false;
  if (line.cells.length < 2 || attr(line.row, 'aria-hidden') === 'true' || Math.max(...line.cells.map(spanOf)) > Math.max(2, width / 2))
    return false;
  if (
    /measure-row|empty-form|template|placeholder-row|skeleton|inline-edit-row/i.test(`${classOf(line.row)} ${attr(line.row, 'id') ?? ''}`)
  )
    return false;
  if (!line.cells.some((cell) => textOf(cell) !== '' || below(cell).some((element) => ['input', 'img', 'select'].includes(tagOf(element)))))
    return false;
  return !isTotal(line);
}

/** Filters and new lines stand among the rows, and are none. */
function isFilterLine(line: Line): boolean {
  return (
    hasFields(line) &&
    (/filter|search/i.test(`${classOf(line.row)} ${attr(line.row, 'id') ?? ''}`) ||
      (line.cells.every(
        (cell) => textOf(cell) === '' || below(cell).some((element) => ['button', 'input', 'select'].includes(tagOf(element))),
      ) &&
        below(line.row).some((element) =>
          isIn(
            'filters',
            plainWords(
              tagOf(element) === 'button' || attr(element, 'type') === 'submit' ? textOf(element) || (attr(element, 'value') ?? '') : '',
            ),
          ),
        )))
  );
}

const isLayout = (table: Element, lines: readonly Line[]): boolean => {
  const nested = lines.filter(({ row }) => below(row).some((element) => tagOf(element) === 'table')).length;
  return (
    nested * 2 > lines.length ||
    (nested > 0 && lines.length < 3) ||
    /layout/i.test(classOf(table)) ||
    attr(table, 'role') === 'presentation'
  );
};

/** The table, or part of one, that only holds the names of this one's columns: heads that stay while the body scrolls. */
function headersApart(table: Element, width: number, tables: readonly Element[]): Column[] | null {
  const at = tables.indexOf(table);
  for (const other of tables.slice(Math.max(0, at - 3), at).toReversed()) {
    if (![...around(other)].slice(0, 4).some((place) => isInside(table, place))) continue;
    const lines = linesOfTable(other);
    const headers = lines.filter((line, index) => isHeader(line, index, [...lines, ...lines]));
    const columns = headers.length > 0 && lines.length - headers.length < 2 ? columnsFrom(headers) : [];
    if (columns.length === width || columns.length === width + 1) return columns;
  }
  return null;
}

/** A body for each record: its first line names it, the others hold its cells. */
function rowsByBody(lines: readonly Line[], columns: number): GridRow[] | null {
  const bodies = [
    ...Map.groupBy(
      lines.filter(({ section }) => section && tagOf(section) === 'tbody'),
      ({ section }) => section as Element,
    ),
  ];
  const isOne = ([head, ...others]: readonly Line[]): boolean =>
    others.length > 0 && others.length < 4 && head?.cells.length === 1 && (others[0]?.cells.length ?? 0) > 1;
  if (bodies.length < 1 || !bodies.every(([, parts]) => isOne(parts))) return null;
  return bodies.map(([body, parts]) => {
    const [cells = []] = laidOut(parts.slice(1));
    return { elements: [body], cells: Array.from({ length: columns }, (_, x) => cells[x] ?? null), loose: parts[0]?.cells ?? [] };
  });
}

/** Tables that hold rows of data. */
export function tablesIn(elements: readonly Element[]): Grid[] {
  const tables = elements.filter((element) => tagOf(element) === 'table');
  const grids = tables.flatMap((table): Grid[] => {
    const lines = linesOfTable(table);
    if (lines.length === 0 || isLayout(table, lines)) return [];
    const headers = lines.filter((line, index) => isHeader(line, index, lines));
    const body = lines.filter((line) => !headers.includes(line));
    const width = Math.max(0, ...body.map(widthOf), ...headers.map(widthOf));
    const own = columnsFrom(headers);
    const columns = own.some(({ label }) => label !== '')
      ? own
      : (headersApart(table, width, tables) ?? Array.from({ length: width }, () => ({ label: '', key: '' })));
    const grouped = rowsByBody(body, columns.length);
    if (grouped) return [{ element: table, columns, rows: grouped }];
    // Where most lines have a cell for each column, one that spans several heads a group.
    const isEven = body.filter((line) => line.cells.every((cell) => spanOf(cell) === 1)).length * 2 > body.length;
    // Before any line is left out: a cell may reach down into those that follow.
    const layout = laidOut(body);
    const cellsOf = (line: Line): (Element | null)[] => layout[body.indexOf(line)] ?? [];
    const data = body.filter(
      (line) =>
        isData(line, width) &&
        !(isEven && line.cells.some((cell) => spanOf(cell) > 1)) &&
        !isFilterLine(line) &&
        cellsOf(line).length >= Math.min(width, columns.length) - 1 &&
        !isHiddenCopy(line),
    );
    const rows = data.map(
      (line): GridRow => ({
        elements: [line.row],
        cells: Array.from({ length: Math.max(width, columns.length) }, (_, x) => cellsOf(line)[x] ?? null),
        loose: [],
      }),
    );
    // A record of several lines: cells that reach down over most of them belong to the first.
    const firsts = rows.filter(
      (row, y) => !rows[y - 1] || row.cells.filter((cell, x) => cell && cell === rows[y - 1]?.cells[x]).length * 2 < width,
    );
    if (rows.length === 0 || width < 2) return [];
    while (columns.length < width) columns.push({ label: '', key: '' });
    return [{ element: table, columns, rows: firsts }];
  });
  return joinedCopies(grids);
}

/** A program may draw one table several times, each time with other columns painted: each cell counts where it is. */
function joinedCopies(grids: readonly Grid[]): Grid[] {
  const names = ({ columns, rows }: Grid): string => `${rows.length} ${columns.map(({ label }) => label).join('|')}`;
  return [...Map.groupBy(grids, names).values()].flatMap(([first, ...copies]) => {
    if (!first || copies.length === 0 || first.columns.length < 3) return first ? [first, ...copies] : [];
    const place = [...around(first.element)].slice(0, 4).find((at) => copies.every(({ element }) => isInside(element, at)));
    if (!place || !isShown(place) || tagOf(place) === 'body') return [first, ...copies];
    const painted = (cell: Element | null | undefined): boolean =>
      !!cell && isShown(cell) && [...below(cell)].some((at) => isShown(at) && textOf(at) !== '' && innerElements(at).length === 0);
    const rows = first.rows.map((row, y) => ({
      ...row,
      elements: [row, ...copies.map((copy) => copy.rows[y])].flatMap((one) => one?.elements ?? []),
      cells: row.cells.map((cell, x) => [cell, ...copies.map((copy) => copy.rows[y]?.cells[x])].find(painted) ?? cell),
    }));
    return [{ ...first, rows }];
  });
}

/** A line that is not painted while its table is: a template, a line to come. */
const isHiddenCopy = ({ row }: Line): boolean => !isShown(row) && [...around(row)].some((at) => tagOf(at) === 'table' && isShown(at));
