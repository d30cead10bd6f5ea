import { Button } from '@/components/button';
import { ShopMark } from '@/components/shop-mark';
import { syncWords } from '@/components/sync-words';
import { useWords } from '@/components/words';
import type { ShopRow, SyncView } from '@/lib/store/view';
import styles from './popup-screen.module.css';

interface Props {
  /** The shop of this page, or the only one; null where there are several and none is meant. */
  shop: ShopRow | null;
  /** How many there are. */
  shops: number;
  sync: SyncView | undefined;
  onSync: () => void;
}

/** Whose day this is, and whether the others know of it. */
export function ShopStrip({ shop, shops, sync, onSync }: Props) {
  const words = useWords();
  const { t } = words;
  const calm =
    !sync || sync.kind === 'alone' || sync.kind === 'syncing' || sync.kind === 'waiting' || (sync.kind === 'synced' && sync.rejected === 0);
  const name = shop?.name ?? (shops > 1 ? t('shop.several', { n: shops }) : t('product'));
  return (
    <header className={styles.shop}>
      {shop && <ShopMark colour={shop.colour} />}
      <h1 title={name}>{name}</h1>
      {sync && (
        <Button look="quiet" className={`${styles.sync} ${calm ? '' : styles.waits}`} onClick={onSync} title={t('sync.open')}>
          {syncWords(sync, words)}
        </Button>
      )}
    </header>
  );
}
