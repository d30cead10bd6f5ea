import { decoded } from '../match';
import { attr, below, classOf, isShown, oncePerPage, outer, tagOf, textOf } from './surface';
import { type PageNoun, pageNames, plainWords, sideOf } from './words';

/** What a page is about, by what stands in its address, heading, title and crumbs. */
export interface Topic {
  noun: PageNoun | null;
  /** All nouns that were named, with their weight. */
  votes: ReadonlyMap<PageNoun, number>;
  task: 'edit' | 'new' | null;
  /** A name that varies with the record in the address: its last number or long id. */
  idInAddress: string | null;
  /** The address is one record's: a list on it is of something else. */
  isRecord: boolean;
}

/** The noun that a phrase ends in: "product categories" are categories. */
export function nounOf(phrase: string): PageNoun | null {
  const plain =
    plainWords(phrase.replace(/([a-z])([A-Z])/g, '$1 $2'))
      .replace(/[^\p{L}\p{N} ]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .split(/ (?:by|for|with|from|per|in) /)[0]
      ?.trim() ?? '';
  let found: { noun: PageNoun; end: number } | null = null;
  for (const { noun, name, isSpaced } of pageNames) {
    const at = isSpaced ? ` ${plain} `.lastIndexOf(` ${name} `) : plain.lastIndexOf(name);
    if (at < 0) continue;
    const end = at + name.length;
    if (!found || end > found.end) found = { noun, end };
  }
  return found?.noun ?? null;
}

const idLike = /^(\d+|[0-9a-f]{8}-[0-9a-f-]{20,}|[0-9a-f]{8,}|[a-z]+_(?=\w*\d)[0-9A-Za-z]{6,}|[A-Z0-9]{20,}|(?=[a-z]*\d)[a-z0-9]{20,})$/;

/** A key of a query that names one record. */
const recordKey =
  /^(id|pk|post|no|.*(product|item|goods|spu|listing|coupon|promotion|discount|rule|voucher|campaign|order|ticket|message|conversation|thread|session)[-_]?(id|no)|oID)$/i;

/** The parts of an address that people named: its path, the route in its hash, then what its query chooses. */
function namesIn(url: URL): { path: string[]; chosen: string[]; ids: string[]; isRecord: boolean } {
  const [hashPath = '', hashQuery = ''] = url.hash.replace(/^#!?/, '').split('?');
  const all = [...url.pathname.split('/'), ...hashPath.split('/')].map((part) => decoded(part) ?? part).filter(Boolean);
  const params = [...url.searchParams, ...new URLSearchParams(hashQuery)];
  const path = all.filter((part) => !idLike.test(part));
  // An address may hold several: the one after "id" or after the noun that it is of.
  const namedAt = (at: number): PageNoun | null => nounOf((all[at] ?? '').replace(/[-_.]+/g, ' '));
  const isAfterName = (at: number): boolean => /^(id|edit|detail)$/i.test(all[at - 1] ?? '') || namedAt(at - 1) !== null;
  const places = all.flatMap((part, at) => (idLike.test(part) ? [{ part, at }] : []));
  const named = places.filter(({ at }) => isAfterName(at));
  const ids = (named.length > 0 ? named : places).map(({ part }) => part);
  const queryIds = params
    .filter(([key, value]) => (recordKey.test(key) || /^[a-z]{1,2}ID$/.test(key)) && idLike.test(value))
    .map(([, value]) => value);
  // What comes after one record's id are words of what is done with it; before a number may also stand what it counts, or whose shop it is.
  const isLast = ({ at }: { at: number }): boolean =>
    !/^(page|p|step|tab|store|shop|channel|site|market|org|account|team|version)s?$/i.test(all[at - 1] ?? '') &&
    all.slice(0, at).some((_, before) => namedAt(before) !== null) &&
    all.slice(at + 1).every((_, after) => namedAt(at + 1 + after) === null);
  return {
    path,
    chosen: params.map(([, value]) => value).filter((value) => !idLike.test(value) && value.length < 60),
    ids: ids.length > 0 ? ids : queryIds,
    isRecord: queryIds.length > 0 || places.some(isLast),
  };
}

/** The last named part: `/catalog/products/12/edit` is about products. */
function nounInParts(parts: readonly string[]): PageNoun | null {
  for (const [back, part] of parts.toReversed().entries()) {
    const noun = nounOf(part.replace(/\.(php|html?|aspx?|jsp|do|list|form|action)$/i, '').replace(/[-_.:/]+/g, ' '));
    // Every back office begins somewhere: only what ends there is its first page.
    if (noun && (noun !== 'dashboard' || back === 0)) return noun;
  }
  return null;
}

function taskIn(texts: readonly string[]): Topic['task'] {
  for (const text of texts.toReversed()) {
    const words = plainWords(text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_.:/]+/g, ' '));
    const named =
      words
        .split(' ')
        .map((word) => sideOf('tasks', word))
        .find((task) => task) ?? (/编辑|修改|編輯/.test(words) ? 'edit' : /新增|添加|新建|創建|创建|建立/.test(words) ? 'new' : undefined);
    if (named) return named as Topic['task'];
  }
  return null;
}

/** Links and little else: a column beside a form is a part of it, and what holds the whole page is no menu, whatever it is called. */
const isMenu = (element: Element): boolean => {
  const inside = below(element);
  if (inside.filter((at) => tagOf(at) === 'a').length < 3) return false;
  return !inside.some(
    (at) =>
      ['select', 'textarea', 'table', 'main', 'h1', 'form'].includes(tagOf(at)) ||
      /^(grid|treegrid|table|main)$/.test(attr(at, 'role') ?? ''),
  );
};

const sideNames = /(^|[\s_-])(side-?bar|side-?nav|nav-?bar|main-?menu|menu-?bar|admin-?menu|left-?menu|sidemenu)([\s_-]|$)/i;

/** Around the work: navigation, side bars, the bar at the top. */
export const isSurroundings: (element: Element) => boolean = oncePerPage((element) => {
  const tag = tagOf(element);
  if (tag === 'nav' || attr(element, 'role') === 'navigation' || (tag === 'aside' && isMenu(element))) return true;
  if (tag === 'body') return false;
  if (sideNames.test(`${classOf(element)} ${attr(element, 'id') ?? ''}`) && isMenu(element)) return true;
  const place = outer(element);
  return place !== null && isSurroundings(place);
});

function headingsOf(elements: readonly Element[]): string[] {
  const titles = elements.filter(
    (element) =>
      /^h[1-3]$/.test(tagOf(element)) ||
      attr(element, 'role') === 'heading' ||
      /(^|[\s_-])page-?(title|heading|header-?title)([\s_-]|$)/i.test(classOf(element)),
  );
  return titles
    .filter((element) => isShown(element) && !isSurroundings(element))
    .map(textOf)
    .filter((text) => text !== '' && text.length < 80);
}

const crumbsOf = (elements: readonly Element[]): string[] =>
  elements
    .filter((element) => /breadcrumb|crumbs/i.test(classOf(element)) || /breadcrumb/i.test(attr(element, 'aria-label') ?? ''))
    .slice(0, 1)
    .flatMap((element) => textOf(element).split(/[›»>/·]|\s{2,}/));

const current = (element: Element): boolean =>
  attr(element, 'aria-current') === 'page' ||
  (tagOf(element) === 'a' && /(^|\s)(active|selected|current|is-active|router-link-active)(\s|$)/.test(classOf(element)));

/** What the page is about. */
export function topicOf(elements: readonly Element[], title: string, address: string): Topic {
  const url = new URL(address);
  const { path, chosen, ids, isRecord } = namesIn(url);
  const headings = headingsOf(elements);
  const crumbs = crumbsOf(elements);
  const votes = new Map<PageNoun, number>();
  const vote = (noun: PageNoun | null | undefined, weight: number): void => {
    if (noun) votes.set(noun, (votes.get(noun) ?? 0) + weight);
  };
  vote(nounInParts(path) ?? nounInParts(chosen), 3);
  // An address may begin with where a program keeps a thing: categories.php?action=new_product.
  if (nounInParts(path)) vote(nounInParts(chosen), 1);
  vote(nounOf(headings[0] ?? ''), 3);
  vote(
    title
      .split(/\s[-–—|‹›•·/｜]\s|[|｜›‹•]/)
      .map(nounOf)
      .find((noun) => noun !== null),
    2,
  );
  vote(
    crumbs
      .map(nounOf)
      .filter((noun) => noun !== null)
      .at(-1),
    1,
  );
  vote(
    elements
      .filter((element) => current(element))
      .map((element) => nounOf(textOf(element)))
      .filter((noun) => noun !== null && noun !== 'dashboard')
      .at(-1),
    1,
  );
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  return {
    noun: best?.[0] ?? null,
    votes,
    task: taskIn([title.split(/\s[-–—|‹›•·]\s|[|｜]/)[0] ?? '', headings[0] ?? '', ...chosen.slice(-2), ...path.slice(-2)]),
    idInAddress: ids.at(-1) ?? null,
    isRecord,
  };
}
