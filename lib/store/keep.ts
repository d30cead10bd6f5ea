import type { LogEvent } from '@/lib/domain/event';
import { hashOf } from '@/lib/domain/hash';
import { type Noun, type ShopRecord, subjectParts } from '@/lib/domain/record';
import type { Facts, Judged } from '@/lib/domain/verdict';
import { dayOf, metricFacts } from '@/lib/fold/recount';
import { follow } from '@/lib/playbook/follow';
import { flows } from '@/lib/playbook/load';
import { database } from './database';
import { foldStore } from './fold-store';
import type { Append } from './log';
import { mergeFields } from './merge-fields';

/** What checks may know of a shop besides the record. */
export async function factsOf(shop: string, now: Date): Promise<Facts> {
  return { ledger: (await metricFacts(foldStore(database()), shop)).ledger, now: now.toISOString() };
}

/** What is known once this was seen, and what of it is news. Seen empty is news where nothing was known: null is not the same as absent. */
export function joinFields(noun: Noun, before: ShopRecord['fields'], seen: ShopRecord['fields']) {
  const fields = mergeFields(noun, before, seen);
  const known: Record<string, unknown> = before;
  const changed = Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => !Object.hasOwn(known, field) || hashOf(value) !== hashOf(known[field])),
  ) as NonNullable<LogEvent['body']>;
  return { fields, changed };
}

/** The record as known before, joined with what was seen now. `record.seen` is appended only for what changed. */
export async function keepRecord(
  seen: { subject: string; fields: ShopRecord['fields']; url: string; record: boolean; at: string },
  append: Append,
): Promise<ShopRecord> {
  const { subject, url, at } = seen;
  const { shop, noun, id } = subjectParts(subject);
  const before = await database().records.get(subject);
  const { fields, changed } = joinFields(noun, before?.fields ?? {}, seen.fields);
  if (seen.record && Object.keys(changed).length > 0)
    await append({ type: 'record.seen', subject, shop, body: { noun, id, fields: changed, url } });
  return { subject, shop, noun, id, fields, seenAt: at, url };
}

/** The verdicts that are others than before. */
export const turnedOf = (before: Judged, judged: Judged) =>
  Object.entries(judged).flatMap(([check, { severity, ...to }]) => {
    const old = before[check];
    const same = old && hashOf(old) === hashOf({ ...to, severity });
    return same ? [] : [{ check, from: old?.result ?? null, to, severity }];
  });

/** Appends the verdicts that turned and the steps of cases that follow. Returns how many cases moved. */
export async function keepVerdicts(subject: string, judged: Judged, ruleSet: string, append: Append, now: Date): Promise<number> {
  const { shop } = subjectParts(subject);
  const before = await database().records.get(subject);
  const turned = turnedOf(before?.verdicts ?? {}, judged);
  if (turned.length > 0) await append({ type: 'verdict.turned', subject, shop, body: { ruleSet, turned } });
  const cases = await database().cases.where({ about: subject }).toArray();
  const steps = follow(flows.values(), subject, judged, cases, now.toISOString());
  for (const step of steps) await append({ ...step, shop });
  return steps.length;
}

const quiet = 15 * 60_000;

/** A page's sight: the first of the day, other rows than last time, evidence, or a quarter of an hour since the last. */
export async function keepSight(
  sight: {
    shop: string;
    noun: Noun;
    platform: string;
    page: string;
    origin: string;
    ids: string[];
    total: number | null;
    evidence: boolean;
  },
  append: Append,
  now: Date,
): Promise<void> {
  const { shop, noun, page, platform, origin, ids, total } = sight;
  const last = await database().sights.get(`${shop}/${noun}/${page}`);
  const hash = hashOf(ids);
  const zone = (await database().shops.get(shop))?.timeZone ?? 'UTC';
  const sameDay = last && dayOf(last.at, zone) === dayOf(now.toISOString(), zone);
  const recent = sameDay && last.hash === hash && now.getTime() - Date.parse(last.at) < quiet;
  if (recent && !sight.evidence) return;
  await append({
    type: 'page.seen',
    subject: `${shop}/${noun}`,
    shop,
    body: { platform, page, noun, rows: ids.length, total, ids, origin },
  });
}
