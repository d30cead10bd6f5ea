import type { Raw } from '@/lib/domain/observation';
import type { Anchor } from '@/lib/domain/platform';
import { attributeOf, htmlOf, textOf } from './dom';

/** What an anchor gives with one more of its elements; undefined = nothing yet. `found` is what the elements before gave. */
export type Taker = (element: Element, found: Raw | undefined) => Raw | undefined;

/** The address of `Anna <anna@example.com>` and nothing else: names never enter an observation. */
function mailAddress(element: Element): string | undefined {
  const text = textOf(element).trim();
  return /<([^<>\s]+@[^<>\s]+)>$/.exec(text)?.[1] ?? /^[^<>\s]+@[^<>\s]+$/.exec(text)?.[0];
}

function valueOfInput(element: Element): string | undefined {
  // Whatever an adapter says: what is typed into such a field is nobody's business.
  if (element instanceof HTMLInputElement && (element.type === 'password' || element.type === 'file')) return undefined;
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
    ? element.value
    : undefined;
}

const ofFirst: Readonly<Record<string, Taker>> = {
  text: textOf,
  html: htmlOf,
  value: valueOfInput,
  checked: (element) => (element instanceof HTMLInputElement ? element.checked : undefined),
  mailAddress,
};

const ofAll: Readonly<Record<string, Taker>> = {
  texts: (element, found) => {
    const texts = Array.isArray(found) ? found : [];
    texts.push(textOf(element));
    return texts;
  },
  count: (_element, found) => (typeof found === 'number' ? found + 1 : 1),
  present: () => true,
  none: () => null,
};

/** How an anchor's elements are read, and whether all of them count or the first alone. Chosen once for a column, not for each cell. */
export function takerOf({ get, name = '' }: Anchor): { take: Taker; every: boolean } {
  const every = ofAll[get];
  const take = every ?? ofFirst[get] ?? ((element: Element) => attributeOf(element, name) ?? undefined);
  return { take, every: every !== undefined };
}
