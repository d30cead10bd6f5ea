import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import { canonical } from '../../../lib/domain/hash.ts';
import { addMember, createOrganisation } from '../../../server/accounts.ts';
import { makeApp } from '../../../server/app.ts';
import { type Database, openDatabase } from '../../../server/database.ts';
import { liveHub } from '../../../server/live.ts';
import { inOrganisation } from '../../../server/organisation.ts';
import { readPlaybook } from '../../../server/playbook.ts';
import { readKeys } from '../../../server/receipt.ts';
import { bundle } from '../bundle.ts';
import { type Bench, type Figure, type Measured, ms } from '../figure.ts';
import { pastEvents } from '../past-events.ts';
import { interleaved, median } from '../rounds.ts';

const total = 100_000;
/** Each round writes so many rows that a few have to do. */
const rounds = 3;
const password = 'correct horse';

async function measure({ bare }: Bench): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-loupe-bench-'));
  const db = await openDatabase({ folder });
  const server = createServer();
  let stop = () => {};
  try {
    const now = new Date();
    const org = await createOrganisation(db, 'Bench', now);
    const member = await addMember(db, org, { email: 'wei@example.com', name: 'Wei', role: 'specialist', password }, now);
    const rows = await fill(db, org, member);
    const log = { info: () => {}, error: () => {} };
    const live = liveHub(db, () => {});
    stop = () => live.stop();
    const app = makeApp({ db, keys: readKeys(folder), playbook: readPlaybook(), log, live, now: () => new Date() });
    const signIn = await app.request('/v1/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'wei@example.com', password, device: 'bench', deviceName: 'Bench' }),
    });
    const { token } = await signIn.json();
    const headers = { authorization: `Bearer ${token}` };
    // What a server does once, when the first of a team begins: fold and seal what it has.
    const first = performance.now();
    await app.request('/v1/state', { headers });
    await app.request(`/v1/segments?upTo=${total}`, { headers });
    const once = performance.now() - first;

    const listen = getRequestListener(app.fetch);
    server.on('request', (request, response) => {
      if (request.url === '/page') response.end('<!doctype html>');
      else if (request.url === '/bound') void answerWith(response, rows);
      else void listen(request, response);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const script = await bundle('in-page/first-pull.ts');
    // In a profile of its own: a browser goes on writing long after it has said that it is done.
    const fresh = async <T>(expression: string): Promise<T> => {
      const person = await bare();
      const page = await person.context.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/page`);
      await page.addScriptTag({ content: script });
      const result = await page.evaluate<T>(expression);
      await person.close();
      return result;
    };
    const samples = await interleaved<'ours' | 'bound', { screen: number; whole: number }>(rounds, {
      ours: () => fresh<{ screen: number; whole: number }>(`bench.ours('${token}', '${org}', '${member}', ${total})`),
      bound: async () => {
        const whole = await fresh<number>(`bench.bound(${total})`);
        return { screen: whole, whole };
      },
    });
    const ratio = (part: 'screen' | 'whole') =>
      median(samples.ours.map((sample, at) => sample[part] / (samples.bound[at]?.whole ?? Number.NaN)));
    const of = (who: 'ours' | 'bound', part: 'screen' | 'whole') => ms(median(samples[who].map((sample) => sample[part])));
    return {
      value: ratio('whole'),
      ours: of('ours', 'whole'),
      yardstick: of('bound', 'whole'),
      note: `first screen right after ${of('ours', 'screen')}, ${ratio('screen').toFixed(3)} of the bound; the server had folded and sealed once, in ${ms(once)}`,
    };
  } finally {
    stop();
    server.close();
    server.closeAllConnections();
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts the past into the server's log; returns the rows that the bound's one GET brings. */
async function fill(db: Database, org: string, member: string): Promise<object[]> {
  const bound: object[] = [];
  const rows = inOrganisation(db, org);
  let seq = 0;
  let part: Parameters<typeof rows.addEvents>[0][number][] = [];
  for (const { event, hash } of pastEvents(total, org, member)) {
    const { head, salt, body } = event;
    const at = { seq: ++seq, received_at: head.at, scope: `shop:${head.shop}` };
    part.push({
      ...at,
      id: head.id,
      hash,
      type: head.type,
      subject: head.subject,
      offset_ms: 0,
      head: canonical(head),
      salt,
      body: canonical(body),
    });
    bound.push({ head, salt, body, seq, receivedAt: head.at, scope: at.scope });
    if (part.length < 5_000 && seq < total) continue;
    await db.transaction().execute((trx) => inOrganisation(trx, org).addEvents(part));
    part = [];
  }
  await rows.setCounter(seq);
  return bound;
}

async function answerWith(response: import('node:http').ServerResponse, rows: object[]): Promise<void> {
  const body = await promisify(gzip)(JSON.stringify(rows));
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
}

/** Until a device that has nothing has the whole log, against one GET and one bulkPut of the same events. */
export const firstPull: Figure = { name: `first-pull-${total}`, most: 0.3, measure };
