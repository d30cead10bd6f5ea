import type { Raw, RawRow } from '@/lib/domain/observation';
import type { Anchor, Field } from '@/lib/domain/platform';
import { all } from './dom';
import { takerOf } from './gather';
import { labelled } from './labelled';

/** Key of a field in a raw row: its name, and which of its anchors found it. */
export const keyOf = (name: string, anchor: number): string => (anchor === 0 ? name : `${name}@${anchor}`);

/** The raw value of a field, whichever anchor found it. */
export function rawOf(row: RawRow, name: string): Raw | undefined {
  return Object.entries(row).find(([key]) => key.split('@')[0] === name)?.[1];
}

/** The first required field that a row lacks. */
export function missingIn(row: RawRow, fields: Readonly<Record<string, Field>>): string | undefined {
  return Object.entries(fields).find(([name, { required }]) => required && rawOf(row, name) === undefined)?.[0];
}

function labelledBy(document: Document, label: readonly string[], get: Anchor['get']): Element[] {
  const element = labelled(document, label, get === 'value' || get === 'checked');
  return element ? [element] : [];
}

/** What an anchor gives on the page as a whole. */
export function readAnchor(document: Document, anchor: Anchor): { value: Raw | undefined; element: Element | undefined } {
  const found = anchor.css ? all(document, anchor.css) : anchor.label ? labelledBy(document, anchor.label, anchor.get) : [];
  const { take, every } = takerOf(anchor);
  const taken = every ? found : found.slice(0, 1);
  return { value: taken.reduce<Raw | undefined>((before, each) => take(each, before), undefined), element: found[0] };
}

/** The page's own total, raw. */
export const readTotal = (document: Document, total: Anchor): Raw | undefined => readAnchor(document, total).value;
