import { plainText } from './text';

/** A whole number as people write it: `1,234`, `-5`, `１２`. Undefined = not one. */
export function wholeNumber(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim();
  if (!/^[-−]?(\d+|\d{1,3}(,\d{3})+)$/.test(plain)) return undefined;
  const value = Number(plain.replaceAll(',', '').replace('−', '-'));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The number in a phrase: `4 variants` → 4, `1 - 10 of 59` → 59 (the total is the largest), `11 - 20 的 59` → 59. */
export function numberIn(text: string): number | null | undefined {
  const plain = plainText(text);
  if (plain === null) return null;
  const found = plain.normalize('NFKC').match(/\d[\d,]*/g) ?? [];
  const numbers = found.map(wholeNumber);
  if (numbers.length === 0 || numbers.length > 3 || numbers.includes(undefined)) return undefined;
  return Math.max(...(numbers as number[]));
}
