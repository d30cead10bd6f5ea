import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { bodyHash, firstPrev, headHash, LogEvent } from '@/lib/domain/event';
import { type Database, getMeta, reopening, takeDatabase } from '@/lib/store/database';
import { append, identity, transact } from '@/lib/store/log';
import { newDevice } from '@/lib/store/new-device';
import { addTestShop, contentOf, freshDatabase, later, noon, shop, sorted } from './fresh';

let db: Database;
beforeEach(() => {
  db = freshDatabase();
});

const note = (text: string) => ({ type: 'note.added' as const, subject: text, body: { text } });
const seen = (name: string) => ({
  type: 'record.seen' as const,
  subject: `${shop}/listing/1`,
  shop,
  body: { noun: 'listing' as const, id: '1', fields: { name }, url: 'https://shop.example/1' },
});

describe('one transaction', () => {
  it('holds event, projection, outbox and counter of the device', async () => {
    await append(noon, seen('Oak teapot'));
    const { events, outbox, records } = await contentOf(db);
    expect(events).toHaveLength(1);
    expect(outbox).toMatchObject([{ n: 1, first: 0 }]);
    expect(records).toMatchObject([{ subject: `${shop}/listing/1`, fields: { name: 'Oak teapot' } }]);
    expect((await getMeta('identity'))?.n).toBe(1);
  });

  it('stores nothing at all when it breaks off in the middle', async () => {
    await append(noon, note('before'));
    const before = await contentOf(db);
    const work = transact(later(1), async (write) => {
      await write(seen('Oak teapot'));
      await write(note('half'));
      throw new Error('the worker died');
    });
    await expect(work).rejects.toThrow('the worker died');
    expect(await contentOf(db)).toEqual(before);
  });

  it('stores nothing when the projection of an event cannot be written', async () => {
    await append(noon, note('before'));
    const before = await contentOf(db);
    db.records.hook('creating', () => {
      throw new Error('disk full');
    });
    await expect(append(later(1), note('first'), seen('Oak teapot'))).rejects.toThrow('disk full');
    expect(await contentOf(db)).toEqual(before);
  });

  it('goes on with the chain after one that broke off', async () => {
    await append(noon, note('one'));
    await transact(noon, async (write) => {
      await write(note('lost'));
      throw new Error('no');
    }).catch(() => undefined);
    const [two] = await append(noon, note('two'));
    const [one] = await db.events.orderBy('[device+n]').toArray();
    expect(two?.head).toMatchObject({ n: 2, prev: headHash(one?.head as LogEvent['head']) });
  });
});

describe('the chain of a device', () => {
  it('has no gap and no fork, however many write at once', async () => {
    await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        transact(later(index % 3), async (write) => {
          for (let part = 0; part <= index % 3; part++) await write(note(`note ${index}.${part}`));
        }),
      ),
    );
    const events = sorted(await db.events.toArray());
    expect(events.map(({ head }) => head.n)).toEqual(events.map((_, index) => index + 1));
    let prev = firstPrev;
    for (const { head, salt, body } of events) {
      expect(head.prev).toBe(prev);
      expect(head.bodyHash).toBe(bodyHash(salt ?? '', body));
      prev = headHash(head);
    }
    const who = await identity();
    expect([who.n, who.prev]).toEqual([events.length, prev]);
    expect((await db.outbox.toArray()).map(({ n }) => n)).toEqual(events.map(({ head }) => head.n));
  });

  it('is one for all that begin at the same moment in an empty profile', async () => {
    await Promise.all([append(noon, note('a')), append(noon, note('b')), append(noon, note('c'))]);
    const events = await db.events.toArray();
    expect(new Set(events.map(({ head }) => head.device)).size).toBe(1);
    expect(new Set(events.map(({ head }) => head.org)).size).toBe(1);
  });

  it('is one, too, when somebody only asks who writes here meanwhile', async () => {
    const [who] = await Promise.all([identity(), append(noon, note('a')), identity(), append(noon, note('b'))]);
    await append(noon, note('c'));
    const now = await identity();
    expect([now.device, now.org, now.n]).toEqual([who.device, who.org, 3]);
    expect((await db.outbox.toArray()).map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('starts over as another device, and takes along what was not numbered yet', async () => {
    const [gone, waits] = await append(noon, note('numbered'), seen('Oak teapot'));
    await db.events.update(gone?.head.id ?? '', { seq: 7 });
    await db.outbox.delete(1);
    const before = await identity();
    await newDevice((await identity()).device);
    const [event] = await append(later(1), note('after'));
    const who = await identity();
    const mine = (await db.events.toArray()).filter(({ device }) => device === who.device);
    const [again, last] = sorted(mine);
    expect(again?.head).toEqual({ ...waits?.head, id: again?.head.id, device: who.device, n: 1, prev: firstPrev });
    expect(again?.head.id).not.toBe(waits?.head.id);
    expect(who.device).not.toBe(before.device);
    expect([who.org, who.member]).toEqual([before.org, before.member]);
    expect(again?.head.bodyHash).toBe(bodyHash(again?.salt ?? '', again?.body));
    expect(last?.head).toEqual({ ...event?.head, n: 2, prev: headHash(again?.head as LogEvent['head']) });
    expect((await db.outbox.toArray()).map(({ id, n }) => [id, n])).toEqual(sorted(mine).map(({ head }) => [head.id, head.n]));
    expect(await db.events.get(waits?.head.id ?? '')).toBeUndefined();
    expect(await db.events.get(gone?.head.id ?? '')).toMatchObject({ seq: 7, device: before.device });
  });

  it('writes events as they may travel', async () => {
    const [event] = await append(noon, seen('Oak teapot'));
    expect(LogEvent.safeParse(event).error).toBeUndefined();
    expect(event?.head).toMatchObject({ type: 'record.seen', v: 1, at: noon.toISOString(), shop });
    expect((await append(noon, note('x')))[0]?.head).not.toHaveProperty('shop');
  });

  it('salts each body: two of the same text have two hashes', async () => {
    const [one, two] = await append(noon, note('same'), note('same'));
    expect(one?.head.bodyHash).not.toBe(two?.head.bodyHash);
  });
});

describe('a connection that was closed under us', () => {
  it('is opened once more, and the work done again', async () => {
    let tries = 0;
    const work = async () => {
      tries++;
      if (tries === 1) throw Object.assign(new Error('closed'), { name: 'DatabaseClosedError' });
      return tries;
    };
    await expect(reopening(work)).resolves.toBe(2);
    takeDatabase(db);
  });

  it('that stays closed is an error, and so is every other fault at once', async () => {
    const closed = () => Promise.reject(Object.assign(new Error('closed'), { name: 'InvalidStateError' }));
    await expect(reopening(closed)).rejects.toThrow('closed');
    let tries = 0;
    const quota = () => {
      tries++;
      return Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }));
    };
    await expect(reopening(quota)).rejects.toThrow('full');
    expect(tries).toBe(1);
  });
});

describe('events that cannot be understood', () => {
  it.each([
    ['a body that is broken', { body: { ...seen('').body, noun: 'spaceship' } }],
    ['a field that nobody knows', { body: { ...seen('x').body, extra: true } }],
    ['a record of no shop', { shop: undefined }],
  ])('are kept and not folded: %s', async (_what, change) => {
    await append(noon, { ...seen('Oak teapot'), ...change } as never);
    expect(await db.events.count()).toBe(1);
    expect(await db.records.count()).toBe(0);
  });

  it.each(['__proto__', 'constructor', 'toString', 'from.the.future'])('are kept and not folded: the type %s', async (type) => {
    await append(noon, { type: type as never, subject: 'x', shop, body: {} as never });
    expect(await db.events.count()).toBe(1);
  });

  it('do not reach the prototype of a record by a field of that name', async () => {
    await append(noon, {
      ...seen('x'),
      body: { ...seen('x').body, fields: JSON.parse('{"name": "x", "__proto__": {"live": true}, "constructor": "y"}') },
    });
    const [row] = await db.records.toArray();
    expect((row?.fields as Record<string, unknown> | undefined)?.live).toBeUndefined();
    expect(({} as Record<string, unknown>).live).toBeUndefined();
  });
});

it('notes of the shop it was told of: name, colour and time zone', async () => {
  await addTestShop('Asia/Shanghai');
  expect(await db.shops.toArray()).toEqual([{ id: shop, name: 'Main shop', colour: '#0b6b6b', timeZone: 'Asia/Shanghai' }]);
});
