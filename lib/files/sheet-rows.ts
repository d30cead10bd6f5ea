import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import { type Cell, FileError, isBlank, limits, type Row } from './table';

const cellOf = (value: CellValue | undefined): Cell => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value === 'string' && value.length > limits.cellChars) throw new FileError('broken');
  return value ?? null;
};

/**
 * Rows of one sheet of a workbook, read as a stream. Formulas are never worked out: what stands in their cell is what the program
 * that saved the file had worked out. Rows that the file leaves out are not there; each keeps its own number.
 */
export async function sheetRows(bytes: Uint8Array, sheet: number, most: number): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { index, values } of streamXlsxRows(bytes, { sheet: sheet - 1 })) {
    if (rows.length >= most) break;
    if (values.length > limits.columns && values.slice(limits.columns).some((value) => !isBlank(cellOf(value))))
      throw new FileError('too-wide', { max: limits.columns });
    const cells = values.slice(0, limits.columns).map(cellOf);
    if (!cells.every(isBlank)) rows.push({ line: index + 1, cells });
  }
  return rows;
}
