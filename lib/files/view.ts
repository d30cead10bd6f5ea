import { dataRows, findHeader, type Mapping, mappingOf, signatureOf } from './header';
import { type Encoding, isBlank, type Table } from './table';

/** What a screen shows of a file before anything is taken from it. */
export interface FileView {
  name: string;
  encoding: Encoding | null;
  sheet: number | null;
  /** Line of the header, by which a person finds it. */
  headerLine: number;
  columns: string[];
  /** The first rows as texts, each with its line. */
  first: { line: number; cells: string[] }[];
  rows: number;
  instructions: number;
  mapping: Mapping;
  /** Header of this kind of file: what a mapping is remembered by. */
  signature: string;
  isRemembered: boolean;
}

const shown = 20;
const longest = 60;

/** `remembered`: how a person mapped a file with the same header before. */
export function viewOf(name: string, table: Table, remembered: (signature: string) => Mapping | undefined): FileView {
  const header = findHeader(table.rows);
  // Columns on the right that have neither a name nor anything in them are none.
  const below = table.rows.slice(header.at, header.at + 200);
  const width = Math.max(0, ...below.map(({ cells }) => cells.findLastIndex((cell) => !isBlank(cell)) + 1));
  const columns = Array.from({ length: width }, (_, at) => header.names[at] ?? '');
  const signature = signatureOf(columns);
  const known = remembered(signature);
  const mapping = known?.fields.length === columns.length ? known : mappingOf(columns);
  const { rows, instructions } = dataRows(table.rows, { ...header, names: columns }, mapping);
  return {
    name,
    encoding: table.encoding,
    sheet: table.sheet,
    headerLine: table.rows[header.at]?.line ?? 1,
    columns,
    first: rows.slice(0, shown).map(({ line, cells }) => ({
      line,
      cells: columns.map((_, at) =>
        String(cells[at] ?? '')
          .trim()
          .slice(0, longest),
      ),
    })),
    rows: rows.length,
    instructions,
    mapping,
    signature,
    isRemembered: known !== undefined && mapping === known,
  };
}
