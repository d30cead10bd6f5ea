import { browser } from 'wxt/browser';
import { recogniserKey } from '@/lib/adapter/recogniser-key';
import type { Lesson } from '@/lib/domain/lesson';
import type { Beside } from '@/lib/domain/recognition';
import { database } from '@/lib/store/database';

/** What the recogniser reads on a tab whose adapter no longer finds all of it. Put there only when somebody looks at the alarm. */
export async function readBeside(tabId: number): Promise<Beside | null> {
  const { url } = await browser.tabs.get(tabId);
  if (!url) return null;
  const lessons = (await database().sites.get(new URL(url).origin))?.lessons ?? [];
  const target = { tabId };
  await browser.scripting.executeScript({ target, files: ['/recogniser.js'] });
  const [answer] = await browser.scripting.executeScript({ target, func: readInTab, args: [recogniserKey, lessons] });
  return answer?.result ?? null;
}

/** As far as it is needed here. */
type See = (
  document: Document,
  url: string,
  now: string,
  lessons: readonly Lesson[],
) => {
  seen: { ok: boolean; observation?: { rows: Record<string, unknown>[]; nested: Record<string, { rows: Record<string, unknown>[] }> } };
  recognition: { noun: Beside['noun']; fields: { field: string; label: string; confidence: number }[]; unread: string[] };
};

/** Runs in the page's tab, by itself: nothing from outside is in reach. */
function readInTab(key: string, lessons: readonly Lesson[]): Beside | null {
  const recogniser = Reflect.get(globalThis, key) as { see: See } | undefined;
  if (!recogniser) return null;
  const { seen, recognition } = recogniser.see(document, location.href, new Date().toISOString(), lessons);
  const rows = seen.observation?.rows ?? [];
  const inner = seen.observation?.nested.variants?.rows ?? [];
  const shown = (value: unknown): string => {
    const { amount, currency, onHand } = Object(value) as Record<string, unknown>;
    if (amount !== undefined) return `${amount ?? ''} ${currency ?? ''}`.trim();
    return String(onHand ?? value ?? '').slice(0, 40);
  };
  const fields = recognition.fields.map(({ field, label, confidence }) => {
    const name = field === 'picture' ? 'mainPicture' : field;
    const values = [...rows, ...inner].flatMap((row) => (row[name] === undefined || row[name] === null ? [] : [row[name]]));
    return { field: name, label, confidence, rows: values.length, example: shown(values[0]) };
  });
  return { noun: recognition.noun, fields, unread: recognition.unread };
}
