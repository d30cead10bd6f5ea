import { type Random, randomFrom } from '../truth/random.ts';
import { Api, type Place, password } from './api.ts';
import type { Copies } from './copies.ts';
import { Device } from './device.ts';
import { type Fault, faults, Misfortunes, roles } from './misfortunes.ts';
import type { ServerCode } from './server.ts';
import { Story } from './story.ts';
import type { Task } from './task.ts';

const url = 'http://localhost:1';

/** One organisation, its server and three devices, all at the hands of one random source. */
export class World {
  readonly random: Random;
  readonly story: Story;
  readonly devices: Device[] = [];
  readonly counts = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>;
  /** What happened, line by line: for whoever replays a seed. */
  readonly diary: string[] = [];
  /** What work threw that nobody had killed. */
  readonly thrown: string[] = [];
  readonly api: Api;
  /** Milliseconds since 1970, by the server. */
  private readonly clock: { now: number };
  private readonly misfortunes: Misfortunes;
  /** No more faults. */
  private calm = false;

  private constructor(random: Random, api: Api, clock: { now: number }) {
    this.random = random;
    this.api = api;
    this.clock = clock;
    this.story = new Story(this);
    this.misfortunes = new Misfortunes(this);
  }

  static async make(seed: number, code: ServerCode, copies: Copies, place: Place): Promise<World> {
    const random = randomFrom(seed);
    const clock = { now: Date.parse('2026-11-24T08:00:00.000Z') };
    const api = await Api.open(code, place, () => new Date(clock.now));
    // Two devices of one member and one of another.
    const members = ['lin', 'wei'].map((id) => ({ id: `${id}-${seed}`, email: `${id}@s${seed}.example`, role: random.pick(roles) }));
    await api.organisation(`org-${seed}`, members);
    const world = new World(random, api, clock);
    await world.misfortunes.backUp();
    const locks = random.between(1, 3) > 1;
    for (const [index, name] of ['desk', 'phone', 'laptop'].entries()) {
      const device: Device = new Device(copies, {
        name: `${name}-${seed}`,
        email: members[index % 2]?.email ?? '',
        random: randomFrom(seed * 7 + index),
        locks,
        now: () => clock.now + world.misfortunes.skewOf(device),
        fetch: (task, request) => world.carry(task, request),
        written: () => world.story.note(device),
      });
      world.misfortunes.turnClock(device);
      await device.install();
      world.story.begin(device);
      world.devices.push(device);
    }
    return world;
  }

  private happens(fault: Fault, percent: number): boolean {
    const does = !this.calm && this.random.between(1, 1000) <= percent * 10;
    if (does) this.suffer(fault);
    return does;
  }

  suffer(fault: Fault, device?: Device): void {
    this.counts[fault]++;
    this.diary.push(`  ! ${fault} ${device?.options.name ?? ''}`);
  }

  private async carry(task: Task, request: Request): Promise<Response> {
    await task.park();
    if (this.happens('lost request', 9)) throw new TypeError('Failed to fetch');
    const times = this.happens('request doubled', 8) ? 2 : 1;
    task.change(() => (task.waiting = true));
    const answer = await new Promise<Response | null>((resolve) => {
      for (let time = 0; time < times; time++) this.api.request(request.clone(), resolve, () => resolve(null));
    });
    task.waiting = false;
    await task.park();
    if (!answer || this.happens('lost answer', 9)) throw new TypeError('Failed to fetch');
    if (this.happens('not our answer', 2))
      return new Response('<html>Please sign in to this network</html>', { status: this.random.pick([200, 502, 429]) });
    return answer;
  }

  /** All that can go on by itself. */
  private parked(): Task[] {
    return [...this.devices.flatMap((device) => [...device.running.keys()]), ...this.api.running.keys()].filter((task) => task.isParked);
  }

  async open(task: Task): Promise<void> {
    this.diary.push(task.name);
    await (this.api.running.has(task) ? this.api.open(task) : task.open());
    // Work that throws says so on a screen; here it is a finding.
    if (task.failure && !task.dead) this.thrown.push(`${task.name}: ${String(task.failure)}`);
    for (const device of this.devices) device.sweep();
    await this.story.afterDrops();
  }

  async step(): Promise<void> {
    const { random } = this;
    this.clock.now += random.between(0, 5000);
    const tasks = this.parked();
    const device = random.pick(this.devices);
    if (tasks.length > 0 && random.between(1, 100) <= 84) {
      const task = random.pick(tasks);
      for (let turns = random.pick([1, 1, 2, 4]); turns > 0 && task.isParked; turns--) await this.open(task);
      return;
    }
    if (random.between(1, 100) <= 75) return this.work(device);
    await this.misfortunes.strike(device);
  }

  /** Somebody does something at a device, or its worker wakes up. */
  private async work(device: Device): Promise<void> {
    const { random } = this;
    if (device.running.size >= 3) return;
    if (random.between(1, 100) <= 35) {
      await device.begin('act', this.story.act(device));
      return;
    }
    if (device.running.size > 0 && !this.happens('second context', 30)) return;
    if (random.between(1, 100) <= 40 && (await this.hear(device))) return;
    await this.wake(device);
  }

  /** The live stream of its page tells a device of what somebody wrote: the last of it, or something older that was long on its way. */
  private async hear(device: Device): Promise<boolean> {
    const token = device.meta('api')?.token;
    const news = token ? await this.api.news(this.random, device.identity?.device ?? '', token) : null;
    if (news) await device.begin('hear', ({ takeNews }) => takeNews(news));
    return news !== null;
  }

  private async wake(device: Device): Promise<Task> {
    const { email } = device.options;
    // A screen says that the token has ended, and its member signs in again.
    const isSignedIn = Boolean(device.meta('api')?.token) && device.meta('sync')?.outcome !== 'signed-out';
    return isSignedIn
      ? device.begin('sync', ({ syncNow }) => syncNow())
      : device.begin('connect', ({ connectApi }) => connectApi({ url, email, password }));
  }

  /** Faults end; everybody works on until nothing moves any more. False when that takes too long. */
  async calmDown(): Promise<boolean> {
    this.calm = true;
    await this.finish();
    let before = '';
    for (let round = 0; round < 20; round++) {
      for (const device of this.devices) {
        await this.wake(device);
        await this.finish();
      }
      const now = await this.state();
      if (now === before) return true;
      before = now;
    }
    return false;
  }

  private async finish(): Promise<void> {
    for (let tasks = this.parked(); tasks.length > 0; tasks = this.parked()) await this.open(tasks[0] as Task);
  }

  private async state(): Promise<string> {
    const { organisations } = await this.api.backup();
    const devices = this.devices.map((device) => [
      device.identity?.device,
      device.meta('sync'),
      device.rows('outbox').length,
      device.meta('api')?.token,
    ]);
    return JSON.stringify([organisations, devices], (key, value) => (key === 'lastAt' ? null : value));
  }

  async close(): Promise<void> {
    for (const device of this.devices) device.close();
    await this.api.db.destroy();
  }
}
