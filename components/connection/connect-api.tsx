import { type FormEvent, useState } from 'react';
import { isLoopback, readAddress } from '@/components/address';
import { Button } from '@/components/button';
import { TextField } from '@/components/field-row';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';

export const connectCodes = [
  'bad-address',
  'http-refused',
  'unreachable',
  'wrong-password',
  'wrong-code',
  'too-short',
  'not-ours',
  'slow-down',
  'blocked-by-browser',
  'permission-refused',
  'failed',
] as const;
export type ConnectCode = (typeof connectCodes)[number];
export type ApiAnswer = { ok: true } | { ok: false; code: ConnectCode; message?: string };

interface Props {
  /** Address to begin with: the one used last. */
  start?: string;
  email?: string;
  /** Called straight in the click: it asks the browser for permission for the API's origin. */
  onConnect: (api: { url: string; email: string; password: string; code?: string }) => Promise<ApiAnswer>;
}

/** Signs in to an API. Plain http only to this machine: anywhere else the password would travel in the open. */
export function ConnectApi({ start = '', email: known = '', onConnect }: Props) {
  const { t } = useWords();
  const [url, setUrl] = useState(start);
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  /** null = signs in with a password that is set already. */
  const [code, setCode] = useState<string | null>(null);
  const { busy, answer, send } = useSend<ApiAnswer>({ ok: false, code: 'failed' });
  const address = readAddress(url);
  const refused = address.ok && address.url.protocol === 'http:' && !isLoopback(address.url);
  const ready = address.ok && !refused && email.trim() !== '' && password !== '' && code?.trim() !== '' && !busy;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const url = address.url.href.replace(/\/$/, '');
    const got = await send(() => onConnect({ url, email: email.trim(), password, ...(code !== null && { code: code.trim() }) }));
    if (!got.ok) return;
    setPassword('');
    setCode(null);
  };
  const hint = refused ? 'api.http-refused' : address.ok || address.code === 'empty' ? 'api.address.hint' : 'api.bad-address';
  return (
    <form className={form.form} onSubmit={submit}>
      <TextField
        label={t('api.address')}
        hint={hint === 'api.address.hint' ? t(hint) : `${t(hint)}${t('list.stop')}${t(`${hint}.next`)}`}
        value={url}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://api.example"
        aria-invalid={refused || (!address.ok && address.code !== 'empty')}
        onChange={(event) => setUrl(event.target.value)}
      />
      <TextField
        label={t('api.email')}
        type="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      {code !== null && (
        <TextField
          label={t('api.code')}
          autoComplete="one-time-code"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <TextField
        label={t(code === null ? 'api.password' : 'api.newPassword')}
        type="password"
        autoComplete={code === null ? 'current-password' : 'new-password'}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button look="link" onClick={() => setCode(code === null ? '' : null)}>
        {t(code === null ? 'api.haveCode' : 'api.havePassword')}
      </Button>
      <Button type="submit" look="primary" disabled={!ready}>
        {t(busy ? 'api.connecting' : 'api.connect')}
      </Button>
      {answer && !answer.ok && (
        <Notice sign="blocks" next={t(`api.${answer.code}.next`)}>
          {t(`api.${answer.code}`)}
          {answer.message && t('api.said', { message: answer.message })}
        </Notice>
      )}
    </form>
  );
}
