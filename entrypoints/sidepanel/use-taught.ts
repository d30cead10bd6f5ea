import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useRef, useState } from 'react';
import { handOver } from '@/components/hand-over';
import type { TaughtActions } from '@/components/page/taught-list';
import { useWords } from '@/components/words';
import { matchRoute } from '@/lib/adapter/match';
import type { NamedField } from '@/lib/domain/lesson-steps';
import { fileOf, loadFile, longestFile, openTeacher, type Saved, type TeacherLine, tellTaught, tryMessage } from '@/lib/extension/teach';
import { approveTaught, askReview, taughtView, withdrawTaught } from '@/lib/store/taught';

interface Tried {
  key: string;
  ok: boolean;
  rows: number;
  fields: NamedField[];
}

/** What was taught of the address of this tab, and what is done about it. */
export function useTaught(tabId: number | null, url: string | null, onLoaded: (saved: Saved) => void) {
  const { t, locale } = useWords();
  const origin = url && /^https?:/.test(url) ? new URL(url).origin : null;
  const all = useLiveQuery(() => (origin ? taughtView(origin) : []), [origin]);
  const [tried, setTried] = useState<Tried | null>(null);
  const line = useRef<TeacherLine | null>(null);
  const place = useRef('');
  useEffect(() => {
    // What was tried was tried on that page.
    place.current = `${tabId} ${url}`;
    return () => {
      line.current?.close();
      line.current = null;
      setTried(null);
    };
  }, [tabId, url]);
  const here = (all ?? []).filter(({ page }) => url !== null && matchRoute(page.route, url) !== null);
  const pageOf = (key: string) => here.find((one) => one.key === key)?.page;

  async function tryOut(key: string): Promise<void> {
    const page = pageOf(key);
    const message = page && tryMessage(page, t('teach.hint'), locale);
    if (tabId === null || !message) return;
    line.current?.close();
    const asked = place.current;
    const opened = await openTeacher(
      tabId,
      (heard) =>
        heard.type === 'tried' && asked === place.current && setTried({ key, ok: heard.ok, rows: heard.rows, fields: heard.fields }),
      () => setTried(null),
    );
    line.current = opened;
    opened?.say(message);
  }
  async function changed(work: Promise<unknown>): Promise<void> {
    await work;
    line.current?.close();
    line.current = null;
    setTried(null);
    if (tabId !== null) await tellTaught(tabId);
  }

  const actions: TaughtActions = {
    onTry: (key) => void tryOut(key),
    onApprove: (key) => origin && void changed(approveTaught(origin, key)),
    onWithdraw: (key) => origin && void changed(withdrawTaught(origin, key)),
    onAsk: (key) => origin && void changed(askReview(origin, key)),
    onExport(key) {
      const page = pageOf(key);
      if (page) handOver(new Blob([fileOf(page)], { type: 'application/json' }), `${page.id}.json`);
    },
    onImport: (file) =>
      tabId !== null &&
      void file
        .slice(0, longestFile + 1)
        .text()
        .then(async (text) => onLoaded(await loadFile(tabId, text))),
  };
  return { taught: here, tried, actions };
}
