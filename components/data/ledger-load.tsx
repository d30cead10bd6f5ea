import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { ChoiceField } from '@/components/field-row';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { StoreFault } from '@/components/store-fault';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import type { Ledger } from '@/lib/ledger/parse';
import type { ShopRow } from '@/lib/store/view';
import styles from './ledger-load.module.css';
import { LedgerPreview } from './ledger-preview';
import { readFile } from './read-file';

export type LedgerAnswer = { ok: true; rows: number } | Extract<Ledger, { ok: false }> | 'failed';

interface Props {
  shops: readonly ShopRow[];
  /** How many SKUs each shop's ledger holds now. */
  ledgers: readonly { shop: string; rows: number }[];
  onLoad: (shop: string, fileName: string, text: string) => Promise<Exclude<LedgerAnswer, 'failed'>>;
}

/** Chooses a shop and its stock ledger, shows what the file holds, and loads it as a whole or not at all. */
export function LedgerLoad({ shops, ledgers, onLoad }: Props) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState('');
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [over, setOver] = useState(false);
  const { busy, answer, fault, send, forget } = useSend<LedgerAnswer>('failed');
  const shop = shops.find(({ id }) => id === chosen) ?? shops[0];
  if (!shop) return <p>{t('ledger.noShop')}</p>;
  const now = ledgers.find((ledger) => ledger.shop === shop.id)?.rows ?? 0;

  const take = async (picked: File | undefined) => {
    forget();
    if (picked) setFile({ name: picked.name, text: await readFile(picked) });
    // The same file may be chosen again, once it has been mended.
    if (input.current) input.current.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const load = async () => {
    if (!file) return;
    const got = await send(() => onLoad(shop.id, file.name, file.text));
    if (got !== 'failed' && got.ok) setFile(null);
  };
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
      <section
        aria-label={t('ledger.file')}
        className={`${styles.drop} ${over ? styles.over : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input ref={input} type="file" accept=".csv,.tsv,.txt,text/csv" hidden onChange={(event) => take(event.target.files?.[0])} />
        <Button onClick={() => input.current?.click()}>{t('ledger.pick')}</Button>
        <p className={styles.hint}>{t('ledger.shape')}</p>
      </section>
      {file && <LedgerPreview name={file.name} text={file.text} />}
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
