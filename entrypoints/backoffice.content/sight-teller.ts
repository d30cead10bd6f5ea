import type { Sight } from './read-page';
import { standing } from './standing';

/** A refusal is asked about again after this (ms): the site may have been put right meanwhile. */
const askAgain = 5000;

/** Posts a sight once it stands and when it says something new. What changes while one waits is read and comes here too. */
export function sightTeller(post: (sight: Sight) => void) {
  const standsIn = standing();
  let posted = '';
  let refusedAt: number | null = null;
  let timer = 0;

  function tell(sight: Sight): void {
    clearTimeout(timer);
    const now = performance.now();
    const isRefusalOld = refusedAt !== null && now - refusedAt > askAgain;
    if (sight.text === posted && !isRefusalOld) return;
    const left = standsIn(sight.text, sight.seen.observation.account, now);
    if (left > 0) {
      timer = window.setTimeout(() => tell(sight), left);
      return;
    }
    posted = sight.text;
    refusedAt = null;
    post(sight);
  }

  return {
    tell,
    refused(): void {
      refusedAt = performance.now();
    },
    /** The next sight is told whatever it says. */
    forget(): void {
      clearTimeout(timer);
      posted = '';
      refusedAt = null;
    },
  };
}
