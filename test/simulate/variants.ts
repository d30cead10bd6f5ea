import { sealingVariants } from './sealing-variants.ts';
import { change, type Variant } from './variant.ts';

const syncStore = 'lib/store/sync-store.ts';
const news = 'server/news.ts';
const log = 'lib/store/log.ts';
const chain = 'lib/store/chain.ts';
const erase = 'lib/store/erase.ts';
const take = 'server/take.ts';

export const variants: Variant[] = [
  {
    name: 'the server skips the echo after every push',
    edits: [change('server/routes/sync.ts', 'base === request.cursor ? head', 'request.events.length > 0 ? head')],
  },
  {
    name: 'numbers are given before the order of commits is known (bigserial)',
    edits: [
      change(
        take,
        'return parts.db.transaction().execute(async (trx) => {',
        `const many = linked.reduce((sum, { links }) => sum + links.length, 0);
        const given = await parts.db.updateTable('organisations').set((set) => ({ seq: set('seq', '+', many) }))
          .where('id', '=', org).returning('seq').executeTakeFirstOrThrow();
        return parts.db.transaction().execute(async (trx) => {`,
      ),
      change(
        take,
        'const { seq: first, epoch } = await rows.lock();',
        'const { epoch } = await rows.lock(); const first = given.seq - many;',
      ),
      change(take, 'if (seq > first) await rows.setCounter(seq);', ''),
      // One push does not wait for another: as with several processes.
      change('server/group.ts', 'if (queue) {', 'if (queue && false) {'),
    ],
  },
  {
    name: 'the server forgets to filter by scope',
    edits: [change('server/organisation.ts', '.where(visibleTo(reads))', '')],
  },
  {
    name: 'the server does not check the chain',
    edits: [change('server/standing.ts', 'link.n !== device.n + 1 || link.prev !== device.head_hash', 'false')],
  },
  {
    name: 'the server does not know again what it has taken',
    edits: [change('server/batch.ts', 'known?.hash === link.hash', 'false')],
  },
  {
    name: 'the server does not know again what it has refused',
    edits: [change('server/batch.ts', '} else if (before) {', '} else if (before && false) {')],
  },
  {
    name: 'the server judges against another history',
    edits: [change(take, '(request.epoch === null || request.epoch === counter.epoch) && request.cursor <= counter.seq', 'true')],
  },
  {
    name: 'the device does not notice another history',
    edits: [change('lib/sync/sync.ts', '(at.epoch !== null && answer.epoch !== at.epoch) || answer.head < at.cursor', 'false')],
  },
  {
    name: 'after a restore the refused are not sent again, and the chain has a gap',
    edits: [
      change(syncStore, 'for (const { event } of await db.rejected.toArray()) {', 'for (const { event } of [] as { event: LogEvent }[]) {'),
    ],
  },
  {
    name: 'the outbox is cleared when it is read',
    edits: [
      change(syncStore, 'const runs = runsOf(rows', 'await db.outbox.bulkDelete(rows.map(({ n }) => n));\n      const runs = runsOf(rows'),
    ],
  },
  {
    name: 'the cursor is stored before the rows',
    edits: [
      change(
        syncStore,
        'applyAnswer: async (answer, at) =>\n    (await reopening(() => saysNothing(answer, at))) ||\n    writing(async (db) => {',
        `applyAnswer: async (answer, at) =>
    (await changeMark(() => ({ cursor: answer.cursor, epoch: answer.epoch })), (at = { ...at, cursor: answer.cursor, epoch: answer.epoch }), null) ??
    writing(async (db) => {`,
      ),
    ],
  },
  {
    name: 'the mark of a sync is read, then put back, in two transactions',
    rare: true,
    edits: [
      change(
        syncStore,
        "await database().transaction('rw', meta, async () => {",
        'await (async (_meta: unknown, all: () => Promise<void>) => all())(meta, async () => {',
      ),
    ],
  },
  {
    name: 'what is refused is treated as taken',
    edits: [
      change(
        syncStore,
        'await keepRejected(db, answer, book);',
        'for (const { id } of answer.rejected) await db.outbox.delete((await db.events.get(id))?.n ?? 0);',
      ),
    ],
  },
  {
    name: 'what is refused stays on the screen as if it counted',
    edits: [change(syncStore, 'await foldAnew(db, gone, book);', '')],
  },
  {
    name: 'what a device of before had handed in is nobody’s business after a restore',
    rare: true,
    edits: [change(syncStore, 'if (isStill && !answer.more) await handInForFormer(db);', '')],
  },
  {
    name: 'event, projection and outbox are stored one after the other',
    edits: [
      change(log, 'import { getMeta, metaOnce', 'import { database, getMeta, metaOnce'),
      change(
        log,
        'return writing(async (db) => {\n    const who = await identity();\n    const book',
        'return (async (all) => all(database()))(async (db) => {\n    const who = await identity();\n    const book',
      ),
    ],
  },
  {
    name: 'what was erased on the server stays on the device',
    edits: [change(syncStore, 'await eraseTold(db, [', 'await (async (..._all: unknown[]) => {})(db, [')],
  },
  {
    name: 'what was erased leaves the segments and stays on the screens',
    edits: [change(erase, "if (inTail || inSegments || (await getMeta('history'))) await setMeta('rebuildDue', true);", '')],
  },
  {
    name: 'what was erased while the history is still to come stays on the screens',
    edits: [change(erase, " || (await getMeta('history'))", '')],
  },
  {
    name: 'a new device goes on with the old chain',
    rare: true,
    edits: [change(chain, 'device: uuid(),\n  n: 0,\n  prev: firstPrev,', 'device: uuid(),')],
  },
  {
    name: 'a log begun alone is sent before it is said whose it was',
    rare: true,
    edits: [change(syncStore, 'first.length > 0 ? first : oldest', 'oldest')],
  },
  {
    name: 'news are stored wherever the cursor stands',
    edits: [change('lib/extension/sync.ts', ' || at.cursor < after', '')],
  },
  {
    name: 'news go to whoever listens',
    rare: true,
    edits: [change(news, 'covers(caller.reads, scope)', 'covers(caller.reads, scope) || true')],
  },
  ...sealingVariants,
];
