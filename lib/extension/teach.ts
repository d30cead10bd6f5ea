import { browser } from 'wxt/browser';
import { z } from 'zod';
import { loadAdapters } from '@/lib/adapter/load';
import { matchRoute } from '@/lib/adapter/match';
import { lintSelector } from '@/lib/adapter/selector-lint';
import { recognised } from '@/lib/domain/recognised';
import { asAdapterPage, TaughtFile, TaughtPage, taughtId } from '@/lib/domain/taught';
import type { TaughtKind } from '@/lib/domain/taught-kinds';
import { teachPage } from '@/lib/store/taught';
import { type ToTeacher, teacherPort } from './teacher-messages';

const short = z.string().max(200);
const count = z.int().min(0).max(100_000);
const problem = z.enum(['private', 'no-rows', 'rows-mixed', 'not-understood', 'no-id', 'no-field', 'no-route']);
const named = z.strictObject({
  field: z.string().max(40),
  label: short,
  found: count,
  rows: count,
  unread: count,
  ways: count,
  firsts: z.array(short).max(3),
});
const fromTeacher = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('pointed'),
    pointed: z.strictObject({ text: short, label: short, guess: z.string().max(40).nullable(), rows: count }),
  }),
  z.strictObject({ type: z.literal('named'), all: z.array(named).max(20) }),
  z.strictObject({ type: z.literal('problem'), problem }),
  z.strictObject({ type: z.literal('drafted'), page: z.record(z.string(), z.json()) }),
  z.strictObject({ type: z.literal('tried'), ok: z.boolean(), rows: count, fields: z.array(named).max(20) }),
  z.strictObject({ type: z.literal('left') }),
]);
export type Heard = z.infer<typeof fromTeacher>;

export interface TeacherLine {
  say(message: ToTeacher): void;
  close(): void;
}

/** Puts the teacher into a tab and talks to it. Null where the tab will not have it: it was closed, or the site is off. `onEnd`: the page was left or loaded anew. */
export async function openTeacher(tabId: number, hear: (message: Heard) => void, onEnd: () => void): Promise<TeacherLine | null> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: ['/teacher.js'] });
  } catch {
    return null;
  }
  const port = browser.tabs.connect(tabId, { name: teacherPort, frameId: 0 });
  port.onMessage.addListener((message: unknown) => {
    const parsed = fromTeacher.safeParse(message);
    if (parsed.success) hear(parsed.data);
  });
  port.onDisconnect.addListener(onEnd);
  return { say: (message) => port.postMessage(message), close: () => port.disconnect() };
}

export type Saved = { ok: true } | { ok: false; problem: 'refused' | 'elsewhere' | 'not-connected' };

/** Keeps a page that was drafted in a tab, which is anybody's word: through the same schema as one from a colleague, and only for the address that the tab is at. */
export async function saveDraft(tabId: number, kind: TaughtKind, draft: unknown): Promise<Saved> {
  const { url } = await browser.tabs.get(tabId);
  const route = (draft as { route?: unknown } | null)?.route;
  if (!url || typeof route !== 'string') return { ok: false, problem: 'refused' };
  const parsed = TaughtPage.safeParse({ ...(draft as object), id: taughtId(kind, route) });
  if (!parsed.success || !isSound(parsed.data)) return { ok: false, problem: 'refused' };
  if (!matchRoute(parsed.data.route, url)) return { ok: false, problem: 'elsewhere' };
  return keep(tabId, parsed.data);
}

async function keep(tabId: number, page: TaughtPage): Promise<Saved> {
  const { url = '' } = await browser.tabs.get(tabId);
  const { ok } = await teachPage(new URL(url).origin, page);
  if (ok) await tellTaught(tabId);
  return ok ? { ok: true } : { ok: false, problem: 'not-connected' };
}

/** The page of this tab is read by something else now. */
export const tellTaught = (tabId: number): Promise<unknown> =>
  browser.tabs.sendMessage(tabId, { type: 'page.taught' }).catch(() => undefined);

/** Every selector is one that this browser knows, and none leans on what a build made or on a state. */
function isSound({ table, form }: TaughtPage): boolean {
  const fields = Object.values((table ?? form)?.fields ?? {});
  const all = [table?.rows, table?.headers, form?.ready, ...fields.flatMap(({ anyOf }) => anyOf.map(({ css }) => css))];
  return all.every(
    (css) =>
      css === undefined ||
      (CSS.supports(`selector(${css})`) && !lintSelector(css).some((fault) => fault === 'generated' || fault === 'state')),
  );
}

/** Characters. */
export const longestFile = 100_000;

/** A taught page as a file, for another team or another browser. */
export const fileOf = (page: TaughtPage): string =>
  JSON.stringify({ format: 'shop-loupe taught page', v: 1, page } satisfies z.infer<typeof TaughtFile>, null, 2);

/** Keeps a page out of a file as a draft of whoever loads it; it still has to be reviewed here. */
export async function loadFile(tabId: number, text: string): Promise<Saved> {
  let data: unknown;
  try {
    data = text.length > longestFile ? null : JSON.parse(text);
  } catch {
    data = null;
  }
  const parsed = TaughtFile.safeParse(data);
  return parsed.success && isSound(parsed.data.page) ? keep(tabId, parsed.data.page) : { ok: false, problem: 'refused' };
}

/** What a colleague's page would read here. */
export function tryMessage(page: TaughtPage, hint: string, locale: string): ToTeacher | null {
  const platform = loadAdapters().platforms.get(recognised)?.platform;
  return platform ? { type: 'try', page: asAdapterPage(page), platform, hint, locale } : null;
}
