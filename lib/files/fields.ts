import { fieldsNamed, plainWords, sideOf } from '@/lib/adapter/recognise/words';
import { type FileField, fileFields } from './field';
import en from './words/en.json';
import keys from './words/keys.json';
import hans from './words/zh-Hans.json';
import hant from './words/zh-Hant.json';

/** What exports call their columns, a file for each language, and one for templates that are filled in by machines. */
const languages = [keys, en, hans, hant];

const named = new Map<string, FileField | null>();
for (const { listing, notOurs } of languages) {
  for (const word of notOurs) named.set(plainWords(word), null);
  for (const field of fileFields) for (const word of listing[field as keyof typeof listing] ?? []) named.set(plainWords(word), field);
}

/** What may stand behind a name: a unit, a remark (`价格(元)`, `Price [USD]`). */
const remark = /\s*[([（【][^)\]）】]*[)\]）】]\s*$/;

/** Words of templates that machines fill in: `et_title_product_id`. */
export const isMachineKey = (name: string): boolean => /^(et|ps)_[a-z_]+[\w.]*$/.test(name.trim());

/** The field that a column's name says; null = none of ours, or several. */
export function fieldNamed(name: string): FileField | null {
  for (const each of [name, name.replace(remark, '')]) {
    const plain = plainWords(each);
    const known = named.get(plain);
    if (known !== undefined) return known;
    const seen = fieldsNamed('listing', plain).filter((field): field is FileField => fileFields.includes(field as FileField));
    if (seen.length === 1) return seen[0] ?? null;
  }
  return null;
}

/** The currency that a column's name says with its unit. */
export function currencyNamed(name: string): string | null {
  const unit = remark.exec(name)?.[0].normalize('NFKC') ?? '';
  if (/元|人民[币幣]|RMB|CNY/i.test(unit)) return 'CNY';
  return /\b(USD|EUR|GBP|TWD|HKD|JPY|SGD|MYR|THB|VND|IDR|PHP|KRW|BRL|MXN|AUD|CAD)\b/i.exec(unit)?.[1]?.toUpperCase() ?? null;
}

const live = new Map<string, boolean>();
for (const each of languages) {
  for (const word of each.live.yes) live.set(word, true);
  for (const word of each.live.no) live.set(word, false);
}

/** Whether a word says that it is on sale; undefined = it says neither. */
export function liveNamed(word: string): boolean | undefined {
  // As it stands: without its sign, -1 is 1.
  const known = live.get(word.normalize('NFKC').trim().toLowerCase());
  if (known !== undefined) return known;
  const side = sideOf('live', plainWords(word));
  return side === undefined ? undefined : side === 'yes';
}
