import { format } from 'date-fns';
import { Button } from '@/components/button';
import { handOver } from '@/components/hand-over';
import { Notice } from '@/components/notice';
import { StoreFault } from '@/components/store-fault';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';

export function ExportAll({ onExport }: { onExport: () => Promise<Blob> }) {
  const { t, now } = useWords();
  const name = `shop-loupe-${format(now, 'yyyy-MM-dd')}.json`;
  const { busy, answer, fault, send } = useSend<'done' | 'failed'>('failed');
  const run = async () => {
    handOver(await onExport(), name);
    return 'done' as const;
  };
  return (
    <>
      <Button disabled={busy} onClick={() => send(run)}>
        {t(busy ? 'export.running' : 'export.run')}
      </Button>
      {answer === 'done' && <Notice sign="pass">{t('export.done', { name })}</Notice>}
      {answer === 'failed' && <StoreFault fault={fault}>{t('export.failed')}</StoreFault>}
    </>
  );
}
