import { el } from './dom';

/** Adds a style sheet of ours to the root; no policy of the page stops it. */
export function addStyle(root: ShadowRoot | HTMLElement, css: string): void {
  if (root instanceof ShadowRoot) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      return;
    } catch {
      // Firefox refuses a content script's sheet in a root of the page's document (bug 1751346): a style element does there.
    }
  }
  root.append(el('style', {}, css));
}
