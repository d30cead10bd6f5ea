import Papa from 'papaparse';
import { FileError, limits, type Row } from './table';

/** `sep=;` on top is Excel's own way to say which sign parts the columns. */
const separator = /^sep=(.)\r?\n/i;

/** Rows of a text file: comma, semicolon or tab, quoted as RFC 4180 has it. Empty lines stay in, so that a line is named as an editor shows it. */
export function textRows(text: string): Row[] {
  const named = separator.exec(text);
  const plain = named ? text.slice(named[0].length) : text;
  const delimiter = named?.[1] ?? Papa.parse<string[]>(firstLines(plain)).meta.delimiter;
  const { data, errors } = Papa.parse<string[]>(plain, { delimiter, preview: limits.rows + 1 });
  const top = named ? 2 : 1;
  const open = errors.find(({ type }) => type === 'Quotes');
  // From there on rows have run into each other: what is behind the quote would be lost.
  if (open) throw new FileError('open-quote', { line: (open.row ?? 0) + top });
  if (data.length > limits.rows) throw new FileError('too-many-rows', { max: limits.rows });
  return data.map((cells, index) => {
    if (cells.length > limits.columns) throw new FileError('too-wide', { max: limits.columns });
    return { line: index + top, cells };
  });
}

/** What tells the separator: lines with something in them, from the top. */
function firstLines(text: string): string {
  const head = text
    .slice(0, 20_000)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return head.slice(0, 10).join('\n');
}
