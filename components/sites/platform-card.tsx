import { Sign } from '@/components/sign';
import { useWords } from '@/components/words';
import type { Platform } from '@/lib/domain/platform';
import { recognised } from '@/lib/domain/recognised';
import type { Translate } from '@/lib/text/text';
import { dayWords } from '@/lib/text/when';
import styles from './connect-site.module.css';

export type SitePlatform = Pick<Platform, 'id' | 'name' | 'verified' | 'grounds' | 'hosts' | 'reads' | 'neverReads' | 'account'>;

/** `已验证 3.7.3 · 11月24日`, or plainly that nobody has tried it on the real thing, and what it rests on instead. */
export function VerifiedBadge({ verified, grounds }: Pick<Platform, 'verified' | 'grounds'>) {
  const { t, locale } = useWords();
  return verified ? (
    <span className={`${styles.badge} ${styles.verified}`}>
      <Sign kind="pass" size={12} />
      {t('site.verified', { version: verified.version, on: dayWords(verified.on, locale, 'numeric') })}
    </span>
  ) : (
    <span className={`${styles.badge} ${styles.unverified}`}>
      <Sign kind="unknown" size={12} />
      {grounds ? t(`site.unverified.${grounds.kind}`, { on: dayWords(grounds.on, locale, 'numeric') }) : t('site.unverified')}
    </span>
  );
}

/** Its own name; ours for the one that stands for all that nobody has mapped. */
export const platformName = ({ id, name }: Pick<Platform, 'id' | 'name'>, t: Translate): string =>
  id === recognised ? t('site.recognised') : name;

/** What a platform's pages are read for, and what never is. */
export function PlatformCard({ platform }: { platform: SitePlatform }) {
  const { t } = useWords();
  const say = (keys: readonly string[]) => keys.map((key) => t(`reads.${key}`)).join(t('list.comma'));
  return (
    <div className={styles.card}>
      <p className={styles.name}>
        <b>{platformName(platform, t)}</b>
        <VerifiedBadge verified={platform.verified} grounds={platform.grounds} />
      </p>
      {platform.hosts && platform.account.absent === 'site' && <p>{t('site.oneAccount')}</p>}
      <dl>
        <dt>{t('site.reads')}</dt>
        <dd>{say(platform.reads)}</dd>
        <dt>{t('site.neverReads')}</dt>
        <dd>{say(platform.neverReads)}</dd>
      </dl>
    </div>
  );
}
