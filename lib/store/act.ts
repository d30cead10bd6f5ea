import { v7 as uuid } from 'uuid';
import type { Flow } from '@/lib/domain/case';
import type { Drifted } from '@/lib/domain/drift';
import type { Lesson } from '@/lib/domain/lesson';
import { maxBodyBytes } from '@/lib/domain/sync';
import type { Row } from '@/lib/files/table';
import type { SiteRow } from '@/lib/fold/rows';
import { type Ledger, type LedgerRow, parseLedger } from '@/lib/ledger/parse';
import { caseId, may } from '@/lib/playbook/flow';
import { flows } from '@/lib/playbook/load';
import { database, setMeta } from './database';
import { append, type Draft, identity, transact } from './log';
import { wholeLog } from './segments';

/** What people do on our screens. Each is one event (or one transaction of them), appended to the log. */

export type Moved = { ok: true } | { ok: false; code: string };

const move = (id: string, verb: string, until?: Date): Promise<Moved> =>
  transact(new Date(), async (write) => {
    const kase = await database().cases.get(id);
    const flow = kase && flows.get(kase.flow);
    if (!kase || !flow) return { ok: false, code: 'unknown-case' };
    const { member, roles } = await identity();
    const allowed = may(flow, kase, verb, { member, roles }, 'person');
    if (!allowed.ok) return allowed;
    const body = { verb, evidence: 'person' as const, ...(until ? { until: until.toISOString() } : {}) };
    await write({ type: 'case.moved', subject: id, ...(kase.shop ? { shop: kase.shop } : {}), body });
    return { ok: true };
  });

/** Ticks a case by hand; marked as such. */
export const settle = (id: string): Promise<Moved> => move(id, 'settle');
/** Takes a tick back. */
export const reopen = (id: string): Promise<Moved> => move(id, 'reopen');
export const snooze = (id: string, until: Date): Promise<Moved> => move(id, 'snooze', until);

export async function addNote(text: string, shop: string | null): Promise<void> {
  await append(new Date(), { type: 'note.added', subject: uuid(), ...(shop ? { shop } : {}), body: { text } });
}

/** A task that a person gives themselves. */
export async function addTask(title: string, due: Date | null, shop: string | null): Promise<void> {
  const flow = flows.get('own-task') as Flow;
  const about = uuid();
  const id = caseId(flow.id, about, '', '');
  const body = { flow: flow.id, about, cause: '', period: '', params: {}, due: due?.toISOString() ?? null, title };
  await append(new Date(), { type: 'case.opened', subject: id, ...(shop ? { shop } : {}), body });
}

const colours = ['#0b6b6b', '#7a4a9e', '#a3541b', '#2f5c8f', '#8a2f5c', '#4d6b1b'];

/** A shop that is not there yet. */
export async function newShop(name: string): Promise<{ id: string; draft: Draft<'shop.added'> }> {
  const id = uuid();
  const colour = colours[(await database().shops.count()) % colours.length] as string;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { id, draft: { type: 'shop.added', subject: id, shop: id, body: { name, colour, timeZone } } };
}

export async function addShop(name: string): Promise<string> {
  const { id, draft } = await newShop(name);
  await append(new Date(), draft);
  return id;
}

export async function connectSite(site: { platform: string; origin: string; account: string; shop: string }): Promise<void> {
  const { shop, ...body } = site;
  await append(new Date(), { type: 'site.connected', subject: site.origin, shop, body });
}

/** The site at this origin; one that was connected before anybody could say which account it is becomes the account named now. */
export async function settleAccount(origin: string, platform: string, account: string, now: Date): Promise<SiteRow | undefined> {
  const site = await database().sites.get(origin);
  if (site?.account !== '' || site.platform !== platform || account === '') return site;
  return transact(now, async (append) => {
    // Two tabs may name two: the first to write stands.
    const { shop, account: settled } = (await database().sites.get(origin)) ?? site;
    if (settled === '') await append({ type: 'site.connected', subject: origin, shop, body: { platform, origin, account } });
    return database().sites.get(origin);
  });
}

export async function disconnectSite(origin: string): Promise<void> {
  const site = await database().sites.get(origin);
  if (site) await append(new Date(), { type: 'site.disconnected', subject: origin, shop: site.shop, body: { origin } });
}

/** Keeps what a label of a site means, in place of what was said of it before. */
export async function teachSite(origin: string, lesson: Lesson): Promise<void> {
  const site = await database().sites.get(origin);
  if (!site) return;
  const others = (site.lessons ?? []).filter(({ noun, label }) => noun !== lesson.noun || label !== lesson.label);
  await append(new Date(), { type: 'site.taught', subject: origin, shop: site.shop, body: { origin, lessons: [...others, lesson] } });
}

/** A field is meant to be as it is now: its alarm ends, and what it is like is learned anew from the next sights on. */
export async function acceptField(origin: string, { page, field }: Pick<Drifted, 'page' | 'field'>): Promise<void> {
  await transact(new Date(), async (write) => {
    const db = database();
    const site = await db.sites.get(origin);
    const health = await db.health.get(`${origin} ${page}`);
    if (!site) return;
    if (health) {
      const { [field]: _before, ...fields } = health.fields;
      await db.health.put({ ...health, fields });
    }
    await write({ type: 'field.mended', subject: origin, shop: site.shop, body: { origin, page, field } });
  });
}

/** Forgets what this device noticed of a site: how its pages were, when they were seen, what looking took. The log stays. */
export async function forgetSite(origin: string): Promise<void> {
  await transact(new Date(), async () => {
    const db = database();
    await db.health.where({ origin }).delete();
    await db.costs.where('[origin+day]').between([origin, ''], [origin, '￿']).delete();
    await db.sights.filter((sight) => sight.origin === origin).delete();
    await db.sites.update(origin, { lastSeenAt: null });
  });
}

/** Loads what stock should be. Refused as a whole when it is broken or clearly another shop's: none of its SKUs is known here. */
export async function loadLedger(
  shop: string,
  file: string,
  table: readonly Row[],
): Promise<{ ok: true; rows: number } | Extract<Ledger, { ok: false }>> {
  const ledger = parseLedger(table);
  if (!ledger.ok) return ledger;
  const known = await knownSkus(shop);
  if (known.size > 0 && !ledger.rows.some(([sku]) => known.has(sku))) {
    return { ok: false, problem: { code: 'wrong-shop', params: { rows: ledger.rows.length, known: known.size } } };
  }
  const parts = partsOf(ledger.rows).map((rows, index) => ({
    type: 'ledger.loaded' as const,
    subject: `${shop}/ledger`,
    shop,
    body: { rows, file: file.slice(0, 200), ...(index === 0 ? {} : { adds: true }) },
  }));
  await append(new Date(), ...parts);
  return { ok: true, rows: ledger.rows.length };
}

/** Rows in pieces that each fit into one event, with room for what stands beside them. */
function partsOf(rows: LedgerRow[]): LedgerRow[][] {
  const parts: LedgerRow[][] = [];
  let room = 0;
  for (const row of rows) {
    const bytes = new TextEncoder().encode(JSON.stringify(row)).length + 1;
    if (bytes > room) {
      parts.push([]);
      room = maxBodyBytes - 2_000;
    }
    parts.at(-1)?.push(row);
    room -= bytes;
  }
  return parts;
}

async function knownSkus(shop: string): Promise<Set<string>> {
  const listings = await database().records.where('[shop+noun]').equals([shop, 'listing']).toArray();
  const skus = listings.flatMap(({ fields }) => ('variants' in fields ? (fields.variants ?? []) : [])).map(({ sku }) => sku);
  return new Set(skus.filter((sku): sku is string => Boolean(sku)));
}

/** Everything of ours as one JSON file: the log, and what was refused. Tokens and the organisation's key stay out. */
export async function exportAll(): Promise<Blob> {
  const db = database();
  const [events, rejected, cases, records, counters] = await Promise.all([
    wholeLog(db),
    db.rejected.toArray(),
    db.cases.toArray(),
    db.records.toArray(),
    db.counters.toArray(),
  ]);
  const content = { format: 'shop-loupe/1', exportedAt: new Date().toISOString(), events, rejected, cases, records, counters };
  return new Blob([JSON.stringify(content)], { type: 'application/json' });
}

export const setLocale = (locale: string): Promise<void> => setMeta('locale', locale);
