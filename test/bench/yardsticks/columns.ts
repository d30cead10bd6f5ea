interface Column {
  name: string;
  css: string;
}

/** The least that reading a table can cost: one query of the whole document per column, its n-th element taken for the n-th row's. Trusts the page in everything. */
export function readColumns(document: Document, columns: readonly Column[]): Record<string, string>[] {
  const rows: Record<string, string>[] = [];
  for (const { name, css } of columns) {
    document.querySelectorAll(css).forEach((cell, at) => {
      rows[at] ??= {};
      rows[at][name] = cell.textContent ?? '';
    });
  }
  return rows;
}
