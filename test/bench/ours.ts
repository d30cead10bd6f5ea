import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEvent } from '../../lib/domain/event.ts';
import { SyncAnswer } from '../../lib/domain/sync.ts';
import { signIn } from '../../lib/sync/api.ts';
import { call } from '../../lib/sync/call.ts';
import { addMember, createOrganisation } from '../../server/accounts.ts';
import { openDatabase } from '../../server/database.ts';
import type { Log } from '../../server/log.ts';
import { serve } from '../../server/serve.ts';
import { bundle } from './bundle.ts';
import type { Access, Contender, Server } from './contender.ts';
import { nobody, year } from './year.ts';

const password = 'correct horse';
const log: Log = { info: () => {}, error: (what, line) => console.error(what, line) };

/** Our server as it is started by `npm run server`, its SQLite on disk, with one organisation and a member for each side. */
async function serveApi(total: number): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-loupe-api-'));
  const db = await openDatabase({ folder });
  const org = await createOrganisation(db, 'Lantern Trading', new Date());
  for (const side of ['a', 'b'])
    await addMember(db, org, { email: `${side}@example.com`, name: side, role: 'specialist', password }, new Date());
  await db.destroy();
  const serving = await serve({ port: 0, host: '127.0.0.1', folder, log });
  if (!serving.ok) throw new Error(serving.message);
  const url = `http://127.0.0.1:${serving.port}`;
  if (total > 0) await fill(url, total);
  return {
    access: (side): Access => ({ url, email: `${side}@example.com`, password }),
    async close() {
      await serving.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const ours = async (): Promise<Contender> => ({ name: 'ours', script: await bundle('in-page/ours.ts'), serve: serveApi });

/** Brings a year's events in by the door that everybody's come in by, and has the server make what it makes once for all who begin after. */
async function fill(url: string, total: number): Promise<void> {
  const device = randomUUID();
  const at = new Date();
  const signed = await signIn(url, { email: 'a@example.com', password, device, deviceName: 'past' }, fetch, at);
  if (signed.kind !== 'signed-in') throw new Error(`Nobody is signed in: ${signed.kind}.`);
  const { token, org, member } = signed.signedIn;
  const place = { v: 1, device, sentAt: at.toISOString(), epoch: null, cursor: 0, limit: 1 };
  const send = async (events: LogEvent[]) => {
    const called = await call(fetch, `${url}/v1/sync`, { method: 'POST', token, body: { ...place, events } });
    const answer = called.kind === 'answer' ? SyncAnswer.parse(called.json) : null;
    if (answer?.accepted.length !== events.length) throw new Error('The server did not take the past.');
  };
  let part: LogEvent[] = [];
  for (const event of year({ ...nobody(), org, member, device }, 'shop', total)) {
    part.push(event);
    if (part.length < 1_000 && event.head.n < total) continue;
    await send(part);
    part = [];
  }
  const headers = { Authorization: `Bearer ${token}` };
  for (const path of ['state', `segments?upTo=${total}`]) await (await fetch(`${url}/v1/${path}`, { headers })).arrayBuffer();
}
