import { type KeyboardEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { useWords } from '@/components/words';
import { storeCodeOf } from '@/lib/domain/store-fault';
import { atWords } from '@/lib/text/when';
import styles from './quick-entry.module.css';
import { dueTimes } from './snooze-times';

export interface QuickEntryProps {
  onNote: (text: string) => unknown;
  onTask: (title: string, due: Date | null) => unknown;
  /** '⌘' on a Mac, 'Ctrl' elsewhere. */
  modifier: string;
}

/** What a line means: with `!` (or the full-width `！` of a Chinese keyboard) before it, a task. */
export function readEntry(text: string): { task: boolean; text: string } {
  const marked = /^\s*[!！]\s*/.exec(text);
  return { task: marked !== null, text: (marked ? text.slice(marked[0].length) : text).trim() };
}

/** One line into the log: a note by default, a task with `!` or by the switch. Ctrl/⌘ + Enter keeps it. */
export function QuickEntry({ onNote, onTask, modifier }: QuickEntryProps) {
  const words = useWords();
  const { t, now } = words;
  const [text, setText] = useState('');
  const [switched, setSwitched] = useState(false);
  const [due, setDue] = useState('');
  const [said, setSaid] = useState<string[]>([]);
  const input = useRef<HTMLTextAreaElement>(null);
  const entry = readEntry(text);
  const task = switched || entry.task;
  const times = dueTimes(now);

  const keep = async () => {
    if (!entry.text) return;
    const at = times.find(({ id }) => id === due)?.due ?? null;
    try {
      await (task ? onTask(entry.text, at) : onNote(entry.text));
      setText('');
      setSaid([task ? 'entry.taskKept' : 'entry.noteKept']);
    } catch (error) {
      const code = storeCodeOf(error);
      setSaid(code ? ['entry.notKept', `fault.${code}`, `fault.${code}.next`] : ['entry.failed']);
    }
    input.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void keep();
  };
  return (
    <form
      className={styles.entry}
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <div className={styles.line}>
        <textarea
          ref={input}
          rows={1}
          className={styles.input}
          maxLength={task ? 500 : 4000}
          value={text}
          placeholder={t('entry.placeholder')}
          aria-label={t('entry.label')}
          onChange={(event) => {
            setText(event.target.value);
            setSaid([]);
          }}
        />
        <Button type="submit" look={entry.text ? 'primary' : 'plain'} disabled={!entry.text}>
          {t(task ? 'entry.addTask' : 'entry.keepNote')}
        </Button>
      </div>
      {text !== '' && (
        <div className={styles.foot}>
          <fieldset className={styles.kind}>
            <legend className="heard">{t('entry.kind')}</legend>
            {(['note', 'task'] as const).map((kind) => (
              <label key={kind}>
                <input
                  type="radio"
                  name="kind"
                  checked={task === (kind === 'task')}
                  onChange={() => {
                    setSwitched(kind === 'task');
                    if (kind === 'note') setText(entry.text);
                  }}
                />
                {t(`entry.${kind}`)}
              </label>
            ))}
          </fieldset>
          {task && (
            <select className={styles.due} value={due} aria-label={t('entry.due')} onChange={(event) => setDue(event.target.value)}>
              <option value="">{t('entry.noDue')}</option>
              {times.map(({ id, due: at }) => (
                <option key={id} value={id}>
                  {t(`entry.due.${id}`, { when: atWords(at.toISOString(), words) })}
                </option>
              ))}
            </select>
          )}
          <span className={styles.keys}>{modifier} + Enter</span>
        </div>
      )}
      <p className={styles.said} role="status">
        {said.map((key) => t(key)).join(t('list.stop'))}
      </p>
    </form>
  );
}
