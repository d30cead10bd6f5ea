import { accountNamed, needsAccount } from './adapter/account';
import { type Adapter, loadAdapters } from './adapter/load';
import { hostFits } from './adapter/match';
import { isAlone } from './adapter/observe';
import { recognisedPage } from './adapter/recognised-pages';
import { toRecords } from './adapter/to-records';
import { findingsOf, judge } from './checks/judge';
import { type Drifted, withoutDrifted } from './domain/drift';
import type { BlindReason, Observation } from './domain/observation';
import type { PageState } from './domain/page-state';
import type { Platform, Rules } from './domain/platform';
import { type Noun, subjectOf } from './domain/record';
import type { Facts, Finding, Judged } from './domain/verdict';
import { watchDrift } from './drift-watch';
import type { RecordRow } from './fold/rows';
import { settleAccount } from './store/act';
import { customerHasher } from './store/customer';
import { database } from './store/database';
import { factsOf, keepRecord, keepSight, keepVerdicts } from './store/keep';
import { transact } from './store/log';
import { taughtPages } from './store/taught';
import { rulesOfShop } from './take-file';

export type Look =
  | { ok: true; state: Extract<PageState, { kind: 'seen' }>; byRow: (string | null)[] }
  | { ok: false; reason: BlindReason; detail: string | null };

/**
 * The whole path of one look at a page, in one transaction:
 * observation → records → verdicts → cases → events. What is not read where it was goes no further. Unsaved edits are judged for the eye and not recorded.
 */
export async function look(observation: Observation, now: Date): Promise<Look> {
  const { url, platform, source } = observation;
  const { origin, hostname } = new URL(url);
  const adapter = loadAdapters().platforms.get(platform);
  if (!adapter) return { ok: false, reason: 'unknown-page', detail: null };
  const { hosts } = adapter.platform;
  if (hosts && !hostFits(hosts, hostname)) return { ok: false, reason: 'not-this-platform', detail: null };
  const isNeeded = needsAccount(adapter.platform.account, hostname);
  const isUnknown = observation.account === null || (isNeeded && observation.account === '');
  const account = isUnknown ? null : accountNamed(adapter.platform.account, observation.account ?? '');
  // Where only the page knows, the site is the first shop that it names from then on.
  const site = isNeeded && account !== null ? await settleAccount(origin, platform, account, now) : await database().sites.get(origin);
  const page = source === 'recognised' ? recognisedPage(observation.page) : await pageOf(adapter, observation);
  if (!page) return { ok: false, reason: 'unknown-page', detail: null };
  const wrong = shopProblem(site, platform, account);
  if (!site || wrong) return { ok: false, reason: wrong ?? 'not-connected', detail: account };

  const read = toRecords(observation, page, { customerHash: await customerHasher() });
  const { records, byRow, total, problems } = read;
  if (records.length === 0 && problems.length > 0) return { ok: false, reason: 'adapter-broken', detail: problems[0] ?? null };
  const { shop } = site;
  const { noun } = page;
  const saved = !observation.unsaved;
  const at = now.toISOString();

  return transact(now, async (append) => {
    const facts = await factsOf(shop, now);
    const { drifted, shown: alarms, known } = await watchDrift({ observation, read, shop, noun }, append);
    const lost = drifted.map(({ field }) => field);
    const findings: Finding[] = [];
    let moved = 0;
    for (const { id, fields: shown } of records) {
      const fields = withoutDrifted(shown, lost, known.get(id)?.fields);
      const link = addressOf(adapter.platform, noun, id, { url, account });
      const record = await keepRecord({ subject: subjectOf(shop, noun, id), fields, url: link, record: saved, at }, append);
      const judged = judge(record, adapter.rules, facts, lost);
      if (saved) moved += await keepVerdicts(record.subject, judged, adapter.rules.version, append, now);
      findings.push(...findingsOf(record, judged));
    }
    const ids = records.map(({ id }) => id);
    if (saved && (source !== 'json' || isAlone(page)))
      await keepSight({ shop, noun, platform, page: page.id, origin, ids, total, evidence: moved > 0 }, append, now);
    const seen = { kind: 'seen' as const, platform, page: page.id, shop, rows: ids.length, total, unsaved: !saved, findings, seenAt: at };
    const state = alarms.length > 0 ? { ...seen, drifted: alarms } : seen;
    return { ok: true as const, state, byRow: byRow.map((id) => id && subjectOf(shop, noun, id)) };
  });
}

/** A packaged page comes before one that was taught, whatever it is called. */
async function pageOf(adapter: Adapter | undefined, { page, source, url }: Observation) {
  const packaged = adapter?.pages.find(({ id }) => id === page);
  return packaged ?? (source === 'dom' ? (await taughtPages(new URL(url).origin)).find(({ id }) => id === page) : undefined);
}

/**
 * Where the record is worked on, by the adapter's template; else the page it was seen on, without what was searched for:
 * a query may hold a customer's name. What of it names the shop stays: without it the address may open another shop.
 */
function addressOf({ links, account: { query } }: Platform, noun: Noun, id: string, seen: { url: string; account: string | null }): string {
  const { origin, pathname } = new URL(seen.url);
  const address = new URL(origin + (links[noun]?.replaceAll('<id>', encodeURIComponent(id)) ?? pathname));
  if (query && seen.account) address.searchParams.set(query, seen.account);
  return address.href;
}

/** A page whose shop is unknown, or is not the one connected at this address, yields no records. */
function shopProblem(
  site: { platform: string; account: string } | undefined,
  platform: string,
  account: string | null,
): BlindReason | null {
  if (!site) return 'not-connected';
  if (account === null) return 'unknown-shop';
  if (site.platform !== platform || site.account !== account) return 'other-shop';
  return null;
}

/** What could not be told because of a field that drifted can't be told now either: time shows no page. */
function judgeStanding(row: RecordRow, rules: Rules, facts: Facts, drifted: readonly Drifted[]): Judged {
  const judged = judge(row, rules, facts);
  const isStill = drifted.some(({ noun }) => noun === row.noun);
  for (const [check, before] of Object.entries(row.verdicts))
    if (isStill && before.result === 'unknown' && before.reason === 'drifted' && judged[check]) judged[check] = before;
  return judged;
}

/** Judges a shop's records again without a page: time has passed (deadlines), or a ledger was loaded. */
export async function judgeAgain(shop: string, nouns: readonly string[], now: Date): Promise<void> {
  await transact(now, async (append) => {
    const facts = await factsOf(shop, now);
    const site = await database().sites.where({ shop }).toArray();
    for (const noun of nouns) {
      const rows = await database().records.where('[shop+noun]').equals([shop, noun]).toArray();
      for (const row of rows) {
        const at = site.find(({ origin }) => row.url.startsWith(`${origin}/`));
        const own = at && loadAdapters().platforms.get(at.platform)?.rules;
        // What a file alone has told is at no address.
        const rules = row.url === '' ? rulesOfShop(site) : own;
        if (rules) await keepVerdicts(row.subject, judgeStanding(row, rules, facts, at?.drifted ?? []), rules.version, append, now);
      }
    }
  });
}
