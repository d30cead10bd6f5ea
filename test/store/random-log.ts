import { type Body, bodyHash, type EventType, firstPrev, type LogEvent } from '@/lib/domain/event';
import { type Noun, subjectOf } from '@/lib/domain/record';
import { project } from '@/lib/fold/project';
import { closeBook, newBook } from '@/lib/fold/recount';
import { caseId } from '@/lib/playbook/flow';
import type { Database, EventRow } from '@/lib/store/database';
import { foldStore } from '@/lib/store/fold-store';
import type { Random } from '../truth/random';
import { noon, shop } from './fresh';

const checks = ['name-length', 'sku-present', 'price-positive', 'stock-low', 'stock-zero-live', 'main-picture', 'none-of-ours'];
const uuidOf = (random: Random) =>
  `01900000-0000-7000-8000-${Array.from({ length: 12 }, () => '0123456789abcdef'[random.between(0, 15)]).join('')}`;

/** What three devices of a team could have written about a few records, in the order in which a server numbered it. */
export function randomLog(random: Random, length: number, of = shop): EventRow[] {
  const devices = ['laptop', 'phone', 'desk'].map((device) => ({ device, n: 0, clock: noon.getTime() + random.between(-90, 90) * 60_000 }));
  const rows: EventRow[] = [];
  const write = <T extends EventType>(type: T, subject: string, body: Body<T>) => {
    const who = random.pick(devices);
    // Many events of one moment, as in one look at a page; sometimes a clock that was set back.
    who.clock += random.pick([0, 0, 0, 60_000, 3_600_000, -600_000, 86_400_000]);
    const at = new Date(who.clock).toISOString();
    const salt = 'salt';
    const id = uuidOf(random);
    const { device } = who;
    const n = ++who.n;
    const head: LogEvent['head'] = {
      id,
      org: 'org',
      shop: of,
      subject,
      type,
      v: 1,
      at,
      by: device,
      device,
      n,
      prev: firstPrev,
      bodyHash: bodyHash(salt, body),
    };
    const seq = rows.length + 1;
    rows.push({ head, salt, body: body as LogEvent['body'], id, device, n, seq, receivedAt: at, scope: `shop:${of}`, receipt: null });
  };
  for (let made = 0; made < length; made++) {
    const noun: Noun = random.pick(['listing', 'listing', 'campaign']);
    const id = String(random.between(1, 4));
    const subject = subjectOf(of, noun, id);
    const url = `https://shop.example/${random.between(1, 99)}`;
    const check = random.pick(checks);
    const due = random.pick([null, new Date(noon.getTime() + random.between(-50, 50) * 3_600_000).toISOString()]);
    const kase = caseId('listing-gap', subject, check, '');
    switch (random.between(0, 7)) {
      case 0:
      case 1:
        write('record.seen', subject, {
          noun,
          id,
          url,
          fields: { [random.pick(['name', 'live', 'pictures'])]: random.between(0, 99), variants: variants(random) },
        });
        break;
      case 2:
      case 3: {
        const result = random.pick(['pass', 'fail', 'unknown', 'na'] as const);
        const to =
          result === 'fail' ? { result, params: { n: made } } : result === 'unknown' ? { result, reason: 'not-shown' } : { result };
        write('verdict.turned', subject, { ruleSet: `rules ${made}`, turned: [{ check, from: null, to, severity: 'weakens' }] });
        break;
      }
      case 4: {
        const ids = random.some(['1', '2', '3', '4'], 2);
        write('page.seen', `${of}/${noun}`, {
          platform: 'vendure',
          page: `${noun}s`,
          noun,
          rows: 2,
          total: 4,
          ids,
          origin: 'https://shop.example',
        });
        break;
      }
      case 5:
        write('case.opened', kase, { flow: 'listing-gap', about: subject, cause: check, period: '', params: { n: made }, due });
        break;
      case 6:
        write('case.moved', kase, {
          verb: random.pick(['settle', 'reopen', 'snooze']),
          evidence: random.pick(['page', 'person']),
          ...(random.between(0, 2) ? {} : { until: noon.toISOString() }),
        });
        break;
      default:
        write('ledger.loaded', `${of}/ledger`, {
          rows: [[random.pick(['A-1', 'A-2']), random.between(0, 3)]],
          file: `${made}.csv`,
          ...random.pick([{}, { adds: true }]),
        });
    }
  }
  return rows;
}

const variants = (random: Random) => [
  { id: 'v1', name: 'S', sku: 'A-1', stock: { onHand: random.between(0, 3), held: 0, locked: null, inTransit: null } },
];

/** Brings events in, in this order, some in one transaction with others. */
export async function arrive(db: Database, events: readonly EventRow[], random: Random): Promise<void> {
  const left = [...events];
  while (left.length > 0) {
    const batch = left.splice(0, random.between(1, 5));
    await db.transaction('rw', db.tables, async () => {
      const book = newBook();
      for (const event of batch) {
        await db.events.put(event);
        await project(foldStore(db), event, book);
      }
      await closeBook(foldStore(db), book);
    });
  }
}

/** What screens read, without the trend's days: a late event belongs to an older day. */
export async function projections(db: Database): Promise<Record<string, unknown[]>> {
  const { records, cases, counters, ledger, sights, sites, shops } = db;
  const tables = { records, cases, counters, ledger, sights, sites, shops };
  return Object.fromEntries(await Promise.all(Object.entries(tables).map(async ([name, table]) => [name, await table.toArray()])));
}
