import { EventHead } from '../../lib/domain/event.ts';
import type { Backup } from './api.ts';
import type { Content, Device } from './device.ts';
import type { World } from './world.ts';

export const faults = [
  'lost request',
  'lost answer',
  'request doubled',
  'not our answer',
  'second context',
  'worker killed',
  'killed inside a transaction',
  'profile rolled back',
  'server restored',
  'server killed',
  'role changed',
  'shops changed',
  'body erased',
  'clock changed',
] as const;
export type Fault = (typeof faults)[number];

export const roles = ['specialist', 'supervisor', 'analyst'];
const hourMs = 3_600_000;
/** How far (ms) a device's clock may be off. */
const skews = [0, 0, 30_000, -30_000, hourMs, -hourMs, 24 * hourMs, -24 * hourMs];

/** What happens to a device or the server from outside, and the copies that it happens with. */
export class Misfortunes {
  private readonly world: World;
  private readonly skew = new Map<Device, number>();
  private readonly snapshots = new Map<Device, Content>();
  private backup: Backup | null = null;

  constructor(world: World) {
    this.world = world;
  }

  skewOf(device: Device): number {
    return this.skew.get(device) ?? 0;
  }

  turnClock(device: Device): void {
    this.skew.set(device, this.world.random.pick(skews));
  }

  /** One of them, by chance; some find nothing to strike. */
  async strike(device: Device): Promise<void> {
    const { random } = this.world;
    const dice = random.between(1, 100);
    if (dice <= 22) this.kill(device);
    else if (dice <= 41) this.snapshots.set(device, device.content());
    else if (dice <= 65) await this.rollBack(device);
    else if (dice <= 73) await this.backUp();
    else if (dice <= 80) await this.restore();
    else if (dice <= 83) this.crash();
    else if (dice <= 87) await this.changeRole(device);
    else if (dice <= 92) await this.erase();
    else if (dice <= 97) await this.changeShops(device);
    else {
      this.world.suffer('clock changed', device);
      this.turnClock(device);
    }
  }

  private kill(device: Device): void {
    const { random } = this.world;
    const [running] = random.some([...device.running], 1);
    if (!running) return;
    const [task, { hold }] = running;
    if (random.between(1, 2) === 1) {
      this.world.suffer('worker killed', device);
      task.kill();
      device.sweep();
    } else {
      this.world.suffer('killed inside a transaction', device);
      hold.fuse = random.between(0, 12);
    }
  }

  private async rollBack(device: Device): Promise<void> {
    const content = this.snapshots.get(device);
    if (!content) return;
    this.world.suffer('profile rolled back', device);
    device.killAll();
    await this.world.story.rollBack(device, content);
    await device.install(structuredClone(content));
    this.world.story.begin(device);
    // Its member knows nothing of it, and works on.
    await device.begin('act', this.world.story.act(device));
  }

  async backUp(): Promise<void> {
    this.backup = await this.world.api.backup();
  }

  private async restore(): Promise<void> {
    const { api, random, story } = this.world;
    if (!this.backup) return;
    this.world.suffer('server restored');
    api.crash();
    story.restore(await api.backup(), this.backup);
    await api.restore(this.backup, `epoch-${random.between(1, 1_000_000)}`);
  }

  private crash(): void {
    this.world.suffer('server killed');
    this.world.api.crash();
  }

  private async changeRole(device: Device): Promise<void> {
    this.world.suffer('role changed', device);
    await this.world.api.setRole(device.options.email, this.world.random.pick(roles));
  }

  private async changeShops(device: Device): Promise<void> {
    this.world.suffer('shops changed', device);
    await this.world.api.setShops(device.options.email, this.world.random.pick([null, ['shop-1'], ['shop-2'], []]));
  }

  private async erase(): Promise<void> {
    const { api, random, story } = this.world;
    const events = (await api.backup()).events.filter(({ type, body }) => type !== 'body.erased' && body !== null);
    if (events.length === 0) return;
    const event = random.pick(events);
    this.world.suffer('body erased');
    story.erased.add(EventHead.parse(JSON.parse(event.head)).bodyHash);
    if (!(await api.erase(event))) this.world.thrown.push(`what says that ${event.id} was erased was not taken`);
  }
}
