import { Button } from './button';
import styles from './code-text.module.css';
import { useSend } from './use-send';
import { useWords } from './words';

/** A code to be passed on or noted, with its copy. */
export function CodeText({ code, onCopyText }: { code: string; onCopyText: (text: string) => Promise<unknown> }) {
  const { t } = useWords();
  const copy = useSend<'copied' | 'failed'>('failed');
  return (
    <>
      <code className={styles.code}>{code}</code>{' '}
      <Button look="link" onClick={() => copy.send(() => onCopyText(code).then(() => 'copied' as const))}>
        {t('key.copy')}
      </Button>
      <span role="status"> {copy.answer && t(copy.answer === 'copied' ? 'figure.copied' : 'figure.notCopied')}</span>
    </>
  );
}
