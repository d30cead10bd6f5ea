// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';

const runtime = vi.hoisted(() => ({ id: 'ours' as string | undefined }));
vi.mock('wxt/browser', () => ({ browser: { runtime } }));

const { ContentScriptContext } = await import('@/entrypoints/backoffice.content/page-context');

beforeEach(() => {
  runtime.id = 'ours';
});

it('a newer script of the same name ends the one before it, and that one alone', () => {
  const old = new ContentScriptContext('backoffice');
  const other = new ContentScriptContext('other');
  const ended = vi.fn();
  old.onInvalidated(ended);
  const fresh = new ContentScriptContext('backoffice');
  expect([old.isInvalid, fresh.isInvalid, other.isInvalid]).toEqual([true, false, false]);
  expect(ended).toHaveBeenCalledTimes(1);
});

it('notices that an update left it behind, and then hears nothing and does nothing any more', () => {
  vi.useFakeTimers();
  const context = new ContentScriptContext('backoffice');
  const heard = vi.fn();
  const did = vi.fn();
  context.addEventListener(document, 'visibilitychange', heard);
  context.setInterval(did, 1000);
  document.dispatchEvent(new Event('visibilitychange'));
  vi.advanceTimersByTime(1000);
  runtime.id = undefined;
  vi.advanceTimersByTime(5000);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(heard).toHaveBeenCalledTimes(1);
  expect(did).toHaveBeenCalledTimes(1);
  expect(context.isInvalid).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
