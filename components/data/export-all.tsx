import { format } from 'date-fns';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';

/** Hands the user a file: a link that is clicked and gone. */
function hand(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function ExportAll({ onExport }: { onExport: () => Promise<Blob> }) {
  const { t, now } = useWords();
  const name = `shop-loupe-${format(now, 'yyyy-MM-dd')}.json`;
  const { busy, answer, send } = useSend<'done' | 'failed'>('failed');
  const run = async () => {
    hand(await onExport(), name);
    return 'done' as const;
  };
  return (
    <>
      <Button disabled={busy} onClick={() => send(run)}>
        {t(busy ? 'export.running' : 'export.run')}
      </Button>
      {answer === 'done' && <Notice sign="pass">{t('export.done', { name })}</Notice>}
      {answer === 'failed' && (
        <Notice sign="blocks" next={t('fault.store.next')}>
          {t('export.failed')}
        </Notice>
      )}
    </>
  );
}
