import { FileSection, type FileSectionProps } from '@/components/files/file-section';
import { WorkbenchFrame } from '@/components/workbench/workbench-frame';
import type { FileReport, Opened } from '@/lib/file-desk';
import { readTable } from '@/lib/files/read-table';
import type { Encoding } from '@/lib/files/table';
import { type FileView, viewOf } from '@/lib/files/view';
import * as made from '../fixture-sites';

/** What was opened last: the screens read real files, as the worker does. */
export const opened: { view: FileView | null } = { view: null };

export async function openFile(file: File, _work?: unknown, encoding?: Encoding): Promise<Opened> {
  const read = await readTable(file, encoding);
  if (!read.ok) return read;
  opened.view = viewOf(file.name, read.table, () => undefined);
  return { ok: true, view: opened.view };
}

const none = { count: 0, first: [] };
const report: FileReport = {
  shop: 'main',
  rows: 68,
  added: 12,
  changed: 3,
  unchanged: 48,
  refused: {
    count: 3,
    first: [
      { line: 14, code: 'scientific-id', column: '商品ID', value: '3.45679E+18' },
      { line: 31, code: 'no-id', column: '', value: '' },
      { line: 52, code: 'rounded-id', column: 'SKU编码', value: '6923460000000001' },
    ],
  },
  doubled: { count: 1, first: [{ line: 40, code: 'doubled', column: '', value: '3456789012345678901' }] },
  unread: {
    count: 14,
    first: Array.from({ length: 14 }, (_, at) => ({ line: 3 + at, code: 'not-a-price' as const, column: '销售价(元)', value: '19.9 起' })),
  },
};

const files = (more: Partial<FileSectionProps>) => (
  <WorkbenchFrame section="files">
    <FileSection
      shops={made.shops}
      onOpen={openFile}
      onImport={() => Promise.resolve(report)}
      onCopyText={() => Promise.resolve()}
      {...more}
    />
  </WorkbenchFrame>
);

export const fileStates = {
  files: () => files({}),
  'files-first-run': () => files({ shops: [] }),
  'files-loading': () => files({ shops: undefined }),
  'files-clean': () => files({ onImport: () => Promise.resolve({ ...report, refused: none, doubled: none, unread: none }) }),
  'files-running': () =>
    files({
      onImport: (_into, _mapping, { onProgress }) => {
        onProgress(4_250, 10_000);
        return new Promise(() => {});
      },
    }),
  'files-stopped': () => files({ onImport: () => Promise.resolve(null) }),
  'files-fault': () => files({ onImport: () => Promise.reject(Object.assign(new Error('full'), { code: 'store-full' })) }),
};
