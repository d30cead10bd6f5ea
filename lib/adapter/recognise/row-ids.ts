import { decoded } from '../match';
import type { Value } from './found';
import type { GridRow } from './grid';
import { nounOf } from './page-noun';
import { attr, below, classOf, tagOf } from './surface';
import type { PageNoun } from './words';

type Ids = readonly (string | null)[];
interface Source {
  ids: Ids;
  weight: number;
}

const idAttributes = /^(data-.*(id|key|oid|number|message|row|item|product|order|goods|spu|listing|record|entity)|row-id|data-id)$/;
const notIds = /^(data-v-|data-testid|data-reactid|data-index|data-rowindex|data-row-index|data-colindex)/;

/** `42` of `post-42`, `8820017743` of `gid://store/Product/8820017743`; a data attribute's own prefix stays. */
const tail = (text: string, isOwn: boolean): string => {
  const last = text.split('/').at(-1) ?? text;
  // `message903`
  const [, word = '', number = ''] = /^([a-z]+)(\d+)$/i.exec(last) ?? [];
  if (!isOwn && word !== '' && nounOf(word) !== null) return number;
  return isOwn ? last : (/^(?:[a-z]+[-_:])*([\w.]*\d[\w.-]*)$/i.exec(last)?.[1] ?? '');
};

/** What varies from row to row in their links: a part of the path or of the query. */
function idsInLinks(rows: readonly Element[][], nouns: readonly PageNoun[]): Source[] {
  const links = rows.map((elements) =>
    elements
      .flatMap((row) => [...(tagOf(row) === 'a' ? [row] : []), ...below(row).filter((element) => tagOf(element) === 'a')])
      .flatMap((link) => {
        const href = attr(link, 'href') ?? '';
        try {
          return /^(#(?![!/])|javascript:|mailto:|tel:)/i.test(href) || href === '' ? [] : [new URL(href, 'https://a.example/b/c')];
        } catch {
          return [];
        }
      }),
  );
  const found = new Map<string, (string | null)[]>();
  links.forEach((row, index) => {
    for (const url of row) {
      const parts = url.pathname.split('/').filter(Boolean);
      parts.forEach((part, at) => {
        const before = parts
          .slice(0, at)
          .filter((one) => !/\d/.test(one))
          .join('/');
        const key = `/${before}`;
        if (/\d/.test(part) || (part.length > 8 && nounOf(part) === null)) note(key, index, decoded(part) ?? part);
      });
      for (const [key, value] of [...url.searchParams, ...new URLSearchParams(url.hash.split('?')[1] ?? '')])
        if (value !== '') note(`${url.pathname}?${key}`, index, value);
      const hashParts = (url.hash.split('?')[0] ?? '').split('/');
      for (const [at, part] of hashParts.entries()) if (/\d/.test(part)) note(`#${hashParts.slice(0, at).join('/')}`, index, part);
    }
  });
  function note(key: string, index: number, value: string): void {
    const ids = found.get(key) ?? rows.map(() => null);
    found.set(key, ids);
    ids[index] ??= value.replace(/\.(html?|php|json)$/, '');
  }
  return [...found].map(([key, ids]) => {
    const noun = nounOf(key.replace(/[^a-zA-Z]+/g, ' '));
    // Words that a link is made of are no id, where there is a number.
    const isWords = ids.every((id) => id === null || !/\d/.test(id) || /^[a-z]+(-[a-z0-9]+){2,}$/.test(id));
    return { ids, weight: noun === null ? 2 : nouns.includes(noun) ? (isWords ? 1.5 : 3) : 0 };
  });
}

/** What varies from row to row in the attributes of the same element of each. */
function idsInAttributes(rows: readonly Element[][]): Source[] {
  const found = new Map<string, (string | null)[]>();
  rows.forEach((elements, index) => {
    const note = (key: string, value: string): void => {
      if (value === '' || value.length > 80 || /\s/.test(value)) return;
      const ids = found.get(key) ?? rows.map(() => null);
      found.set(key, ids);
      ids[index] ??= value;
    };
    for (const row of elements) {
      for (const { name, value } of Array.from(row.attributes)) {
        if (notIds.test(name)) continue;
        if (idAttributes.test(name)) note(name, tail(value, true));
        else if (name === 'id') note('id', tail(value, false));
      }
      for (const box of below(row)) {
        if (tagOf(box) !== 'input' || !/^(checkbox|radio)$/.test(attr(box, 'type') ?? '')) continue;
        const value = attr(box, 'value') ?? '';
        if (!/^(on|1|0|true|yes)?$/.test(value) && attr(box, 'type') === 'checkbox' && !/toggle|switch/.test(classOf(box)))
          note('checkbox', value);
      }
    }
  });
  return [...found].map(([key, ids]) => ({ ids, weight: key === 'checkbox' || /-(id|key)$/.test(key) ? 3 : 2 }));
}

/**
 * The platform's own id of each row. Several places name it: the value that most of them agree on counts; where two values have as
 * many, none does. `numbers`: what the rows are numbered by, which is the id only where nothing else is.
 */
export function idsOf(rows: readonly GridRow[], shown: readonly Ids[], nouns: readonly PageNoun[], numbers: readonly Value[] = []): Ids {
  const elements = rows.map((row) => row.elements);
  const all: Source[] = [...idsInAttributes(elements), ...idsInLinks(elements, nouns), ...shown.map((ids) => ({ ids, weight: 4 }))];
  const isNumber = ({ ids }: Source): boolean => numbers.length > 0 && ids.every((id, i) => id === null || id === numbers[i]);
  return (
    agreed(
      rows,
      all.filter((source) => !isNumber(source)),
    ) ??
    agreed(rows, all) ??
    rows.map(() => null)
  );
}

function agreed(rows: readonly GridRow[], sources: readonly Source[]): Ids | undefined {
  const whole = sources.filter(({ ids, weight }) => {
    const given = ids.filter((id) => id !== null);
    return weight > 0 && given.length * 2 > rows.length && new Set(given).size === given.length;
  });
  const groups: { ids: (string | null)[]; weight: number }[] = [];
  for (const { ids, weight } of whole) {
    const same = groups.find((group) =>
      group.ids.every((id, i) => id === null || ids[i] === null || ids[i] === undefined || id === ids[i]),
    );
    if (same) {
      same.weight += weight;
      for (const [i, id] of ids.entries()) same.ids[i] ??= id;
    } else groups.push({ ids: [...ids], weight });
  }
  groups.sort((a, b) => b.weight - a.weight);
  const [best, next] = groups;
  return best && (!next || best.weight > next.weight || rows.length === 1) ? best.ids : undefined;
}
