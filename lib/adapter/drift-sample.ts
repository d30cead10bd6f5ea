import { canonical } from '@/lib/domain/hash';
import type { Observation, Raw, RawRow } from '@/lib/domain/observation';
import type { Fields, Noun } from '@/lib/domain/record';
import type { Records } from './to-records';

/** How one field was found, understood and what it said, in one sight. */
export interface FieldSample {
  rows: number;
  found: number;
  /** The anchor that found it in most of them. */
  anchor: number;
  understood: number;
  /** What most of its values look like; null = nothing was shown in it. */
  looks: string | null;
  numbers: number[];
  /** How many different values it had. */
  kinds: number;
  /** Records that were known before with this field: so many say the same, something else (or what nobody understands), and nothing. */
  same: number;
  changed: number;
  lost: number;
  /** More rows than the page itself counts. */
  isMiscounted: boolean;
}

export interface Sample {
  at: string;
  rows: number;
  /** The page's own total. */
  total: number | null;
  fields: Record<string, FieldSample>;
}

type Values = Readonly<Record<string, unknown>>;

/** A row as it was found, as it was understood, and as it was known before. */
interface Trio {
  raw: RawRow;
  now: Values | undefined;
  before: Values | undefined;
}

/** Worked out of another field, or of what is not the record's own. */
const notWatched = new Set(['id', 'owner', 'variants', 'variantTotal', 'clock']);
/** Fields that a record calls otherwise than the page's row. */
const kept: Readonly<Record<string, string>> = { customerAddress: 'customer' };

/** What a look gives to weigh. `watched`: fields that are looked for even where no row shows them. */
export function sampleOf(
  { rows, nested, at }: Observation,
  { records, byRow, total }: Records,
  known: ReadonlyMap<string, Fields[Noun]>,
  watched: Iterable<string>,
): Sample {
  const byId = new Map(records.map(({ id, fields }) => [id, fields as Values]));
  const trios = rows.map((raw, i): Trio => {
    const id = byRow[i] ?? '';
    return { raw, now: byId.get(id), before: known.get(id) as Values | undefined };
  });
  const samples: Sample['fields'] = {};
  const names = new Set([...namesIn(rows), ...[...watched].filter((name) => !name.includes('.'))]);
  for (const name of names) if (!notWatched.has(name)) samples[name] = fieldSample(name, trios, false);
  let most = rows.length;
  for (const [nest, { rows: inner }] of Object.entries(nested)) {
    const [record] = records;
    const fields: Values = record?.fields ?? {};
    const now = fields[nest];
    const before = (known.get(record?.id ?? '') as Values | undefined)?.[nest];
    if (!Array.isArray(now)) continue;
    const shown = fields.variantTotal;
    const isMiscounted = typeof shown === 'number' && inner.length > shown;
    most = Math.max(most, inner.length);
    const prefix = `${nest}.`;
    const wanted = [...watched].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    for (const name of new Set([...namesIn(inner), ...wanted])) {
      if (!notWatched.has(name)) samples[prefix + name] = fieldSample(name, pairUp(inner, now, before), isMiscounted);
    }
  }
  return { at, rows: most, total: rows.length > 1 ? total : null, fields: samples };
}

function pairUp(rows: readonly RawRow[], now: readonly Values[], before: unknown): Trio[] {
  const old = new Map((Array.isArray(before) ? (before as Values[]) : []).map((each) => [each.id, each]));
  const isWhole = rows.length === now.length;
  return rows.map((raw, i) => ({ raw, now: isWhole ? now[i] : undefined, before: isWhole ? old.get(now[i]?.id) : undefined }));
}

const namesIn = (rows: readonly RawRow[]): Set<string> =>
  new Set(rows.flatMap((row) => Object.keys(row).map((key) => key.split('@')[0] ?? '')));

function fieldSample(name: string, trios: readonly Trio[], isMiscounted: boolean): FieldSample {
  const anchors = new Map<number, number>();
  const looks = new Map<string, number>();
  const sample: FieldSample = {
    rows: trios.length,
    found: 0,
    anchor: 0,
    understood: 0,
    looks: null,
    numbers: [],
    kinds: 0,
    same: 0,
    changed: 0,
    lost: 0,
    isMiscounted,
  };
  const values = new Set<string>();
  const field = kept[name] ?? name;
  for (const { raw, now, before } of trios) {
    const key = Object.keys(raw).find((each) => each.split('@')[0] === name);
    if (key !== undefined) {
      const at = Number(key.split('@')[1] ?? 0);
      sample.found++;
      anchors.set(at, (anchors.get(at) ?? 0) + 1);
      const look = lookOf(raw[key] as Raw);
      if (look) looks.set(look, (looks.get(look) ?? 0) + 1);
    }
    const value = now?.[field];
    if (value !== undefined) {
      sample.understood++;
      values.add(canonical(value));
      const number = numberIn(value);
      if (number !== null) sample.numbers.push(number);
    }
    // A time that was worked out from "5m ago" wanders.
    const old = now?.clock === 'relative' || before?.clock === 'relative' ? undefined : before?.[field];
    if (now === undefined || old === undefined || old === null) continue;
    if (value === undefined) {
      if (key === undefined) sample.lost++;
      else sample.changed++;
    } else if (isSame(old, value)) sample.same++;
    else sample.changed++;
  }
  sample.kinds = values.size;
  sample.anchor = most(anchors) ?? 0;
  sample.looks = most(looks);
  return sample;
}

function most<T>(counts: ReadonlyMap<T, number>): T | null {
  let best: T | null = null;
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value;
  return best;
}

/** What a raw value looks like from afar; null = it shows nothing. A price with its sign is another thing than a bare number. */
export function lookOf(raw: Raw): string | null {
  if (raw === null || raw === '') return null;
  if (typeof raw !== 'string') return Array.isArray(raw) ? 'list' : typeof raw;
  const text = raw.trim();
  if (text === '') return null;
  if (/^[\d\s.,'’+-]+$/.test(text)) return 'number';
  if (/\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,2}/.test(text)) return 'date';
  if (/^[+-]?(\p{Sc}|[A-Z]{1,3}\p{Sc}?)?\s?\d[\d\s.,'’]*(\p{Sc}|元|[A-Z]{3})?$/u.test(text)) return 'money';
  if (/^[\w./-]*\d[\w./-]*$/.test(text)) return 'code';
  return 'words';
}

/** The number that a value comes to: an amount, what is on hand. */
function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return value;
  const { amount, onHand } = (value ?? {}) as { amount?: unknown; onHand?: unknown };
  const number = amount ?? onHand;
  return typeof number === 'number' ? number : null;
}

/** Stock moves all day: only where it is far from what it was does it say something different. */
function isSame(old: unknown, now: unknown): boolean {
  const [a, b] = [numberIn(old), numberIn(now)];
  const isStock = typeof old === 'object' && old !== null && 'onHand' in old;
  if (isStock && a !== null && b !== null) return Math.abs(a - b) <= Math.max(5, a / 2);
  return canonical(old) === canonical(now);
}
