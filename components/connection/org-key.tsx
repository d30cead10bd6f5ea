import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { TextField } from '@/components/field-row';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { StoreFault } from '@/components/store-fault';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';

const shape = /^[0-9a-f]{64}$/i;

interface Props {
  orgKey: string | undefined;
  onSet: (key: string) => Promise<unknown>;
  onCopyText: (text: string) => Promise<unknown>;
}

/** The organisation's key: shown only when asked, copied for colleagues, replaced by theirs. */
export function OrgKey({ orgKey, onSet, onCopyText }: Props) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  const [typed, setTyped] = useState('');
  const copy = useSend<'copied' | 'failed'>('failed');
  const set = useSend<'set' | 'failed'>('failed');
  const key = typed.trim().toLowerCase();
  const wrong = key !== '' && !shape.test(key);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const got = await set.send(() => onSet(key).then(() => 'set' as const));
    if (got === 'set') setTyped('');
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <p>
        <code>{orgKey === undefined ? t('loading') : shown ? orgKey : `${orgKey.slice(0, 4)} …`}</code>{' '}
        <Button look="link" disabled={!orgKey} onClick={() => setShown(!shown)}>
          {t(shown ? 'key.hide' : 'key.show')}
        </Button>
        <Button look="link" disabled={!orgKey} onClick={() => copy.send(() => onCopyText(orgKey ?? '').then(() => 'copied' as const))}>
          {t('key.copy')}
        </Button>
        <span role="status"> {copy.answer && t(copy.answer === 'copied' ? 'figure.copied' : 'figure.notCopied')}</span>
      </p>
      <TextField
        label={t('key.set')}
        hint={t(wrong ? 'key.wrong' : 'key.setHint')}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" disabled={key === '' || wrong || key === orgKey || set.busy}>
        {t('key.use')}
      </Button>
      {set.answer === 'set' && <Notice sign="pass">{t('key.done')}</Notice>}
      {set.answer === 'failed' && <StoreFault fault={set.fault} />}
    </form>
  );
}
