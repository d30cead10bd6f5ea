import type { EventRow, RejectedEvent } from '@/lib/store/database';
import { anAct } from './acts.ts';
import type { Backup } from './api.ts';
import type { Content, Device, Job } from './device.ts';
import type { World } from './world.ts';

/**
 * What was written, and what nobody can have any more. An event is known by the hash of its salted body: it stays the
 * same when a new device writes it again.
 */
export class Story {
  /** Everything that a device has stored; it must come to the server once, or be shown as refused. */
  readonly made = new Map<string, Device>();
  /** Lost by the device that wrote it, in a roll-back, and by the server, which never had it or was restored. */
  readonly gone = new Set<string>();
  /** Events whose body was erased on the server, if only in a history that it has lost. */
  readonly erased = new Set<string>();
  /** How often each profile was rolled back: nothing else breaks a chain. */
  readonly rollBacks = new Map<Device, number>();
  /** How often each let go of what it had written, because its member does not read it any more. */
  readonly drops = new Map<Device, number>();
  /** What the server had, and lost in a restore. */
  private readonly lost = new Set<string>();
  private readonly seen = new Map<Device, Own>();
  private letGo: { device: Device; hashes: string[] }[] = [];
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  act(device: Device): Job {
    return anAct(device, this.world.random);
  }

  note(device: Device): void {
    const [before, now] = [this.seen.get(device), ownOf(device)];
    const gone = [...(before?.all ?? [])].filter((hash) => !now.all.has(hash));
    const isAll = before !== undefined && before.generation !== now.generation;
    if (before && (isAll || gone.length > 0)) {
      this.drops.set(device, (this.drops.get(device) ?? 0) + 1);
      // With all it had it must not let go of what it knew to have no number.
      this.letGo.push({ device, hashes: gone.filter((hash) => !isAll || !before.open.has(hash)) });
    }
    this.seen.set(device, now);
    for (const { head, seq } of device.tail)
      if (seq === null && head.device === device.identity?.device) this.made.set(head.bodyHash, device);
  }

  /** A profile stands where another, or none, was. */
  begin(device: Device): void {
    this.seen.set(device, ownOf(device));
  }

  /** What was written since the copy is forgotten, unless it had come to the server. */
  async rollBack(device: Device, content: Content): Promise<void> {
    this.rollBacks.set(device, (this.rollBacks.get(device) ?? 0) + 1);
    const events = (content.events ?? []) as EventRow[];
    const rejected = (content.rejected ?? []) as RejectedEvent[];
    const kept = new Set([
      ...events.map(hashOf),
      ...rejected.map(({ event }) => hashOf(event)),
      ...onServer(await this.world.api.backup()),
    ]);
    const others = this.world.devices.filter((other) => other !== device);
    for (const other of others) for (const hash of ownHashes(other)) kept.add(hash);
    for (const hash of this.made.keys()) {
      if (kept.has(hash)) continue;
      this.made.delete(hash);
      this.gone.add(hash);
    }
  }

  /** What a device let go of, and a server that was restored meanwhile does not have, has nobody any more. */
  async afterDrops(): Promise<void> {
    if (this.letGo.length === 0) return;
    const left = new Set([...this.world.devices.flatMap(ownHashes), ...onServer(await this.world.api.backup())]);
    for (const { device, hashes } of this.letGo)
      for (const hash of hashes) if (this.made.get(hash) === device && this.lost.has(hash) && !left.has(hash)) this.gone.add(hash);
    this.letGo = [];
  }

  /** What the server lost comes back from the devices that wrote it, if they still have it. */
  restore(before: Backup, after: Backup): void {
    const left = new Set(onServer(after));
    const own = new Set(this.world.devices.flatMap(ownHashes));
    for (const hash of onServer(before)) {
      if (!left.has(hash)) this.lost.add(hash);
      const author = this.made.get(hash);
      const hasLost = author === undefined || ((this.rollBacks.has(author) || this.drops.has(author)) && !own.has(hash));
      if (!left.has(hash) && hasLost) this.gone.add(hash);
    }
  }
}

const hashOf = ({ head }: { head: { bodyHash: string } }): string => head.bodyHash;

export const onServer = ({ events }: Backup): string[] => events.map(({ head }) => hashOf({ head: JSON.parse(head) }));

/** What a profile has of its own: all of it, and what has no number. */
interface Own {
  /** How often it has begun anew. */
  generation: number;
  all: Set<string>;
  open: Set<string>;
}

const ownHashes = (device: Device): string[] => [...ownOf(device).all];

function ownOf(device: Device): Own {
  const ids = [device.identity?.device, ...(device.identity?.former ?? [])];
  const own = device.events.filter(({ head }) => ids.includes(head.device));
  const rejected = device.rejected.map(({ event }) => event).filter(({ head }) => ids.includes(head.device));
  const open = own.filter(({ seq }) => seq === null);
  return {
    generation: device.meta('life')?.generation ?? 1,
    all: new Set([...own, ...rejected].map(hashOf)),
    open: new Set(open.map(hashOf)),
  };
}
