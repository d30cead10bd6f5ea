import { change, type Variant } from './variant.ts';

const syncStore = 'lib/store/sync-store.ts';
const seal = 'lib/store/seal.ts';
const historyStore = 'lib/store/history-store.ts';
const startAnew = 'lib/store/start-anew.ts';

/** What is wrong with segments, with the first pull that brings them, and with the scopes they are of. */
export const sealingVariants: Variant[] = [
  {
    name: 'rows are deleted before their segment is stored',
    rare: true,
    edits: [
      change(
        seal,
        'writing(async (db) => {\n    // Where older history',
        '(async (all: (db: Database) => Promise<boolean>) => all(database()))(async (db) => {\n    // Where older history',
      ),
      change(
        seal,
        'const fresh = await sealInto(db, scope, last, answered);',
        `const fresh = answered.slice(0, segmentSize - (openAt(last)?.count ?? 0));
        await deleteRows(db.events, fresh.map(({ id }) => id));
        await sealInto(db, scope, last, answered);`,
      ),
    ],
  },
  {
    name: 'what comes by the many is sealed without what came before it',
    edits: [change(seal, '[...rows.filter(({ id }) => !ids.has(id)), ...own]', '[...own]')],
  },
  {
    name: 'a tail is sealed by the clock, not by number',
    edits: [
      change(
        seal,
        'await untilWaiting(db, await rows.limit(segmentSize).toArray())',
        "(await untilWaiting(db, (await rows.sortBy('head.at')).slice(0, segmentSize))).toReversed()",
      ),
    ],
  },
  {
    name: 'a tail is sealed beyond the cursor',
    edits: [change(seal, '[scope, cursor], false, true', '[scope, Dexie.maxKey], false, true')],
  },
  {
    name: 'what still waits for its answer is sealed',
    edits: [change(seal, 'return first === -1 ? rows : rows.slice(0, first);', 'return rows;')],
  },
  {
    name: 'what is sealed does not go into the bases',
    edits: [change(seal, 'await keepBases(db, scope, fresh);', '')],
  },
  {
    name: 'the place in the history is stored before its segments',
    rare: true,
    edits: [
      change(
        historyStore,
        "takeSegments: (segments, at, before, left) =>\n    writing(async (db) => {\n      const [mark, now] = await Promise.all([getMeta('history'), historyPlace()]);",
        `takeSegments: async (segments, at, before, left) => {
        const [mark, now] = await Promise.all([getMeta('history'), historyPlace()]);
        if (mark && canonical(now) === canonical(at)) await setMeta('history', before === null ? null : { ...mark, before, left });
        return writing(async (db) => {`,
      ),
      change(
        historyStore,
        "await setMeta('history', before === null ? null : { ...mark, before, done, left });\n      return true;\n    }),",
        "await setMeta('history', before === null ? null : { ...mark, before, done, left });\n      return true;\n    })},",
      ),
    ],
  },
  {
    name: 'a page of the history is stored wherever the history stands',
    // Met by one seed in some 400; `found.test.ts` makes the moment by hand.
    rare: true,
    edits: [change(historyStore, 'if (!mark || canonical(now) !== canonical(at)) return true;', 'if (!mark) return true;')],
  },
  {
    name: 'what this device wrote stays beside the segment that holds it',
    edits: [change(historyStore, 'await rows.delete();', '')],
  },
  {
    name: 'the server hands out what it read of a scope as one segment, however much it is',
    edits: [change('server/routes/history.ts', 'scope, heads, Math.min', 'scope, before === undefined ? heads : [], Math.min')],
  },
  {
    name: 'an answer of other scopes is stored as if it were the next page',
    edits: [change(syncStore, 'const isStill = !isOther && ', 'const isStill = ')],
  },
  {
    name: 'what is taken into a scope that is not read stays',
    edits: [change(syncStore, 'await leaveOutUncovered(db, answer, book);', '')],
  },
  {
    name: 'other scopes change nothing of what is held',
    edits: [change(startAnew, 'if (isOther) await dropAllButOwn(db);', '')],
  },
];
