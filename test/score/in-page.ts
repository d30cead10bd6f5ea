import { recognise } from '@/lib/adapter/recognise/recognise';

/** What the recogniser makes of the page it stands in, as plain values. */
export function read(): { kind: string; records: Record<string, unknown>[] } {
  const { kind, records } = recognise(document, location.href);
  return { kind, records: records.map(({ fields }) => Object.fromEntries([...fields].map(([field, { value }]) => [field, value]))) };
}
