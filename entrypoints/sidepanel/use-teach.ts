import { useEffect, useRef, useState } from 'react';
import type { TeachActions, TeachState } from '@/components/page/teach-card';
import { useWords } from '@/components/words';
import type { PageState } from '@/lib/domain/page-state';
import { kindOfTaught, type TaughtKind, taughtKinds } from '@/lib/domain/taught-kinds';
import { type Heard, openTeacher, type Saved, saveDraft, type TeacherLine } from '@/lib/extension/teach';

const off: Extract<TeachState, { kind: 'off' }> = { kind: 'off', problem: null, saved: false };

/** What the page may be, as far as it was read: the first to choose. */
function guessOf(page: PageState | undefined): TaughtKind | null {
  const id = page?.kind === 'seen' ? page.page : page?.kind === 'blind' ? (page.page ?? '') : '';
  return Object.hasOwn(taughtKinds, id) ? (id as TaughtKind) : kindOfTaught(id);
}

/** Teaching the page of this tab: one line to it, from the first choice to the last. */
export function useTeach(
  tabId: number | null,
  page: PageState | undefined,
): { state: TeachState; actions: TeachActions; showSaved(saved: Saved): void } {
  const { t, locale } = useWords();
  const [state, setState] = useState<TeachState>(off);
  const line = useRef<TeacherLine | null>(null);
  const kind = useRef<TaughtKind | null>(null);

  function close(next: TeachState): void {
    line.current?.close();
    line.current = null;
    setState(next);
  }
  useEffect(() => {
    // Another tab is another page.
    const end = () => {
      line.current?.close();
      line.current = null;
      setState(off);
    };
    const leave = ({ code }: KeyboardEvent) => code === 'Escape' && tabId !== null && end();
    window.addEventListener('keydown', leave);
    return () => {
      window.removeEventListener('keydown', leave);
      end();
    };
  }, [tabId]);

  function hear(message: Heard): void {
    if (message.type === 'left') close(off);
    else if (message.type === 'drafted') void save(message.page);
    else
      setState((before) => {
        if (before.kind !== 'pointing' && before.kind !== 'naming') return before;
        const { page, named } = before;
        if (message.type === 'pointed') return { kind: 'naming', page, named, pointed: message.pointed };
        if (message.type === 'problem') return { kind: 'pointing', page, named, problem: message.problem };
        const problem = before.kind === 'pointing' ? before.problem : null;
        return message.type === 'named' ? { kind: 'pointing', page, named: message.all, problem } : before;
      });
  }
  async function choose(chosen: TaughtKind): Promise<void> {
    if (tabId === null) return;
    kind.current = chosen;
    const opened = await openTeacher(tabId, hear, () => {
      line.current = null;
      setState((before) => (before.kind === 'pointing' || before.kind === 'naming' ? { ...off, problem: 'page-left' } : before));
    });
    if (!opened) {
      setState({ ...off, problem: 'no-page' });
      return;
    }
    line.current = opened;
    setState({ kind: 'pointing', page: chosen, named: [], problem: null });
    opened.say({ type: 'begin', page: chosen, hint: t('teach.hint'), locale });
  }
  async function save(draft: unknown): Promise<void> {
    if (tabId === null || kind.current === null) return;
    const saved = await saveDraft(tabId, kind.current, draft);
    showSaved(saved);
  }
  function showSaved(saved: Saved): void {
    close(saved.ok ? { ...off, saved: true } : { ...off, problem: saved.problem });
  }

  return {
    state,
    showSaved,
    actions: {
      start: () => setState({ kind: 'choosing', guess: guessOf(page) }),
      choose: (chosen) => void choose(chosen),
      name(field) {
        setState((before) =>
          before.kind === 'naming' ? { kind: 'pointing', page: before.page, named: before.named, problem: null } : before,
        );
        line.current?.say({ type: 'name', field });
      },
      drop: (field) => line.current?.say({ type: 'drop', field }),
      save: () => line.current?.say({ type: 'draft' }),
      leave: () => close(off),
    },
  };
}
