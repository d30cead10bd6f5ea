import type { TaskRow } from '@/lib/store/view';
import type { Params, Translate } from '@/lib/text/text';
import { atWords, type Clock } from '@/lib/text/when';

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Params as a sentence says them: instants become times of day. */
export function spoken(params: Params, clock: Clock): Params {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' && instant.test(value) ? atWords(value, clock) : value]),
  );
}

/** A long name within a sentence: its two ends, so that the number beside it stays in sight. */
function shortened(value: string | number): string | number {
  const letters = [...String(value)];
  return letters.length > 40 ? `${letters.slice(0, 24).join('')} … ${letters.slice(-12).join('')}` : value;
}

const has = (t: Translate, key: string) => t(key) !== key;
/** Whether the text's every blank can be filled: a placeholder must never reach the screen. */
const fills = (text: string, params: Params) =>
  [...text.matchAll(/\{(\w+)/g)].every(([, name]) => params[name ?? ''] !== undefined && params[name ?? ''] !== '');

/** Verb and object, as short as a list needs it: `补 SKU · Gap variants`. */
export function taskTitle(task: TaskRow, clock: Clock): string {
  if (task.title) return task.title;
  const { t } = clock;
  const params = spoken(task.params, clock);
  const todo = `check.${task.check}.todo`;
  if (task.check && has(t, todo)) params.todo = t(todo);
  const key = `task.${task.flow}`;
  if (!has(t, key)) return t('task.other');
  return fills(t(key), params) ? t(key, params) : t(`${key}.plain`, params);
}

/** Why it is there: the sentence of the check that failed; '' for what a person wrote. */
export function taskWhy(task: TaskRow, clock: Clock): string {
  const params = Object.fromEntries(Object.entries(spoken(task.params, clock)).map(([key, value]) => [key, shortened(value)]));
  // Where the title says the finding already, the flow has a reason of its own.
  const key = [`task.${task.flow}.why`, `check.${task.check}.fail`].find((each) => has(clock.t, each));
  return task.check && key && fills(clock.t(key), params) ? clock.t(key, params) : '';
}

/** How it was proved, once done; before that, where it comes from. */
export function taskEvidence(task: TaskRow, done: boolean, t: Translate): string {
  if (done) return t(`evidence.${task.evidence ?? 'person'}`);
  return t(task.flow === 'own-task' ? 'origin.person' : 'origin.page');
}
