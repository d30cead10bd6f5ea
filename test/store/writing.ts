import type { Noun } from '@/lib/domain/record';
import { caseId } from '@/lib/playbook/flow';
import { append } from '@/lib/store/log';
import { noon, shop } from './fresh';

type Result = 'pass' | 'fail' | 'unknown' | 'na';
export const listing = (id: string, of = shop) => `${of}/listing/${id}`;

export async function see(id: string, stock: number | null, when = noon, of = shop): Promise<void> {
  const variants = [{ id: 'v', name: 'S', sku: `SKU-${id}`, stock: { onHand: stock, held: 0, locked: null, inTransit: null } }];
  await append(when, {
    type: 'record.seen',
    subject: listing(id, of),
    shop: of,
    body: { noun: 'listing', id, fields: { name: `Listing ${id}`, variants }, url: 'https://shop.example/' },
  });
}
export async function turn(subject: string, results: Record<string, Result>, when = noon): Promise<void> {
  const turned = Object.entries(results).map(([check, result]) => ({
    check,
    from: null,
    severity: 'weakens',
    to: result === 'fail' ? { result, params: {} } : result === 'unknown' ? { result, reason: 'not-shown' } : { result },
  }));
  await append(when, { type: 'verdict.turned', subject, shop: subject.split('/')[0] ?? '', body: { ruleSet: '1', turned } });
}
export const look = (noun: Noun, when = noon, ids: string[] = []) =>
  append(when, {
    type: 'page.seen',
    subject: `${shop}/${noun}`,
    shop,
    body: { platform: 'vendure', page: 'list', noun, rows: ids.length, total: null, ids, origin: 'https://shop.example' },
  });
export const open = (about: string, due: Date | null, flow = 'listing-gap', cause = 'name-length') =>
  append(noon, {
    type: 'case.opened',
    subject: caseId(flow, about, cause, ''),
    shop,
    body: { flow, about, cause, period: '', params: {}, due: due?.toISOString() ?? null },
  });
export const settle = (about: string, when: Date) =>
  append(when, {
    type: 'case.moved',
    subject: caseId('listing-gap', about, 'name-length', ''),
    shop,
    body: { verb: 'settle', evidence: 'page' },
  });
export const ledger = (rows: [string, number][]) =>
  append(noon, { type: 'ledger.loaded', subject: `${shop}/ledger`, shop, body: { rows, file: 'a.csv' } });
