import { Sign } from '@/components/sign';
import { useWords } from '@/components/words';
import type { Finding } from '@/lib/domain/verdict';
import { signOf } from '@/lib/layer/sign-kind';
import styles from './finding-line.module.css';
import { findingText } from './finding-words';

/** One finding as sign and sentence; the sign's word for the ear and on hover. */
export function FindingLine({ finding }: { finding: Finding }) {
  const words = useWords();
  const kind = signOf(finding);
  if (!kind) return null;
  const word = words.t(`severity.${kind}`);
  return (
    <span className={styles.line}>
      <span className={`${styles.sign} ${styles[kind]}`} title={word}>
        <Sign kind={kind} size={12} />
      </span>
      <span>
        <span className="heard">{word}: </span>
        {findingText(finding, words)}
      </span>
    </span>
  );
}
