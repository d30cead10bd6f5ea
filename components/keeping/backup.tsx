import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { CodeText } from '@/components/code-text';
import { TextField } from '@/components/field-row';
import form from '@/components/form.module.css';
import { handOver } from '@/components/hand-over';
import { Notice } from '@/components/notice';
import { StoreFault } from '@/components/store-fault';
import { TimeText } from '@/components/time-text';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import type { KeepingView } from '@/lib/store/view';
import { Progress, useLongWork, type Work } from './long-work';

export interface BackupProps {
  view: NonNullable<KeepingView['backup']> | null;
  /** null = make a recovery code, which is returned. */
  onSetUp: (passphrase: string | null) => Promise<string | null>;
  onMake: (work: Work) => Promise<{ name: string; file: Blob }>;
  /** The file was handed over. */
  onMade: () => Promise<unknown>;
  /** Undefined where the browser cannot keep a folder. Called straight in the click. */
  onChooseFolder?: (() => Promise<'chosen' | 'refused'>) | undefined;
  onCopyText: (text: string) => Promise<unknown>;
}

const shortest = 12;
const staleMs = 7 * 86_400_000;

/** Encrypted files of everything: set up once with a passphrase or a code, then by hand or into a folder. */
export function Backup(props: BackupProps) {
  const { t } = useWords();
  const [code, setCode] = useState<string | null>(null);
  const [anew, setAnew] = useState(false);
  if (code)
    return (
      <Notice sign="weakens" next={t('keep.code.next')} action={<Button onClick={() => setCode(null)}>{t('keep.code.noted')}</Button>}>
        {t('keep.code')} <CodeText code={code} onCopyText={props.onCopyText} />
      </Notice>
    );
  if (!props.view || anew)
    return (
      <SetUp
        onSetUp={async (passphrase) => {
          setCode(await props.onSetUp(passphrase));
          setAnew(false);
        }}
      />
    );
  return <Make {...props} view={props.view} onAnew={() => setAnew(true)} />;
}

function SetUp({ onSetUp }: { onSetUp: (passphrase: string | null) => Promise<void> }) {
  const { t } = useWords();
  const [passphrase, setPassphrase] = useState('');
  const { busy, answer, fault, send } = useSend<'done' | 'failed'>('failed');
  const isShort = passphrase !== '' && passphrase.length < shortest;
  const run = (given: string | null) => send(() => onSetUp(given).then(() => 'done' as const));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase.length >= shortest) void run(passphrase);
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextField
        label={t('keep.passphrase')}
        hint={t(isShort ? 'keep.passphrase.short' : 'keep.passphrase.hint', { n: shortest })}
        type="password"
        autoComplete="new-password"
        value={passphrase}
        aria-invalid={isShort}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <div className={form.buttons}>
        <Button type="submit" disabled={busy || passphrase.length < shortest}>
          {t(busy ? 'keep.settingUp' : 'keep.setUp')}
        </Button>
        <Button look="link" disabled={busy} onClick={() => run(null)}>
          {t('keep.makeCode')}
        </Button>
      </div>
      {answer === 'failed' && <StoreFault fault={fault} />}
    </form>
  );
}

function Make({
  view,
  onMake,
  onMade,
  onChooseFolder,
  onAnew,
}: BackupProps & { view: NonNullable<KeepingView['backup']>; onAnew: () => void }) {
  const { t, now } = useWords();
  const { busy, answer, share, start, stop } = useLongWork<{ name: string } | 'failed' | 'stopped'>('failed', 'stopped');
  const folder = useSend<'chosen' | 'refused'>('refused');
  const make = () =>
    start(async (work) => {
      const { name, file } = await onMake(work);
      handOver(file, name);
      await onMade();
      return { name };
    });
  const isStale = view.lastAt === null || now.getTime() - Date.parse(view.lastAt) > staleMs;
  return (
    <>
      <dl className={form.facts}>
        <dt>{t('keep.last')}</dt>
        <dd>{view.lastAt ? <TimeText iso={view.lastAt} /> : t('keep.never')}</dd>
        <dt>{t('keep.folder')}</dt>
        <dd>{view.folder ?? t('keep.folder.none')}</dd>
      </dl>
      {view.problem ? (
        <Notice sign="weakens" next={t(`keep.folder.${view.problem}.next`)}>
          {t(`keep.folder.${view.problem}`)}
        </Notice>
      ) : (
        isStale && <Notice sign="weakens">{t(view.lastAt ? 'keep.stale' : 'keep.firstDue')}</Notice>
      )}
      <div className={form.buttons}>
        <Button disabled={busy} onClick={make}>
          {t('keep.make')}
        </Button>
        {onChooseFolder && (
          <Button disabled={folder.busy} onClick={() => folder.send(onChooseFolder)}>
            {t(view.folder ? 'keep.folder.change' : 'keep.folder.choose')}
          </Button>
        )}
        <Button look="link" onClick={onAnew}>
          {t('keep.anew')}
        </Button>
      </div>
      {busy && <Progress label={t('keep.making')} share={share} onStop={stop} />}
      {answer && typeof answer === 'object' && <Notice sign="pass">{t('export.done', { name: answer.name })}</Notice>}
      {answer === 'failed' && (
        <Notice sign="blocks" next={t('keep.make.failed.next')}>
          {t('keep.make.failed')}
        </Notice>
      )}
    </>
  );
}
