import { QuickEntry, type QuickEntryProps } from '@/components/today/quick-entry';
import { Today, type TodayProps } from '@/components/today/today';
import styles from './workbench-frame.module.css';

/** The popup's list and its entry, with room. */
export function TodaySection({ today, entry }: { today: TodayProps; entry: QuickEntryProps }) {
  return (
    <div className={styles.flush}>
      <Today {...today} />
      <QuickEntry {...entry} />
    </div>
  );
}
