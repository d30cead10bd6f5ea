import { fieldsNamed, isIn, type LabelNoun, plainWords, taughtOf } from './words';

/** A field that a label names. `part`: the label asks for the day or the time of it alone. */
export interface Named {
  field: string;
  part?: 'date' | 'time';
  /** How far the label had to be bent: 1 = as it stands. */
  confidence: number;
}

const bracketed = /\s*[([{（【]([^)\]}）】]*)[)\]}）】]\s*/g;

/** Words that say nothing about which field it is: a currency, a unit, "optional". */
const saysNothing = (plain: string): boolean =>
  plain === '' ||
  isIn('neutral', plain) ||
  isIn('currencies', plain) ||
  isIn('units', plain) ||
  /^([^\p{L}\p{N}]+|nt\$?|us\$?|hk\$?)$/u.test(plain);

/** The words left when those that say nothing are gone; at least one goes. */
function bare(plain: string): string | undefined {
  const words = plain.split(' ');
  const left = words.filter((word) => !saysNothing(word));
  return left.length > 0 && left.length < words.length ? left.join(' ') : undefined;
}

/**
 * The fields that a label can be a name of, as a person reads it. A word that is in no list means another thing altogether:
 * "minimum quantity" is not a quantity, "meta title" no title. None = it names nothing of ours.
 */
export function fieldsOf(noun: LabelNoun, label: string): readonly Named[] {
  const whole = plainWords(label);
  if (whole === '' || whole.length > 60) return [];
  const taught = taughtOf(noun, whole);
  if (taught !== undefined) return taught === null ? [] : [{ field: taught, confidence: 1 }];
  const direct = fieldsNamed(noun, whole);
  if (direct.length > 0) return direct.map((field) => ({ field, confidence: 1 }));
  const inside = [...label.matchAll(bracketed)].map(([, text = '']) => plainWords(text));
  const outside = plainWords(label.replace(bracketed, ' '));
  if (inside.length > 0) {
    const part = inside.find((text) => text === 'date' || text === 'time');
    const rest = inside.filter(
      (text) => text !== part && (fieldsNamed(noun, text).length > 0 || !saysNothing(text)) && fieldsNamed(noun, outside).length === 0,
    );
    const strange = inside.filter((text) => text !== part && !saysNothing(text) && text !== outside);
    const outer = fieldsNamed(noun, outside);
    if (outer.length > 0 && strange.every((text) => fieldsNamed(noun, text).length > 0 || isSpelledOut(outside, text)))
      return outer.map((field) => ({ field, part, confidence: 0.95 }));
    // A label that names nothing by itself, with a name in brackets: 商品編號 (SKU).
    const inner = rest.flatMap((text) => fieldsNamed(noun, text));
    if (outer.length === 0 && inner.length > 0 && rest.length === 1 && !/\s/.test(outside))
      return inner.map((field) => ({ field, confidence: 0.85 }));
    if (strange.length > 0) return [];
  }
  const left = bare(outside);
  return left === undefined ? [] : fieldsNamed(noun, left).map((field) => ({ field, confidence: 0.9 }));
}

/** "SKU (Stock Keeping Unit)": the brackets spell out the letters before them. */
function isSpelledOut(letters: string, words: string): boolean {
  const initials = words
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('');
  return letters.length > 1 && initials === letters;
}

/** The label in a control's own name: `sku` of `product[variants][0][sku]`. For controls that nobody labelled. */
export function labelInName(name: string): string {
  const parts = name.split(/[[\].:]+/).filter((part) => part !== '' && !/^\d+$/.test(part));
  return (parts.at(-1) ?? '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/^(input|field|id|form|txt|edit|product|f)[-_]/i, '')
    .replace(/[-_]+/g, ' ');
}
