import { eventName } from '@/components/event-name';
import { ChoiceField, TextField } from '@/components/field-row';
import list from '@/components/keeping/rejected-list.module.css';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { StoreFault } from '@/components/store-fault';
import { TimeText } from '@/components/time-text';
import { usePageful } from '@/components/use-pageful';
import { useWords } from '@/components/words';
import { Part } from '@/components/workbench/part';
import type { JournalRow, JournalView } from '@/lib/store/view';
import styles from './journal-section.module.css';

export interface JournalProps {
  /** Whose days can be read, the reader first. A colleague whose name only the server knows has none. */
  members: readonly { id: string; name: string | null }[];
  member: string;
  /** `YYYY-MM-DD`, and the last that there is. */
  day: string;
  today: string;
  /** Undefined = not read yet. */
  view: JournalView | undefined;
  fault: unknown;
  /** Parts of the history that are made ready first. */
  preparing: { done: number; total: number } | null;
  onMember: (member: string) => void;
  onDay: (day: string) => void;
}

/** What one member did on one day. */
export function JournalSection({ members, member, day, today, view, fault, preparing, onMember, onDay }: JournalProps) {
  const { t } = useWords();
  const options = members.map(({ id, name }, at) => ({
    value: id,
    label: at === 0 ? t('journal.me') : (name ?? t('journal.colleague', { id: id.slice(-6) })),
  }));
  return (
    <Part title={t('journal.title')} about={t('journal.about')}>
      <div className={styles.asked}>
        <ChoiceField label={t('journal.who')} value={member} options={options} onChoose={onMember} />
        <TextField
          label={t('journal.day')}
          type="date"
          value={day}
          max={today}
          required
          onChange={({ target }) => target.value && onDay(target.value)}
        />
      </div>
      {preparing && <Notice sign="unknown">{t('journal.preparing', { ...preparing })}</Notice>}
      {fault !== null && <StoreFault fault={fault}>{t('journal.failed')}</StoreFault>}
      {fault === null && (view ? <Day key={`${member} ${day}`} view={view} /> : <Skeleton lines={6} />)}
    </Part>
  );
}

const pageful = 100;

function Day({ view: { rows, counts, coming } }: { view: JournalView }) {
  const { t } = useWords();
  const { first, more } = usePageful(rows, pageful);
  return (
    <>
      {coming && <Notice sign="unknown">{t('journal.coming', { done: coming.done, total: Math.max(coming.done, coming.total) })}</Notice>}
      {rows.length === 0 && <p>{t('journal.none')}</p>}
      {rows.length > 0 && (
        <p>
          <b>{t('journal.count', { n: rows.length })}</b>
          {counts.map(({ type, n }) => ` · ${eventName(type, t)} ${n}`)}
        </p>
      )}
      <ul className={list.list}>
        {first.map((row) => (
          <li key={row.id} className={list.row}>
            <p className={list.side}>
              <TimeText iso={row.at} as="at" className={list.who} />
              <span>{[deedOf(row, t), row.name, row.shopName].filter(Boolean).join(' · ')}</span>
            </p>
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

/** A move by its own verb, where this program knows it. */
function deedOf({ type, move }: JournalRow, t: (key: string) => string): string {
  const key = `move.${move}`;
  return move !== null && t(key) !== key ? t(key) : eventName(type, t);
}
