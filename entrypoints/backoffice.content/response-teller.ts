import { accountOf } from '@/lib/adapter/observe';
import type { BlindReason, Raw } from '@/lib/domain/observation';
import type { AdapterPage } from '@/lib/domain/platform';
import type { PageObservedAnswer, SiteBrief, ToBackground } from '@/lib/extension/messages';
import type { HeldMessages } from './held-messages';

interface Options {
  held: HeldMessages;
  post(name: string, message: ToBackground, onAnswer: (answer: PageObservedAnswer | null) => void): void;
  onAnswer(answer: PageObservedAnswer): void;
  /** The responses say it where the page itself has nothing to be read by. */
  onBlind(reason: BlindReason): void;
}

/** A page that is read by its responses alone has so long (ms) to get one. */
const patience = 5000;

/** Tells the page's own responses. What is in them is read in the background. */
export function responseTeller({ held, post, onAnswer, onBlind }: Options) {
  let since = performance.now();
  let isTold = false;
  let lacksAccount = false;

  return {
    /** Whose they are is known from the response, else from the page: until then it waits. */
    tell({ platform }: SiteBrief, page: AdapterPage, isAlone: boolean): void {
      const here = accountOf(document, platform, location.href);
      held.tell(`${platform.id}/${page.id}`, location.href, (message, at) => {
        const { response, payload, account = here } = message;
        // Asked for by a page of another account: the address changes before the rows do.
        const isOther = message.account === undefined && accountOf(document, platform, message.url) !== here;
        const isRefused = payload === null;
        if (isRefused || message.account === null) {
          held.drop(message);
          isTold ||= isAlone;
          if (isAlone) onBlind(isRefused ? 'refused' : 'unknown-shop');
          return true;
        }
        lacksAccount = account === null || isOther;
        if (account === null || isOther) return false;
        const asked = { type: 'page.answered' as const, url: location.href, at, account, page: page.id, response, payload: payload as Raw };
        post(`response ${response}`, asked, (answer) => {
          if (!answer) return;
          isTold = true;
          held.drop(message);
          onAnswer(answer);
        });
        return true;
      });
    },
    /** Why nothing is known of a page that is read by its responses alone; null = it is, or it was said already. ms = how long to wait still. */
    lack(): { reason: BlindReason; ms: number } | null {
      if (isTold) return null;
      const ms = since + patience - performance.now();
      if (ms > 0) return { reason: 'loading', ms };
      return { reason: lacksAccount ? 'unknown-shop' : 'no-response', ms: 0 };
    },
    /** Another address. */
    leave(): void {
      since = performance.now();
      isTold = false;
      lacksAccount = false;
    },
  };
}
