import { Button } from '@/components/button';
import { FaultBoundary } from '@/components/fault-boundary';
import { PageStrip } from '@/components/page/page-strip';
import type { PageStep } from '@/components/page/page-words';
import { QuickEntry, type QuickEntryProps } from '@/components/today/quick-entry';
import { Today, type TodayProps } from '@/components/today/today';
import { useWords } from '@/components/words';
import type { PageState } from '@/lib/domain/page-state';
import type { ShopRow, SyncView, TodayView } from '@/lib/store/view';
import styles from './popup-screen.module.css';
import { ShopStrip } from './shop-strip';

export interface PopupProps {
  /** Each undefined = not read yet: the popup paints before the log has answered. */
  shops: readonly ShopRow[] | undefined;
  sync: SyncView | undefined;
  page: PageState | undefined;
  today: TodayProps;
  entry: QuickEntryProps;
  onLook: () => void;
  onStep: (step: PageStep) => void;
  onSync: () => void;
}

/** Own tasks need no shop: whoever begins with one must find it again. */
const hasTasks = (view: TodayView | undefined) => view !== undefined && Object.values(view.counts).some((count) => count > 0);

/** "What do I do now?" */
export function PopupScreen({ shops, sync, page, today, entry, onLook, onStep, onSync }: PopupProps) {
  const { t } = useWords();
  const here = page?.kind === 'seen' ? shops?.find(({ id }) => id === page.shop) : undefined;
  const shop = here ?? (shops?.length === 1 ? shops[0] : undefined) ?? null;
  const fresh = shops?.length === 0;
  return (
    <main className={styles.popup}>
      <ShopStrip shop={shop} shops={shops?.length ?? 0} sync={sync} onSync={onSync} />
      <FaultBoundary>
        <PageStrip page={page} onLook={onLook} onStep={onStep} />
      </FaultBoundary>
      {fresh && (
        <section className={styles.first}>
          <p>{t('first.what')}</p>
          <p>{t('first.how')}</p>
          <Button look="primary" onClick={() => onStep('connect')}>
            {t('first.connect')}
          </Button>
        </section>
      )}
      {(!fresh || hasTasks(today.view)) && (
        <div className={styles.today}>
          <FaultBoundary>
            <Today {...today} />
          </FaultBoundary>
        </div>
      )}
      <FaultBoundary>
        <QuickEntry {...entry} />
      </FaultBoundary>
    </main>
  );
}
