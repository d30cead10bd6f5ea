import type { Case } from '../domain/case.ts';
import type { Drifted } from '../domain/drift.ts';
import { bodyOf, type EventHead, type EventType, type LogEvent } from '../domain/event.ts';
import { hashOf } from '../domain/hash.ts';
import { isAboutItsKind, kinds } from '../domain/subject.ts';
import { type TaughtEntry, taughtKey, withTaught } from '../domain/taught-entries.ts';
import { foldCase } from '../playbook/flow.ts';
import { recount, type TallyBook } from './recount.ts';
import type { Base, CaseRow, Connection, FoldRules, FoldStore, Load, PlacedEvent, Taught } from './rows.ts';

/** Later than every deadline: cases without one sort last. */
const never = '9999';

type State = Base['state'];
type Step<S extends State> = (rules: FoldRules, state: S | null, event: LogEvent) => S | null;
type Head = Pick<EventHead, 'id' | 'subject' | 'shop' | 'at' | 'type'>;

const caseStep: Step<Case> = ({ flows }, kase, event) => {
  const flow = flows.get(kase?.flow ?? bodyOf(event, 'case.opened')?.flow ?? '');
  return flow ? foldCase(flow, kase, event) : kase;
};

/** The ledger is what the latest load says: its first event and those that the same device added to it. */
const ledgerStep: Step<Load> = (_rules, load, event) => {
  const body = bodyOf(event, 'ledger.loaded');
  const { id, device } = event.head;
  if (!body) return load;
  if (!body.adds) return { device, events: [id], rows: body.rows };
  return load?.device === device ? { device, events: [...load.events, id], rows: [...load.rows, ...body.rows] } : load;
};

/** Two members may have connected the same site before they shared a log: the later one in the log stands, for all. */
const siteStep: Step<Connection> = (_rules, known, event) => {
  const { at, shop } = event.head;
  const body = bodyOf(event, 'site.connected');
  const lessons = bodyOf(event, 'site.taught')?.lessons;
  if (lessons) return known?.site ? { site: { ...known.site, lessons } } : known;
  const drifted = driftedAfter(known?.site?.drifted ?? [], event);
  if (drifted) return known?.site ? { site: { ...known.site, drifted } } : known;
  // Connected again: what its labels mean, and what is not where it was, has not changed by that.
  const kept = {
    ...(known?.site?.lessons && { lessons: known.site.lessons }),
    ...(known?.site?.drifted && { drifted: known.site.drifted }),
  };
  if (body && shop) return { site: { ...body, shop, connectedAt: at, ...kept } };
  return bodyOf(event, 'site.disconnected') ? { site: null } : known;
};

/** Of one site, whoever connected it and for which shop: how a page is built is the same for all of them. */
const taughtStep: Step<Taught> = (_rules, known, event) => {
  const { page } = bodyOf(event, 'page.taught') ?? {};
  const { by, device, at } = event.head;
  return page ? { pages: withTaught(known?.pages ?? [], { key: taughtKey(page), page, by, device, at }) } : known;
};
/** The alarms that stand after an event of a field; null where it is none. An alarm that stands already keeps its beginning. */
function driftedAfter(before: readonly Drifted[], event: LogEvent): Drifted[] | null {
  const raised = bodyOf(event, 'field.drifted');
  const about = raised ?? bodyOf(event, 'field.mended');
  if (!about) return null;
  const isIt = ({ page, field }: Drifted): boolean => page === about.page && field === about.field;
  if (!raised) return before.filter((alarm) => !isIt(alarm));
  const { origin: _origin, ...alarm } = raised;
  return before.some(isIt) ? [...before] : [...before, { ...alarm, since: event.head.at }];
}

/** Kinds that are folded in the order of the log: what an event of one does depends on those before it. */
const steps = { case: { take: caseStep }, ledger: { take: ledgerStep }, site: { take: siteStep }, taught: { take: taughtStep } };
type OrderedKind = keyof typeof steps;
type AnyStep = { take(rules: FoldRules, state: State | null, event: LogEvent): State | null };

export const isOrdered = (type: string): boolean => Object.hasOwn(kinds, type) && Object.hasOwn(steps, kinds[type as EventType]);

/** Null where it is folded in another way, or is about something that its type does not speak of. */
const kindOf = (event: Parameters<typeof isAboutItsKind>[0]): OrderedKind | null =>
  isOrdered(event.head.type) && isAboutItsKind(event) ? (kinds[event.head.type as EventType] as OrderedKind) : null;

/** A subject's states are all of one kind: what was written under it of another changes nothing. */
const step = (kind: OrderedKind, rules: FoldRules, state: State | null, event: LogEvent): State | null =>
  kindOf(event) === kind ? (steps[kind] as AnyStep).take(rules, state, event) : state;

/** The base of a subject after events of it that are final, oldest first; undefined where they come to nothing. */
export function advance(rules: FoldRules, base: Base | undefined, events: readonly PlacedEvent[], scope: string): Base | undefined {
  return events.reduce<Base | undefined>((before, event) => {
    const kind = kindOf(event);
    if (!kind || event.seq === null || (before && event.seq <= before.seq)) return before;
    const state = step(kind, rules, before?.state ?? null, event);
    return state === null ? before : { subject: event.head.subject, scope, seq: event.seq, state };
  }, base);
}

/** What was taught of a site, with what still waits. */
export async function taughtAt(store: Pick<FoldStore, 'bases' | 'tail' | 'rules'>, subject: string): Promise<TaughtEntry[]> {
  // Both at once: what a live query asks for after a wait it may lose sight of.
  const [base, events] = await Promise.all([store.bases.get(subject), store.tail(subject, undefined)]);
  const tail = events.filter(({ seq }) => seq === null || seq > (base?.seq ?? 0));
  const state = tail.reduce((before, event) => step('taught', store.rules, before, event), base?.state ?? null);
  return (state as Taught | null)?.pages ?? [];
}

/**
 * Brings what is shown of a subject in line with its events: base, then tail. Called with an event of it that came, got its
 * number, or went.
 */
export async function foldOrdered(store: FoldStore, head: Head, book: TallyBook): Promise<void> {
  const kind = kindOf({ head, body: null });
  if (!kind) return;
  const base = await store.bases.get(head.subject);
  const tail = await store.tail(head.subject, base);
  const state = tail.reduce((before, event) => step(kind, store.rules, before, event), base?.state ?? null);
  // Read as it stands: no screen lists it by anything but its site.
  if (kind === 'taught') return;
  if (kind === 'case') await showCase(store, head, state as Case | null, book);
  else if (kind === 'site') await showSite(store, head, state as Connection | null);
  else await showLedger(store, head, state as Load | null, tail, book);
}

async function showCase(store: FoldStore, head: Head, after: Case | null, book: TallyBook): Promise<void> {
  const before = (await store.cases.get(head.subject)) ?? null;
  const row: CaseRow | null = after && { ...after, isOpen: after.open ? 1 : 0, dueKey: after.snoozedUntil ?? after.due ?? never };
  if (hashOf(before) === hashOf(row)) return;
  if (row) await store.cases.put(row);
  else await store.cases.delete(head.subject);
  await recount(store, book, before, row, head.at);
}

async function showSite(store: FoldStore, head: Head, after: Connection | null): Promise<void> {
  if (!after?.site) {
    await store.sites.delete(head.subject);
    return;
  }
  const seen = (await store.sightsAt(head.subject)).map(({ at }) => at).sort();
  await store.sites.put({ ...after.site, lastSeenAt: seen.at(-1) ?? null });
}

async function showLedger(store: FoldStore, head: Head, after: Load | null, tail: readonly PlacedEvent[], book: TallyBook): Promise<void> {
  const { shop } = head;
  const came = tail.find((event) => event.head.id === head.id);
  if (!shop) return;
  // One of an older load changes nothing, unless its number has just put it behind the load that stands now.
  if (came && !after?.events.includes(head.id) && (await isShown(store, shop, after))) return;
  // The next piece is added; anything else, out of order, again or gone, writes the whole anew.
  const isNext = came && after && after.events.length > 1 && after.events.at(-1) === head.id && tail.at(-1) === came;
  if (!isNext) await store.clearLedger(shop);
  const rows = isNext ? (bodyOf(came, 'ledger.loaded')?.rows ?? []) : (after?.rows ?? []);
  await store.addLedger(rows.map(([sku, quantity]) => ({ shop, sku, quantity })));
  book.facts.delete(shop);
  book.anew.set(shop, head.at);
}

async function isShown(store: FoldStore, shop: string, load: Load | null): Promise<boolean> {
  const [shown, due] = [await store.ledgerOf(shop), new Map(load?.rows)];
  return shown.length === due.size && shown.every(({ sku, quantity }) => due.get(sku) === quantity);
}

/** In the order of the log: as the server numbered them, then what still waits, each device's by its counter. */
export function inLogOrder<E extends PlacedEvent>(events: E[]): E[] {
  return events.sort((a, b) => {
    if (a.seq !== null || b.seq !== null) return (a.seq ?? Number.MAX_SAFE_INTEGER) - (b.seq ?? Number.MAX_SAFE_INTEGER);
    if (a.head.device === b.head.device) return a.head.n - b.head.n;
    return a.head.at < b.head.at ? -1 : 1;
  });
}
