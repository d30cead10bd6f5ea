import type { ComponentProps } from 'react';
import { Skeleton } from '@/components/skeleton';
import { useWords } from '@/components/words';
import { Part } from '@/components/workbench/part';
import type { ShopRow } from '@/lib/store/view';
import { ExportAll } from './export-all';
import { LedgerLoad } from './ledger-load';
import { NoteList, type NoteRow } from './note-list';

export interface DataProps extends Pick<ComponentProps<typeof LedgerLoad>, 'ledgers' | 'onOpen' | 'onLoad'> {
  /** Each undefined = not read yet. */
  shops: readonly ShopRow[] | undefined;
  notes: readonly NoteRow[] | undefined;
  onExport: () => Promise<Blob>;
}

export function DataSection({ shops, notes, ledgers, onOpen, onLoad, onExport }: DataProps) {
  const { t } = useWords();
  return (
    <>
      <Part title={t('ledger.title')} about={t('ledger.about')}>
        {shops ? <LedgerLoad shops={shops} ledgers={ledgers} onOpen={onOpen} onLoad={onLoad} /> : <Skeleton lines={3} />}
      </Part>
      <Part title={t('export.title')} about={t('export.about')}>
        <ExportAll onExport={onExport} />
      </Part>
      <Part title={t('note.title')} about={t('note.about')}>
        {notes ? <NoteList notes={notes} /> : <Skeleton lines={3} />}
      </Part>
    </>
  );
}
