import { type ReactNode, useState } from 'react';
import { Button } from '@/components/button';
import { FaultBoundary } from '@/components/fault-boundary';
import { ShopFigures, type ShopFiguresProps } from '@/components/figures/shop-figures';
import { PageFindings } from '@/components/page/page-findings';
import type { PageStep } from '@/components/page/page-words';
import { Skeleton } from '@/components/skeleton';
import { Tabs } from '@/components/tabs';
import { useWords } from '@/components/words';
import type { Drifted } from '@/lib/domain/drift';
import type { Lesson } from '@/lib/domain/lesson';
import type { PageState } from '@/lib/domain/page-state';
import type { Beside } from '@/lib/domain/recognition';
import type { ShopRow } from '@/lib/store/view';
import styles from './panel-screen.module.css';

export interface PanelProps extends Omit<ShopFiguresProps, 'shops'> {
  /** undefined = not read yet. */
  shops: readonly ShopRow[] | undefined;
  /** State of the active tab. */
  page: PageState | undefined;
  onJump: (subject: string, field: string) => void;
  onStep: (step: PageStep) => void;
  /** What a label of the page's site means. */
  onTeach: (lesson: Lesson) => void;
  /** Teaching the page, where it can be taught. */
  lesson?: ReactNode;
  /** What the recogniser reads while fields are not where they were. */
  beside?: Beside | null;
  onAccept: (alarm: Drifted) => void;
  /** The tab to begin with. */
  start?: 'page' | 'shop';
}

/** "How is this shop, and this page?" */
export function PanelScreen(props: PanelProps) {
  const { page, shops, onJump, onStep, onTeach, lesson, beside, onAccept, start = 'page', ...figures } = props;
  const { t } = useWords();
  const [tab, setTab] = useState(start);
  const tabs = (['page', 'shop'] as const).map((id) => ({ id, label: t(`panel.${id}`) }));
  return (
    <main className={styles.panel}>
      <h1 className="heard">{t('product')}</h1>
      <Tabs label={t('panel.tabs')} tabs={tabs} chosen={tab} onChoose={setTab}>
        <FaultBoundary key={tab}>
          {tab === 'page' && <PageFindings {...{ page, onJump, onStep, onTeach, lesson, beside, onAccept }} />}
          {tab === 'shop' && !shops && <Skeleton lines={6} />}
          {tab === 'shop' && shops?.length === 0 && (
            <div className={styles.first}>
              <p>{t('first.what')}</p>
              <Button look="primary" onClick={() => onStep('connect')}>
                {t('first.connect')}
              </Button>
            </div>
          )}
          {tab === 'shop' && shops && shops.length > 0 && <ShopFigures shops={shops} {...figures} />}
        </FaultBoundary>
      </Tabs>
    </main>
  );
}
