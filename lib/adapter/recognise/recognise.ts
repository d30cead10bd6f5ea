import { ariaGridsIn } from './aria-grids';
import { cardsIn } from './cards';
import { controlAt, controlsIn, isSave, pressWords } from './fields';
import { filtersIn } from './filters';
import type { Found, FoundRecord, PageKind } from './found';
import type { Grid } from './grid';
import { fieldsByColumn } from './grid-fields';
import { readMessages } from './messages';
import { isSurroundings, type Topic, topicOf } from './page-noun';
import { readDetail } from './read-detail';
import { type FormNoun, readForm } from './read-form';
import { pageNounsOf, type RecordNoun, readGrid } from './read-grid';
import {
  around,
  attr,
  below,
  classOf,
  isCut,
  isInside,
  isShown,
  oncePerPage,
  outer,
  runIn,
  type Stretch,
  tagOf,
  whole,
  withPage,
} from './surface';
import { tablesIn } from './tables';

const nothing = (kind: PageKind, confidence: number): Found => ({
  kind,
  confidence,
  records: [],
  labels: [],
});

/** What kind of page this is and what its values mean, by what a person would read. It only looks; what it is not sure of it leaves out. */
export function recognise(document: Document, address: string, stretch: Stretch = whole): Found & { next: Stretch | null } {
  const { body, title } = document;
  const read = (part: Stretch) =>
    withPage(body, part, (elements) => {
      const found = recogniseIn(body, elements, title, address);
      return { ...found, next: nextOf(found, part), isPart: isCut() && !/list$/.test(found.kind) };
    });
  const { isPart, ...found } = read(stretch);
  // Only of a list each part stands for itself.
  return isPart && found.records.length > 0 ? read(whole) : found;
}

/** A line may reach down into some that follow it; more of a list is read at once than a first look may cost. */
const [overlap, atOnce] = [10, 60];

/** The stretch after this one, where a list goes on beyond it. */
function nextOf({ records }: Found, { to }: Stretch): Stretch | null {
  const length = Math.max(0, ...records.map(({ element }) => runIn(element && outer(element))));
  return length > to ? { from: to - overlap, to: to + atOnce } : null;
}

function recogniseIn(root: Element, elements: Element[], title: string, address: string): Found {
  const topic = topicOf(elements, title, address);
  if (topic.noun === 'other') return nothing('none', 0.8);
  if (topic.noun === 'dashboard') return nothing('dashboard', 0.8);
  const noun = recordNounOf(topic);
  const tables = [...tablesIn(elements), ...ariaGridsIn(elements)].filter(({ element }) => !isSurroundings(element));
  if (noun === 'message') return readMessages(elements, root, tables, topic.idInAddress !== null) ?? nothing('none', 0.5);
  const form = noun === 'order' ? null : formOn(root, elements, noun ?? 'listing', tables, topic);
  if (form) return form;
  // A window over the page is what it is about, whether it can be read or not.
  if (elements.some((element) => attr(element, 'aria-modal') === 'true' && isDialog(element) && controlsIn(below(element)).length > 1))
    return nothing('none', 0.5);
  if (topic.isRecord && (noun === 'listing' || noun === 'campaign')) return detailOn(root, noun, tables, topic) ?? nothing('none', 0.5);
  return (topic.isRecord ? null : listOn(elements, root, tables, noun, topic)) ?? nothing('none', 0.5);
}

function recordNounOf({ noun }: Topic): RecordNoun | null {
  return (Object.keys(pageNounsOf) as RecordNoun[]).find((record) => noun !== null && pageNounsOf[record].includes(noun)) ?? null;
}

const isDialog = (element: Element): boolean =>
  (attr(element, 'role') === 'dialog' || tagOf(element) === 'dialog' || attr(element, 'aria-modal') === 'true') &&
  isShown(element) &&
  attr(element, 'aria-hidden') !== 'true';

const hasSave = (elements: readonly Element[]): boolean =>
  elements.some(
    (element) =>
      (tagOf(element) === 'button' ||
        (tagOf(element) === 'input' && /submit|button/.test(attr(element, 'type') ?? '')) ||
        attr(element, 'role') === 'button' ||
        /(^|\s)btn|button/.test(classOf(element))) &&
      isSave(pressWords(element)),
  );

function formOn(root: Element, elements: readonly Element[], noun: FormNoun, grids: readonly Grid[], topic: Topic): Found | null {
  const dialogs = elements.filter(isDialog);
  const filters = filtersIn(elements);
  for (const place of [...dialogs.toReversed(), root]) {
    const apart = (element: Element): boolean =>
      filters.some((filter) => isInside(element, filter)) || isSurroundings(element) || isAway(element, place);
    const form = readForm(place, noun, grids, apart);
    const { fields } = form;
    const naming = fields.get('name') ?? (noun === 'campaign' ? fields.get('code') : undefined);
    const others = [...fields.keys()].filter((field) => !['name', 'id', 'picture'].includes(field) && fields.get(field) !== naming).length;
    const isAsked = topic.task !== null || topic.idInAddress !== null;
    const isSaved = hasSave(below(place));
    // Whatever it is for, a form that nobody sees is not what the page is about.
    const isSeen = [...fields.values()].some(({ element }) => element && controlAt(element) && isShown(element));
    if (!naming || (naming.element && !isSeen) || others < 1 || !(isAsked || isSaved) || (!isSaved && !topic.isRecord && others < 2))
      continue;
    if (
      place === root &&
      topic.task === null &&
      !topic.isRecord &&
      grids.some((grid) => isList(grid, noun) && !isInForm(grid)) &&
      others < 3
    )
      continue;
    giveFormId(form, topic, place, place === root);
    return {
      kind: noun === 'listing' ? 'listing-form' : 'campaign-form',
      confidence: 0.8,
      records: [form],
      labels: form.labels,
    };
  }
  return null;
}

/** A record's own page that only shows it. */
function detailOn(root: Element, noun: FormNoun, grids: readonly Grid[], topic: Topic): Found | null {
  const detail = readDetail(root, noun, grids, (element) => isSurroundings(element) || isAway(element, root));
  if (!detail) return null;
  giveFormId(detail, topic, root, true);
  return { kind: noun === 'listing' ? 'listing-form' : 'campaign-form', confidence: 0.7, records: [detail], labels: [] };
}

const isInForm = ({ element }: Grid): boolean => [...around(element)].some((at) => tagOf(at) === 'form' && hasSave(below(at)));
const isList = (grid: Grid, noun: RecordNoun): boolean => fieldsByColumn(grid, noun).filter((placed) => placed !== null).length >= 3;

const windowAround: (element: Element) => Element | null = oncePerPage((element) => {
  if (attr(element, 'role') === 'dialog' || tagOf(element) === 'dialog' || attr(element, 'aria-modal') === 'true') return element;
  const place = outer(element);
  return place && windowAround(place);
});
const isInDrawer: (element: Element) => boolean = oncePerPage((element) => {
  if (tagOf(element) === 'body') return false;
  if (/(^|[\s_-])(modal|drawer|dialog|popup|slide-?over|offcanvas)([\s_-]|$)/i.test(classOf(element))) return true;
  const place = outer(element);
  return place !== null && isInDrawer(place);
});

/** In a window that is closed, or beside the place that is open: a hidden tab belongs to the form, a hidden dialog to another one. */
const isAway = (element: Element, place: Element): boolean =>
  tagOf(place) === 'body' ? windowAround(element) !== null || isInDrawer(element) : windowAround(element) !== place;

function giveFormId(form: FoundRecord, topic: Topic, place: Element, isWholePage: boolean): void {
  if (form.fields.has('id')) return;
  const hidden = below(place).filter(
    (element) =>
      tagOf(element) === 'input' &&
      attr(element, 'type') === 'hidden' &&
      /^(id|product_?id|item_?id|post_?ID|entity_id|goods_id)$/i.test(attr(element, 'name') ?? ''),
  );
  const value =
    hidden.map((element) => attr(element, 'value') ?? '').find((text) => text !== '' && text !== '0') ??
    (isWholePage && (topic.isRecord || topic.task !== 'new') ? topic.idInAddress : null);
  if (value) form.fields.set('id', { value, confidence: 0.9, reason: 'address', label: '', element: null });
}

const kindOfList = (noun: RecordNoun, topic: Topic, records: readonly FoundRecord[]): PageKind =>
  noun === 'listing'
    ? topic.noun === 'stock' || (topic.noun === null && records.every(({ fields }) => fields.has('stock') && !fields.has('price')))
      ? 'stock-list'
      : 'listing-list'
    : noun === 'campaign'
      ? 'campaign-list'
      : 'order-list';

const needed: Record<Exclude<RecordNoun, 'message'>, (fields: ReadonlySet<string>) => boolean> = {
  listing: (fields) =>
    fields.has('name') && ['sku', 'price', 'stock', 'live', 'available', 'categories', 'picture'].some((field) => fields.has(field)),
  campaign: (fields) =>
    (fields.has('name') || fields.has('code')) &&
    ['id', 'code', 'startsAt', 'endsAt', 'period', 'enabled', 'name'].filter((field) => fields.has(field)).length >= 2,
  order: (fields) =>
    (fields.has('code') || fields.has('total')
      ? ['code', 'total', 'state', 'placedAt'].filter((field) => fields.has(field)).length
      : Number(fields.has('id') && fields.has('state') && fields.has('placedAt')) * 2) >= 2,
};

/** What has a name, a picture and a price is for sale, whatever it is called. */
const isOfGoods = (noun: RecordNoun, fields: ReadonlySet<string>): boolean =>
  noun === 'listing' &&
  [
    ['picture', 'price'],
    ['stock', 'held'],
    ['sku', 'stock'],
  ].some((both) => ['name', ...both].every((field) => fields.has(field)));

/** Which grid it is, a few of its rows tell; only that one is read whole. */
const sample = 12;

/** Fields that say something in at least every other record. */
function sharedBy(records: readonly FoundRecord[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { fields } of records)
    for (const [field, { value }] of fields) if (value !== null) counts.set(field, (counts.get(field) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count * 2 >= records.length).map(([field]) => field));
}

/** A list that nobody sees is another one: of a tab that is not open, of a window to come. */
const isOnShow = ({ element, rows }: Grid): boolean =>
  ![element, ...around(element)].some((at) => attr(at, 'aria-hidden') === 'true') &&
  rows.some(({ elements, cells }) => [...elements, ...cells].some((part) => part && isShown(part)));

/** The grid that says most of the page's own noun; without a noun, what two fields besides the name can prove. */
function listOn(elements: readonly Element[], root: Element, tables: readonly Grid[], noun: RecordNoun | null, topic: Topic): Found | null {
  const nouns: Exclude<RecordNoun, 'message'>[] = noun && noun !== 'message' ? [noun] : ['listing', 'order', 'campaign'];
  const grids = [...tables, ...cardsIn(elements, root)];
  let best: { grid: Grid; columns: ReturnType<typeof fieldsByColumn>; noun: RecordNoun; score: number } | null = null;
  for (const grid of grids) {
    const place = outer(grid.element);
    if ((place && isAway(place, root)) || !isOnShow(grid)) continue;
    for (const each of nouns) {
      const columns = fieldsByColumn(grid, each);
      const fields = sharedBy(readGrid({ ...grid, rows: grid.rows.slice(0, sample) }, each, columns));
      // A column that says so itself is there, however many of its cells are empty.
      for (const placed of columns) if (placed && placed.confidence >= 0.95 && each !== 'listing') fields.add(placed.field);
      if (!needed[each](fields) || (noun === null && fields.size < 4 && !isOfGoods(each, fields))) continue;
      const score = fields.size * 10 + Math.min(grid.rows.length, 9);
      if (!best || score > best.score) best = { grid, columns, noun: each, score };
    }
  }
  if (!best) return null;
  const records = readGrid(best.grid, best.noun, best.columns);
  const kind = kindOfList(best.noun, topic, records);
  // A stock list may show one picture of many, and its state is the stock's.
  if (kind === 'stock-list') for (const { fields } of records) for (const field of ['picture', 'live', 'categories']) fields.delete(field);
  return {
    kind,
    confidence: noun ? 0.85 : 0.6,
    records,
    labels: best.grid.columns.map(({ label }) => label),
  };
}
