import { all, attributeOf, contains, next, outer, textOf } from './dom';

const controls = 'input, select, textarea';
/** What a label may stand in; boxes that hold whole parts of a page are none. */
const places = 'label, legend, dt, th, td, span, b, strong, em, p, h3, h4, h5';
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[\s*]+|[\s*:：]+$/g, '')
    .toLowerCase();

/** The one control, or else the words, that a label of one of these names belongs to; none where several labels read so. */
export function labelled(document: Document, names: readonly string[], isControl: boolean): Element | undefined {
  const wanted = new Set(names.map(plain));
  const found = all(document, places).filter((place) => wanted.has(plain(textOf(place))));
  const inner = found.filter((place) => !found.some((other) => other !== place && contains(place, other)));
  const [label, second] = inner;
  if (!label || second) return undefined;
  const inputs = isControl ? all(document, controls) : [];
  const bound = attributeOf(label, 'for');
  const own = inputs.find((input) => (bound !== null && attributeOf(input, 'id') === bound) || contains(label, input));
  if (own) return own;
  for (let at: Element | null = label, step = 0; at && step < 4; at = outer(at), step++) {
    const beside = next(at);
    if (!beside) continue;
    if (!isControl) return beside;
    const [only, another] = inputs.filter((input) => contains(beside, input));
    if (only) return another ? undefined : only;
  }
  return undefined;
}
