import { afterEach, beforeEach, vi } from 'vitest';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { heldMessages } from '@/entrypoints/backoffice.content/held-messages';
import { startPage } from '@/entrypoints/backoffice.content/start-page';
import type { AdapterPage } from '@/lib/domain/platform';
import type { Finding } from '@/lib/domain/verdict';
import type { PageObservedAnswer, SiteBrief, ToBackground } from '@/lib/extension/messages';
import { packFindings } from '@/lib/layer/packed';

const field = (css: string, required = false) => ({ required, anyOf: [{ css, get: 'text' as const, read: 'text' }] });
export const list = {
  id: 'list',
  route: '/products',
  examples: [],
  responses: [],
  noun: 'listing',
  kind: 'list',
  table: { rows: 'tr', fields: { id: field('.id', true), name: field('.name') } },
} satisfies AdapterPage;
const platform = { id: 'toy', name: 'Toy', signature: 'body', signedIn: 'main', account: { absent: 'site' as const }, links: {} };
export const brief: SiteBrief = { platform, lessons: [], pages: [list], texts: {}, locale: 'en', place: null };

const finding = (id: string): Finding => ({
  subject: `s/listing/${id}`,
  name: null,
  check: 'name-length',
  field: 'name',
  severity: 'weakens',
  result: 'fail',
  params: {},
});
export const seen = (ids: readonly string[]): PageObservedAnswer => ({
  ok: true,
  byRow: ids.map((id) => `s/listing/${id}`),
  found: packFindings(
    ids.map((id) => `s/listing/${id}`),
    ids.map(finding),
  ),
  texts: {},
  state: {
    kind: 'seen',
    platform: 'toy',
    page: 'list',
    shop: 's',
    rows: ids.length,
    total: null,
    unsaved: false,
    findings: [],
    seenAt: '2026-11-24T00:00:00.000Z',
  },
});
export const idsOf = (message: ToBackground): string[] =>
  message.type === 'page.observed' ? message.observation.rows.map(({ id }) => String(id)) : [];
export const goTo = (url: string): void => (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
export const draw = (...ids: string[]): void => {
  const main = document.querySelector('main') ?? document.body.appendChild(document.createElement('main'));
  main.innerHTML = `<table>${ids.map((id) => `<tr><td class="id">${id}</td><td class="name">n ${id}</td></tr>`).join('')}</table>`;
};

/** A page from its first script to its end, with a background that answers as the test says. */
export interface Toy {
  page: ReturnType<typeof startPage>;
  held: ReturnType<typeof heldMessages>;
  sent: ToBackground[];
  answer(message: ToBackground): unknown;
  visibility: DocumentVisibilityState;
  start(): void;
  abort(): void;
  /** The ids of the rows in each observation that was posted. */
  observed(): string[][];
}

/** Sets a toy up before each test of the file, and takes it down after it. */
export function toyPage(): Toy {
  let abort = new AbortController();
  const toy = { sent: [], visibility: 'visible' } as unknown as Toy;
  toy.observed = () => toy.sent.filter(({ type }) => type === 'page.observed').map(idsOf);
  toy.abort = () => abort.abort();
  toy.start = () => {
    const ctx = {
      signal: abort.signal,
      get isInvalid() {
        return abort.signal.aborted;
      },
      addEventListener: (target: EventTarget, type: string, run: () => void, options?: object) =>
        target.addEventListener(type, run, { ...options, signal: abort.signal }),
    };
    const send = async (message: ToBackground): Promise<unknown> => {
      toy.sent.push(message);
      return toy.answer(message);
    };
    toy.held = heldMessages(() => toy.page.wake());
    toy.page = startPage({ ctx: ctx as unknown as ContentScriptContext, held: toy.held, send });
  };
  beforeEach(() => {
    goTo('https://toy.example/products');
    document.body.innerHTML = '';
    toy.sent = [];
    toy.visibility = 'visible';
    abort = new AbortController();
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => toy.visibility);
    Object.assign(document, { elementFromPoint: () => null });
    toy.answer = (message) =>
      message.type === 'page.opened' ? { ok: true, brief } : message.type === 'page.observed' ? seen(idsOf(message)) : undefined;
  });
  afterEach(() => {
    toy.page.stop();
    abort.abort();
    vi.restoreAllMocks();
  });
  return toy;
}
