import { database } from './database';

/** A page that was seen as usual between two times that it was not, within this (ms), takes turns. */
const turns = 24 * 60 * 60_000;

/** Notes that a known page was looked for in vain. True where it was seen as usual since it was missed last, and not long ago. */
export async function missPage(origin: string, page: string, now: Date): Promise<boolean> {
  const { health } = database();
  return database().transaction('rw', health, async () => {
    const known = await health.get(`${origin} ${page}`);
    if (!known?.seenAt) return false;
    const isTurn = known.missedAt !== null && known.seenAt > known.missedAt && now.getTime() - Date.parse(known.missedAt) < turns;
    await health.put({ ...known, missedAt: now.toISOString() });
    return isTurn;
  });
}
