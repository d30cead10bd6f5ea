import { loadAdapters } from '@/lib/adapter/load';
import { observe } from '@/lib/adapter/observe';
import { recognise } from '@/lib/adapter/recognise/recognise';
import { toRecords } from '@/lib/adapter/to-records';
import type { Given } from './compare';
import { mutations } from './mutations/list';

/** What the recogniser makes of the page it stands in, as plain values. */
export function read(): Given {
  const { kind, records } = recognise(document, location.href);
  return { kind, records: records.map(({ fields }) => Object.fromEntries([...fields].map(([field, { value }]) => [field, value]))) };
}

/** The same by an adapter, as it would be seen at that moment; no record where it says that it cannot see. */
export function readBy(platform: string, pageId: string, seenAt: string): Given {
  const adapter = loadAdapters().platforms.get(platform);
  const page = adapter?.pages.find(({ id }) => id === pageId);
  if (!adapter || !page) throw new Error(`No adapter has the page ${platform}/${pageId}.`);
  const seen = observe(document, page, adapter.platform, location.href, seenAt);
  if (!seen.ok) return { kind: seen.reason, records: [] };
  const { records } = toRecords(seen.observation, page, { customerHash: (address) => address });
  return { kind: pageId, records: records.map(({ id, fields }) => ({ id, ...fields })) };
}

/** Changes the page; null = this page has nothing that the mutation could change, else the texts that are no longer on it. */
export function mutate(id: string, kind: string, texts: readonly string[]): string[] | null {
  const isChanged = mutations.find((mutation) => mutation.id === id)?.apply(document.body, kind) ?? false;
  return isChanged ? texts.filter((text) => !document.body.innerHTML.includes(text) && !document.body.textContent.includes(text)) : null;
}
