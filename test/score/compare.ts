import type { Truth } from './corpus.ts';

export interface Given {
  kind: string;
  records: Record<string, unknown>[];
}
export interface Difference {
  field: string;
  result: 'right' | 'wrong' | 'missed';
  expected?: unknown;
  given?: unknown;
}

const amount = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'amount' in value ? (value as { amount: unknown }).amount : value;
const isNumber = (value: unknown): boolean => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);

function isSame(field: string, expected: unknown, given: unknown): boolean {
  const plain = typeof expected === 'object' ? given : amount(given);
  if ((field === 'price' || field === 'total') && isNumber(expected) && isNumber(plain)) return Number(expected) === Number(plain);
  const text = (value: unknown): unknown =>
    typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : Array.isArray(value) ? value.map(text) : value;
  return JSON.stringify(text(expected)) === JSON.stringify(text(plain));
}

function fieldsOf(field: string, expected: unknown, given: unknown): Difference[] {
  if (given === undefined) return [{ field, result: 'missed', expected }];
  return [isSame(field, expected, given) ? { field, result: 'right' } : { field, result: 'wrong', expected, given }];
}

/** Variants count field by field, in the order of the page. */
function variantsOf(expected: readonly Record<string, unknown>[], given: unknown): Difference[] {
  const rows = Array.isArray(given) ? (given as Record<string, unknown>[]) : [];
  const own = expected.flatMap((variant, i) =>
    Object.entries(variant).flatMap(([name, value]) =>
      fieldsOf(name, value, rows[i]?.[name]).map((one) => ({ ...one, field: `variants.${name}` })),
    ),
  );
  const extra = rows
    .slice(expected.length)
    .flatMap((row) =>
      Object.entries(row).map(([name, value]): Difference => ({ field: `variants.${name}`, result: 'wrong', given: value })),
    );
  const strange = rows.slice(0, expected.length).flatMap((row, i) =>
    Object.entries(row)
      .filter(([name]) => name !== 'id' && !(name in (expected[i] ?? {})))
      .map(([name, value]): Difference => ({ field: `variants.${name}`, result: 'wrong', given: value })),
  );
  return [...own, ...extra, ...strange];
}

function recordOf(expected: Record<string, unknown>, given: Record<string, unknown> | undefined): Difference[] {
  const open = new Set((expected.open as string[] | undefined) ?? []);
  const known = Object.entries(expected).filter(([field]) => field !== 'open');
  const own = known.flatMap(([field, value]) =>
    field === 'variants' ? variantsOf(value as Record<string, unknown>[], given?.variants) : fieldsOf(field, value, given?.[field]),
  );
  const extra = Object.entries(given ?? {})
    .filter(([field]) => !(field in expected) && !open.has(field))
    .map(([field, value]): Difference => ({ field, result: 'wrong', given: value }));
  return [...own, ...extra];
}

/** Field by field, what was read against what is there. Records belong together by id, else by their order; one too many is wrong as a whole. */
export function compare(truth: Truth, given: Given): Difference[] {
  const left = [...given.records];
  const take = (expected: Record<string, unknown>, index: number): Record<string, unknown> | undefined => {
    const at =
      expected.id === undefined || truth.records.length === 1
        ? left.length > 0
          ? 0
          : -1
        : left.findIndex((record) => record.id === expected.id);
    const byOrder = at >= 0 ? at : left.findIndex((record) => record.id === undefined && given.records.indexOf(record) === index);
    return byOrder >= 0 ? left.splice(byOrder, 1)[0] : undefined;
  };
  const own = truth.records.flatMap((expected, index) => recordOf(expected, take(expected, index)));
  const extra = left.flatMap((record) =>
    Object.entries(record).map(([field, value]): Difference => ({ field, result: 'wrong', given: value })),
  );
  return [...own, ...extra];
}

export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}
export function tally(differences: readonly Difference[]): Tally {
  const count = (result: Difference['result']): number => differences.filter((one) => one.result === result).length;
  return { right: count('right'), wrong: count('wrong'), missed: count('missed') };
}
/** Of what is there, the share that was read right. */
export const recall = ({ right, wrong, missed }: Tally): number => share(right, right + wrong + missed);
/** Of what was read, the share that is right. */
export const precision = ({ right, wrong }: Tally): number => share(right, right + wrong);
const share = (part: number, whole: number): number => (whole === 0 ? 1 : Math.round((part / whole) * 1000) / 1000);
