import type { SegmentRow } from '@/lib/store/database';
import type { Tables } from '../../server/tables.ts';
import type { Device } from './device.ts';

/** Events in a segment of a simulated run. */
export const smallSegment = 4;

/**
 * Where devices hold other segments than the server's log comes to, or than each other: whoever seals the same log has to come to the same
 * bytes. A body that was erased may be in one copy and not in another.
 */
export function unlikeSegments(devices: readonly Device[], rows: readonly Tables['events'][], isErased: boolean): string[] {
  const scopes = Map.groupBy(
    rows.toSorted((a, b) => a.seq - b.seq),
    ({ scope }) => scope,
  );
  const checksums = new Map<string, string>();
  return devices.flatMap((device) =>
    device.rows<SegmentRow>('segments').flatMap((segment) => {
      const { scope, index, first, last, count, checksum } = segment;
      const where = `${device.options.name}: segment ${scope} #${index}`;
      const own = scopes.get(scope)?.slice(index * smallSegment, index * smallSegment + count) ?? [];
      if (own.length !== count || own[0]?.seq !== first || own.at(-1)?.seq !== last)
        return [`${where} holds ${first} to ${last}, the server has [${own.map(({ seq }) => seq).join(', ')}] there`];
      const key = `${scope} ${index} ${count}`;
      const known = checksums.get(key) ?? checksum;
      checksums.set(key, known);
      return isErased || known === checksum ? [] : [`${where} has other bytes than another device's`];
    }),
  );
}
