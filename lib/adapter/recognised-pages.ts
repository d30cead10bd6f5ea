import type { AdapterPage } from '@/lib/domain/platform';
import type { Noun } from '@/lib/domain/record';

const kinds: Record<string, [noun: Noun, kind: AdapterPage['kind']]> = {
  'listing-list': ['listing', 'list'],
  'listing-form': ['listing', 'form'],
  'stock-list': ['listing', 'list'],
  'listing-file': ['listing', 'list'],
  'campaign-list': ['campaign', 'list'],
  'campaign-form': ['campaign', 'form'],
  'order-list': ['order', 'list'],
  'message-list': ['message', 'list'],
  'message-thread': ['message', 'list'],
};

/** A kind of page that the recogniser knows, as a page like those of adapters: without a route and without anchors. */
export function recognisedPage(id: string): AdapterPage | null {
  const known = Object.hasOwn(kinds, id) ? kinds[id] : undefined;
  return known ? { id, route: '/', examples: ['/'], noun: known[0], kind: known[1], responses: [] } : null;
}
