import { crc32, deflateRawSync } from 'node:zlib';

export interface Entry {
  name: string;
  content: Uint8Array | string;
  /** What the directory says of it, where that is a lie. */
  says?: { size?: number; packed?: number; flags?: number };
}

/** A packed file, made by hand so that it may lie. */
export function zip(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, says = {} } of entries) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const packed = new Uint8Array(deflateRawSync(bytes));
    const title = new TextEncoder().encode(name);
    const [size, packedSize, flags] = [says.size ?? bytes.length, says.packed ?? packed.length, says.flags ?? 0];
    const head = new DataView(new ArrayBuffer(30));
    head.setUint32(0, 0x04034b50, true);
    head.setUint16(6, flags, true);
    head.setUint16(8, 8, true);
    head.setUint32(14, crc32(bytes), true);
    head.setUint32(18, packedSize, true);
    head.setUint32(22, size, true);
    head.setUint16(26, title.length, true);
    const entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    entry.setUint16(8, flags, true);
    entry.setUint16(10, 8, true);
    entry.setUint32(16, crc32(bytes), true);
    entry.setUint32(20, packedSize, true);
    entry.setUint32(24, size, true);
    entry.setUint16(28, title.length, true);
    entry.setUint32(42, at, true);
    const local = [new Uint8Array(head.buffer), title, packed];
    parts.push(...local);
    directory.push(new Uint8Array(entry.buffer), title);
    at += local.reduce((sum, part) => sum + part.length, 0);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, at, true);
  return new Uint8Array(Buffer.concat([...parts, ...directory, new Uint8Array(end.buffer)]));
}

const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook with one sheet; each may be another. */
export function workbookParts(sheet: string, more: Record<string, string> = {}): Entry[] {
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': '<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${type}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${type}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/sharedStrings.xml': '<sst/>',
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  };
  return Object.entries(parts).map(([name, content]) => ({ name, content }));
}
