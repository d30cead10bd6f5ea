import { describe, expect, it, vi } from 'vitest';
import { afterAll, ifFree, inTurn } from '@/lib/extension/turns';

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { end: resolve, work: vi.fn(() => promise) };
}
const always = async () => true;
/** Locks are given and freed by another thread's leave. */
const soon = () => new Promise((done) => setTimeout(done, 30));

describe('work that runs alone', () => {
  it('begins at once where nobody is at work, and asks nobody whether it is wanted', async () => {
    const [work, wanted] = [vi.fn(async () => undefined), vi.fn(always)];
    await inTurn(work, wanted);
    expect([work.mock.calls.length, wanted.mock.calls.length]).toEqual([1, 0]);
  });

  it('begins right after what runs, once, however many asked meanwhile', async () => {
    const first = held();
    const running = inTurn(first.work, always);
    await soon();
    const later = vi.fn(async () => undefined);
    const asked = Array.from({ length: 5 }, () => inTurn(later, always));
    await soon();
    expect(later).not.toHaveBeenCalled();
    first.end();
    await Promise.all([running, ...asked]);
    expect(later).toHaveBeenCalledTimes(1);
  });

  it('waits behind other work that runs alone, too', async () => {
    const look = held();
    const looking = ifFree(look.work);
    await soon();
    const sync = vi.fn(async () => undefined);
    const asked = inTurn(sync, always);
    await soon();
    expect(await ifFree(sync)).toBe(false);
    expect(sync).not.toHaveBeenCalled();
    look.end();
    await Promise.all([looking, asked]);
    expect(sync).toHaveBeenCalledTimes(1);
  });

  it('does not begin a second time where nothing is left to do', async () => {
    const first = held();
    const running = inTurn(first.work, always);
    await soon();
    const later = vi.fn(async () => undefined);
    const asked = inTurn(later, async () => false);
    first.end();
    await Promise.all([running, asked]);
    expect(later).not.toHaveBeenCalled();
  });

  it('has one behind it again, once the one that waited has begun', async () => {
    const [first, second] = [held(), held()];
    const all = [inTurn(first.work, always)];
    await soon();
    all.push(inTurn(second.work, always));
    await soon();
    first.end();
    await soon();
    expect(second.work).toHaveBeenCalledTimes(1);
    const third = vi.fn(async () => undefined);
    all.push(inTurn(third, always));
    await soon();
    expect(third).not.toHaveBeenCalled();
    second.end();
    await Promise.all(all);
    expect(third).toHaveBeenCalledTimes(1);
  });

  it('that fails says so to whoever asked for it, and to nobody else', async () => {
    const first = held();
    const running = inTurn(first.work, always);
    await soon();
    const asked = inTurn(() => Promise.reject(new Error('no')), always);
    const failed = expect(asked).rejects.toThrow('no');
    first.end();
    await Promise.all([running, failed]);
    expect(await afterAll(async () => 'free')).toBe('free');
  });
});
