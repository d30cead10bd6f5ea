import { describe, expect, it } from 'vitest';
import { rowCodes } from '@/lib/files/cells';
import { fileFields } from '@/lib/files/field';
import { readTable } from '@/lib/files/read-table';
import { fileFaults, limits } from '@/lib/files/table';
import { textsOf } from '@/lib/text/load';
import { locales } from '@/lib/text/text';
import { listingsIn, read, text, utf16, workbook } from './made';
import { workbookParts, zip } from './zip';

const sheet = (...rows: string[]) => `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`;
const row = (line: number, ...cells: string[]) =>
  `<row r="${line}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
const good = sheet(row(1, '商品ID', '商品名称'), row(2, '1', '茶壶'));

const megabyte = 1_000_000;
const ole = (mark: string) =>
  new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.alloc(512), ...Buffer.from(mark, 'utf16le')]);
const swell = (name: string, bytes: number, says = {}) =>
  workbookParts(good).map((part) => (part.name === name ? { name, content: new Uint8Array(bytes).fill(0x20), says } : part));
const workbookOf = async () =>
  workbook({
    name: 'a',
    rows: [
      ['商品ID', '商品名称'],
      ['1', '茶壶'],
    ],
  });

/** What it is, its bytes, and what is said of it. */
const hostile: [string, () => Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>, string][] = [
  ['nothing', () => text(''), 'empty'],
  ['blank lines', () => text('\n , \n\t\n'), 'empty'],
  ['an empty archive', () => new Uint8Array([0x50, 0x4b, 5, 6, ...new Uint8Array(18)]), 'empty'],
  ['an empty workbook', () => zip(workbookParts(sheet())), 'empty'],
  ['a picture named .csv', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 1, 2]), 'binary'],
  ['a PDF named .xlsx', () => text('%PDF-1.7\n%âãÏÓ'), 'binary'],
  ['a gzip', () => new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0]), 'binary'],
  ['bytes of a program', () => text('id,name\n\0\0\0\u0001'), 'binary'],
  ['a web page named .xls', () => text('<html><body><table><tr><td>商品ID</td></tr></table></body></html>'), 'web-page'],
  ['an old workbook (.xls)', () => ole('Workbook'), 'old-xls'],
  ['a workbook with a password', () => ole('EncryptedPackage'), 'locked'],
  ['an archive with a password', () => zip(workbookParts(good).map((part) => ({ ...part, says: { flags: 1 } }))), 'locked'],
  ['an archive of pictures', () => zip([{ name: 'a.jpg', content: 'x' }]), 'other-format'],
  [
    'a document (.docx)',
    () =>
      zip([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'word/document.xml', content: '<w/>' },
      ]),
    'other-format',
  ],
  ['a workbook cut off half-way', async () => (await workbookOf()).slice(0, 900), 'broken'],
  ['a workbook with its middle gone', async () => (await workbookOf()).fill(0, 200, 1_200), 'broken'],
  ['a part that is no XML of a sheet', () => zip(workbookParts('\u0000\u0001\u0002 no xml at all')), 'empty'],
  ['a bomb: shared texts of 90 MB', () => zip(swell('xl/sharedStrings.xml', 90 * megabyte)), 'swollen'],
  ['a bomb: a sheet of 90 MB of nothing', () => zip(swell('xl/worksheets/sheet1.xml', 90 * megabyte)), 'swollen'],
  ['a bomb that says it is small', () => zip(swell('xl/sharedStrings.xml', 90 * megabyte, { size: 1_000 })), 'broken'],
  ['a bomb that says it is nothing', () => zip(swell('xl/sharedStrings.xml', 90 * megabyte, { size: 0 })), 'broken'],
  ['XML a hundred thousand levels deep', () => zip(workbookParts(good, { 'xl/sharedStrings.xml': '<a>'.repeat(100_000) })), 'broken'],
  ['more rows than we take', () => text(`id,name\n${'1,a\n'.repeat(limits.rows + 1)}`), 'too-many-rows'],
  ['more columns than we take', () => text(`${'a,'.repeat(700)}\n1\n`), 'too-wide'],
  ['a quote that is never closed', () => text(`id,name\n1,"Tea\n${'2,b\n'.repeat(1_000)}`), 'open-quote'],
  ['bytes that are no text in UTF-8 nor GB 18030', () => new Uint8Array([0x69, 0x64, 0x2c, 0xff, 0xff, 0x0a]), 'odd-encoding'],
  ['half a letter at the end of UTF-16', () => utf16('id,name\n1,茶').slice(0, -1), 'odd-encoding'],
];

describe('a file that is none, or was made to harm, is refused within a second', () => {
  it.each(hostile)('%s', async (_what, make, code) => {
    const bytes = await make();
    // Of this process, and not by the clock: what else the machine does is no fault of the file.
    const from = process.cpuUsage();
    const got = await read(bytes);
    const { user, system } = process.cpuUsage(from);
    expect((user + system) / 1_000).toBeLessThan(1_000);
    expect(got.ok ? '' : got.fault.code).toBe(code);
  });

  it('2 GB are refused before a byte is read', async () => {
    const large = { size: 2_000_000_000, arrayBuffer: () => Promise.reject(new Error('was read')) } as unknown as Blob;
    expect(await readTable(large)).toEqual({ ok: false, fault: { code: 'too-large', params: { max: 80 } } });
  });

  it('entities of XML are not opened: what they say stays as it stands', async () => {
    const laughs = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}">]>`;
    const got = await read(zip(workbookParts(laughs + sheet(row(1, 'id', 'name'), row(2, '1', '&b;')))));
    expect(got.ok && got.table.rows[1]?.cells).toEqual(['1', '&b;']);
  });

  it('a formula is not worked out: what the program had worked out is read, and in a text file it is none', async () => {
    const formula =
      '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>HYPERLINK("https://evil.example")</f><v>Tea</v></c></row>';
    const { listings } = await listingsIn(zip(workbookParts(sheet(row(1, 'id', 'name'), formula))));
    expect(listings.map(({ row }) => row)).toEqual([{ id: '2', name: 'Tea' }]);
    const csv = await listingsIn(text(`id,name\n1,"=HYPERLINK(""https://evil.example"")"\n`));
    expect(csv.listings.map(({ row }) => row)).toEqual([{ id: '1' }]);
    expect(csv.unread).toMatchObject([{ code: 'formula' }]);
  });

  it('names that objects have of their own are ids like any other', async () => {
    const { listings } = await listingsIn(text('id,name,status\n__proto__,a,constructor\nconstructor,b,toString\n'));
    expect(listings.map(({ row }) => [row.id, row.name])).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });
});

describe.each(locales)('every fault, reason and field has its words in %s', (locale) => {
  const texts = textsOf(locale);
  const keys = [
    ...fileFaults.flatMap((code) => [`files.fault.${code}`, `files.fault.${code}.next`]),
    ...rowCodes.map((code) => `files.row.${code}`),
    ...fileFields.map((field) => `files.field.${field}`),
  ];
  it.each(keys)('%s', (key) => {
    expect(texts[key] ?? 'missing').not.toBe('missing');
  });
});
