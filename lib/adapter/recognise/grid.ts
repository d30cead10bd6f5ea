/** Rows that say the same kinds of things, whatever they are built of. */
export interface Grid {
  element: Element;
  /** What stands over each column; '' = nothing. */
  columns: Column[];
  rows: GridRow[];
}
export interface Column {
  label: string;
  /** Words of its own that a program put there: `col-id`, `data-field`. */
  key: string;
}
export interface GridRow {
  /** All elements that make the row up: several where parts of a table scroll apart. */
  elements: Element[];
  /** By column; null = the row has none there. */
  cells: (Element | null)[];
  /** What belongs to the row and stands in no column: a line above it, a group's own head. */
  loose: Element[];
}
