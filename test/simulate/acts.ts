import type { Judged } from '@/lib/domain/verdict';
import type { Draft } from '@/lib/store/log';
import type { Random } from '../truth/random.ts';
import type { Client } from './client';
import type { Device, Job } from './device.ts';

const shops = ['shop-1', 'shop-1', 'shop-1', 'shop-2'];
const origin = 'https://shop.example';
const checks = ['name-length', 'sku-present', 'price-positive', 'stock-low'];

/** What a member does at a device, by chance. `now` is the device's clock. */
export function anAct(device: Device, random: Random): Job {
  const shop = random.pick(shops);
  const now = (): Date => new Date(device.options.now());
  const text = `${device.options.name} ${random.between(1, 1_000_000)}`;
  const one =
    (draft: unknown): Job =>
    (client) =>
      client.append(now(), draft as Draft);
  const acts: Job[] = [
    ({ act }) => act.addNote(text, random.pick([shop, null])),
    one({ type: 'note.added', subject: device.meta('api') ? `person/${device.identity?.member}` : 'note', body: { text } }),
    (client) => client.append(now(), ...Array.from({ length: random.between(2, 6) }, (_, index) => noteOf(`${text} ${index}`))),
    ({ act }) => act.addTask(text, null, shop),
    ...Array.from({ length: 5 }, (): Job => (client) => moveCase(client, device, random)),
    ...Array.from({ length: 3 }, (): Job => (client) => look(client, random, shop, now())),
    one({
      type: 'ledger.loaded',
      subject: `${shop}/ledger`,
      shop,
      body: { rows: [[`SKU-${random.between(1, 3)}`, random.between(0, 9)]], file: 'a.csv', ...random.pick([{}, { adds: true }]) },
    }),
    ({ act }) =>
      random.pick([() => act.connectSite({ platform: 'vendure', origin, account: '', shop }), () => act.disconnectSite(origin)])(),
    // Refused: a note without words, and one that is too long for one event.
    one({ type: 'note.added', subject: 'note', shop, body: { text: '' } }),
    one({ type: 'note.added', subject: 'note', body: { text: 'x'.repeat(70_000) } }),
    // Of a newer program: this one knows neither.
    one({ type: 'moon.risen', subject: 'moon', body: { phase: random.between(1, 4) } }),
  ];
  return random.pick(acts);
}

const noteOf = (text: string): Draft => ({ type: 'note.added', subject: 'note', body: { text } });

async function moveCase({ act }: Client, device: Device, random: Random): Promise<void> {
  const cases = device.rows<{ id: string }>('cases');
  if (cases.length === 0) return;
  const { id } = random.pick(cases);
  const until = new Date(device.options.now() + 3_600_000);
  await random.pick([() => act.settle(id), () => act.settle(id), () => act.reopen(id), () => act.snooze(id, until)])();
}

/** A listing is seen: its record, its verdicts, the cases that follow, and the page it stood on. */
async function look(client: Client, random: Random, shop: string, now: Date): Promise<void> {
  const id = String(random.between(1, 2));
  const fields = { name: `Teapot ${random.between(1, 5)}`, live: random.pick([true, false]) };
  const judged: Judged = Object.fromEntries(
    random.some(checks, 2).map((check) => {
      const verdict = random.pick([
        { result: 'pass' as const },
        { result: 'fail' as const, params: { n: random.between(1, 3) } },
        { result: 'na' as const },
      ]);
      return [check, { ...verdict, severity: 'weakens' as const }];
    }),
  );
  await client.transact(now, async (append) => {
    const subject = `${shop}/listing/${id}`;
    await client.keepRecord({ subject, fields, url: origin, record: true, at: now.toISOString() }, append);
    await client.keepVerdicts(subject, judged, 'rules', append, now);
    const page = {
      shop,
      noun: 'listing' as const,
      platform: 'vendure',
      page: 'list',
      origin,
      ids: [id],
      total: null,
      evidence: random.pick([true, false]),
    };
    await client.keepSight(page, append, now);
  });
}
