import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { TextField } from '@/components/field-row';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { TimeText } from '@/components/time-text';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import { Progress, useLongWork, type Work } from './long-work';

export const restoreCodes = ['not-a-backup', 'of-a-server', 'newer', 'wrong-secret', 'damaged', 'other-log'] as const;
export type RestoreCode = (typeof restoreCodes)[number];
export interface BackupFacts {
  madeAt: string;
  orgName: string | null;
}
export type RestoreAnswer = { ok: true; events: number; kept: number } | { ok: false; code: RestoreCode | 'failed' | 'stopped' };

export interface RestoreProps {
  onInspect: (file: File) => Promise<{ ok: true; facts: BackupFacts } | { ok: false; code: RestoreCode }>;
  onRestore: (file: File, passphrase: string, work: Work) => Promise<RestoreAnswer>;
}

/** Takes a backup back: says whose and of when it is before anything is asked, changes nothing unless all of it is whole. */
export function Restore({ onInspect, onRestore }: RestoreProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const look = useSend<Awaited<ReturnType<typeof onInspect>>>({ ok: false, code: 'not-a-backup' });
  const work = useLongWork<RestoreAnswer>({ ok: false, code: 'failed' }, { ok: false, code: 'stopped' });
  const facts = look.answer?.ok ? look.answer.facts : null;

  const take = async (picked: File | undefined) => {
    work.forget();
    if (!picked) return;
    setFile(picked);
    await look.send(() => onInspect(picked));
    if (input.current) input.current.value = '';
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file || passphrase === '' || work.busy) return;
    const got = await work.start((how) => onRestore(file, passphrase, how));
    if (!got.ok) return;
    setPassphrase('');
    setFile(null);
    look.forget();
  };
  const refusal = look.answer && !look.answer.ok ? look.answer.code : work.answer && !work.answer.ok ? work.answer.code : null;
  return (
    <form className={form.form} onSubmit={submit}>
      <input ref={input} type="file" accept=".loupe" hidden onChange={(event) => take(event.target.files?.[0])} />
      <Button onClick={() => input.current?.click()}>{t('keep.pick')}</Button>
      {file && facts && (
        <>
          <p>
            {file.name} · {facts.orgName ?? t('keep.ofAlone')} · <TimeText iso={facts.madeAt} as="at" />
          </p>
          <TextField
            label={t('keep.open')}
            type="password"
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
          <Button type="submit" disabled={passphrase === '' || work.busy}>
            {t('keep.restore')}
          </Button>
        </>
      )}
      {work.busy && <Progress label={t('keep.restoring')} share={work.share} onStop={work.stop} />}
      {refusal && (
        <Notice sign={refusal === 'stopped' ? 'unknown' : 'blocks'} next={t(`keep.restore.${refusal}.next`)}>
          {t(`keep.restore.${refusal}`)}
        </Notice>
      )}
      {work.answer?.ok && (
        <Notice sign="pass" next={t('keep.restored.next')}>
          {t(work.answer.kept > 0 ? 'keep.restoredKept' : 'keep.restored', { n: work.answer.events, kept: work.answer.kept })}
        </Notice>
      )}
    </form>
  );
}
