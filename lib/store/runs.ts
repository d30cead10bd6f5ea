import type { Collection, Table } from 'dexie';

/** First and last of each run of neighbours among whole numbers that ascend: one request reads or deletes a run, whatever its length. */
export function runsOf(numbers: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const n of numbers) {
    const run = runs.at(-1);
    if (run && n === run[1] + 1) run[1] = n;
    else runs.push([n, n]);
  }
  return runs;
}

/** Below so many keys a request each costs no more. */
const few = 32;

/** The rows of these keys that there are. Keys that lie together, as ids do that were made one after the other, are read by one request. */
export async function rowsOf<T>(table: Table<T, string>, keys: readonly string[]): Promise<T[]> {
  if (keys.length > few) {
    const span = spanOf(table, keys);
    if ((await span.count()) <= keys.length * 2) return span.toArray();
  }
  return (await table.bulkGet([...keys])).filter((row) => row !== undefined);
}

/** Deletes rows; those that lie together by one request. */
export async function deleteRows<T>(table: Table<T, string>, keys: readonly string[]): Promise<void> {
  if (keys.length > few && (await spanOf(table, keys).count()) <= keys.length * 2) {
    const [gone, all] = [new Set(keys), await spanOf(table, keys).primaryKeys()];
    const places = all.flatMap((key, at) => (gone.has(key) ? [at] : []));
    const runs = runsOf(places).map(([from, to]) => [all[from] as string, all[to] as string] as const);
    await Promise.all(runs.map(([from, to]) => table.where(':id').between(from, to, true, true).delete()));
  } else if (keys.length > 0) await table.bulkDelete([...keys]);
}

/** From the first of these keys to the last, with whatever lies between. */
function spanOf<T>(table: Table<T, string>, keys: readonly string[]): Collection<T, string> {
  const sorted = keys.toSorted();
  return table.where(':id').between(sorted[0], sorted.at(-1), true, true);
}
