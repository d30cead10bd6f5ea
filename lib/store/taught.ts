import type { Case } from '@/lib/domain/case';
import type { AdapterPage } from '@/lib/domain/platform';
import { taughtSubject } from '@/lib/domain/subject';
import { asAdapterPage, type TaughtPage } from '@/lib/domain/taught';
import { standingOf, type TaughtEntry, taughtInUse, taughtKey } from '@/lib/domain/taught-entries';
import { taughtAt } from '@/lib/fold/ordered';
import { caseId, dueAt, may } from '@/lib/playbook/flow';
import { flows } from '@/lib/playbook/load';
import type { Moved } from './act';
import { database, getMeta } from './database';
import { foldStore } from './fold-store';
import { type Append, identity, transact } from './log';
import type { TaughtView } from './view';

const flowId = 'taught-page';
/** Its review: about this site's page as it stands, and no other. */
export const reviewOf = (origin: string, key: string): string => caseId(flowId, origin, key, '');

/** By the key that each is about. */
async function reviewsAt(origin: string): Promise<Map<string, Case>> {
  const cases = await database().cases.where({ about: origin }).toArray();
  return new Map(cases.filter(({ flow }) => flow === flowId).map((kase) => [kase.cause, kase]));
}
const states = (reviews: ReadonlyMap<string, Case>): Map<string, string> => new Map([...reviews].map(([key, { state }]) => [key, state]));

const entriesOf = (origin: string): Promise<TaughtEntry[]> => taughtAt(foldStore(database()), taughtSubject(origin));

/** What this device reads a site's taught pages by, the preferred first. */
export async function taughtPages(origin: string): Promise<AdapterPage[]> {
  const [entries, reviews, me] = await Promise.all([entriesOf(origin), reviewsAt(origin), identity()]);
  return taughtInUse(entries, states(reviews), me).map(({ page }) => asAdapterPage(page));
}

/** What was taught of a site, the latest first, and what this member may do about it. */
export async function taughtView(origin: string): Promise<TaughtView[]> {
  const all = [entriesOf(origin), reviewsAt(origin), identity(), getMeta('api')] as const;
  const [entries, reviews, me, api] = await Promise.all(all);
  const flow = flows.get(flowId);
  if (!flow) return [];
  const used = taughtInUse(entries, states(reviews), me);
  return entries.toReversed().map((entry) => {
    const { key, page, by, device, at } = entry;
    const review = reviews.get(key);
    const actor = { member: me.member, roles: me.roles };
    const can = (verb: string): boolean => review !== undefined && may(flow, review, verb, actor, 'person').ok;
    const isMine = by === me.member || device === me.device;
    const standing = standingOf(entry, states(reviews));
    return {
      key,
      page,
      at,
      isMine,
      standing,
      isUsed: used.includes(entry),
      mayApprove: !isMine && can('approve'),
      mayWithdraw: review ? can('withdraw') : isMine,
      mayAsk: isMine && api !== null && (standing === 'own' || can('ask')),
    };
  });
}

/** Keeps a page that was taught: its author reads by it at once, the team when somebody else has approved it. In a team they are asked in the same step. */
export async function teachPage(origin: string, page: TaughtPage): Promise<{ ok: boolean }> {
  return transact(new Date(), async (append) => {
    if (!(await database().sites.get(origin))) return { ok: false };
    await append({ type: 'page.taught', subject: taughtSubject(origin), body: { origin, page } });
    if (await getMeta('api')) await askIn(append, origin, page, new Date());
    // What was withdrawn and is taught again is wanted again.
    else await moveIn(append, reviewOf(origin, taughtKey(page)), 'ask');
    return { ok: true };
  });
}

async function askIn(append: Append, origin: string, page: TaughtPage, now: Date): Promise<void> {
  const flow = flows.get(flowId);
  const key = taughtKey(page);
  const id = reviewOf(origin, key);
  const known = await database().cases.get(id);
  if (!flow) return;
  if (known) {
    await moveIn(append, id, 'ask');
    return;
  }
  const params = { page: page.id, path: page.example, site: new URL(origin).host };
  const body = { flow: flowId, about: origin, cause: key, period: '', params, due: dueAt(flow, {}, now.toISOString()) };
  await append({ type: 'case.opened', subject: id, body });
}

async function moveIn(append: Append, id: string, verb: string): Promise<Moved> {
  const kase = await database().cases.get(id);
  const flow = flows.get(flowId);
  if (!kase || !flow) return { ok: false, code: 'unknown-case' };
  const { member, roles } = await identity();
  const allowed = may(flow, kase, verb, { member, roles }, 'person');
  if (allowed.ok)
    await append({ type: 'case.moved', subject: id, ...(kase.shop ? { shop: kase.shop } : {}), body: { verb, evidence: 'person' } });
  return allowed;
}

async function withPage<T>(origin: string, key: string, run: (append: Append, page: TaughtPage) => Promise<T>): Promise<T | null> {
  return transact(new Date(), async (append) => {
    const entry = (await entriesOf(origin)).find((one) => one.key === key);
    return entry ? run(append, entry.page) : null;
  });
}

/** Asks the team to look at a page that was taught. */
export const askReview = (origin: string, key: string): Promise<unknown> =>
  withPage(origin, key, (append, page) => askIn(append, origin, page, new Date()));
export const approveTaught = (origin: string, key: string): Promise<unknown> =>
  withPage(origin, key, (append) => moveIn(append, reviewOf(origin, key), 'approve'));
/** Nobody reads by it any more. A draft that nobody was asked about is withdrawn by its author in the same words. */
export const withdrawTaught = (origin: string, key: string): Promise<unknown> =>
  withPage(origin, key, async (append, page) => {
    const id = reviewOf(origin, key);
    if (!(await database().cases.get(id))) await askIn(append, origin, page, new Date());
    return moveIn(append, id, 'withdraw');
  });
