import { Button } from '@/components/button';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { syncWords } from '@/components/sync-words';
import { TimeText } from '@/components/time-text';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import type { SyncView } from '@/lib/store/view';

export interface ApiFacts {
  url: string;
  orgName: string;
  /** Of the member who is signed in. */
  name: string;
  email: string;
  /** In the reader's language. */
  role: string;
}

interface Props {
  api: ApiFacts;
  sync: SyncView;
  onSyncNow: () => Promise<unknown>;
  onDisconnect: () => unknown;
}

/** Who is signed in where, and how far the log has got. */
export function ConnectionCard({ api, sync, onSyncNow, onDisconnect }: Props) {
  const words = useWords();
  const { t } = words;
  const { busy, answer, send } = useSend<'done' | 'failed'>('failed');
  const stuck = sync.kind === 'offline' || sync.kind === 'blocked-by-browser' || sync.kind === 'signed-out';
  return (
    <>
      <dl className={form.facts}>
        <dt>{t('api.address')}</dt>
        <dd>{api.url}</dd>
        <dt>{t('api.org')}</dt>
        <dd>{api.orgName}</dd>
        <dt>{t('api.member')}</dt>
        <dd>
          {api.name} · {api.email}
        </dd>
        <dt>{t('api.role')}</dt>
        <dd>{api.role}</dd>
        {!stuck && (
          <>
            <dt>{t('api.lastSync')}</dt>
            <dd>{sync.kind === 'synced' ? <TimeText iso={sync.at} /> : syncWords(sync, words)}</dd>
          </>
        )}
        <dt>{t('api.pending')}</dt>
        <dd>{t('api.pendingCount', { n: sync.pending })}</dd>
      </dl>
      {stuck && (
        <Notice sign={sync.kind === 'offline' ? 'weakens' : 'blocks'} next={t(`sync.${sync.kind}.next`)}>
          {syncWords(sync, words)}
          {sync.kind === 'offline' && sync.problem && t('page.detail', { detail: sync.problem })}
        </Notice>
      )}
      <div className={form.buttons}>
        <Button
          look="primary"
          disabled={busy || sync.kind === 'signed-out'}
          onClick={() => send(() => onSyncNow().then(() => 'done' as const))}
        >
          {t(busy ? 'api.syncing' : 'api.syncNow')}
        </Button>
        <Button onClick={onDisconnect}>{t('api.disconnect')}</Button>
      </div>
      {answer === 'failed' && (
        <Notice sign="blocks" next={t('api.unreachable.next')}>
          {t('api.syncFailed')}
        </Notice>
      )}
    </>
  );
}
