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
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
    ? element.value
    : undefined;
}

const takers: Readonly<Record<Exclude<Anchor['get'], 'attribute'>, Taker>> = {
  text: textOf,
  html: htmlOf,
  value: valueOfInput,
  checked: (element) => (element instanceof HTMLInputElement ? element.checked : undefined),
  mailAddress,
  texts: (element, found) => {
    const texts = Array.isArray(found) ? found : [];
    texts.push(textOf(element));
    return texts;
  },
  count: (_element, found) => (typeof found === 'number' ? found + 1 : 1),
  present: () => true,
  none: () => null,
};

/** How an anchor's elements are read. Chosen once for a column: nothing is decided for each cell. */
export function takerOf({ get, name = '' }: Anchor): Taker {
  return get === 'attribute' ? (element) => attributeOf(element, name) ?? undefined : takers[get];
}

/** Whether an anchor takes all of its elements, or the first alone. */
export function takesAll({ get }: Anchor): boolean {
  return get === 'texts' || get === 'count' || get === 'present' || get === 'none';
}
