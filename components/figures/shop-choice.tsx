import { ShopMark } from '@/components/shop-mark';
import { useWords } from '@/components/words';
import type { ShopRow } from '@/lib/store/view';
import styles from './shop-figures.module.css';

interface Props {
  shops: readonly ShopRow[];
  chosen: string | null;
  onChoose: (shop: string) => void;
}

/** The shop's name; with several, a choice of them. */
export function ShopChoice({ shops, chosen, onChoose }: Props) {
  const { t } = useWords();
  const shop = shops.find(({ id }) => id === chosen) ?? shops[0];
  if (!shop) return null;
  return (
    <div className={styles.choose}>
      <ShopMark colour={shop.colour} />
      {shops.length === 1 ? (
        <h2>{shop.name}</h2>
      ) : (
        <select className={styles.select} value={shop.id} aria-label={t('shop.choose')} onChange={(event) => onChoose(event.target.value)}>
          {shops.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
