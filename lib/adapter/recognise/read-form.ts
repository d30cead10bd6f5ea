import { labelOf, wordsBefore } from './control-label';
import { heldBy } from './control-value';
import { choiceOf, chosenIn, controlAt, controlsIn, typedIn } from './fields';
import { readCategories } from './form-categories';
import { readPictures, readSaidState, readShown } from './form-shown';
import { numberedBoxes, readVariants } from './form-variants';
import type { Finding, FoundRecord, Value } from './found';
import type { Grid } from './grid';
import { fieldsOf } from './label';
import { leavesOf } from './leaves';
import { type DayOrder, dayOrderIn, momentOf, periodOf } from './moments';
import { attr, below, collapse, innerElements, isInside, isShown, outer, tagOf } from './surface';

/** A form with all the labels in it. */
export type FoundForm = FoundRecord & { labels: string[] };
export type FormNoun = 'listing' | 'campaign';

/** A product's or a campaign's own form: what its fields hold. `apart`: places whose controls are not of the record. */
export function readForm(root: Element, noun: FormNoun, grids: readonly Grid[], apart: (element: Element) => boolean): FoundForm {
  const elements = below(root);
  // A table without names over its columns only lays a form out.
  const inGrid = grids.filter(({ columns }) => columns.filter(({ label }) => label !== '').length > 1).map(({ element }) => element);
  const outside = elements.filter((element) => !apart(element));
  const controls = controlsIn(outside).filter(
    ({ element }) => !inGrid.some((row) => isInside(element, row)) && !/search|filter/i.test(attr(element, 'type') ?? ''),
  );
  const numbered = noun === 'listing' ? numberedBoxes(controls, (control) => labelOf(control, elements, controls).label) : [];
  const inRows = new Set(numbered.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells)));
  const fields = new Map<string, Finding>();
  const order = dayOrderIn([
    ...leavesOf(root).map(({ text }) => text),
    ...controls.flatMap(({ element }) => [typedIn(element), attr(element, 'placeholder') ?? '']),
  ]);
  const halves = new Map<string, { date?: string; time?: string; finding: Finding }>();
  const periods: Finding[] = [];
  const rivals = new Set<string>();
  const done = new Set<string | Element>();
  const labels = new Set<string>();
  for (const control of controls) {
    if (inRows.has(control.element)) continue;
    const choice = control.type === 'radios' ? choiceOf(control.element) : null;
    if (choice !== null && done.has(choice)) continue;
    if (choice !== null) done.add(choice);
    const isBoxOfMany =
      control.type === 'switch' &&
      tagOf(control.element) === 'input' &&
      controls.filter(
        (other) =>
          attr(other.element, 'name') !== null && attr(other.element, 'name') === attr(control.element, 'name') && other.type === 'switch',
      ).length > 1;
    const labelledAs = isBoxOfMany
      ? {
          control,
          label: wordsBefore(
            { ...control, type: 'radios' },
            controls.filter((other) => attr(other.element, 'name') !== attr(control.element, 'name') || other === control),
          ),
          reason: 'beside' as const,
        }
      : labelOf(control, elements, controls);
    if (labelledAs.reason !== 'name') labels.add(labelledAs.label);
    for (const named of fieldsOf(noun, labelledAs.label)) {
      const half = named.field === 'period' ? undefined : (halfOf(control.element) ?? named.part);
      const value = half ? null : withHour(heldBy(labelledAs, named, elements, order), control.element);
      // A field that only its own placeholder names, and that is empty, may be there to fill others.
      if (value === undefined || (value === null && !half && labelledAs.reason === 'place')) continue;
      const made: Finding = {
        value,
        reason: labelledAs.reason,
        label: labelledAs.label,
        confidence: named.confidence * (labelledAs.reason === 'name' ? 0.7 : labelledAs.reason === 'label' ? 1 : 0.9),
        element: control.element,
      };
      if (named.field === 'period') {
        periods.push(made);
        continue;
      }
      if (half) {
        const both = halves.get(named.field) ?? { finding: made };
        both[half] = collapse(typedIn(control.element));
        halves.set(named.field, both);
        continue;
      }
      settle(fields, rivals, named.field, made);
    }
  }
  for (const [field, { date, time, finding }] of halves) {
    const value = date ? momentOf(time ? `${date} ${time}` : date) : null;
    if (value !== undefined) fields.set(field, { ...finding, value });
  }
  for (const [field, finding] of periodIn(periods, fields.has('endsAt'), order)) if (!fields.has(field)) fields.set(field, finding);
  for (const field of rivals) fields.delete(field);
  readShown(outside, noun, controls, fields, inGrid, order);
  // Without a name it is no form of a record: the rest need not be read.
  if (noun === 'listing' && fields.has('name')) {
    readSaidState(root, fields, apart);
    readPictures(outside, fields, inGrid);
    readCategories(outside, fields, inGrid);
    readVariants([...numbered, ...grids.filter(({ element }) => isInside(element, root))], fields);
    const available = fields.get('available');
    if (available && !fields.has('stock')) fields.set('stock', available);
    fields.delete('available');
  }
  return { fields, element: root, labels: [...labels] };
}

/** A day whose hour and minute are chosen or typed beside it. An hour that cannot be told leaves the moment open. */
function withHour(value: Value | undefined, element: Element): Value | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return value;
  const place = outer(element);
  const inside = place ? innerElements(place) : [];
  const boxes = inside.filter((at) => at !== element && controlAt(at)?.type === 'text').map((at) => collapse(typedIn(at)));
  const [time] = boxes;
  if (boxes.length === 1 && time && /^\d{1,2}:\d\d(:\d\d)?$/.test(time)) return momentOf(`${value} ${time}`);
  const hours = inside.filter((at) => tagOf(at) === 'select').map((at) => chosenIn(at)[0] ?? '');
  if (hours.length === 0 || !hours.every((hour) => /^\d{1,2}$/.test(hour))) return value;
  return hours.length === 2 ? `${value}T${hours.map((hour) => hour.padStart(2, '0')).join(':')}` : undefined;
}

/** Begin and end out of the boxes under one label: both written in one, or one in each; `hasEnd`: the other box says itself that it is the end. */
function periodIn(boxes: readonly Finding[], hasEnd: boolean, order: DayOrder): [string, Finding][] {
  const [first, second] = boxes;
  if (!first || boxes.length > 2 || (second && second.label !== first.label)) return [];
  const told = (box: Finding) => (typeof box.value === 'string' ? momentOf(box.value, order) : null);
  const both = second || hasEnd ? { startsAt: told(first), ...(second && { endsAt: told(second) }) } : periodOf(String(first.value), order);
  return Object.entries(both ?? {}).flatMap(([field, value]): [string, Finding][] =>
    value === undefined ? [] : [[field, { ...((field === 'endsAt' && second) || first), value }]],
  );
}

/** A field for a day, or for a time of day, alone. */
function halfOf(element: Element): 'date' | 'time' | undefined {
  const type = attr(element, 'type');
  return type === 'date' || type === 'time' ? type : undefined;
}

const isBlock = ({ element }: Finding): boolean => element !== null && controlAt(element)?.type === 'rich';

/** The better founded of two wins; two that say different things with the same right leave the field open. */
function settle(fields: Map<string, Finding>, rivals: Set<string>, field: string, made: Finding): void {
  const known = fields.get(field);
  // A text that is written in blocks, each a box of its own under one label.
  if (field === 'description' && typeof known?.value === 'string' && known.label === made.label && isBlock(known) && isBlock(made)) {
    fields.set(field, { ...known, value: [known.value, made.value].filter(Boolean).join(' ') });
    return;
  }
  if (!known || made.confidence > known.confidence) {
    fields.set(field, made);
    rivals.delete(field);
  } else if (known.confidence === made.confidence && JSON.stringify(known.value) !== JSON.stringify(made.value)) {
    // What is hidden (another language's tab) does not argue with what is shown.
    const [isOld, isNew] = [known, made].map(({ element }) => element !== null && isShown(element));
    if (isOld === isNew) rivals.add(field);
    else if (isNew) fields.set(field, made);
  }
}
