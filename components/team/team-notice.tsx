import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useWords } from '@/components/words';
import type { TeamAnswer } from '@/lib/domain/team';

/** Why the server did not do it, and what to do. */
export function TeamNotice({ answer, onAgain }: { answer: Extract<TeamAnswer<unknown>, { ok: false }>; onAgain?: () => unknown }) {
  const { t } = useWords();
  const { code, message } = answer;
  return (
    <Notice
      sign={code === 'offline' || code === 'slow-down' ? 'weakens' : 'blocks'}
      next={t(`team.${code}.next`)}
      action={onAgain && <Button onClick={onAgain}>{t('fault.again')}</Button>}
    >
      {t(`team.${code}`)}
      {message && t('api.said', { message })}
    </Notice>
  );
}
