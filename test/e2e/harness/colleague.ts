import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { firstPrev } from '../../../lib/domain/event.ts';
import { SyncAnswer } from '../../../lib/domain/sync.ts';
import { signIn } from '../../../lib/sync/api.ts';
import { type Member, password } from '../../backoffices/world.ts';
import { backupOf } from './backup-of.ts';

export interface Colleague {
  /** So many notes stand in the server's log when it returns. Each `long` characters, in which nothing repeats itself. */
  write(count: number, long?: number): Promise<void>;
}

/** So many go up in one request. */
const atOnce = 200;

/** Somebody of the team who works without a browser: the quick way to a long history on the server. */
export async function signInColleague(api: { origin: string }, { email }: Member): Promise<Colleague> {
  const device = uuid();
  const call = (url: string, init: RequestInit) => fetch(url, init);
  const outcome = await signIn(api.origin, { email, password, device, deviceName: 'colleague' }, call, new Date());
  if (outcome.kind !== 'signed-in') throw new Error(`The colleague was not signed in: ${outcome.kind}.`);
  const { token, org, member, role } = outcome.signedIn;
  let writer = { org, member, roles: [role], device, n: 0, prev: firstPrev };
  return {
    async write(count, long = 40) {
      const texts = Array.from({ length: count }, () => randomBytes(long).toString('base64').slice(0, long));
      const made = await backupOf(writer, texts);
      writer = { ...writer, ...made.writer };
      for (let at = 0; at < count; at += atOnce) {
        const events = made.events.slice(at, at + atOnce);
        const body = { v: 1, device, sentAt: new Date().toISOString(), epoch: null, cursor: 0, limit: 1, events };
        const response = await fetch(`${api.origin}/v1/sync`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        });
        const answer = SyncAnswer.parse(await response.json());
        if (answer.accepted.length !== events.length) throw new Error(`Of ${events.length} notes ${answer.accepted.length} were taken.`);
      }
    },
  };
}
