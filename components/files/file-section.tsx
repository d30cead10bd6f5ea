import { useState } from 'react';
import { ChoiceField, TextField } from '@/components/field-row';
import { Progress, useLongWork, type Work } from '@/components/keeping/long-work';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { StoreFault } from '@/components/store-fault';
import { useWords } from '@/components/words';
import { Part } from '@/components/workbench/part';
import type { FileReport, Opened } from '@/lib/file-desk';
import type { Mapping } from '@/lib/files/header';
import { type Encoding, encodings } from '@/lib/files/table';
import type { ShopRow } from '@/lib/store/view';
import { DropFile } from './drop-file';
import { FilePreview } from './file-preview';
import { FileReportView } from './file-report';

export interface FileSectionProps {
  /** Undefined = not read yet. */
  shops: readonly ShopRow[] | undefined;
  onOpen: (file: File, work: Work, encoding?: Encoding) => Promise<Opened>;
  /** Null = stopped: nothing has changed. */
  onImport: (into: { id: string } | { name: string }, mapping: Mapping, work: Work) => Promise<FileReport | null>;
  onCopyText: (text: string) => Promise<void> | void;
}

const anotherShop = '+';

/** Takes listings out of a file that a platform exports: choose, look, put right, take, and see what came of it. */
export function FileSection({ shops, ...props }: FileSectionProps) {
  const { t } = useWords();
  return (
    <Part title={t('files.title')} about={t('files.about')}>
      {shops ? <FileImport shops={shops} {...props} /> : <Skeleton lines={3} />}
    </Part>
  );
}

function FileImport({ shops, onOpen, onImport, onCopyText }: FileSectionProps & { shops: readonly ShopRow[] }) {
  const { t } = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState('');
  const [target, setTarget] = useState('');
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const reading = useLongWork<Opened | 'failed' | 'stopped'>('failed', 'stopped');
  const taking = useLongWork<FileReport | 'failed' | 'stopped'>('failed', 'stopped');

  const open = async (picked: File, encoding?: Encoding) => {
    taking.forget();
    setFile(picked);
    const got = await reading.start((work) => onOpen(picked, work, encoding));
    if (typeof got !== 'string' && got.ok) setMapping(got.view.mapping);
  };
  const away = () => {
    reading.forget();
    taking.forget();
    setFile(null);
  };
  const known = shops.find(({ id }) => id === chosen) ?? (chosen === anotherShop ? undefined : shops[0]);
  const into = known ? { id: known.id } : name.trim() ? { name: name.trim() } : null;
  const shopName = known?.name ?? (name.trim() || null);
  const start = async () => {
    if (!into || !mapping) return;
    setTarget(shopName ?? '');
    const got = await taking.start(async (work) => (await onImport(into, mapping, work)) ?? 'stopped');
    // A shop that came with the file is there now: the next file goes into it, and not into another of its name.
    if (typeof got !== 'string') setChosen(got.shop);
  };

  if (taking.busy) return <Progress label={t('files.running', { name: file?.name ?? '' })} share={taking.share} onStop={taking.stop} />;
  if (taking.answer && typeof taking.answer !== 'string')
    return <FileReportView report={taking.answer} shop={target} onCopyText={onCopyText} onAgain={away} />;
  if (reading.busy) return <Progress label={t('files.reading', { name: file?.name ?? '' })} share={null} onStop={reading.stop} />;
  const opened = reading.answer && typeof reading.answer !== 'string' ? reading.answer : null;
  return (
    <>
      <ChoiceField
        label={t('files.shop')}
        hint={t('files.shop.hint')}
        value={known?.id ?? anotherShop}
        options={[...shops.map(({ id, name }) => ({ value: id, label: name })), { value: anotherShop, label: t('files.shop.new') }]}
        onChoose={setChosen}
      />
      {!known && <TextField label={t('files.shop.name')} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />}
      {!opened?.ok && <DropFile label={t('files.title')} pick={t('files.pick')} hint={t('files.shape')} onFile={open} />}
      {(reading.answer === 'stopped' || taking.answer === 'stopped') && <Notice sign="unknown">{t('files.stopped')}</Notice>}
      {reading.answer === 'failed' && (
        <Notice sign="blocks" next={t('files.fault.broken.next')}>
          {t('files.fault.broken')}
        </Notice>
      )}
      {taking.answer === 'failed' && <StoreFault fault={taking.fault}>{t('files.failed')}</StoreFault>}
      {opened && !opened.ok && (
        <Notice sign="blocks" next={t(`files.fault.${opened.fault.code}.next`, opened.fault.params)}>
          {t(`files.fault.${opened.fault.code}`, { ...opened.fault.params, name: file?.name ?? '' })}
        </Notice>
      )}
      {opened && !opened.ok && opened.fault.code === 'odd-encoding' && file && (
        <ChoiceField
          label={t('files.encoding')}
          value=""
          options={[
            { value: '', label: t('files.encoding.choose') },
            ...encodings.map((value) => ({ value, label: t(`files.encoding.${value}`) })),
          ]}
          onChoose={(value) => void open(file, value as Encoding)}
        />
      )}
      {opened?.ok && mapping && (
        <FilePreview
          view={opened.view}
          mapping={mapping}
          onMapping={setMapping}
          onEncoding={(encoding) => file && void open(file, encoding)}
          shop={shopName}
          onStart={() => void start()}
          onDrop={away}
        />
      )}
    </>
  );
}
