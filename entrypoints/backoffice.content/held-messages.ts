import type { TapMessage } from '@/lib/adapter/tap/message';

interface Held {
  message: TapMessage;
  /** ms of its arrival. */
  at: number;
  /** ms of the first look for its page; 0 = nobody has looked: the tab is hidden. */
  soughtAt: number;
  /** The address it was last told for. */
  told: string;
}

const most = 20;
const longest = 10_000;

/**
 * Responses that wait for their page: a route is often fetched before the address changes, and the first come before the document
 * is there to say whose account it is. What finds no page within ten seconds of looking belongs to none; in a hidden tab nobody looks.
 */
export function heldMessages(wake: () => void) {
  let held: Held[] = [];
  return {
    add(message: TapMessage): void {
      held = [...held.slice(1 - most), { message, at: Date.now(), soughtAt: 0, told: '' }];
      wake();
    },
    /** Those of this page, with their time, that were not told for this address yet; `tell` says whether it took one. */
    tell(page: string, url: string, tell: (message: TapMessage, at: string) => boolean): void {
      const now = Date.now();
      for (const each of held) each.soughtAt ||= now;
      held = held.filter(({ soughtAt }) => soughtAt > now - longest);
      for (const each of held) {
        if (each.message.page !== page || each.told === url) continue;
        if (tell(each.message, new Date(each.at).toISOString())) each.told = url;
      }
    },
    drop(message: TapMessage): void {
      held = held.filter((each) => each.message !== message);
    },
  };
}
export type HeldMessages = ReturnType<typeof heldMessages>;
