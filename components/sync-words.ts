import type { SyncView } from '@/lib/store/view';
import { agoWords, atWords, type Clock } from '@/lib/text/when';

/** The state of the sync as one short sentence; refused events are told with it, for they wait for a person. */
export function syncWords(sync: SyncView, clock: Clock): string {
  const { t } = clock;
  const params = {
    n: sync.pending,
    when: sync.kind === 'synced' ? agoWords(sync.at, clock) : sync.kind === 'offline' && sync.nextTry ? atWords(sync.nextTry, clock) : '',
  };
  const refused = 'rejected' in sync && sync.rejected > 0 ? ` · ${t('sync.rejected', { n: sync.rejected })}` : '';
  const key = sync.kind === 'offline' && !sync.nextTry ? 'sync.offline.plain' : `sync.${sync.kind}`;
  return t(key, params) + refused;
}
