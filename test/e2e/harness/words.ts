import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Params = Record<string, string | number>;
const root = join(import.meta.dirname, '..', '..', '..');
const read = new Map<string, Record<string, string>>();

function textsOf(locale: string): Record<string, string> {
  let texts = read.get(locale);
  if (!texts) {
    texts = {};
    for (const file of globSync(join(root, 'locales', locale, '*.json'))) Object.assign(texts, JSON.parse(readFileSync(file, 'utf8')));
    read.set(locale, texts);
  }
  return texts;
}

/** What the product says for a key: the journeys look for what people read, whatever it is worded like. */
export function words(key: string, params: Params = {}, locale = 'en'): string {
  const text = textsOf(locale)[key];
  if (text === undefined) throw new Error(`No text ${key} in ${locale}.`);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A pattern that fits a text whatever numbers fill its places: each place is a group of that name; of plurals either form fits. */
export function pattern(key: string, locale = 'en'): RegExp {
  const source = words(key, {}, locale)
    .split(/(\{\w+(?:\|[^}]*)?\})/)
    .map((part) => {
      const place = /^\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}$/.exec(part);
      if (!place) return literal(part);
      return place[2] === undefined ? `(?<${place[1]}>[\\d,]+)` : `(?:${literal(place[2])}|${literal(place[3] ?? '')})`;
    })
    .join('');
  return new RegExp(source);
}
