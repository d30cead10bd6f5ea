import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { JournalSection } from '@/components/journal/journal-section';
import { useNow } from '@/components/use-now';
import { spanHistory } from '@/lib/extension/sync';
import { withTeam } from '@/lib/extension/team';
import { getMeta } from '@/lib/store/database';
import { calendarDay, journalMembers, journalView } from '@/lib/store/journal';
import type { JournalView } from '@/lib/store/view';

interface Read {
  of: string;
  view?: JournalView;
  fault: unknown;
}

export function Journal() {
  const today = calendarDay(useNow());
  const members = useLiveQuery(journalMembers) ?? [];
  const names = useNames();
  const { isReady, preparing } = usePrepared();
  const [asked, setAsked] = useState({ member: '', day: '' });
  const [member, day] = [asked.member || (members[0] ?? ''), asked.day || today];
  const change = useLiveQuery(async () => (await getMeta('life'))?.change ?? 0);
  const of = `${member} ${day}`;
  const [read, setRead] = useState<Read | null>(null);
  // Not a live query: what is found damaged is marked at once, and a live query must not write.
  useEffect(() => {
    if (!isReady || change === undefined || member === '') return;
    let isOver = false;
    const take = (got: Omit<Read, 'of'>) => !isOver && setRead({ of, ...got });
    journalView(member, day).then(
      (view) => take({ view, fault: null }),
      (fault: unknown) => take({ fault }),
    );
    return () => {
      isOver = true;
    };
  }, [isReady, change, member, day, of]);
  const current = read?.of === of ? read : null;
  return (
    <JournalSection
      members={members.map((id) => ({ id, name: names.get(id) ?? null }))}
      member={member}
      day={day}
      today={today}
      view={current?.view}
      fault={current?.fault ?? null}
      preparing={preparing}
      onMember={(next) => setAsked({ ...asked, member: next })}
      onDay={(next) => setAsked({ ...asked, day: next })}
    />
  );
}

/** Segments that have no spans get them first: without, each of them would be opened for each day. */
function usePrepared() {
  const [isReady, setReady] = useState(false);
  const [preparing, setPreparing] = useState<{ done: number; total: number } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const onProgress = (done: number, total: number) => setPreparing({ done, total });
    void spanHistory({ onProgress, signal: stop.signal })
      .catch(() => {})
      .then(() => {
        setReady(true);
        setPreparing(null);
      });
    return () => stop.abort(new Error('left'));
  }, []);
  return { isReady, preparing };
}

/** Names of colleagues, where the server tells them to this member. */
function useNames(): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    void withTeam((team) => team.members()).then((answer) => {
      if (answer.ok) setNames(new Map(answer.value.map(({ id, name }) => [id, name])));
    });
  }, []);
  return names;
}
