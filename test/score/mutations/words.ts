import { each, type Mutation, textsIn, within } from './mutation.ts';

const heads = 'th, thead td, [role=columnheader], label, legend, dt';
const accents: Record<string, string> = { a: 'à', e: 'ë', i: 'ï', o: 'ø', u: 'û', n: 'ñ', s: 'š', c: 'ç', d: 'đ', t: 'ţ', r: 'ř' };

function eachHeadText(body: HTMLElement, change: (text: string) => string): boolean {
  const texts = within(body, heads)
    .filter((head) => !head.querySelector(`${heads}, input`))
    .flatMap(textsIn);
  for (const text of texts) text.nodeValue = change(text.nodeValue ?? '');
  return texts.length > 0;
}

/** What people read. */
export const words: Mutation[] = [
  {
    id: 'unknown-language',
    keepsLabels: false,
    apply: (body) =>
      eachHeadText(body, (text) => [...text].map((letter) => accents[letter] ?? (/[\u4e00-\u9fff]/.test(letter) ? 'ж' : letter)).join('')),
  },
  {
    id: 'labels-in-capitals',
    keepsLabels: true,
    apply: (body) => eachHeadText(body, (text) => text.toUpperCase()),
  },
  {
    id: 'labels-with-signs',
    keepsLabels: true,
    apply: (body) => eachHeadText(body, (text) => (/[\p{L}]\s*$/u.test(text) ? `${text.trimEnd()} *:` : text)),
  },
  {
    id: 'labels-swapped-for-near-ones',
    keepsLabels: false,
    apply: (body) =>
      eachHeadText(body, (text) =>
        text.replace(/[\p{L}][\p{L}\s]*/u, (name) => (/[\u4e00-\u9fff]/.test(name) ? `最低${name}` : `Minimum ${name.toLowerCase()}`)),
      ),
  },
  {
    id: 'spaces-of-all-kinds',
    keepsLabels: true,
    apply: (body) =>
      each(within(body, 'td, th, label, [role=gridcell], [role=columnheader]'), (element) => {
        for (const text of textsIn(element)) text.nodeValue = `\n\t\u200b${(text.nodeValue ?? '').replace(/ /g, '\u00a0')}\u200b `;
      }),
  },
];
