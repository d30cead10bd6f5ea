import { useState } from 'react';
import type { TaskRow } from '@/lib/store/view';

/** What can be done with a task. An answer `{ok: false}` or a promise that fails is told to the user, and the task stays where it was. */
export interface TaskActions {
  settle: (id: string) => unknown;
  reopen: (id: string) => unknown;
  snooze: (id: string, until: Date) => unknown;
}

export interface LastMove {
  kind: 'settled' | 'snoozed' | 'undone' | 'failed';
  task: TaskRow;
  until?: Date;
  /** Why it failed, where it was thrown. */
  fault?: unknown;
}

const refused = (answer: unknown) => typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;

/** Moves tasks and remembers them, so that Z takes the last one back, then the one before. */
export function useUndo(actions: TaskActions) {
  const [moves, setMoves] = useState<LastMove[]>([]);
  const [last, setLast] = useState<LastMove | null>(null);

  const run = async (act: () => unknown, move: LastMove) => {
    setLast(move);
    try {
      const answer = await act();
      if (refused(answer)) return setLast({ ...move, kind: 'failed' });
      if (move.kind !== 'undone') setMoves((before) => [...before, move]);
    } catch (error) {
      setLast({ ...move, kind: 'failed', fault: error });
    }
  };
  const reopen = (task: TaskRow) => run(() => actions.reopen(task.id), { kind: 'undone', task });
  return {
    last,
    settle: (task: TaskRow) => run(() => actions.settle(task.id), { kind: 'settled', task }),
    snooze: (task: TaskRow, until: Date) => run(() => actions.snooze(task.id, until), { kind: 'snoozed', task, until }),
    reopen,
    /** The last move of this screen; after a fresh start the newest of what was done today. */
    undo: (newestDone?: TaskRow) => {
      const move = moves.at(-1);
      if (!move) return newestDone ? reopen(newestDone) : undefined;
      setMoves((before) => before.slice(0, -1));
      // Putting off until now is how a snooze is taken back: the log only ever grows.
      return move.kind === 'settled'
        ? reopen(move.task)
        : run(() => actions.snooze(move.task.id, new Date()), { kind: 'undone', task: move.task });
    },
  };
}
