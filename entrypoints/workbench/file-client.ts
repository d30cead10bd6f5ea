import type { FileReport, Opened } from '@/lib/file-desk';
import type { Mapping } from '@/lib/files/header';
import type { Encoding } from '@/lib/files/table';
import type { FileWork, ShopChoice } from '@/lib/take-file';
import type { Asked, Told } from './file-worker';

/** After so long (ms) a worker that was told to stop is ended: the browser then takes back what it had not finished writing. */
const patience = 5_000;

/** The store's error as it came about over there. */
class WorkerError extends Error {
  readonly code: string | null;

  constructor(code: string | null) {
    super(code ?? 'failed');
    this.name = 'WorkerError';
    this.code = code;
  }
}

type Answer = Exclude<Told, { type: 'progress' | 'failed' }>;
type Loaded = Extract<Told, { type: 'loaded' }>['loaded'];

/** The file worker as the page calls it. It is started with the first file, holds one, and works on one thing at a time. */
export class FileClient {
  private worker: Worker | null = null;
  /** What it holds: a worker that had to be ended is given it again. */
  private held: Extract<Asked, { type: 'open' }> | null = null;

  async open(file: Blob, name: string, signal: AbortSignal, encoding?: Encoding): Promise<Opened> {
    // Reading changes nothing and cannot be interrupted: its worker is ended.
    const end = () => this.close();
    signal.addEventListener('abort', end);
    try {
      this.held = { type: 'open', file, name, ...(encoding && { encoding }) };
      const told = await this.ask(this.held, { signal });
      if (told.type === 'opened') return told.opened;
      throw new WorkerError(null);
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  /** Null = stopped: nothing has changed. */
  async takeIn(into: ShopChoice, mapping: Mapping, { onProgress, signal }: FileWork): Promise<FileReport | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stopped = Promise.withResolvers<null>();
    const stop = () => {
      this.worker?.postMessage({ type: 'stop' } satisfies Asked);
      timer = setTimeout(() => {
        this.close();
        stopped.resolve(null);
      }, patience);
    };
    signal.addEventListener('abort', stop);
    try {
      if (!this.worker && this.held) await this.ask(this.held, {});
      const told = await Promise.race([this.ask({ type: 'import', into, mapping }, { onProgress }), stopped.promise]);
      return told?.type === 'imported' ? told.report : null;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  async loadLedger(shop: string): Promise<Loaded> {
    const told = await this.ask({ type: 'ledger', shop }, {});
    if (told.type === 'loaded') return told.loaded;
    throw new WorkerError(null);
  }

  close(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private ask(asked: Asked, { onProgress, signal }: Partial<FileWork>): Promise<Answer> {
    this.worker ??= new Worker(new URL('./file-worker.ts', import.meta.url), { type: 'module', name: 'files' });
    const { worker } = this;
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new WorkerError(null)), { once: true });
      worker.onerror = () => {
        this.close();
        reject(new WorkerError(null));
      };
      worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if (data.type === 'progress') onProgress?.(data.done, data.total);
        else if (data.type === 'failed') reject(new WorkerError(data.code));
        else resolve(data);
      };
      worker.postMessage(asked);
    });
  }
}
