import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { caseId } from '@/lib/playbook/flow';
import { addNote, addTask, reopen, settle, snooze } from '@/lib/store/act';
import { type Database, setMeta } from '@/lib/store/database';
import { append, identity } from '@/lib/store/log';
import { todayView } from '@/lib/store/read';
import type { TodayView } from '@/lib/store/view';
import { addTestShop, freshDatabase, shop } from './fresh';

/** Noon where the reader is: what "today" means depends on the machine's own time zone. */
const noon = new Date(2026, 10, 24, 12, 0, 0);
const at = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);

let db: Database;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  db = freshDatabase();
  await addTestShop();
});
afterEach(() => {
  vi.useRealTimers();
});

const titles = (rows: TodayView['today']) => rows.map(({ title }) => title);
const idOf = async (title: string) => (await db.cases.filter((row) => row.title === title).first())?.id ?? '';

describe('the lists of today', () => {
  it('are overdue, until midnight, and later; the most urgent first, what has no deadline last', async () => {
    await addTask('no deadline', null, shop);
    await addTask('tomorrow', at(24), shop);
    await addTask('this evening', at(8), shop);
    await addTask('last second of today', new Date(2026, 10, 24, 23, 59, 59, 998), shop);
    await addTask('long overdue', at(-48), shop);
    await addTask('just overdue', at(-0.01), shop);
    const view = await todayView(noon);
    expect(titles(view.overdue)).toEqual(['long overdue', 'just overdue']);
    expect(titles(view.today)).toEqual(['this evening', 'last second of today']);
    expect(titles(view.later)).toEqual(['tomorrow', 'no deadline']);
    expect(view.counts).toEqual({ overdue: 2, today: 2, later: 2, done: 0, snoozed: 0 });
  });

  it('move on by time alone', async () => {
    await addTask('this evening', at(8), shop);
    expect(titles((await todayView(at(9))).overdue)).toEqual(['this evening']);
  });

  it('are cut at 50 rows each, and counted in full', async () => {
    await append(
      noon,
      ...Array.from({ length: 60 }, (_, index) => ({
        type: 'case.opened' as const,
        subject: caseId('own-task', String(index), '', ''),
        shop,
        body: {
          flow: 'own-task',
          about: String(index),
          cause: '',
          period: '',
          params: {},
          due: at(-60 + index).toISOString(),
          title: `task ${index}`,
        },
      })),
    );
    const view = await todayView(noon);
    expect(view.overdue).toHaveLength(50);
    expect(view.overdue[0]?.title).toBe('task 0');
    expect(view.counts.overdue).toBe(60);
  });

  it('are empty on an empty day', async () => {
    expect(await todayView(noon)).toEqual({
      overdue: [],
      today: [],
      later: [],
      done: [],
      counts: { overdue: 0, today: 0, later: 0, done: 0, snoozed: 0 },
    });
  });

  it('say what to do, why, by which clause and where', async () => {
    const about = `${shop}/listing/1`;
    const id = caseId('listing-gap', about, 'name-length', '');
    await append(
      noon,
      {
        type: 'record.seen',
        subject: about,
        shop,
        body: { noun: 'listing', id: '1', fields: { name: 'Lamp' }, url: 'https://shop.example/1' },
      },
      {
        type: 'case.opened',
        subject: id,
        shop,
        body: { flow: 'listing-gap', about, cause: 'name-length', period: '', params: { n: 4 }, due: at(1).toISOString() },
      },
    );
    expect((await todayView(noon)).today).toEqual([
      {
        id,
        flow: 'listing-gap',
        verb: 'settle',
        clause: '3.2.2',
        owner: 'specialist',
        due: at(1).toISOString(),
        shop,
        shopName: 'Main shop',
        title: null,
        params: { n: 4, name: 'Lamp' },
        check: 'name-length',
        url: 'https://shop.example/1',
        state: 'open',
        evidence: null,
        movedAt: noon.toISOString(),
      },
    ]);
  });

  it('leave out a case whose flow this program does not know', async () => {
    await append(noon, {
      type: 'case.opened',
      subject: 'x',
      shop,
      body: { flow: 'from-the-future', about: 'a', cause: '', period: '', params: {}, due: null },
    });
    expect((await todayView(noon)).counts.later).toBe(0);
  });
});

describe('a tick', () => {
  it('takes the task from the list and puts it on top of what was done', async () => {
    await addTask('first', at(1), shop);
    await addTask('second', at(2), shop);
    expect(await settle(await idOf('first'))).toEqual({ ok: true });
    vi.setSystemTime(at(0.1));
    await settle(await idOf('second'));
    const view = await todayView(at(0.2));
    expect(view.today).toEqual([]);
    expect(titles(view.done)).toEqual(['second', 'first']);
    expect(view.done[0]).toMatchObject({ evidence: 'person', verb: 'reopen', state: 'done' });
  });

  it('can be taken back, with the same deadline', async () => {
    await addTask('first', at(1), shop);
    const id = await idOf('first');
    await settle(id);
    expect(await reopen(id)).toEqual({ ok: true });
    const view = await todayView(noon);
    expect(view.done).toEqual([]);
    expect(view.today).toMatchObject([{ id, due: at(1).toISOString() }]);
  });

  it('of yesterday is not among what was done today', async () => {
    await addTask('first', at(1), shop);
    await settle(await idOf('first'));
    expect((await todayView(at(13))).counts.done).toBe(0);
  });

  it('that makes no sense is refused with its reason, and nothing is written', async () => {
    await addTask('first', at(1), shop);
    const id = await idOf('first');
    await settle(id);
    const events = await db.events.count();
    expect(await settle(id)).toEqual({ ok: false, code: 'move-not-allowed' });
    expect(await settle('nothing of ours')).toEqual({ ok: false, code: 'unknown-case' });
    await setMeta('identity', { ...(await identity()), roles: ['nobody'] });
    expect(await reopen(id)).toEqual({ ok: false, code: 'no-right' });
    expect(await db.events.count()).toBe(events);
  });

  it('counts on a device whose clock was set back', async () => {
    await addTask('first', at(1), shop);
    vi.setSystemTime(at(-5));
    expect(await settle(await idOf('first'))).toEqual({ ok: true });
    expect((await todayView(at(-5))).today).toEqual([]);
    expect((await db.cases.get(await idOf('first')))?.state).toBe('done');
  });

  it('twice at once is one tick', async () => {
    await addTask('first', at(1), shop);
    const id = await idOf('first');
    const said = await Promise.all([settle(id), settle(id)]);
    expect(said.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await db.events.toArray()).filter(({ head }) => head.type === 'case.moved')).toHaveLength(1);
  });
});

describe('later', () => {
  it('keeps an overdue task away until then', async () => {
    await addTask('overdue', at(-1), shop);
    const id = await idOf('overdue');
    await snooze(id, at(2));
    const view = await todayView(noon);
    expect(view.overdue).toEqual([]);
    expect(view.today).toMatchObject([{ id, due: at(2).toISOString() }]);
    expect(view.counts).toMatchObject({ overdue: 0, today: 1, snoozed: 1 });
    expect((await todayView(at(3))).overdue).toMatchObject([{ id }]);
    expect((await todayView(at(3))).counts.snoozed).toBe(0);
  });

  it('does not outlive a tick', async () => {
    await addTask('overdue', at(-1), shop);
    const id = await idOf('overdue');
    await snooze(id, at(2));
    await settle(id);
    await reopen(id);
    expect((await todayView(noon)).overdue).toMatchObject([{ id, due: at(-1).toISOString() }]);
  });
});

it('a note is an event of its own, of a shop or of none', async () => {
  await addNote('Supplier called: two weeks late', shop);
  await addNote('Holiday', null);
  const notes = (await db.events.orderBy('[device+n]').toArray()).filter(({ head }) => head.type === 'note.added');
  expect(notes.map(({ head, body }) => [head.shop, body?.text])).toEqual([
    [shop, 'Supplier called: two weeks late'],
    [undefined, 'Holiday'],
  ]);
});
