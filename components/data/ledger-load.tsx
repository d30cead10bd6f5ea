import { useState } from 'react';
import { Button } from '@/components/button';
import { ChoiceField } from '@/components/field-row';
import { DropFile } from '@/components/files/drop-file';
import { MappingTable } from '@/components/files/mapping-table';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { StoreFault } from '@/components/store-fault';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import type { Opened } from '@/lib/file-desk';
import type { FileView } from '@/lib/files/view';
import type { Ledger } from '@/lib/ledger/parse';
import type { ShopRow } from '@/lib/store/view';

export type LedgerAnswer = { ok: true; rows: number } | Extract<Ledger, { ok: false }> | 'failed';

interface Props {
  shops: readonly ShopRow[];
  /** How many SKUs each shop's ledger holds now. */
  ledgers: readonly { shop: string; rows: number }[];
  onOpen: (file: File) => Promise<Opened>;
  /** Loads the file that was opened last. */
  onLoad: (shop: string) => Promise<Exclude<LedgerAnswer, 'failed'>>;
}

/** Chooses a shop and its stock ledger, shows what the file holds, and loads it as a whole or not at all. */
export function LedgerLoad({ shops, ledgers, onOpen, onLoad }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState('');
  const [file, setFile] = useState<FileView | null>(null);
  const opening = useSend<(Opened & { name: string }) | 'failed'>('failed');
  const { busy, answer, fault, send, forget } = useSend<LedgerAnswer>('failed');
  const shop = shops.find(({ id }) => id === chosen) ?? shops[0];
  if (!shop) return <p>{t('ledger.noShop')}</p>;
  const now = ledgers.find((ledger) => ledger.shop === shop.id)?.rows ?? 0;

  const open = async (picked: File) => {
    forget();
    setFile(null);
    const got = await opening.send(async () => ({ ...(await onOpen(picked)), name: picked.name }));
    if (got !== 'failed' && got.ok) setFile(got.view);
  };
  const load = async () => {
    const got = await send(() => onLoad(shop.id));
    if (got !== 'failed' && got.ok) setFile(null);
  };
  const refused =
    opening.answer === 'failed' ? { fault: { code: 'broken', params: {} }, name: '' } : opening.answer?.ok ? null : opening.answer;
  const problem = answer !== null && answer !== 'failed' && !answer.ok ? answer.problem : null;
  return (
    <>
      <ChoiceField
        label={t('ledger.shop')}
        hint={t(now > 0 ? 'ledger.replaces' : 'ledger.noneYet', { n: now })}
        value={shop.id}
        options={shops.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(id) => {
          setChosen(id);
          forget();
        }}
      />
      <DropFile label={t('ledger.file')} pick={t('ledger.pick')} hint={t('ledger.shape')} onFile={open} />
      {refused && (
        <Notice sign="blocks" next={t(`files.fault.${refused.fault.code}.next`, refused.fault.params)}>
          {t(`files.fault.${refused.fault.code}`, { ...refused.fault.params, name: refused.name })}
        </Notice>
      )}
      {file && <b>{file.name}</b>}
      {file && <MappingTable view={file} fields={[]} />}
      {file && (
        <div className={form.buttons}>
          <Button look="primary" disabled={busy} onClick={load}>
            {t(busy ? 'ledger.loading' : 'ledger.load', { shop: shop.name })}
          </Button>
          <Button
            onClick={() => {
              setFile(null);
              forget();
            }}
          >
            {t('ledger.drop')}
          </Button>
        </div>
      )}
      {answer === 'failed' && <StoreFault fault={fault} />}
      {problem && (
        <Notice sign="blocks" next={t(`ledger.${problem.code}.next`, problem.params)}>
          {t(`ledger.${problem.code}`, problem.params)}
        </Notice>
      )}
      {answer !== null && answer !== 'failed' && answer.ok && (
        <Notice sign="pass" next={t('ledger.done.next')}>
          {t('ledger.done', { n: answer.rows, shop: shop.name })}
        </Notice>
      )}
    </>
  );
}
