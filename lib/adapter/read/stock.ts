import type { Raw } from '@/lib/domain/observation';
import type { Stock } from '@/lib/domain/record';
import { wholeNumber } from './number';

const none: Stock = { onHand: null, held: null, locked: null, inTransit: null };

const sum = (numbers: readonly number[]): number | null => (numbers.length > 0 ? numbers.reduce((a, b) => a + b, 0) : null);

/** Chips like `100 (2 allocated)`, one for each location: summed. One that reads otherwise makes the whole unknown. */
export function stockInTexts(texts: readonly string[]): Stock | undefined {
  const onHand: number[] = [];
  const held: number[] = [];
  for (const text of texts) {
    const match = /^\s*(-?[\d,]+)\s*(?:\(\s*(-?[\d,]+)\s+allocated\s*\))?\s*$/.exec(text);
    const here = match?.[1] === undefined ? undefined : wholeNumber(match[1]);
    const allocated = match?.[2] === undefined ? 0 : wholeNumber(match[2]);
    if (here === undefined || allocated === undefined) return undefined;
    onHand.push(here);
    held.push(allocated);
  }
  return { ...none, onHand: sum(onHand), held: sum(held) };
}

/** `In stock (12)`, `有货 (12)`: on hand 12. Without brackets the page says a state and no quantity; brackets that hold anything else: undefined. */
export function stockInBrackets(text: string): Stock | undefined {
  const plain = text.normalize('NFKC').trim();
  if (!/[()]/.test(plain)) return none;
  const inside = /^[^()]*\(([^()]*)\)$/.exec(plain)?.[1];
  const onHand = inside === undefined ? undefined : wholeNumber(inside);
  return onHand === undefined ? undefined : { ...none, onHand };
}

function numbersOf(raw: Raw | undefined): number[] | undefined {
  if (raw === undefined || raw === null) return [];
  const list = Array.isArray(raw) ? raw : [raw];
  return list.every((item) => typeof item === 'number' && Number.isSafeInteger(item)) ? (list as number[]) : undefined;
}

/** `{onHand, held, locked, inTransit}`, each a number or one number for each location: summed. */
export function stockInParts(parts: Readonly<Record<string, Raw>>): Stock | undefined {
  const stock = { ...none };
  for (const quantity of ['onHand', 'held', 'locked', 'inTransit'] as const) {
    const numbers = numbersOf(parts[quantity]);
    if (!numbers) return undefined;
    stock[quantity] = sum(numbers);
  }
  return stock;
}
