import { Button } from '@/components/button';
import { CodeText } from '@/components/code-text';
import { Notice } from '@/components/notice';
import { useWords } from '@/components/words';
import type { NewCode as Made } from '@/lib/domain/team';
import { atWords } from '@/lib/text/when';

interface Props {
  code: Made;
  /** Whose it is. */
  name: string;
  onCopyText: (text: string) => Promise<unknown>;
  onPassedOn: () => void;
}

/** A code that sets a password: shown until it was passed on, and never again. */
export function NewCode({ code, name, onCopyText, onPassedOn }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <Notice
      sign="weakens"
      next={t('team.code.next', { name, when: atWords(code.expiresAt, words) })}
      action={<Button onClick={onPassedOn}>{t('team.code.passedOn')}</Button>}
    >
      {t('team.code', { name })} <CodeText code={code.code} onCopyText={onCopyText} />
    </Notice>
  );
}
