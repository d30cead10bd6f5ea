import { useState } from 'react';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { ShopMark } from '@/components/shop-mark';
import { TimeText } from '@/components/time-text';
import { useWords } from '@/components/words';
import type { ShopRow, SiteCost, SiteRow } from '@/lib/store/view';
import { costText } from './cost-words';
import { platformName, type SitePlatform, VerifiedBadge } from './platform-card';
import styles from './site-list.module.css';

interface Props {
  sites: readonly SiteRow[];
  shops: readonly ShopRow[];
  platforms: readonly SitePlatform[];
  onDisconnect: (origin: string) => unknown;
  /** Connects a switched-off site as it was; called straight in the click. */
  onReconnect: (site: SiteRow) => unknown;
  /** What watching each site took of this computer, by origin; undefined = not read yet. */
  costs?: Readonly<Record<string, SiteCost>> | undefined;
  onForget: (origin: string) => unknown;
}

/** The sites we may look at, each with its off switch. What was switched off just now can be taken back here. */
export function SiteList({ sites, shops, platforms, onDisconnect, onReconnect, costs, onForget }: Props) {
  const { t, locale } = useWords();
  const [off, setOff] = useState<readonly SiteRow[]>([]);
  const [forgotten, setForgotten] = useState<readonly string[]>([]);
  const gone = off.filter(({ origin }) => !sites.some((site) => site.origin === origin));
  return (
    <>
      {sites.length === 0 && gone.length === 0 && <p>{t('site.none')}</p>}
      {sites.length > 0 && (
        <ul className={styles.list}>
          {sites.map((site) => {
            const platform = platforms.find(({ id }) => id === site.platform);
            const shop = shops.find(({ id }) => id === site.shop);
            return (
              <li key={site.origin} className={styles.site}>
                <div>
                  <p className={styles.name}>
                    {shop && <ShopMark colour={shop.colour} />}
                    <b>{shop?.name ?? site.shop}</b>
                    <span>{platform ? platformName(platform, t) : site.platform}</span>
                    <VerifiedBadge verified={platform?.verified ?? null} grounds={platform?.grounds} />
                  </p>
                  <p>{site.account ? `${site.origin} · ${site.account}` : site.origin}</p>
                  <p className={styles.facts}>
                    {t('site.since')} <TimeText iso={site.connectedAt} />
                    {' · '}
                    {site.lastSeenAt ? (
                      <>
                        {t('site.lastSeen')} <TimeText iso={site.lastSeenAt} />
                      </>
                    ) : (
                      t('site.notSeenYet')
                    )}
                  </p>
                  <p className={styles.facts}>{costText(costs?.[site.origin], t, locale)}</p>
                  {forgotten.includes(site.origin) && (
                    <p className={styles.facts} role="status">
                      {t('site.forgotten')}
                    </p>
                  )}
                </div>
                <div className={styles.acts}>
                  <Button
                    aria-label={t('site.offOne', { origin: site.origin })}
                    onClick={() => {
                      setOff((before) => [...before.filter(({ origin }) => origin !== site.origin), site]);
                      onDisconnect(site.origin);
                    }}
                  >
                    {t('site.off')}
                  </Button>
                  <Button
                    look="quiet"
                    title={t('site.forget.what')}
                    aria-label={t('site.forgetOne', { origin: site.origin })}
                    onClick={() => {
                      onForget(site.origin);
                      setForgotten([...forgotten, site.origin]);
                    }}
                  >
                    {t('site.forget')}
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {gone.map((site) => (
        <Notice
          key={site.origin}
          sign="pass"
          next={t('site.offKept')}
          action={<Button onClick={() => onReconnect(site)}>{t('site.on')}</Button>}
        >
          {t('site.offDone', { origin: site.origin })}
        </Notice>
      ))}
    </>
  );
}
