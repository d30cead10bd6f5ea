import { Skeleton } from '@/components/skeleton';
import { useWords } from '@/components/words';
import { Part } from '@/components/workbench/part';
import type { SyncView } from '@/lib/store/view';
import { type ApiAnswer, ConnectApi } from './connect-api';
import { type ApiFacts, ConnectionCard } from './connection-card';
import { OrgKey } from './org-key';

export interface ConnectionProps {
  /** null = none connected; undefined = not read yet. */
  api: ApiFacts | null | undefined;
  sync: SyncView | undefined;
  orgKey: string | undefined;
  onConnect: (api: { url: string; email: string; password: string }) => Promise<ApiAnswer>;
  onDisconnect: () => unknown;
  onSyncNow: () => Promise<unknown>;
  onSetOrgKey: (key: string) => Promise<unknown>;
  onCopyText: (text: string) => Promise<unknown>;
}

export function ConnectionSection({ api, sync, orgKey, onConnect, onDisconnect, onSyncNow, onSetOrgKey, onCopyText }: ConnectionProps) {
  const { t } = useWords();
  if (api === undefined || !sync) return <Skeleton lines={5} />;
  return (
    <>
      <Part title={t('api.title')} about={t(api ? 'api.about' : 'api.aboutAlone')}>
        {api && <ConnectionCard api={api} sync={sync} onSyncNow={onSyncNow} onDisconnect={onDisconnect} />}
        {(!api || sync.kind === 'signed-out') && <ConnectApi start={api?.url} email={api?.email} onConnect={onConnect} />}
      </Part>
      <Part title={t('key.title')} about={t('key.about')}>
        <OrgKey orgKey={orgKey} onSet={onSetOrgKey} onCopyText={onCopyText} />
      </Part>
    </>
  );
}
