import { loadAdapters } from './adapter/load';
import { recognisedPage } from './adapter/recognised-pages';
import { toRecords } from './adapter/to-records';
import { checks, judge } from './checks/judge';
import { canonical } from './domain/hash';
import type { Observation } from './domain/observation';
import type { AdapterPage, Rules } from './domain/platform';
import { recognised } from './domain/recognised';
import { type Listing, subjectOf } from './domain/record';
import { maxBodyBytes } from './domain/sync';
import type { FileListing } from './files/listings';
import type { RowFault } from './files/read-row';
import type { RecordRow, SiteRow } from './fold/rows';
import { follow } from './playbook/follow';
import { flows } from './playbook/load';
import { newShop } from './store/act';
import { database } from './store/database';
import { factsOf, joinFields, turnedOf } from './store/keep';
import type { Draft } from './store/log';
import { transactMany } from './store/transact-many';

export interface Taken {
  /** It may have come with the file. */
  shop: string;
  added: number;
  changed: number;
  unchanged: number;
  /** Listings that could not be kept, by the line they begin on. */
  refused: RowFault[];
}

/** A shop that is there, or one that is added with the file. */
export type ShopChoice = { id: string } | { name: string };

export interface FileWork {
  onProgress(done: number, total: number): void;
  /** Thrown when it is stopped: the store then takes everything back. */
  signal: AbortSignal;
}

/** So many listings are folded in hand and written at once. */
const atOnce = 250;
const page = recognisedPage('listing-file') as AdapterPage;

/**
 * The whole path of a file of listings, in one transaction, as that of a look at a page:
 * observation → records → verdicts → cases → events. Stopped half-way it has changed nothing.
 */
export async function takeFile(
  { into, name, listings }: { into: ShopChoice; name: string; listings: readonly FileListing[] },
  now: Date,
  { onProgress, signal }: FileWork,
): Promise<Taken> {
  const fresh = 'name' in into ? await newShop(into.name) : null;
  const shop = fresh?.id ?? ('id' in into ? into.id : '');
  const sites = await database().sites.where({ shop }).toArray();
  const known = await knownBySku(shop);
  const { rules, urlOf } = homeOf(sites);
  const at = now.toISOString();
  return transactMany(now, async (append) => {
    // Only with its listings: a shop that came of an import that was stopped would be one nobody asked for.
    if (fresh) await append([fresh.draft]);
    const facts = await factsOf(shop, now);
    const taken: Taken = { shop, added: 0, changed: 0, unchanged: 0, refused: [] };
    for (let from = 0; from < listings.length; from += atOnce) {
      signal.throwIfAborted();
      const part: FileListing[] = [];
      for (const { line, row } of listings.slice(from, from + atOnce)) {
        const id = idOf(row, known);
        if (id === null) taken.refused.push(refusedAt({ line, row }, 'variant-alone'));
        else part.push({ line, row: { ...row, id } });
      }
      const rows = part.map(({ row }) => row);
      const observation: Observation = {
        platform: recognised,
        page: page.id,
        url: `file:///${encodeURIComponent(name)}`,
        at,
        source: 'file',
        account: '',
        rows,
        nested: {},
        unsaved: false,
      };
      const { records, byRow } = toRecords(observation, page, { customerHash: () => '' });
      for (const [index, id] of byRow.entries()) if (id === null) taken.refused.push(refusedAt(part[index], 'broken'));
      const subjects = records.map(({ id }) => subjectOf(shop, 'listing', id));
      const before = await database().records.bulkGet(subjects);
      const cases = await casesAbout(before);
      const drafts: Draft[] = [];
      for (const [index, { id, fields: seen }] of records.entries()) {
        const subject = subjects[index] as string;
        const old = before[index];
        const { fields, changed } = joinFields('listing', old?.fields ?? {}, besideKnown(seen as Listing, old?.fields));
        const url = old?.url || urlOf(id);
        const isNews = Object.keys(changed).length > 0;
        const body = { noun: 'listing' as const, id, fields: changed, url, source: 'file' as const };
        if (isNews && canonical(body).length * 3 > maxBodyBytes && bytesOf(body) > maxBodyBytes) {
          taken.refused.push(refusedAt(part[byRow.indexOf(id)], 'too-large'));
          continue;
        }
        if (isNews) drafts.push({ type: 'record.seen', subject, shop, body });
        taken[old ? (isNews ? 'changed' : 'unchanged') : 'added']++;
        const judged = judge({ subject, shop, noun: 'listing', id, fields, seenAt: at, url }, rules, facts);
        const turned = turnedOf(old?.verdicts ?? {}, judged);
        if (turned.length > 0) drafts.push({ type: 'verdict.turned', subject, shop, body: { ruleSet: rules.version, turned } });
        for (const step of follow(flows.values(), subject, judged, cases.get(subject) ?? [], at)) drafts.push({ ...step, shop });
      }
      await append(drafts);
      onProgress(Math.min(from + atOnce, listings.length), listings.length);
    }
    return taken;
  });
}

const bytesOf = (body: unknown): number => new TextEncoder().encode(canonical(body)).length;

const refusedAt = (listing: FileListing | undefined, code: RowFault['code']): RowFault => ({
  line: listing?.line ?? 0,
  code,
  column: '',
  value: String(listing?.row.id ?? '').slice(0, 40),
});

/**
 * A file that has no ids of the platform tells its listings by their code: then it is the record that has this code. Null = one variant
 * of several has it, and the row does not say of which listing: as one of its own it would be there twice.
 */
function idOf({ id, sku, variants }: FileListing['row'], known: Known): string | null {
  const own = String(id);
  const [only] = Array.isArray(variants) && variants.length === 1 ? (variants as { sku?: unknown }[]) : [];
  if (known.ids.has(own) || own !== (sku ?? only?.sku)) return own;
  return known.bySku.get(own) ?? (known.ofVariants.has(own) ? null : own);
}

interface Known {
  ids: ReadonlySet<string>;
  /** Code → id of the one record that has it. */
  bySku: ReadonlyMap<string, string>;
  /** Codes of variants that are not alone. */
  ofVariants: ReadonlySet<string>;
}

async function knownBySku(shop: string): Promise<Known> {
  const bySku = new Map<string, string>();
  const ids = new Set<string>();
  const several = new Set<string>();
  const ofVariants = new Set<string>();
  await database()
    .records.where('[shop+noun]')
    .equals([shop, 'listing'])
    .each(({ id, fields }) => {
      ids.add(id);
      const { sku, variants = [] } = fields as Listing;
      if (variants.length > 1) for (const variant of variants) if (variant.sku) ofVariants.add(variant.sku);
      for (const code of new Set([sku, ...(variants.length === 1 ? [variants[0]?.sku] : [])])) {
        if (!code) continue;
        if (bySku.has(code)) several.add(code);
        bySku.set(code, id);
      }
    });
  for (const code of several) bySku.delete(code);
  return { ids, bySku, ofVariants };
}

async function casesAbout(before: readonly (RecordRow | undefined)[]) {
  const subjects = before.flatMap((row) => (row ? [row.subject] : []));
  const rows = subjects.length > 0 ? await database().cases.where('about').anyOf(subjects).toArray() : [];
  return Map.groupBy(rows, ({ about }) => about);
}

/**
 * A file that names no currency does not take away the one that a page showed for the same amount, and one that tells of variants
 * only their stock does not take away what else is known of them.
 */
function besideKnown(seen: Listing, old: RecordRow['fields'] | undefined): Listing {
  const known = old as Listing | undefined;
  const same = <P extends Listing['price']>(price: P, before: Listing['price']): P =>
    price?.currency === 'XXX' && before?.amount === price.amount ? (before as P) : price;
  const before = new Map(known?.variants?.map((variant) => [variant.id, variant]));
  const variants = seen.variants?.map((variant) => {
    const own = before.get(variant.id);
    const price = variant.price && { price: same(variant.price, own?.price) };
    return { ...own, ...variant, name: variant.name ?? own?.name ?? null, ...price };
  });
  return { ...seen, ...(seen.price && { price: same(seen.price, known?.price) }), ...(variants && { variants }) };
}

/** By whose rules a shop's listings are judged, and where they are worked on: those of its site, else what holds everywhere. */
function homeOf(sites: readonly SiteRow[]): { rules: Rules; urlOf(id: string): string } {
  const { platforms } = loadAdapters();
  const judges = (platform: string) => platforms.get(platform)?.rules.rules.some(({ check }) => checks.get(check)?.noun === 'listing');
  const site = sites.find(({ platform }) => judges(platform));
  const adapter = platforms.get(site?.platform ?? recognised);
  const template = adapter?.platform.links.listing;
  return {
    rules: adapter?.rules ?? { version: 'none', rules: [] },
    urlOf: (id) => (site && template ? site.origin + template.replaceAll('<id>', encodeURIComponent(id)) : ''),
  };
}

/** The rules for a record that no page has shown yet. */
export const rulesOfShop = (sites: readonly SiteRow[]): Rules => homeOf(sites).rules;
