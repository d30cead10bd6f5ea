import { matches } from '../page-dom';

const takes =
  'a[href],button:not([disabled]),input:not([type=hidden],[type=checkbox],[disabled]),select,textarea,[contenteditable=true],[tabindex]';

/** Scrolls something of the page into view and focuses it, or the first thing in it that takes focus. It never clicks or types. */
export function focusOnPage(target: Element): void {
  Element.prototype.scrollIntoView.call(target, { block: 'center', inline: 'nearest' });
  const focused = matches(target, takes) ? target : Element.prototype.querySelector.call(target, takes);
  if (focused instanceof HTMLElement) HTMLElement.prototype.focus.call(focused, { preventScroll: true });
}
