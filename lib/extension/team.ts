import type { TeamAnswer } from '@/lib/domain/team';
import { getMeta } from '@/lib/store/database';
import { type Team, teamAt } from '@/lib/sync/team';
import { syncNow } from './sync';

/** Asks the server about the team, as whoever is signed in. */
export async function withTeam<T>(work: (team: Team) => Promise<TeamAnswer<T>>): Promise<TeamAnswer<T>> {
  const api = await getMeta('api');
  if (!api?.token) return { ok: false, code: 'signed-out' };
  const { url, token } = api;
  const answer = await work(teamAt({ url, token }, (address, init) => fetch(address, init)));
  // Says in words, everywhere, that nobody is signed in any more.
  if (!answer.ok && answer.code === 'signed-out') await syncNow();
  return answer;
}
