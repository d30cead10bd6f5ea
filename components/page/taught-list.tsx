import { useRef } from 'react';
import { Button } from '@/components/button';
import { Sign } from '@/components/sign';
import { TimeText } from '@/components/time-text';
import { useWords } from '@/components/words';
import type { NamedField } from '@/lib/domain/lesson-steps';
import { kindOfTaught } from '@/lib/domain/taught-kinds';
import type { TaughtView } from '@/lib/store/view';
import { FieldFound } from './teach-card';
import styles from './teach-card.module.css';

export interface TaughtActions {
  /** Shows on the page what it reads there. */
  onTry: (key: string) => void;
  onApprove: (key: string) => void;
  onWithdraw: (key: string) => void;
  onAsk: (key: string) => void;
  onExport: (key: string) => void;
  onImport: (file: File) => void;
}

interface Props extends TaughtActions {
  taught: readonly TaughtView[];
  /** What one of them reads on this page, once it was tried. */
  tried: { key: string; ok: boolean; rows: number; fields: NamedField[] } | null;
}

/** Pages of this address that people taught: whose they are, who still has to look, and what each reads. */
export function TaughtList({ taught, tried, ...on }: Props) {
  const { t } = useWords();
  const file = useRef<HTMLInputElement>(null);
  const shown = taught.filter(({ standing, isUsed }) => isUsed || standing === 'waiting').slice(0, 6);
  return (
    <section className={styles.card} aria-label={t('taught.title')}>
      <h3>{t('taught.title')}</h3>
      {shown.length === 0 && <p className={styles.quiet}>{t('taught.none')}</p>}
      {shown.length > 0 && (
        <ul className={styles.list}>
          {shown.map((one) => (
            <Taught key={one.key} one={one} tried={tried?.key === one.key ? tried : null} on={on} />
          ))}
        </ul>
      )}
      <div>
        <Button look="link" onClick={() => file.current?.click()}>
          {t('taught.import')}
        </Button>
        <input
          ref={file}
          className={styles.file}
          type="file"
          accept=".json,application/json"
          aria-label={t('taught.import')}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen) on.onImport(chosen);
            target.value = '';
          }}
        />
      </div>
    </section>
  );
}

function Taught({ one, tried, on }: { one: TaughtView; tried: Props['tried']; on: TaughtActions }) {
  const { t } = useWords();
  const { key, page, at, isMine, standing, mayApprove, mayWithdraw, mayAsk } = one;
  const kind = kindOfTaught(page.id);
  const reads = tried?.ok === true && tried.rows > 0;
  // Who may not decide is not asked to.
  const who = isMine || standing === 'in-use' ? '' : mayApprove ? '.review' : '.other';
  return (
    <li>
      <p className={styles.standing}>
        <Sign kind={standing === 'in-use' ? 'pass' : 'unknown'} size={14} />
        <span>
          <b>{kind && t(`teach.kind.${kind}`)}</b> · {t(isMine ? 'taught.mine' : 'taught.colleague')} · <TimeText iso={at} />
          <br />
          <span className={styles.quiet}>{t(`taught.${standing}${who}`)}</span>
        </span>
      </p>
      {tried && !reads && <p className={styles.some}>{t('taught.tried.nothing')}</p>}
      {tried && reads && (
        <ul className={styles.rows}>
          {tried.fields.map((field) => (
            <FieldFound key={field.field} field={field} isForm={page.kind === 'form'} />
          ))}
        </ul>
      )}
      <div className={styles.foot}>
        {mayApprove && (
          <Button
            look={reads ? 'primary' : 'plain'}
            disabled={!reads}
            title={reads ? undefined : t('taught.tryFirst')}
            onClick={() => on.onApprove(key)}
          >
            {t('taught.approve')}
          </Button>
        )}
        <Button onClick={() => on.onTry(key)}>{t('taught.try')}</Button>
        {mayAsk && <Button onClick={() => on.onAsk(key)}>{t('taught.ask')}</Button>}
        {mayWithdraw && (
          <Button onClick={() => on.onWithdraw(key)}>
            {t(isMine ? 'taught.withdraw' : standing === 'waiting' ? 'taught.sendBack' : 'taught.withdraw')}
          </Button>
        )}
        <Button look="link" onClick={() => on.onExport(key)}>
          {t('taught.export')}
        </Button>
      </div>
    </li>
  );
}
