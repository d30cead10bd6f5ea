import type { EventRow } from '@/lib/store/database';
import { EventHead, firstPrev, headHash } from '../../lib/domain/event.ts';
import { covers } from '../../lib/domain/scope.ts';
import type { Tables } from '../../server/tables.ts';
import type { Backup } from './api.ts';
import type { Device } from './device.ts';
import { unlikeSegments } from './segments.ts';
import { onServer } from './story.ts';
import type { World } from './world.ts';

export interface Finding {
  kind: 'lost' | 'doubled' | 'diverged' | 'restless';
  what: string;
}

/** What must be true once everything is still. Empty = all of it is. */
export async function check(world: World): Promise<Finding[]> {
  const found: Finding[] = [];
  const say = (kind: Finding['kind'], what: string): void => void found.push({ kind, what });
  const backup = await world.api.backup();
  const rows = backup.events;
  const taken = onServer(backup);
  const known = new Set(taken);
  const reads = world.api.reads(backup);
  const shown = new Map(world.devices.flatMap((device) => device.rejected.map(({ event, code }) => [event.head.bodyHash, code] as const)));

  for (const hash of new Set(taken.filter((hash, index) => taken.indexOf(hash) !== index)))
    say('doubled', `event ${hash.slice(0, 8)} is on the server twice`);
  for (const hash of world.story.made.keys()) {
    if (!known.has(hash) && !shown.has(hash) && !world.story.gone.has(hash))
      say('lost', `event ${hash.slice(0, 8)} is neither on the server nor shown as refused`);
    if (known.has(hash) && shown.has(hash))
      say('diverged', `event ${hash.slice(0, 8)} was taken and is shown as refused (${shown.get(hash)})`);
  }
  found.push(...forks(backup));

  for (const device of world.devices) {
    const { name } = device.options;
    if (device.rows('outbox').length > 0)
      say(
        'restless',
        `${name}: the outbox is not empty, and its last sync ended as ${device.meta('sync')?.outcome}, ${device.meta('sync')?.problem}`,
      );
    const broken = new Set(device.rejected.filter(({ code }) => code === 'chain-broken').map(({ event }) => event.head.device));
    // Once it let go of what it had, it does not notice that a server was restored: it sends neither that nor what was refused again.
    const reasons = (world.story.rollBacks.get(device) ?? 0) + (world.story.drops.get(device) ?? 0);
    if (broken.size > reasons) say('diverged', `${name}: ${broken.size} of its chains broke, for ${reasons} reasons`);
    const mine = reads.get(device.options.email) ?? [];
    const scope = rows.filter(({ scope }) => covers(mine, scope));
    const numbered = device.events.filter(({ seq }) => seq !== null);
    const lines = numbered.map(onDeviceLine).sort();
    const difference = differs(scope.map(onServerLine).sort(), lines);
    if (difference) say('diverged', `${name}: its log is not what the server has for it: ${difference}`);
    for (const line of new Set(lines.filter((line, index) => lines.indexOf(line) !== index)))
      say('doubled', `${name}: it has ${line} twice`);
    const altered = device.events.find((event) => event.body === null && !world.story.erased.has(event.head.bodyHash));
    if (altered) say('diverged', `${name}: event ${altered.id} lost its body`);
    // A colleague's copy of what the server lost in a restore stays without a number where its author lost it too, is refused it now, or has
    // handed it in as another device.
    for (const { head, seq } of device.events) {
      const isForeign = head.device !== device.identity?.device;
      const isExplained = world.story.gone.has(head.bodyHash) || (isForeign && (shown.has(head.bodyHash) || known.has(head.bodyHash)));
      if (seq === null && !isExplained) say('diverged', `${name}: ${head.type} ${head.bodyHash.slice(0, 8)} has no number`);
    }
    for (const { kind, where } of await damageOf(device)) say('diverged', `${name}: ${kind}: ${where} is not what its log comes to`);
    const gone = new Set(numbered.flatMap(({ head, body }) => (head.type === 'body.erased' && body ? (body.ids as string[]) : [])));
    for (const { id, body } of numbered)
      if (gone.has(id) && body !== null) say('diverged', `${name}: event ${id} still says what was erased`);
  }
  for (const what of unlikeSegments(world.devices, rows, world.story.erased.size > 0)) say('diverged', what);
  return found;
}

/** Each device's heads are one chain: no place twice, and before each the one it names. */
function forks(backup: Backup): Finding[] {
  const heads = [...backup.events, ...backup.rejected].map(({ head }) => EventHead.parse(JSON.parse(head)));
  const places = new Set([firstPrev, ...heads.map(headHash)]);
  const taken = backup.events.map(({ head }) => EventHead.parse(JSON.parse(head)));
  const names = taken.map(({ device, n }) => `${device} ${n}`);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  // An adoption comes ahead of what it follows, which a profile that is rolled back meanwhile cannot send any more.
  const loose = taken.filter(({ prev, type }) => !places.has(prev) && type !== 'log.adopted').map(({ device, n }) => `${device} ${n}`);
  return [
    ...twice.map((name) => ({ kind: 'doubled' as const, what: `place ${name} of a chain was given twice` })),
    ...loose.map((name) => ({ kind: 'lost' as const, what: `what ${name} of a chain follows was never seen` })),
  ];
}

const onServerLine = ({ seq, hash, id }: Tables['events']): string => `${seq} ${id} ${hash}`;
const onDeviceLine = ({ seq, head, id }: Pick<EventRow, 'seq' | 'head' | 'id'>): string => `${seq} ${id} ${headHash(head)}`;

function differs(expected: string[], found: string[]): string | null {
  const missing = expected.filter((line) => !found.includes(line));
  const extra = found.filter((line) => !expected.includes(line));
  return missing.length + extra.length === 0 ? null : `misses [${missing.slice(0, 3).join(', ')}], has [${extra.slice(0, 3).join(', ')}]`;
}

/** What the product's own sweep finds: segments, tail, and what screens show. */
async function damageOf(device: Device): Promise<readonly { kind: string; where: string }[]> {
  let damage: readonly { kind: string; where: string }[] = [];
  const task = await device.begin('sweep', async ({ sweep }) => {
    damage = await sweep();
  });
  while (task.isParked) await task.open();
  device.sweep();
  return task.failure ? [{ kind: 'sweep', where: String(task.failure) }] : damage;
}
