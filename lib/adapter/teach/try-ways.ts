import type { Raw } from '@/lib/domain/observation';
import { readAnchor } from '../anchor';
import { readTable } from '../columns';
import type { Way } from './anchors';
import { meaningOf, type Understanding, understand } from './meaning';

/** One way to a value, with what it gives on the page: for each row, undefined where it finds nothing. */
export interface Tried {
  way: Way;
  raws: (Raw | undefined)[];
}

/** Where ways are tried: in the rows of a list, or on a form as a whole. Read by the same code that reads the page later. */
export interface Ground {
  document: Document;
  /** null = a form. */
  rows: { css: string; headers: string | null; elements: readonly Element[] } | null;
}

export function tryWay({ document, rows }: Ground, way: Way): Tried {
  const anchor = { ...way, read: 'text' };
  if (!rows) return { way, raws: [readAnchor(document, anchor).value] };
  const table = {
    rows: rows.css,
    fields: { f: { required: false, anyOf: [anchor] } },
    ...(rows.headers === null ? {} : { headers: rows.headers }),
  };
  const seen = readTable(document, table);
  const isSame = seen.elements.length === rows.elements.length && seen.elements.every((one, at) => one === rows.elements[at]);
  return { way, raws: isSame ? seen.rows.map(({ f }) => f) : rows.elements.map(() => undefined) };
}

const plain = (raw: Raw | undefined): string => JSON.stringify(typeof raw === 'string' ? raw.replace(/\s+/g, ' ').trim() : (raw ?? null));

export interface Kept {
  ways: Way[];
  how: Understanding;
  /** What the ways kept give together. */
  raws: (Raw | undefined)[];
  values: unknown[];
  /** Rows in which something was found, and those of them that were understood. */
  found: number;
  understood: number;
  /** Ways that were tried and gave something else, or nothing. */
  dropped: number;
}

const mostWays = 5;

/** Those that go by words first, and of them those that find the most: a name inside a cell may be of one row alone. */
function inOrder(tries: readonly Tried[]): Tried[] {
  const count = ({ raws }: Tried): number => raws.filter((raw) => raw !== undefined).length;
  const byWords = tries.filter(({ way }) => way.header !== undefined || way.label !== undefined);
  return [...byWords.sort((a, b) => count(b) - count(a)), ...tries.filter((one) => !byWords.includes(one))];
}

/**
 * The ways that find the value that was pointed at, and nothing that another one of them contradicts. The first of them decides: it is
 * what people read. `given`: how to read it, where that is known. Null where none of them is understood.
 */
export function keepWays(
  ground: Ground,
  ways: readonly Way[],
  field: string,
  pointed: number,
  truth: Raw | undefined,
  now: Date,
  given: Understanding | null = null,
): Kept | null {
  const kept: Tried[] = [];
  let raws: (Raw | undefined)[] = [];
  let how = given;
  let dropped = 0;
  for (const tried of inOrder(ways.map((way) => tryWay(ground, way)))) {
    if (kept.length >= mostWays) break;
    const { way } = tried;
    const here = tried.raws[pointed];
    const isHere = here !== undefined && (truth === undefined || plain(here) === plain(truth) || way.get !== 'text');
    const ofFirst: Understanding | null =
      how ??
      understand(
        field,
        tried.raws.filter((raw) => raw !== undefined),
        now,
      );
    const isClear = isHere && ofFirst !== null && meaningOf(here, ofFirst, now) !== undefined;
    const contradicts = tried.raws.some((raw, row) => raw !== undefined && raws[row] !== undefined && plain(raw) !== plain(raws[row]));
    if (!isClear || contradicts) {
      dropped++;
      continue;
    }
    how = ofFirst;
    kept.push(tried);
    raws = tried.raws.map((raw, row) => raws[row] ?? raw);
  }
  const meant = how;
  if (!meant) return null;
  const values = raws.map((raw) => (raw === undefined ? undefined : meaningOf(raw, meant, now)));
  return {
    ways: kept.map(({ way }) => way),
    how: meant,
    raws,
    values,
    found: raws.filter((raw) => raw !== undefined).length,
    understood: values.filter((value) => value !== undefined).length,
    dropped,
  };
}
