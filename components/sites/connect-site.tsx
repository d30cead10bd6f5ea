import { type FormEvent, useState } from 'react';
import { readAddress } from '@/components/address';
import { Button } from '@/components/button';
import { ChoiceField, TextField } from '@/components/field-row';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import { recognised } from '@/lib/domain/recognised';
import type { ShopRow } from '@/lib/store/view';
import styles from './connect-site.module.css';
import { PlatformCard, platformName, type SitePlatform } from './platform-card';

export interface SiteToConnect {
  platform: string;
  /** It was not chosen but guessed from the address. */
  isGuess: boolean;
  origin: string;
  /** '' = the site is one shop. */
  account: string;
  shop: { id: string } | { name: string };
}
export type ConnectAnswer = { ok: true } | { ok: false; code: 'permission-refused' | 'failed' };

interface Props {
  platforms: readonly SitePlatform[];
  /** The platform that an address is likely to be, judged by the address alone; null = none known. */
  guess: (url: string) => string | null;
  shops: readonly ShopRow[];
  /** Origins that are connected already. */
  connected: readonly string[];
  /** Address to begin with: the page the user came from. */
  start: string;
  /** Called straight in the click: it asks the browser for permission. */
  onConnect: (site: SiteToConnect) => Promise<ConnectAnswer>;
}

const fresh = '';

/** Whether pages of this platform can say which account they are of: where none does, one that is typed would fit no page. */
const namesAccount = ({ hosts, account }: SitePlatform): boolean =>
  !hosts || account.absent === 'unknown' || account.css !== undefined || account.query !== undefined;

/** Connects one site: its address, what runs there and what is read of it, which shop it is. The browser asks once more, for this origin alone. */
export function ConnectSite({ platforms, guess, shops, connected, start, onConnect }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState(start);
  const [chosen, setChosen] = useState<string | null>(null);
  const [shop, setShop] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [account, setAccount] = useState('');
  const { busy, answer, send, forget } = useSend<ConnectAnswer>({ ok: false, code: 'failed' });

  const address = readAddress(typed);
  const origin = address.ok ? address.url.origin : null;
  const guessed = address.ok ? guess(address.url.href) : null;
  const platform = platforms.find(({ id }) => id === (chosen ?? guessed ?? recognised));
  const shopId = shop ?? shops[0]?.id ?? fresh;
  const known = origin !== null && connected.includes(origin);
  const ready = origin !== null && platform && !known && (shopId !== fresh || name.trim() !== '');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const which = shopId === fresh ? { name: name.trim() } : { id: shopId };
    const got = await send(() =>
      onConnect({
        platform: platform.id,
        isGuess: chosen === null,
        origin,
        account: namesAccount(platform) ? account.trim() : '',
        shop: which,
      }),
    );
    if (got.ok) {
      setTyped('');
      setName('');
      setAccount('');
    }
  };
  const hint = () => {
    if (!address.ok) return t(`site.address.${address.code}`);
    if (known) return t('site.address.known', { origin: address.url.origin });
    return t(guessed ? 'site.address.found' : 'site.address.unknown', { origin: address.url.origin });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextField
        label={t('site.address')}
        hint={hint()}
        value={typed}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://shop.example/admin"
        aria-invalid={!address.ok && address.code !== 'empty'}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(null);
          forget();
        }}
      />
      {origin && !known && (
        <>
          <ChoiceField
            label={t('site.platform')}
            value={platform?.id ?? ''}
            options={platforms.map((each) => ({ value: each.id, label: platformName(each, t) }))}
            onChoose={setChosen}
          />
          {platform && <PlatformCard platform={platform} />}
          {platform && (
            <>
              <ChoiceField
                label={t('site.shop')}
                value={shopId}
                options={[...shops.map(({ id, name: label }) => ({ value: id, label })), { value: fresh, label: t('site.shop.new') }]}
                onChoose={setShop}
              />
              {shopId === fresh && (
                <TextField
                  label={t('site.shop.name')}
                  value={name}
                  maxLength={80}
                  placeholder={t('site.shop.example')}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
              {namesAccount(platform) && (
                <TextField
                  label={t('site.account')}
                  hint={t(platform.account.absent === 'unknown' ? 'site.account.settles' : 'site.account.hint')}
                  value={account}
                  maxLength={120}
                  onChange={(event) => setAccount(event.target.value)}
                />
              )}
            </>
          )}
        </>
      )}
      <Button type="submit" look="primary" disabled={!ready || busy}>
        {t(busy ? 'site.connecting' : 'site.connect')}
      </Button>
      {origin && ready && <p className={styles.unverified}>{t('site.asks', { origin })}</p>}
      {answer?.ok && (
        <Notice sign="pass" next={t('site.connected.next')}>
          {t('site.connected')}
        </Notice>
      )}
      {answer && !answer.ok && (
        <Notice sign="blocks" next={t(`site.${answer.code}.next`)}>
          {t(`site.${answer.code}`)}
        </Notice>
      )}
    </form>
  );
}
