import { browser } from 'wxt/browser';

/**
 * WXT's context of a content script, as far as ours needs it and in a third of its size: every byte goes into somebody else's page.
 * wxt.config.ts puts it in the place of `wxt/utils/content-script-context`.
 */
export class ContentScriptContext {
  private readonly plug = new AbortController();
  readonly signal = this.plug.signal;

  constructor(name: string) {
    // One a page: a newer one, after an update or a second injection, ends the one before it.
    const started = `${browser.runtime.id} ${name}`;
    document.dispatchEvent(new Event(started));
    document.addEventListener(started, () => this.abort(), { signal: this.signal });
  }

  abort(): void {
    this.plug.abort();
  }

  /** Aborted, or left behind by an update of the extension, which is only noticed by asking. */
  get isInvalid(): boolean {
    if (!browser.runtime?.id) this.abort();
    return this.signal.aborted;
  }

  onInvalidated(run: () => void): void {
    this.signal.addEventListener('abort', run);
  }

  setInterval(run: () => void, ms: number): void {
    const id = setInterval(() => this.isInvalid || run(), ms);
    this.onInvalidated(() => clearInterval(id));
  }

  addEventListener(target: EventTarget, type: string, run: () => void, options: AddEventListenerOptions = {}): void {
    target.addEventListener(type, run, { ...options, signal: this.signal });
  }
}
