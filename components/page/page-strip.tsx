import { Button } from '@/components/button';
import { CountsLine } from '@/components/counts-line';
import { Icon } from '@/components/icon';
import { Sign } from '@/components/sign';
import { useWords } from '@/components/words';
import { type Counts, countFindings, type PageState } from '@/lib/domain/page-state';
import styles from './page-strip.module.css';
import { coverageWords, headlineOf, type PageStep, pageName } from './page-words';

interface Props {
  /** undefined = not asked yet. */
  page: PageState | undefined;
  onLook: () => void;
  onStep: (step: PageStep) => void;
}

const none: Counts = { blocks: 0, weakens: 0, improves: 0, unknown: 0, passed: 0 };

/** The popup's answer to "and this page?": fine, needs you, or can't see and why. */
export function PageStrip({ page, onLook, onStep }: Props) {
  const { t } = useWords();
  const head = page && headlineOf(page, t);
  const seen = page?.kind === 'seen' ? page : null;
  const counts = seen && countFindings(seen.findings);
  const needs = head !== undefined && head.sign !== 'pass' && head.sign !== 'unknown';
  return (
    <section className={styles.strip} aria-label={t('page.this')}>
      <div className={styles.top}>
        <div className={styles.name}>
          <h2>{seen ? pageName(seen.page, t) : t('page.this')}</h2>
          {seen && <span className={styles.read}>{coverageWords(seen, t)}</span>}
          {counts && needs && <CountsLine counts={{ ...none, passed: counts.passed }} />}
        </div>
        {seen && (
          <Button look="link" onClick={onLook}>
            {t('page.look')}
            <Icon name="next" />
          </Button>
        )}
        {head?.step && (
          <Button look="link" onClick={() => head.step && onStep(head.step)}>
            {t(`step.${head.step}`)}
          </Button>
        )}
      </div>
      {counts && needs ? (
        <>
          <CountsLine counts={{ ...counts, passed: 0 }} />
          {head.next && <p className={styles.next}>{head.next}</p>}
        </>
      ) : (
        <p className={styles.state}>
          {head && (
            <span className={`${styles.sign} ${styles[head.sign]}`}>
              <Sign kind={head.sign} size={14} />
            </span>
          )}
          <span>
            {head?.text ?? t('loading')}
            {head?.next && <span className={styles.next}> {head.next}</span>}
          </span>
        </p>
      )}
    </section>
  );
}
