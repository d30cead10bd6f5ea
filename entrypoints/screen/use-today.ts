import { useLiveQuery } from 'dexie-react-hooks';
import type { QuickEntryProps } from '@/components/today/quick-entry';
import type { TodayProps } from '@/components/today/today';
import { useWords } from '@/components/words';
import { openRecord } from '@/lib/extension/tabs';
import { clauses } from '@/lib/playbook/load';
import { addNote, addTask, reopen, settle, snooze } from '@/lib/store/act';
import { todayView } from '@/lib/store/read';

/** Today's checklist and the line below it, as popup and workbench show them. */
export function useToday(shop: string | null, onAll?: () => void, shown?: number): { today: TodayProps; entry: QuickEntryProps } {
  const { locale, now } = useWords();
  const minute = Math.floor(now.getTime() / 60_000);
  const view = useLiveQuery(() => todayView(new Date(), shown), [minute, shown]);
  return {
    today: {
      view,
      actions: { settle, reopen, snooze, open: (url) => void openRecord(url) },
      clauseSentence: (id) => clauses.get(id)?.sentence[locale] ?? '',
      ...(onAll ? { onAll } : {}),
    },
    entry: {
      onNote: (text) => addNote(text, shop),
      onTask: (title, due) => addTask(title, due, shop),
      modifier: /mac/i.test(navigator.platform) ? '⌘' : 'Ctrl',
    },
  };
}
