import '@/lib/extension/jitless';

import { storeCodeOf } from '@/lib/domain/store-fault';
import { FileDesk, type FileReport, type Opened } from '@/lib/file-desk';
import type { Mapping } from '@/lib/files/header';
import type { Encoding } from '@/lib/files/table';
import type { ShopChoice } from '@/lib/take-file';

/** What the page asks of the worker, one thing at a time; `stop` may come between. */
export type Asked =
  | { type: 'open'; file: Blob; name: string; encoding?: Encoding }
  | { type: 'import'; into: ShopChoice; mapping: Mapping }
  | { type: 'ledger'; shop: string }
  | { type: 'stop' };

export type Told =
  | { type: 'opened'; opened: Opened }
  | { type: 'progress'; done: number; total: number }
  | { type: 'imported'; report: FileReport }
  | { type: 'loaded'; loaded: Awaited<ReturnType<FileDesk['loadLedger']>> }
  | { type: 'stopped' }
  /** The name of the store's error, so that the page can say what is the matter with it. */
  | { type: 'failed'; code: string | null };

const desk = new FileDesk();
let stop = new AbortController();
const tell = (told: Told): void => self.postMessage(told);

async function answer(asked: Exclude<Asked, { type: 'stop' }>): Promise<Told> {
  const now = new Date();
  if (asked.type === 'open') return { type: 'opened', opened: await desk.lay(asked.file, asked.name, asked.encoding) };
  if (asked.type === 'ledger') return { type: 'loaded', loaded: await desk.loadLedger(asked.shop, now) };
  const work = { signal: stop.signal, onProgress: (done: number, total: number) => tell({ type: 'progress', done, total }) };
  return { type: 'imported', report: await desk.takeIn(asked.into, asked.mapping, now, work) };
}

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  if (data.type === 'stop') return stop.abort();
  stop = new AbortController();
  const { signal } = stop;
  answer(data).then(tell, (error: unknown) => tell(signal.aborted ? { type: 'stopped' } : { type: 'failed', code: storeCodeOf(error) }));
};
