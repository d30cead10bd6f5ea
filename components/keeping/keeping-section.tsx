import type { ComponentProps } from 'react';
import { Skeleton } from '@/components/skeleton';
import { useWords } from '@/components/words';
import { Part } from '@/components/workbench/part';
import type { KeepingView, RejectedRow } from '@/lib/store/view';
import { Backup, type BackupProps } from './backup';
import { RejectedList } from './rejected-list';
import { Restore, type RestoreProps } from './restore';
import { Where } from './where';

export interface KeepingProps extends Omit<ComponentProps<typeof Where>, 'view'>, Omit<BackupProps, 'view'>, RestoreProps {
  /** Each undefined = not read yet. */
  view: KeepingView | undefined;
  rejected: readonly RejectedRow[] | undefined;
}

/** Where the data is, when it last reached the server, what was refused and why, and how to get it back. */
export function KeepingSection({ view, rejected, ...acts }: KeepingProps) {
  const { t } = useWords();
  if (!view) return <Skeleton lines={8} />;
  return (
    <>
      <Part title={t('keep.where')} about={t('keep.where.about')}>
        <Where view={view} {...acts} />
      </Part>
      <Part title={t('rejected.title')} about={t('rejected.about')}>
        {rejected ? <RejectedList rows={rejected} /> : <Skeleton lines={2} />}
      </Part>
      <Part title={t('keep.backup')} about={t('keep.backup.about')}>
        <Backup view={view.backup} {...acts} />
      </Part>
      <Part title={t('keep.restore.title')} about={t('keep.restore.about')}>
        <Restore {...acts} />
      </Part>
    </>
  );
}
