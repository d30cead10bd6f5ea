import type { LogEvent } from '@/lib/domain/event';
import { canonical } from '@/lib/domain/hash';
import type { Database } from '@/lib/store/database';
import { identity, join } from '@/lib/store/log';
import { syncStore } from '@/lib/store/sync-store';
import type { Fetch } from '@/lib/sync/call';
import { sync } from '@/lib/sync/sync';
import { password, type Seat, type World } from '../server/world';
import type { Random } from '../truth/random';
import { freshDatabase } from './fresh';
import { projections, randomLog } from './random-log';

export const url = 'https://api.example';
/** What screens read, the trend's days too, in one order. */
export const everything = async (of: Database): Promise<Record<string, unknown[]>> => {
  const rows = { ...(await projections(of)), notes: await of.notes.toArray(), days: await of.days.toArray() };
  return Object.fromEntries(Object.entries(rows).map(([name, content]) => [name, content.toSorted(byText)]));
};
const byText = (a: unknown, b: unknown) => (canonical(a) < canonical(b) ? -1 : 1);

export interface Api {
  url: string;
  token: string;
  email: string;
}

/** People of an organisation of this server. */
export function peopleOf(theWorld: () => World) {
  const wire: Fetch = async (to, init) => theWorld().app.request(to.slice(url.length), init);

  /** A colleague at a new device: an empty database whose log belongs to the organisation. */
  async function device(org: string): Promise<{ db: Database; api: Api }> {
    const db = freshDatabase();
    const { email } = await theWorld().member(org, 'supervisor');
    const signedIn = await (await theWorld().signIn(email, password, (await identity()).device)).json();
    await join(org, signedIn.member, 'supervisor');
    await db.meta.put({ key: 'api', value: { url } });
    return { db, api: { url, token: signedIn.token, email } };
  }
  const syncs = (api: Api) => sync(syncStore, api, wire, () => theWorld().now);

  /** What a team of three wrote about two shops: the server takes of it what it takes. */
  async function team(org: string, random: Random, length: number): Promise<void> {
    const seats = [
      await theWorld().seat(org, 'supervisor'),
      await theWorld().seat(org, 'supervisor'),
      await theWorld().seat(org, 'supervisor'),
    ];
    const waiting = new Map<Seat, LogEvent[]>(seats.map((seat) => [seat, []]));
    const logs = ['shop-1', 'shop-2'].map((shop, at) => randomLog(random, at === 0 ? length : Math.floor(length / 5), shop));
    const write = (type: string, subject: string, body: unknown, shop?: string, at?: string) => {
      const seat = random.pick(seats);
      waiting.get(seat)?.push(seat.pen.write(type, subject, body, { ...(shop ? { shop } : {}), ...(at ? { at } : {}) }));
    };
    for (const [index, log] of logs.entries()) {
      const shop = `shop-${index + 1}`;
      write('shop.added', shop, { name: shop, colour: '#123456', timeZone: 'Asia/Shanghai' }, shop);
      for (const [at, { head, body }] of log.entries()) {
        write(head.type, head.subject, body, shop, head.at);
        if (at % 40 === 7)
          write('site.connected', 'https://shop.example', { platform: 'vendure', origin: 'https://shop.example', account: '' }, shop);
        if (at % 70 === 9) write('site.disconnected', 'https://shop.example', { origin: 'https://shop.example' }, shop);
        if (at % 30 === 5) write('note.added', `note ${at}`, { text: `${at}` }, random.pick([shop, undefined]));
      }
    }
    while ([...waiting.values()].some((events) => events.length > 0)) {
      const seat = random.pick(seats);
      await seat.sync({ events: waiting.get(seat)?.splice(0, random.between(1, 200)) ?? [] });
    }
  }

  return { wire, device, syncs, team };
}
