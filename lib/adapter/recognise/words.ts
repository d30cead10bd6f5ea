import type { Lesson } from '@/lib/domain/lesson';
import en from './words/en.json';
import hans from './words/zh-Hans.json';
import hant from './words/zh-Hant.json';

/** What people call things, a file for each language in `words/`. Another language is another file in this list. */
const languages = [en, hans, hant] as const;
type Language = (typeof languages)[number];

/** Nouns that have labels of their own: the four of a record, and a variant inside a listing's form. */
export type LabelNoun = keyof Language['labels'];
export type PageNoun = keyof Language['pages'];
/** A word list by name. */
type ListName = { [K in keyof Language]: Language[K] extends readonly string[] ? K : never }[keyof Language];
/** Two lists that stand against each other. */
type PairName = { [K in keyof Language]: Language[K] extends Record<string, readonly string[]> ? K : never }[keyof Language];

/** A text as it is compared: one width, one case, one space, no sign at its ends that says nothing. */
export function plainWords(text: string): string {
  const known = plain.get(text);
  if (known !== undefined) return known;
  if (plain.size > 5000) plain.clear();
  const words = withoutMarks(text);
  plain.set(text, words);
  return words;
}
const plain = new Map<string, string>();

function withoutMarks(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b\ufeff_]+/g, ' ')
    .replace(/^[\s*•·>›»|:#-]+|[\s*:?？。.!▲▼↑↓⇅✕×|-]+$/gu, '')
    .trim();
}

function collect(pick: (language: Language) => readonly string[]): ReadonlySet<string> {
  return new Set(languages.flatMap((language) => pick(language)).map(plainWords));
}

const labels = new Map<LabelNoun, Map<string, string[]>>();
for (const noun of Object.keys(en.labels) as LabelNoun[]) {
  const fields = new Map<string, string[]>();
  labels.set(noun, fields);
  for (const language of languages) {
    for (const [field, words] of Object.entries(language.labels[noun])) {
      for (const word of words) {
        const known = fields.get(plainWords(word)) ?? [];
        if (!known.includes(field)) fields.set(plainWords(word), [...known, field]);
      }
    }
  }
}

/** Fields that a label, already plain, is a name of. */
export const fieldsNamed = (noun: LabelNoun, plain: string): readonly string[] => labels.get(noun)?.get(plain) ?? [];

let lessons = new Map<string, string | null>();
/** What this site's people said of its labels. */
export function learn(taught: readonly Lesson[]): void {
  lessons = new Map(taught.map(({ noun, label, field }) => [`${noun} ${plainWords(label)}`, field]));
}
/** What was said of a label; null = that it names nothing of ours, undefined = nothing was said. */
export const taughtOf = (noun: LabelNoun, plain: string): string | null | undefined =>
  lessons.get(`${noun === 'variant' ? 'listing' : noun} ${plain}`);

const lists = new Map<string, ReadonlySet<string>>();

/** Is a text, already plain, in the list? */
export function isIn(list: ListName, plain: string): boolean {
  const words = lists.get(list) ?? collect((language) => language[list]);
  lists.set(list, words);
  return words.has(plain);
}

/** Which side of a pair a text, already plain, is on. */
export function sideOf(pair: PairName, plain: string): string | undefined {
  return Object.keys(en[pair]).find((side) => {
    const name = `${pair} ${side}`;
    const words = lists.get(name) ?? collect((language) => (language[pair] as Record<string, readonly string[]>)[side] ?? []);
    lists.set(name, words);
    return words.has(plain);
  });
}

/** All names of pages, the longest first. */
export const pageNames: readonly { noun: PageNoun; name: string; isSpaced: boolean }[] = languages
  .flatMap(({ pages }) =>
    Object.entries(pages).flatMap(([noun, names]) =>
      names.map((name) => ({ noun: noun as PageNoun, name, isSpaced: /^[a-z]/.test(name) })),
    ),
  )
  .sort((a, b) => b.name.length - a.name.length);
