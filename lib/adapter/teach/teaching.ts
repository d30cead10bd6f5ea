import type { NamedField, Pointed } from '@/lib/domain/lesson-steps';
import type { Raw } from '@/lib/domain/observation';
import type { Anchor } from '@/lib/domain/platform';
import { type TaughtKind, taughtKinds } from '@/lib/domain/taught-kinds';
import { contains } from '../dom';
import { takerOf } from '../gather';
import { fieldsOf } from '../recognise/label';
import { headerOver, isPrivate, takeFrom, type Way, waysTo, waysToId } from './anchors';
import { formWays, formWaysToId, labelBefore } from './form-ways';
import { shownAs } from './meaning';
import { childrenOf } from './names';
import { routeOf } from './route';
import { type RowsFound, rowsAround } from './rows';
import { type Ground, type Kept, keepWays } from './try-ways';

/** Why nothing comes of it; each has a sentence (`teach.problem.<code>`). */
export type TeachProblem = 'private' | 'no-rows' | 'rows-mixed' | 'not-understood' | 'no-id' | 'no-field' | 'no-route';

type Fields = Record<string, { required: boolean; anyOf: Anchor[] }>;
/** A page as it will be stored, but for its id, which comes from the route. */
export interface Drafted {
  route: string;
  example: string;
  noun: string;
  kind: 'list' | 'form';
  table?: { rows: string; headers?: string; fields: Fields };
  form?: { ready: string; fields: Fields };
}
export type Draft = { ok: true; page: Drafted } | { ok: false; problem: TeachProblem };

interface Lesson {
  target: Element;
  label: string;
  kept: Kept;
}

const anchorsOf = ({ ways, how }: Kept): Anchor[] => ways.map((way) => ({ ...way, ...how }));

/** One page being taught: what was pointed at, what it was called, what comes of it. It looks and tries; nothing on the page changes. */
export function teaching(document: Document, url: string, page: TaughtKind, now: () => Date) {
  const { noun, kind } = taughtKinds[page];
  const lessons = new Map<string, Lesson>();
  let rows: RowsFound | null = null;
  let pointed: Element | null = null;

  const ground = (): Ground => ({ document, rows });
  const rowOf = (element: Element): number => (kind === 'form' ? 0 : (rows?.elements.findIndex((row) => contains(row, element)) ?? -1));

  function keep(field: string, target: Element): Kept | null {
    const { element, ways } = takeFrom(target, field);
    const truth: Raw | undefined = ways[0] && takerOf({ ...ways[0], read: 'text' }).take(element, undefined);
    const at = rowOf(target);
    const all =
      kind === 'form' ? formWays(document, target, field) : rows ? waysTo(document, rows, rows.elements[at] as Element, target, field) : [];
    return keepWays(ground(), all, field, at, truth, now());
  }

  /** The id that a row or form carries, whether or not somebody pointed at it. */
  function idKept(): Kept | null {
    const own = lessons.get('id')?.kept;
    if (own) return own;
    const ways = kind === 'form' ? formWaysToId(document, url) : rows ? waysToId(rows.elements[0] as Element) : [];
    const fit: Kept[] = [];
    const isAddress = ({ name }: Way): boolean => name === 'href' || name === 'action';
    const tries = ways.flatMap((way) => (isAddress(way) ? ['lastSegment', 'lastParam'] : ['id']).map((read) => ({ way, read })));
    for (const { way, read } of tries) {
      const kept = keepWays(ground(), [way], 'id', 0, undefined, now(), { read });
      if (kept && isId(kept.values)) fit.push(kept);
    }
    const [best] = fit;
    if (best) {
      const alike = fit.filter(({ how, values }) => how.read === best.how.read && same(values, best.values));
      return { ...best, ways: alike.slice(0, 3).flatMap(({ ways }) => ways) };
    }
    if (kind === 'form') return null;
    // What people tell records by, where nothing else does.
    for (const field of ['sku', 'code']) {
      const lesson = lessons.get(field);
      if (lesson && isId(lesson.kept.values)) return { ...lesson.kept, how: { read: 'id' } };
    }
    return null;
  }
  const isId = (values: readonly unknown[]): boolean =>
    values.length > 0 &&
    values.every((value) => typeof value === 'string' && value.length <= 100) &&
    new Set(values).size === values.length;

  function namedOf(field: string, { label, kept }: Lesson): NamedField {
    const firsts = kept.values.filter((value) => value !== undefined && value !== null).slice(0, 3);
    return {
      field,
      label,
      found: kept.found,
      rows: kind === 'form' ? 1 : (rows?.elements.length ?? 0),
      unread: kept.found - kept.understood,
      ways: kept.ways.length,
      firsts: firsts.map((value) => shownAs(value).slice(0, 60)),
    };
  }

  return {
    /** A person pointed at this. */
    point(element: Element): Pointed | TeachProblem {
      if (isPrivate(element)) return 'private';
      if (kind === 'list') {
        const isKnown = rows?.elements.some((row) => contains(row, element)) ?? false;
        if (!isKnown) {
          const found = rowsAround(document, [element, ...[...lessons.values()].map(({ target }) => target)]);
          if (typeof found === 'string') return found;
          rows = found;
          for (const [field, lesson] of lessons) {
            const kept = keep(field, lesson.target);
            if (kept) lessons.set(field, { ...lesson, kept });
            else lessons.delete(field);
          }
        }
      }
      pointed = element;
      const label = labelOf(element);
      const { element: taken, ways } = takeFrom(element, '');
      const raw = ways[0] && takerOf({ ...ways[0], read: 'text' }).take(taken, undefined);
      const [named] = fieldsOf(noun, label);
      const guess = named?.field === 'picture' || (taken.localName === 'img' && !named) ? 'mainPicture' : (named?.field ?? null);
      return {
        text: String(raw ?? '')
          .replace(/\s+/g, ' ')
          .trim()
          .slice(0, 80),
        label: label.slice(0, 60),
        guess,
        rows: kind === 'form' ? 1 : (rows?.elements.length ?? 0),
      };
    },
    /** It has this name: found on the other rows too? */
    name(field: string): NamedField | TeachProblem {
      if (!pointed) return 'no-field';
      const kept = keep(field, pointed);
      if (!kept) return 'not-understood';
      const lesson = { target: pointed, label: labelOf(pointed).slice(0, 60), kept };
      lessons.set(field, lesson);
      pointed = null;
      return namedOf(field, lesson);
    },
    drop(field: string): void {
      lessons.delete(field);
    },
    /** All that has a name, in the order it got it. */
    named: (): NamedField[] => [...lessons].map(([field, lesson]) => namedOf(field, lesson)),
    /** Elements that a field was found in, for the eye. */
    rowsWith: (field: string): Element[] => (rows?.elements ?? []).filter((_row, at) => lessons.get(field)?.kept.raws[at] !== undefined),
    draft(): Draft {
      if (![...lessons.keys()].some((field) => field !== 'id')) return { ok: false, problem: 'no-field' };
      const id = idKept();
      if (!id) return { ok: false, problem: 'no-id' };
      const place = routeOf(url, kind);
      if (!place) return { ok: false, problem: 'no-route' };
      const fields: Fields = { id: { required: true, anyOf: anchorsOf(id) } };
      for (const [field, { kept }] of lessons) if (field !== 'id') fields[field] = { required: false, anyOf: anchorsOf(kept) };
      const page = { ...place, noun, kind };
      if (kind === 'form') return { ok: true, page: { ...page, form: { ready: 'body', fields } } };
      if (!rows) return { ok: false, problem: 'no-rows' };
      return {
        ok: true,
        page: { ...page, table: { rows: rows.css, ...(rows.headers === null ? {} : { headers: rows.headers }), fields } },
      };
    },
  };

  function labelOf(element: Element): string {
    if (kind === 'form') return labelBefore(document, element);
    const row = rows?.elements[rowOf(element)];
    const cell = row && childrenOf(row).find((one) => contains(one, element));
    return (rows && row && cell && headerOver(document, rows, row, cell)) || '';
  }
}
export type Teaching = ReturnType<typeof teaching>;

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((one, at) => one === b[at]);
