import type { BlindReason, Observation } from '@/lib/domain/observation';
import type { Platform, Table } from '@/lib/domain/platform';
import { has } from './dom';

/** What of a platform a content script needs in order to see. */
export type SeenPlatform = Pick<Platform, 'id'> &
  Partial<Pick<Platform, 'signature' | 'signedIn' | 'signedOut' | 'busy'>> & { account: Omit<Platform['account'], 'map' | 'unknownOn'> };

export type Seen =
  | {
      ok: true;
      observation: Observation;
      /** The row elements of a list, aligned with `observation.rows`; empty for a form. */
      rowElements: Element[];
      /** The page's own element to mark and focus, by field; `variants` and `variants/<id>` for nested tables and their rows. */
      fieldElements: Map<string, Element>;
    }
  | {
      ok: false;
      reason: BlindReason;
      /** The required field that was not found. */
      field?: string;
    };

/** What an observation says before any field is read. */
export type Head = Omit<Observation, 'rows' | 'total' | 'response'>;

/** No rows and nothing that says so: the page may be loading or have changed. That is never an empty list. */
export function isEmpty(document: Document, platform: SeenPlatform, table: Table): boolean {
  return has(document, table.empty) && !has(document, platform.busy);
}
