import type { Drifted, DriftSign, FieldHealth, PageHealth } from '@/lib/domain/drift';
import type { FieldSample, Sample } from './drift-sample';

/** Sights that a page is learned from before anything is said of it: one half drawn, one whole. */
const firstSights = 2;
/** A single row tells nothing of a column. */
const fewestRows = 2;
/** Good sights that are remembered, and that end an alarm. */
const remembered = 8;
const mendedAfter = 2;
/** Records known before that tell whether the field still says the same. */
const fewestWitnesses = 2;
const manyWitnesses = 5;
/** How far a median may be from those before it. */
const farther = 10;
const fewestNumbers = 3;
const many = 5;

export interface Weighed {
  health: PageHealth;
  /** Fields that are not read where they were: those that stood before and those that this sight raised. */
  drifted: (Pick<Drifted, 'field' | 'signs' | 'lastGood'> & { isNew: boolean })[];
  /** Fields whose alarm this sight ended. */
  mended: string[];
}

/**
 * Weighs a sight of a page against those before it. Two of three signs raise the alarm for a field; two sights as usual end it.
 * Records that were known before are the witnesses: where most of them say what they said, or there are none, nothing else counts,
 * for a filter or another page of the list may change all the rest.
 * `standing`: the alarms of this page, whoever raised them.
 */
export function weigh(health: PageHealth, sample: Sample, standing: readonly Pick<Drifted, 'field' | 'signs' | 'lastGood'>[]): Weighed {
  const alarms = new Map(standing.map((alarm) => [alarm.field, alarm]));
  const seen = { ...health, seenAt: sample.at };
  const result: Weighed = { health: seen, drifted: standing.map((alarm) => ({ ...alarm, isNew: false })), mended: [] };
  if (sample.rows < fewestRows) return result;
  const fields = { ...health.fields };
  for (const [field, now] of Object.entries(sample.fields)) {
    if (now.rows < fewestRows) continue;
    const before = fields[field];
    const alarm = alarms.get(field);
    if (!before || health.sights < firstSights) {
      if (!alarm) fields[field] = learned(before ?? unseen(health), now, sample);
      continue;
    }
    const witness = witnessOf(before, now);
    const signs = signsOf(before, now, sample, witness);
    const isUsual = signs.length === 0 || witness === 'same';
    if (alarm) {
      const good = isUsual && now.found > 0 ? before.good + 1 : signs.length > 1 ? 0 : before.good;
      fields[field] = good < mendedAfter ? { ...before, good } : learned(before, now, sample);
      if (good >= mendedAfter) result.mended.push(field);
    } else if (isUsual) fields[field] = learned(before, now, sample);
    else if (signs.length > 1 && witness !== 'none') {
      fields[field] = { ...before, good: 0 };
      result.drifted.push({ field, signs, lastGood: before.lastGood, isNew: true });
    }
  }
  result.drifted = result.drifted.filter(({ field }) => !result.mended.includes(field));
  result.health = { ...seen, sights: health.sights + 1, fields };
  return result;
}

/** What a page that was never seen is like. */
export const newHealth = (origin: string, page: string): PageHealth => ({
  key: `${origin} ${page}`,
  origin,
  sights: 0,
  fields: {},
  seenAt: null,
  missedAt: null,
});

/** A field that comes later than its page was missing before. */
const unseen = ({ sights }: PageHealth): FieldHealth => ({
  found: Array.from({ length: Math.min(sights, firstSights) }, () => 0),
  anchors: [],
  looks: [],
  medians: [],
  varied: false,
  lastGood: '',
  good: 0,
});

function learned(before: FieldHealth, now: FieldSample, { at }: Sample): FieldHealth {
  const add = <T>(list: readonly T[], value: T | null): T[] => (value === null ? [...list] : [...list, value].slice(-remembered));
  return {
    found: add(before.found, shareOf(now)),
    anchors: add(before.anchors, now.found > 0 ? now.anchor : null),
    looks: add(before.looks, now.looks),
    medians: add(before.medians, medianOf(now.numbers)),
    varied: before.varied || now.kinds >= many,
    lastGood: now.found > 0 ? at : before.lastGood,
    good: 0,
  };
}

const shareOf = ({ found, rows }: FieldSample): number => (rows === 0 ? 0 : found / rows);

export function medianOf(numbers: readonly number[]): number | null {
  if (numbers.length < fewestNumbers) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

type Witness = 'same' | 'mixed' | 'changed' | 'none';

/** What the records that were known before say of the field. One that lacks it now says something only where the page shows it in most rows. */
function witnessOf({ found }: FieldHealth, { same, changed, lost }: FieldSample): Witness {
  const others = changed + (Math.min(...found) >= 0.5 ? lost : 0);
  const all = same + others;
  if (all < fewestWitnesses) return 'none';
  if (others > (all * 2) / 3) return 'changed';
  return others > all / 3 && all >= manyWitnesses ? 'mixed' : 'same';
}

/** Found in fewer than half as many rows as ever, only by an anchor that was never needed, or on rows that are not those that the page counts. */
const isElsewhere = (before: FieldHealth, now: FieldSample, { rows, total }: Sample): boolean =>
  shareOf(now) < Math.min(...before.found) / 2 ||
  (now.found > 0 && before.anchors.length > 0 && now.anchor > Math.max(...before.anchors)) ||
  (total !== null && rows > total) ||
  now.isMiscounted;

/** Not understood in most rows, or most of it looks as it never did. */
const looksDifferent = (before: FieldHealth, now: FieldSample): boolean =>
  (now.found > 0 && now.understood < now.found / 2) || (now.looks !== null && before.looks.length > 0 && !before.looks.includes(now.looks));

/** Ten times as large or as small as ever. From or to nothing is no ratio: a list of what is sold out has zeros alone. */
function isFar(before: FieldHealth, now: FieldSample): boolean {
  const median = medianOf(now.numbers);
  const known = before.medians.filter((each) => each > 0);
  if (!median || median < 0 || known.length === 0) return false;
  return median > Math.max(...known) * farther || median < Math.min(...known) / farther;
}

const saysDifferent = (before: FieldHealth, now: FieldSample, witness: Witness): boolean =>
  witness === 'changed' || isFar(before, now) || (before.varied && now.understood >= many && now.kinds === 1);

function signsOf(before: FieldHealth, now: FieldSample, sample: Sample, witness: Witness): DriftSign[] {
  const signs: DriftSign[] = [];
  if (isElsewhere(before, now, sample)) signs.push('where');
  if (looksDifferent(before, now)) signs.push('looks');
  if (saysDifferent(before, now, witness)) signs.push('says');
  return signs;
}
