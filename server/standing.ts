import type { RejectCode } from '../lib/domain/event.ts';
import type { Caller } from './caller.ts';
import type { Link } from './link.ts';
import type { Accepted, CaseEntry, DeviceRow, Organisation } from './organisation.ts';

/**
 * All that judging a batch needs to know, read once; then kept up to date event by event, so that judging itself is a plain function.
 * Batches that are judged in one transaction share what they know.
 */
export interface Standing {
  device: DeviceRow;
  accepted: Map<string, Accepted>;
  /** By `id hash`. */
  refused: Map<string, RejectCode>;
  cases: Map<string, CaseEntry>;
  /** Ids an adopted log may not claim. */
  taken: ReadonlySet<string>;
}

export async function readStandings(
  rows: Organisation,
  pushes: readonly { caller: Caller; links: readonly (Link | null)[] }[],
): Promise<(caller: Caller) => Standing> {
  const links = pushes.flatMap((push) => push.links).filter((link) => link !== null);
  const ids = [...new Set(links.map(({ id }) => id))];
  const subjects = new Set(links.filter(({ type }) => type.startsWith('case.')).map(({ head }) => subjectOf(head)));
  const adopters = pushes.filter((push) => push.links.some((link) => link?.type === 'log.adopted'));
  const devices = await rows.devices([...new Set(pushes.map(({ caller }) => caller.device))]);
  const accepted = await rows.accepted(ids);
  const refused = await rows.refused(ids);
  const cases = await rows.cases([...subjects].filter((subject) => subject !== null));
  const taken = new Map<string, ReadonlySet<string>>();
  for (const { caller } of adopters) taken.set(caller.member, await rows.takenNames(caller.member));
  return ({ device: id, member }) => {
    const device = devices.get(id);
    if (!device) throw new Error('a token without its device');
    return { device, accepted, refused, cases, taken: taken.get(member) ?? new Set() };
  };
}

function subjectOf(head: string): string | null {
  const parsed: unknown = JSON.parse(head);
  return typeof parsed === 'object' && parsed !== null && 'subject' in parsed && typeof parsed.subject === 'string' ? parsed.subject : null;
}

/** Where a link stands in the device's chain: the next one, a `log.adopted` ahead of the log it speaks for, or not in it. */
export function placeOf(device: DeviceRow, link: Link): 'next' | 'ahead' | 'broken' {
  if (link.type === 'log.adopted' && device.n === 0 && device.ahead_n === null && link.n > 1) return 'ahead';
  if (link.n !== device.n + 1 || link.prev !== device.head_hash) return 'broken';
  const closes = device.ahead_n === link.n + 1;
  return closes && device.ahead_prev !== link.hash ? 'broken' : 'next';
}

/** The device's chain after a link. Refused heads are links too: what is refused must not stop what follows. */
export function advance(device: DeviceRow, link: Link, place: 'next' | 'ahead'): void {
  if (place === 'ahead') {
    device.ahead_n = link.n;
    device.ahead_prev = link.prev;
    device.ahead_hash = link.hash;
    return;
  }
  const closes = device.ahead_n === link.n + 1 && device.ahead_hash !== null;
  device.n = closes ? link.n + 1 : link.n;
  device.head_hash = closes && device.ahead_hash !== null ? device.ahead_hash : link.hash;
}
