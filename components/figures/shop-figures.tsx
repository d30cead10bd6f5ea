import { useState } from 'react';
import { Skeleton } from '@/components/skeleton';
import { useScreenKeys } from '@/components/use-screen-keys';
import { useWords } from '@/components/words';
import type { DayFigure, Figure } from '@/lib/domain/metric';
import type { BehindRow, ShopRow } from '@/lib/store/view';
import { BehindList } from './behind-list';
import { type CopyActions, FigureTile } from './figure-tile';
import { ShopChoice } from './shop-choice';
import styles from './shop-figures.module.css';

export interface ShopFiguresProps extends CopyActions {
  shops: readonly ShopRow[];
  shop: string | null;
  onChooseShop: (shop: string) => void;
  /** undefined = not read yet. */
  figures: readonly Figure[] | undefined;
  /** By metric, oldest day first. */
  trends: Readonly<Record<string, readonly (DayFigure | null)[]>>;
  /** The rows a figure was counted from. */
  loadBehind: (metric: string) => Promise<BehindRow[]>;
  onOpenUrl: (url: string) => void;
}

/** The panel's second tab: how this shop is. Every tile opens what it was counted from; T turns all charts into tables. */
export function ShopFigures({ shops, shop, onChooseShop, figures, trends, loadBehind, onOpenUrl, ...copy }: ShopFiguresProps) {
  const { t } = useWords();
  const [asTable, setAsTable] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  useScreenKeys((key) => {
    if (key === 't' && !opened) setAsTable(!asTable);
  });
  const figure = figures?.find(({ metric }) => metric === opened);
  if (figure) {
    return <BehindList figure={figure} load={() => loadBehind(figure.metric)} onBack={() => setOpened(null)} onOpenUrl={onOpenUrl} />;
  }
  return (
    <div className={styles.shop}>
      <ShopChoice shops={shops} chosen={shop} onChoose={onChooseShop} />
      {figures ? (
        <div className={styles.tiles}>
          {figures.map((each) => (
            <FigureTile
              key={each.metric}
              figure={each}
              days={trends[each.metric]}
              asTable={asTable}
              onTable={() => setAsTable(!asTable)}
              onOpen={() => setOpened(each.metric)}
              {...copy}
            />
          ))}
        </div>
      ) : (
        <Skeleton lines={6} />
      )}
      {figures && <p className={styles.foot}>{t('figure.foot')}</p>}
    </div>
  );
}
