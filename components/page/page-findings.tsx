import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { CountsLine } from '@/components/counts-line';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { useWords } from '@/components/words';
import type { Drifted } from '@/lib/domain/drift';
import type { Lesson } from '@/lib/domain/lesson';
import { countFindings, type PageState } from '@/lib/domain/page-state';
import { recognised } from '@/lib/domain/recognised';
import type { Beside } from '@/lib/domain/recognition';
import { DriftCard } from './drift-card';
import { FindingGroup } from './finding-group';
import { fieldName } from './finding-words';
import { groupFindings } from './group-findings';
import styles from './page-findings.module.css';
import { coverageWords, headlineOf, type PageStep, pageName } from './page-words';
import { RecognitionCard } from './recognition-card';

interface Props {
  page: PageState | undefined;
  onJump: (subject: string, field: string) => void;
  onStep: (step: PageStep) => void;
  onTeach: (lesson: Lesson) => void;
  /** Teaching the page, where it can be taught. */
  lesson?: ReactNode;
  /** What the recogniser reads while fields are not where they were; undefined = still reading. */
  beside: Beside | null | undefined;
  onAccept: (alarm: Drifted) => void;
}

/** The panel's first tab: what this page shows, field by field, and the way to each gap. */
export function PageFindings({ page, onJump, onStep, onTeach, lesson, beside, onAccept }: Props) {
  const { t } = useWords();
  if (!page) return <Skeleton lines={5} />;
  const head = headlineOf(page, t);
  const { step } = head;
  if (page.kind !== 'seen') {
    return (
      <div className={styles.page}>
        <Notice sign="unknown" next={head.next} action={step && <Button onClick={() => onStep(step)}>{t(`step.${step}`)}</Button>}>
          {head.text}
        </Notice>
        {lesson}
      </div>
    );
  }
  const groups = groupFindings(page.findings);
  const open = groups.filter((group) => group.subjects.length > 0);
  const clean = groups.filter((group) => group.subjects.length === 0);
  const first = page.findings.find(({ result, severity }) => result === 'fail' && severity === head.sign);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h2>{pageName(page.page, t)}</h2>
        <span className={styles.read}>{coverageWords(page, t)}</span>
      </div>
      {page.drifted && (
        <DriftCard
          isRecognised={page.platform === recognised}
          drifted={page.drifted}
          beside={beside}
          onTeach={onTeach}
          onAccept={onAccept}
        />
      )}
      <div className={styles.state}>
        {first ? (
          <CountsLine counts={countFindings(page.findings)} />
        ) : (
          <Notice sign={head.sign === 'pass' ? 'pass' : 'unknown'} next={head.next}>
            {head.text}
          </Notice>
        )}
        {first && page.unsaved && <p className={styles.clean}>{head.next}</p>}
        {first && (
          <Button look="primary" onClick={() => onJump(first.subject, first.field)}>
            {t('page.first')}
          </Button>
        )}
      </div>
      {open.length > 0 && (
        <ul className={styles.groups}>
          {open.map((group, at) => (
            <FindingGroup key={group.field} group={group} startOpen={at === 0} onJump={onJump} />
          ))}
        </ul>
      )}
      {clean.length > 0 && open.length > 0 && (
        <p className={styles.clean}>
          {t('page.cleanFields', { fields: clean.map(({ field }) => fieldName(field, t)).join(t('list.comma')) })}
        </p>
      )}
      {page.total !== null && page.total > page.rows && (
        <p className={styles.clean}>{t('page.readOf.next', { n: page.total - page.rows })}</p>
      )}
      {page.recognition && <RecognitionCard recognition={page.recognition} onTeach={onTeach} />}
      {lesson}
    </div>
  );
}
