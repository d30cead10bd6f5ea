import type { PageObservedAnswer, ToBackground } from '@/lib/extension/messages';
import { timed } from '@/lib/layer/pace';

interface Letter {
  message: ToBackground;
  /** Called unless the route was left meanwhile; null = not of this page. */
  onAnswer(answer: PageObservedAnswer | null): void;
}
interface Options {
  send(message: ToBackground): Promise<unknown>;
  /** Nobody answered, three times over. */
  onSilence(): void;
}

const patience = 3;
const pause = 1000;

/** Posts what was seen, one after another. Of what waits under one name, only the latest is still true. */
export function postBox({ send, onSilence }: Options) {
  const waiting = new Map<string, Letter>();
  let busy = false;
  let route = 0;
  let failures = 0;

  async function pump(): Promise<void> {
    const [next] = waiting;
    if (busy || !next) return;
    const [name, letter] = next;
    waiting.delete(name);
    busy = true;
    const posted = route;
    // A worker that was just ended rejects; one that refuses gives nothing.
    const answer = (await send(letter.message).catch(() => undefined)) as PageObservedAnswer | null | undefined;
    busy = false;
    if (posted === route && answer !== undefined) {
      failures = 0;
      timed(() => letter.onAnswer(answer));
    } else if (posted === route) {
      if (++failures < patience) {
        if (!waiting.has(name)) waiting.set(name, letter);
        setTimeout(() => void pump(), pause);
        return;
      }
      failures = 0;
      onSilence();
    }
    void pump();
  }

  return {
    post(name: string, letter: Letter): void {
      waiting.set(name, letter);
      void pump();
    },
    /** Another route: what waits, and what is still to be answered, is of the past. */
    leave(): void {
      route++;
      waiting.clear();
      failures = 0;
    },
  };
}
