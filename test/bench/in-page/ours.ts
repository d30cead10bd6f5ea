import '@/lib/extension/jitless';

import Dexie from 'dexie';
import { liveWhileOpen } from '@/lib/extension/live';
import { syncNow, syncSoon } from '@/lib/extension/sync';
import { addNote } from '@/lib/store/act';
import { Database, database, setMeta, takeDatabase } from '@/lib/store/database';
import { identity, join } from '@/lib/store/log';
import { todayView } from '@/lib/store/read';
import { syncMark } from '@/lib/store/sync-store';
import { signIn } from '@/lib/sync/api';
import type { Access, Pulled } from '../contender';
import { connect, growTo, stored } from './past';
import { arrivals, moment } from './time';

// One device of ours: the extension's own core and the way it syncs, on a database of its own beside the extension's.

const { note, ...arrival } = arrivals();
export const { expect, arrived } = arrival;
export { stored };

export async function open(name: string, { url, email = '', password = '' }: Access): Promise<void> {
  takeDatabase(new Database(name));
  const { device } = await identity();
  const outcome = await signIn(url, { email, password, device, deviceName: name }, (to, init) => fetch(to, init), new Date());
  if (outcome.kind !== 'signed-in') throw new Error(`Nobody is signed in: ${outcome.kind}.`);
  const { token, org, orgName, member, name: own, role } = outcome.signedIn;
  await join(org, member, role);
  await setMeta('api', { url, token, orgName, name: own, role, email });
}

export async function make(total: number): Promise<void> {
  await connect('http://shop.invalid', 'vendure');
  await growTo(total);
}

async function inStep(): Promise<void> {
  await syncNow();
  const { outcome, problem } = await syncMark();
  if (outcome !== 'synced') throw new Error(`The sync ended as ${outcome} ${problem ?? ''}.`);
}

/** Calls back when a transaction of ours that changed this table is stored. */
function onChange(table: string, then: () => void): void {
  const changed = `idb://${database().name}/${table}/`;
  Dexie.on('storagemutated', (parts) => {
    if (Object.keys(parts).some((part) => part.startsWith(changed))) then();
  });
}

/** Until nothing waits any more. The log is sealed after that, which nobody waits for. */
export async function push(): Promise<number> {
  const start = performance.now();
  const sent = Promise.withResolvers<number>();
  onChange('outbox', async () => {
    const took = performance.now() - start;
    if ((await database().outbox.count()) === 0) sent.resolve(took);
  });
  await inStep();
  return sent.promise;
}

/** Screens are right when the first of them stays as it is and everything they read stands at the server's head. */
export async function pull(): Promise<Pulled> {
  const start = performance.now();
  const looks: Promise<{ at: number; shown: string }>[] = [];
  const look = async () => {
    const { cursor } = await syncMark();
    const shown = JSON.stringify([await todayView(new Date(0)), cursor]);
    return { at: performance.now() - start, shown };
  };
  onChange('meta', () => void looks.push(look()));
  await inStep();
  const whole = performance.now() - start;
  const last = (await look()).shown;
  const seen = await Promise.all(looks);
  return { screens: seen.find(({ shown }) => shown === last)?.at ?? whole, whole };
}

export async function live(): Promise<void> {
  liveWhileOpen();
  onChange('events', note);
}

export async function write(): Promise<number> {
  const start = moment();
  await addNote('The courier comes at four', null);
  syncSoon();
  return start;
}

export const refused = (): Promise<number> => database().rejected.count();
