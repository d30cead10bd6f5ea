import { expect, test } from './fixtures.ts';
import { aloneWriter, backupOf, notes } from './harness/backup-of.ts';
import { beat, never, overAndOver } from './harness/beat.ts';
import { type Browser, openSurface } from './harness/browser.ts';
import { signInColleague } from './harness/colleague.ts';
import { answered, metaOf, tableOf } from './harness/kept.ts';
import { type Caught, type Line, type Spot, startLine } from './harness/line.ts';
import { ourPages, peekAt } from './harness/peek.ts';
import { differences, heldLog, serverLog, textOf, type WholeLog } from './harness/whole-log.ts';
import { stopWorker } from './harness/worker.ts';
import { allCame, isWhole, openKeeping, restoreBackup } from './journey/keeping.ts';
import { signIn, startSigningIn } from './journey/set-up.ts';

const [push, state, segments] = ['POST /v1/sync', 'GET /v1/state', 'GET /v1/segments'];
let line: Line;
test.beforeEach(async ({ places }) => {
  line = await startLine(places.api.origin);
});
test.afterEach(() => line.close());

/** Ends the worker and every page of ours, at this moment; what they had asked for is cut. */
async function killAll(me: Browser, caught: Caught): Promise<void> {
  // Something of ours has to stay open, or the browser goes with its last page.
  await peekAt(me);
  await Promise.all([stopWorker(me), ...ourPages(me).map((page) => page.close())]);
  caught.cut();
}

/** A moment in the exchange: what is caught, how many of its kind went before it, and what is done to it as the profile dies. */
interface Moment {
  path: string;
  spot: Spot;
  skip?: number;
  /** `pass`: it dies while it works on what has just arrived. `break`: it sees the line break, and then dies. */
  fate?: 'pass' | 'break';
}

/** With only the worker left, woken over and over: it is killed at each of these moments. The line is free when it returns. */
async function killAtEach(me: Browser, first: Promise<Caught>, moments: readonly Moment[]): Promise<void> {
  let caught = await first;
  for (const { path, spot, skip, fate } of moments) {
    // Set before the one held now is let go: nothing goes over in between.
    const next = line.catchNext(spot, path, skip);
    await killAll(me, caught);
    caught = await next;
    if (fate === 'pass') caught.pass();
    if (fate === 'break') caught.cut();
  }
  await killAll(me, caught);
}

/** Somebody who has never been here gets the very same log. */
async function sameElsewhere(newcomer: Browser, server: WholeLog): Promise<void> {
  const { page } = await openKeeping(newcomer);
  await allCame(page);
  expect(differences(await heldLog(page), server)).toEqual([]);
  expect(await isWhole(page)).toBe(true);
}

// Ten lives of a profile, one after the other, then a newcomer who gets all of it: on a busy machine that is more than three minutes.
test.slow();

test('[F1] [F13] page and worker killed at each moment of a push: every entry arrives once, in the order of its chain', async ({
  person,
  places,
  team,
}) => {
  const me = await person();
  const made = await backupOf(aloneWriter(), notes(4200));
  await restoreBackup(me, made);
  await beat((await openKeeping(me)).page, never);

  // The page: with the first thousand stored and their answer lost, then with the next on their way.
  const stored = line.catchNext('answer', push, 1);
  await startSigningIn(me, line, team.specialist);
  const sent = await stored;
  const again = line.catchNext('request', push);
  await killAll(me, sent);
  await openSurface(me, 'popup');
  const held = await again;
  const [popup] = ourPages(me);
  if (popup) await beat(popup, overAndOver);
  await killAtEach(me, Promise.resolve(held), [
    { path: push, spot: 'request' },
    { path: push, spot: 'answer' },
    { path: push, spot: 'answer', fate: 'break' },
    // The one that is sent ahead, while the answer before it is stored.
    { path: push, spot: 'request', skip: 1 },
    { path: push, spot: 'answer', skip: 1 },
    { path: push, spot: 'answer', fate: 'pass' },
    { path: push, spot: 'answer', fate: 'pass' },
  ]);

  const peek = await peekAt(me);
  expect(await answered(peek, 120_000)).toEqual([]);
  const server = serverLog(places.apiData, team.organisation);
  expect(differences(await heldLog(peek), server)).toEqual([]);
  // What says whose log it was goes ahead of it.
  const [first = '', ...rest] = server.values();
  expect(first).toContain('log.adopted');
  const written = made.events.map(textOf);
  expect(rest.length).toBe(written.length);
  expect(rest.findIndex((text, at) => text !== written[at])).toBe(-1);
  expect(await isWhole((await openKeeping(me)).page)).toBe(true);

  const newcomer = await person();
  await signIn(newcomer, places.api, team.colleague);
  await sameElsewhere(newcomer, server);
});

/** So long that a thousand of them are more than one page of the history. */
const long = 3200;

test('[F1] page and worker killed in the state, the tail and the history of a first pull: the log is the whole one', async ({
  person,
  places,
  team,
}) => {
  const colleague = await signInColleague(places.api, team.colleague);
  await colleague.write(3000, long);
  const me = await person();
  await beat((await openKeeping(me)).page, never);
  const page = line.catchNext('answer', state);
  const { page: signing } = await startSigningIn(me, line, team.specialist);
  const asked = await page;
  await beat(signing, overAndOver);
  const unheard = line.catchNext('request', state);
  await killAll(me, asked);
  const unsaid = await unheard;
  const given = line.catchNext('answer', state);
  await killAll(me, unsaid);
  const last = await given;
  // Written after the state was made: the tail.
  await colleague.write(1500);
  const tail = line.catchNext('answer', push);
  last.pass();
  await killAtEach(me, tail, [
    { path: push, spot: 'request' },
    { path: push, spot: 'answer', skip: 1 },
    { path: segments, spot: 'request' },
    { path: segments, spot: 'answer' },
    { path: segments, spot: 'answer', fate: 'pass' },
    { path: segments, spot: 'answer', skip: 1 },
  ]);

  const peek = await peekAt(me);
  // The alarm alone: nobody has anything to send, and no page of ours is open.
  await allCame(peek);
  const server = serverLog(places.apiData, team.organisation);
  expect(server.size).toBe(4500);
  expect(differences(await heldLog(peek), server)).toEqual([]);
  expect((await tableOf(peek, 'notes')).length).toBe(4500);
  expect(await isWhole((await openKeeping(me)).page)).toBe(true);
});

test('[F13] an open page goes on with a history that was cut short, though nothing waits to be sent and no alarm rings', async ({
  person,
  places,
  team,
}) => {
  await (await signInColleague(places.api, team.colleague)).write(2100, long);
  const me = await person();
  await beat((await openKeeping(me)).page, never);
  let caught = line.catchNext('answer', segments, 1);
  await startSigningIn(me, line, team.specialist);
  const first = await caught;
  caught = line.catchNext('answer', segments);
  await killAll(me, first);

  // Opened anew it goes on by itself, and again when the line has been away under it.
  const { page } = await openKeeping(me);
  await caught;
  expect(await metaOf(page, 'history')).not.toBeNull();
  line.breakAll();
  await allCame(page);
  expect(differences(await heldLog(page), serverLog(places.apiData, team.organisation))).toEqual([]);
});
