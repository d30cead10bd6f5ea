import type { Counts } from '@/lib/domain/page-state';
import styles from './counts-line.module.css';
import { Sign } from './sign';
import { useWords } from './words';

/** The five signs, worst first, and where each stands in `Counts`. */
export const signs = [
  ['blocks', 'blocks'],
  ['weakens', 'weakens'],
  ['improves', 'improves'],
  ['unknown', 'unknown'],
  ['pass', 'passed'],
] as const;

/** `⯃ 5 必须改  ▲ 3 影响效果 …`: shape and word carry the meaning, colour only helps. `terse` keeps the words for the ear. */
export function CountsLine({ counts, terse = false }: { counts: Counts; terse?: boolean }) {
  const { t } = useWords();
  return (
    <span className={styles.line}>
      {signs.map(
        ([kind, field]) =>
          counts[field] > 0 && (
            <span key={kind} className={`${styles.count} ${styles[kind]}`} title={terse ? t(`severity.${kind}`) : undefined}>
              <Sign kind={kind} size={14} />
              <span>
                <b>{counts[field]}</b> <span className={terse ? 'heard' : undefined}>{t(`severity.${kind}`)}</span>
              </span>
            </span>
          ),
      )}
    </span>
  );
}
