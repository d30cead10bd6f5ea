import { spoken } from '@/components/today/task-words';
import type { Finding } from '@/lib/domain/verdict';
import type { Translate } from '@/lib/text/text';
import type { Clock } from '@/lib/text/when';

/** `主图`; a field that has no name of ours keeps its id, so that nothing is hidden. */
export function fieldName(field: string, t: Translate): string {
  const key = `field.${field}`;
  return t(key) === key ? field : t(key);
}

/** What is wrong with the number, or why it cannot be told. */
export function findingText(finding: Finding, clock: Clock): string {
  const { t } = clock;
  if (finding.result === 'unknown') return t(`unknown.${finding.reason}`);
  if (finding.result === 'fail') return t(`check.${finding.check}.fail`, spoken(finding.params, clock));
  return t('severity.pass');
}
