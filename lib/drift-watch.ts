import { newHealth, weigh } from './adapter/drift';
import { sampleOf } from './adapter/drift-sample';
import type { Records } from './adapter/to-records';
import type { Drifted } from './domain/drift';
import type { Observation } from './domain/observation';
import { type Noun, subjectOf } from './domain/record';
import type { RecordRow } from './fold/rows';
import { database } from './store/database';
import type { Append } from './store/log';

/** The page, or the page's response that was looked at: each is found by anchors of its own. */
const placeOf = ({ page, source, response = 0 }: Observation): string => (source === 'json' ? `${page}#${response}` : page);

interface Watched {
  observation: Observation;
  read: Records;
  shop: string;
  noun: Noun;
}

/**
 * Inside the look's transaction: weighs what was seen against the sights before, keeps what was learned, and says in the log which
 * alarms were raised and which ended. Unsaved edits teach nothing. `drifted`: the alarms that stand here; `shown`: with those of the page's other
 * sources; `known`: the records before.
 */
export async function watchDrift(
  { observation, read, shop, noun }: Watched,
  append: Append,
): Promise<{ drifted: Drifted[]; shown: Drifted[]; known: ReadonlyMap<string, RecordRow> }> {
  const db = database();
  const { origin } = new URL(observation.url);
  const place = placeOf(observation);
  const rows = await db.records.bulkGet(read.records.map(({ id }) => subjectOf(shop, noun, id)));
  const known = new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  const all = (await db.sites.get(origin))?.drifted ?? [];
  const standing = all.filter(({ page }) => page === place);
  const others = all.filter(({ page }) => page !== place && page.split('#')[0] === observation.page);
  if (observation.unsaved) return { drifted: standing, shown: [...standing, ...others], known };

  const before = (await db.health.get(`${origin} ${place}`)) ?? newHealth(origin, place);
  const fields = new Map([...known].map(([id, row]) => [id, row.fields]));
  const { health, drifted, mended } = weigh(before, sampleOf(observation, read, fields, Object.keys(before.fields)), standing);
  await db.health.put(health);
  const about = { origin, page: place };
  for (const field of mended) await append({ type: 'field.mended', subject: origin, shop, body: { ...about, field } });
  const after: Drifted[] = standing.filter(({ field }) => !mended.includes(field));
  for (const { field, signs, lastGood } of drifted.filter(({ isNew }) => isNew)) {
    const { head } = await append({ type: 'field.drifted', subject: origin, shop, body: { ...about, noun, field, signs, lastGood } });
    after.push({ page: place, noun, field, signs, lastGood, since: head.at });
  }
  return { drifted: after, shown: [...after, ...others], known };
}
