import type { BlindReason } from '@/lib/domain/observation';
import type { ToBackground } from '@/lib/extension/messages';

/** A page that is still being built says many things; only what lasts so long (ms) is true. */
const settling = 800;
/** A page that is busy is looked at again so often (ms): not every sign of being ready is one that we are told of. */
export const lookAgain = 500;

/** A time in which a page cannot be seen: since when, and why, as far as the page itself says. */
export function blindSpell(send: (message: ToBackground) => Promise<unknown>, onWhy: (why: BlindReason) => void) {
  let spell: { reason: BlindReason; at: number; why?: BlindReason } | null = null;
  return {
    end(): void {
      spell = null;
    },
    get isSettled(): boolean {
      return spell !== null && performance.now() - spell.at > settling;
    },
    /** How long (ms) this reason has still to last. */
    left(reason: BlindReason): number {
      if (spell?.reason !== reason) spell = { reason, at: performance.now() };
      return spell.at + settling - performance.now();
    },
    /** The reason as it is known by now; the page's own words are asked once. */
    why(reason: BlindReason): BlindReason {
      const here = spell;
      if (here && !here.why && reason !== 'loading') {
        here.why = reason;
        send({ type: 'page.blind', url: location.href }).then(
          (why) => {
            if (!why || spell !== here) return;
            here.why = why as BlindReason;
            onWhy(here.why);
          },
          () => undefined,
        );
      }
      return here?.why ?? reason;
    },
  };
}
