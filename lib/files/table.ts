/** What stands in a cell. A date of a sheet is its ISO text. */
export type Cell = string | number | boolean | null;

export interface Row {
  /** As a spreadsheet program counts them: 1 is the first. */
  line: number;
  cells: readonly Cell[];
}

export const encodings = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/** A file as rows, whatever format it had. */
export interface Table {
  rows: Row[];
  /** Of a text file; null = the format says it itself. */
  encoding: Encoding | null;
  /** The first columns of the sheet were found on this one of a workbook, counted from 1; null = no workbook. */
  sheet: number | null;
}

/** Why a file is refused as a whole; each has a sentence (`files.fault.<code>`) and a next step. */
export const fileFaults = [
  'empty',
  'too-large',
  'too-many-rows',
  'too-wide',
  'locked',
  'old-xls',
  'web-page',
  'other-format',
  'binary',
  'swollen',
  'broken',
  'odd-encoding',
  'open-quote',
] as const;
export type FaultCode = (typeof fileFaults)[number];
export interface FileFault {
  code: FaultCode;
  params: Record<string, string | number>;
}

/** How a reader says that a file is refused; the one door (`readTable`) makes a value of it. */
export class FileError extends Error {
  readonly fault: FileFault;

  constructor(code: FaultCode, params: FileFault['params'] = {}) {
    super(code);
    this.fault = { code, params };
  }
}

export const limits = {
  /** Of the file itself. */
  bytes: 80_000_000,
  /** Of one part of a workbook, unpacked: a sheet is streamed, all else is held as a whole. */
  sheetBytes: 600_000_000,
  partBytes: 80_000_000,
  rows: 200_000,
  columns: 600,
  /** Texts longer than a cell of a spreadsheet can be are cut off nowhere: they are refused. */
  cellChars: 200_000,
} as const;

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
